"""Article-local entities in, entities of the pile out: brought together by key, and by sound where they may be one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from isnad.link.entities import (
    BY_SOUND,
    LOCALS,
    Local,
    Pair,
    Spelling,
    common,
    known_keys,
    spelling,
    split_homonyms,
    unify,
)
from isnad.link.spread.stars import Bond, Label, joined
from isnad.link.spread.tally import Seen, Tally, counted
from isnad.model import EntityLink, Record
from isnad.plan import Group, Keep, Kept, Map, swift


@dataclass(frozen=True, slots=True)
class Called:
    """One name of the pile and the articles' entities that bear it."""

    key: str
    rows: tuple[Local, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """Two names that are one."""

    pair: Pair


@dataclass(frozen=True, slots=True)
class InPart:
    """What belongs to one part of the graph of names."""

    part: str
    what: Called | Alike


def entities(keep: Keep, records: Kept) -> Kept:
    """A step that holds `EntityLink`, in order of id."""
    articles = records.count(Record)
    known = keep("names-known", (SEEN, *counted(articles)), records.of(Record))
    everywhere = common({t.key: t.count for t in known.of(Tally)}, articles)
    called = keep("names", (LOCALS, Group("entities by key", _key, _Called(everywhere))), records.of(Record))
    alike = keep("names-alike", (Map("spellings", _Spelled(everywhere)), BY_SOUND, ONCE), called.of(Called))
    parts = joined(keep, "names-parts", alike)
    return keep("entities", (BY_NAME, BY_PART, BY_ID), called.of(Called), alike.of(Alike), parts.of(Label))


def _seen(record: Record) -> Iterator[Seen]:
    yield Seen(record.article.id, tuple(known_keys(record)))


def _key(local: Local) -> Iterable[str]:
    return (local.key,)


@dataclass(frozen=True, slots=True)
class _Called:
    everywhere: frozenset[str]

    def __call__(self, key: str, rows: tuple[Local, ...]) -> Iterator[Called]:
        for name, part in split_homonyms(key, sorted(rows, key=lambda r: r.article), self.everywhere):
            yield Called(name, tuple(part))


@dataclass(frozen=True, slots=True)
class _Spelled:
    everywhere: frozenset[str]

    def __call__(self, name: Called) -> Iterator[Spelling]:
        yield from spelling(name.key, name.rows, self.everywhere)


def _pair(pair: Pair) -> Iterable[str]:
    return (f"{pair[0]}\t{pair[1]}",)


def _once(_: str, pairs: tuple[Pair, ...]) -> Iterator[Alike | Bond]:
    yield Alike(pairs[0])
    yield Bond(pairs[0][0], pairs[0][1])


def _by_name(one: Called | Alike | Label) -> Iterable[str]:
    return (one.key if isinstance(one, Called) else one.pair[0] if isinstance(one, Alike) else one.name,)


def _placed(name: str, met: tuple[Called | Alike | Label, ...]) -> Iterator[InPart]:
    part = next((label.part for label in met if isinstance(label, Label)), name)
    for one in met:
        if not isinstance(one, Label):
            yield InPart(part, one)


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


SEEN = Map("known entities of an article", _seen)
ONCE = Group("each pair of names once", _pair, _once)
BY_NAME = Group("a name and its part", _by_name, _placed)
BY_PART = Group("names that are one", _part, _unified, 1, _what)
BY_ID = Group("entities by id", _id, _last)

swift(Local, Spelling, Called, Alike, InPart)
