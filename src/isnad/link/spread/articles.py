"""Records in, what linking reads of each article out, every article once: its shingles, its names, and its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from isnad.link.entities import Local, known_keys, locals_of
from isnad.link.shingles import Fingerprint, fingerprint
from isnad.link.spread.packed import packed
from isnad.link.spread.tally import Seen
from isnad.model import Record
from isnad.plan import Group, Map, Plan, swift


@dataclass(frozen=True, slots=True)
class Read:
    """An article as statements are read of it."""

    article: str
    packed: bytes
    """A `Record` without events, entities, pieces and captions."""


@dataclass(frozen=True, slots=True)
class Named:
    """An article's own entities."""

    packed: bytes
    """A tuple of `Local`."""


@dataclass(frozen=True, slots=True)
class Opened:
    """All of it, on its way past the same article of another shard."""

    article: str
    parts: tuple[Read | Named | Seen | Fingerprint, ...]


def _opened(record: Record) -> Iterator[Opened]:
    id = record.article.id
    article = replace(record.article, pieces=(), dates=(), captions=())
    text = Record(article, replace(record.annotations, entities=(), events=()))
    named = Named(packed(tuple(_slim(local) for local in locals_of(record))))
    seen = Seen(id, tuple(known_keys(record)))
    yield Opened(id, (Read(id, packed(text)), named, seen, *fingerprint(record)))


def _slim(local: Local) -> Local:
    """Company tells names apart; what the lexicon knows is told apart by it, and a state has as many as the pile."""
    return replace(local, company=frozenset()) if local.entity.known else local


def _id(opened: Opened) -> Iterable[str]:
    return (opened.article,)


def _once(_: str, same: tuple[Opened, ...]) -> Iterator[Read | Named | Seen | Fingerprint]:
    yield from same[0].parts


READ: Plan = (Map("what linking reads of an article", _opened), Group("each article once", _id, _once))

swift(Read, Named, Opened, Fingerprint)
