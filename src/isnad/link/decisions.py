"""A person's decisions in, what they mean for linking out: each is read once, from its target and its JSON detail.

| kind | target | detail |
|---|---|---|
| merge | a claim, or an entity | `{"with": "<id>"}`: the two are one |
| split | a claim | `{"statement": "<attribution id>"}`: it stands alone |
| split | an entity | `{"article": "…", "name": "<local id>"}`: it stands alone |
| reject | an attribution, a claim, a group of copies, a storyline | `{}`: it is no finding |
| rename | an entity, a claim or a storyline | `{"name": "…"}` |
| date | an article | `{"published": "2023-09-14"}` |
| undo | a decision | `{}` |

`fix` is about one article's annotations and is none of linking's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from isnad.model import Decision, EntityId, IsnadError


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided, ready to apply."""

    merged: tuple[tuple[str, str], ...] = ()
    apart: frozenset[str] = frozenset()
    """Attributions that stand alone."""
    names_apart: frozenset[tuple[str, EntityId]] = frozenset()
    """Article-local entities that stand alone."""
    rejected: frozenset[str] = frozenset()
    names: tuple[tuple[str, str], ...] = ()
    dates: tuple[tuple[str, str], ...] = ()

    def name_of(self, id: str, found: str) -> str:
        """The name a person gave, or the one found."""
        return dict(self.names).get(id, found)


def decided(decisions: tuple[Decision, ...]) -> Decided:
    """Standing decisions, read. Raises `IsnadError` where a detail is no JSON object or lacks its key."""
    merged: list[tuple[str, str]] = []
    apart: set[str] = set()
    names_apart: set[tuple[str, EntityId]] = set()
    rejected: set[str] = set()
    names: list[tuple[str, str]] = []
    dates: list[tuple[str, str]] = []
    for d in _standing(decisions):
        if d.kind == "merge":
            merged.append((d.target, _detail(d, "with")))
        elif d.kind == "split" and "article" in _table(d):
            names_apart.add((_detail(d, "article"), _detail(d, "name")))
        elif d.kind == "split":
            apart.add(_detail(d, "statement"))
        elif d.kind == "reject":
            rejected.add(d.target)
        elif d.kind == "rename":
            names.append((d.target, _detail(d, "name")))
        elif d.kind == "date":
            dates.append((d.target, _detail(d, "published")))
    return Decided(
        tuple(merged), frozenset(apart), frozenset(names_apart), frozenset(rejected), tuple(names), tuple(dates)
    )


def _standing(decisions: Iterable[Decision]) -> list[Decision]:
    """Those no later `undo` takes back; an undo can be undone."""
    undone: set[str] = set()
    out: list[Decision] = []
    for d in reversed(tuple(decisions)):
        if d.id in undone:
            continue
        if d.kind == "undo":
            undone.add(d.target)
        else:
            out.append(d)
    return out[::-1]


def _table(d: Decision) -> dict[str, object]:
    try:
        table = json.loads(d.detail or "{}")
    except json.JSONDecodeError as error:
        raise IsnadError(
            f"decision {d.id} ({d.kind} of {d.target}): its detail is no JSON ({error}); undo it"
        ) from None
    if not isinstance(table, dict):
        raise IsnadError(f"decision {d.id} ({d.kind} of {d.target}): its detail is no JSON object; undo it")
    return table


def _detail(d: Decision, key: str) -> str:
    value = _table(d).get(key)
    if not isinstance(value, str):
        raise IsnadError(
            f"decision {d.id} ({d.kind} of {d.target}): its detail has no `{key}`; undo it and decide again"
        )
    return value
