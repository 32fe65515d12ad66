"""Pairs in, connected components out: who hangs together with whom, in an order that does not depend on the pairs'."""

from __future__ import annotations

from collections.abc import Iterable


class Components:
    """A forest of joined names (union-find with path halving)."""

    __slots__ = ("_parent",)

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, name: str) -> str:
        """The smallest name of the component that holds `name`; `name` itself where nothing was joined to it."""
        parent = self._parent
        if name not in parent:
            return name
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    def join(self, a: str, b: str) -> None:
        """Put two names, and all that hangs on them, into one component."""
        low, high = sorted((self.find(a), self.find(b)))
        self._parent.setdefault(low, low)
        self._parent[high] = low

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Every component of two or more names, names sorted, components in order of their first name."""
        found: dict[str, list[str]] = {}
        for name in sorted(self._parent):
            found.setdefault(self.find(name), []).append(name)
        return tuple(tuple(names) for names in found.values() if len(names) > 1)


def components(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Connected components: `components([("b", "c"), ("d", "c"), ("x", "y")]) == (("b", "c", "d"), ("x", "y"))`."""
    forest = Components()
    for a, b in pairs:
        forest.join(a, b)
    return forest.groups()
