"""Article-local entities in, entities of the pile out: brought together by key, and by sound where they may be one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from isnad.link.entities import (
    BY_SOUND,
    Local,
    Pair,
    Spelling,
    common,
    spelling,
    split_homonyms,
    unify,
)
from isnad.link.spread.articles import Named, Read
from isnad.link.spread.packed import unpacked
from isnad.link.spread.stars import Bond, Label, joined
from isnad.link.spread.tally import Seen, Tally, counted
from isnad.model import EntityLink
from isnad.plan import Group, Keep, Kept, Map, swift


@dataclass(frozen=True, slots=True)
class Called:
    """One name of the pile and the articles' entities that bear it."""

    key: str
    rows: tuple[Local, ...]
    """Their company left out, which nothing asks for any more."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Two names that are one."""

    pair: Pair


@dataclass(frozen=True, slots=True)
class InPart:
    """What belongs to one part of the graph of names."""

    part: str
    what: Called | Alike


def entities(keep: Keep, articles: Kept) -> Kept:
    """A step that holds `EntityLink`, in order of id."""
    count = articles.count(Read)
    known = keep("names-known", counted(count), articles.of(Seen))
    everywhere = common({t.key: t.count for t in known.of(Tally)}, count)
    called = keep("names", (LOCALS, Group("entities by key", _key, _Called(everywhere))), articles.of(Named))
    alike = keep("names-alike", (BY_SOUND, ONCE), called.of(Spelling))
    parts = joined(keep, "names-parts", alike)
    placed = keep("names-placed", (BY_NAME,), called.of(Called), alike.of(Alike), parts.of(Label))
    several = keep("names-several", (BY_PART,), placed.of(InPart))
    return keep("entities", (BY_ID,), placed.of(EntityLink), several.of(EntityLink))


def _locals(named: Named) -> Iterator[Local]:
    yield from unpacked(named.packed)


def _key(local: Local) -> Iterable[str]:
    return (local.key,)


@dataclass(frozen=True, slots=True)
class _Called:
    everywhere: frozenset[str]

    def __call__(self, key: str, rows: tuple[Local, ...]) -> Iterator[Called | Spelling]:
        for name, part in split_homonyms(key, sorted(rows, key=lambda r: r.article), self.everywhere):
            yield Called(name, tuple(Local(r.article, r.day, r.entity, frozenset()) for r in part))
            yield from spelling(name, part, self.everywhere)


def _pair(pair: Pair) -> Iterable[str]:
    return (f"{pair[0]}\t{pair[1]}",)


def _once(_: str, pairs: tuple[Pair, ...]) -> Iterator[Alike | Bond]:
    yield Alike(pairs[0])
    yield Bond(pairs[0][0], pairs[0][1])


def _by_name(one: Called | Alike | Label) -> Iterable[str]:
    return (one.key if isinstance(one, Called) else one.pair[0] if isinstance(one, Alike) else one.name,)


def _placed(name: str, met: tuple[Called | Alike | Label, ...]) -> Iterator[EntityLink | InPart]:
    """Into its part; a name that is like no other is an entity by itself."""
    part = next((label.part for label in met if isinstance(label, Label)), None)
    for one in met:
        if part is not None and not isinstance(one, Label):
            yield InPart(part, one)
        elif isinstance(one, Called):
            yield from _unified(name, (one,))


def _part(one: InPart) -> Iterable[str]:
    return (one.part,)


def _what(one: InPart) -> Called | Alike:
    return one.what


def _unified(_: str, met: tuple[Called | Alike, ...]) -> Iterator[EntityLink]:
    groups = {one.key: list(one.rows) for one in met if isinstance(one, Called)}
    yield from unify(groups, [one.pair for one in met if isinstance(one, Alike)])


def _id(link: EntityLink) -> Iterable[str]:
    return (link.entity.id,)


def _last(_: str, links: tuple[EntityLink, ...]) -> Iterator[EntityLink]:
    yield links[-1]


LOCALS = Map("entities of articles", _locals)
ONCE = Group("each pair of names once", _pair, _once)
BY_NAME = Group("a name and its part", _by_name, _placed)
BY_PART = Group("names that are one", _part, _unified, 1, _what)
BY_ID = Group("entities by id", _id, _last)

swift(Local, Spelling, Called, Alike, InPart)
