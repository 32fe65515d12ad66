"""A plan's step and its records in, its output out, in this process: what the serial engine does, for linking alone.

Linking is written as `Map` and `Group` steps so that a cluster can run them; here they run in one loop. `together`
leaves out groups of one, which no step of linking looks at: two passes over the keys, the first one counting them in a
table of bytes, so that memory follows the groups that matter and not every key of the pile. The table is a sieve alone,
so that Python's own hash of a string, another one in each process, gives the same groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from isnad.plan import Group, Map

T = TypeVar("T")

_SLOTS = (1 << 24) - 1


def each(step: Map, items: Iterable[Any]) -> Iterator[Any]:
    """The output of a `Map` step, in the order of its input."""
    for item in items:
        yield from step.call(item)


def together(step: Group, items: Sequence[Any]) -> Iterator[Any]:
    """The output of a `Group` step over its groups, all of two or more, in order of key."""
    seen = bytearray(_SLOTS + 1)
    for item in items:
        for key in set(step.key(item)):
            slot = hash(key) & _SLOTS
            if seen[slot] < 2:
                seen[slot] += 1
    groups: dict[str, list[int]] = {}
    for at, item in enumerate(items):
        for key in set(step.key(item)):
            if seen[hash(key) & _SLOTS] == 2:
                groups.setdefault(key, []).append(at)
    for key in sorted(k for k, members in groups.items() if len(members) > 1):
        yield from step.call(key, tuple(step.thin(items[i]) for i in groups[key]))


def pairs_of(members: Sequence[T], most: int) -> Iterator[tuple[T, T]]:
    """Pairs worth comparing in one group: all of them up to `most` members, else each one with the first and the next.

    A group of ten thousand then costs twenty thousand comparisons instead of fifty million, and components still join
    its members through the first one.
    """
    if len(members) <= most:
        for i, a in enumerate(members):
            for b in members[i + 1 :]:
                yield a, b
        return
    for i, b in enumerate(members[1:]):
        yield members[0], b
        if i:
            yield members[i], b
