"""Fingerprints in, near-duplicates and shared passages out, each pair compared where its two articles have met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import xxhash

from isnad.link.duplicates import BLOCK, BY_SHINGLE, Overlap, groups_of, overlap, passages
from isnad.link.shingles import Fingerprint
from isnad.link.spread.packed import packed, unpacked
from isnad.link.spread.stars import Bond, Label, joined
from isnad.link.steps import pairs_of
from isnad.model import DuplicateGroup, Reuse
from isnad.plan import Group, Keep, Kept, Map, swift


@dataclass(frozen=True, slots=True)
class Same:
    """Articles equal word for word, the earliest first."""

    prints: tuple[Fingerprint, ...]


@dataclass(frozen=True, slots=True)
class Met:
    """Articles that share a shingle, the earliest first. Most of them meet in many; they are paired once."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Half:
    """One article of a pair, on its way to the other, or to itself."""

    to: str
    id: str
    packed: bytes
    """A `Fingerprint`."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The n-th passage that two articles share which are no copies of each other."""

    a: str
    b: str
    number: int
    reuse: Reuse


@dataclass(frozen=True, slots=True)
class InPart:
    """What belongs to one part of the graph of copies."""

    part: str
    what: Same | Overlap


def copies(keep: Keep, articles: Kept) -> tuple[Kept, Kept]:
    """Steps that hold `Passage`, and `DuplicateGroup` in no order."""
    same = keep("same", (BY_DIGEST,), articles.of(Fingerprint))
    pairs = keep("copies-pairs", (FIRST, MEETINGS, PAIRS), same.of(Same))
    compared = keep("copies-compared", (FIRST, TO_THE_OTHER, COMPARED), same.of(Same), pairs.of(tuple))
    parts = joined(keep, "copies-parts", compared)
    groups = keep("copies", (BY_FIRST, BY_PART), same.of(Same), compared.of(Overlap), parts.of(Label))
    return compared, groups


def _digest(print_: Fingerprint) -> Iterable[str]:
    return (print_.digest(),)


def _same(_: str, prints: tuple[Fingerprint, ...]) -> Iterator[Same]:
    yield Same(tuple(sorted(prints, key=lambda p: p.order)))


def _first(one: Same | tuple[str, str]) -> Iterator[Fingerprint | tuple[str, str]]:
    yield one.prints[0] if isinstance(one, Same) else one


def _met(_: str, orders: tuple[tuple[str, str], ...]) -> Iterator[Met]:
    yield Met(tuple(id for _, id in sorted(orders)))


def _those(met: Met) -> Iterable[str]:
    return (xxhash.xxh3_128_hexdigest(" ".join(met.ids).encode("utf-8", "surrogatepass")),)


def _pairs(_: str, met: tuple[Met, ...]) -> Iterator[tuple[str, str]]:
    yield from pairs_of(met[0].ids, BLOCK)


def _from(one: Fingerprint | tuple[str, str]) -> Iterable[str]:
    return (one.id if isinstance(one, Fingerprint) else one[0],)


def _to_the_other(_: str, met: tuple[Fingerprint | tuple[str, str], ...]) -> Iterator[Half]:
    others = sorted({one[1] for one in met if isinstance(one, tuple)})
    for own in (one for one in met if isinstance(one, Fingerprint)):
        print_ = packed(own)
        for to in (own.id, *others):
            yield Half(to, own.id, print_)


def _to(half: Half) -> Iterable[str]:
    return (half.to,)


def _compared(id: str, halves: tuple[Half, ...]) -> Iterator[Overlap | Passage | Bond]:
    if len(halves) > 1:
        own, held = next(_read(half.packed) for half in halves if half.id == id)
        for half in (h for h in halves if h.id != id):
            other, theirs = _read(half.packed)
            for o in overlap(other.id, theirs, id, held):
                yield from _told(o, other, own)


@lru_cache(maxsize=1_000)
def _read(print_: bytes) -> tuple[Fingerprint, frozenset[int]]:
    """A fingerprint and its shingles, read once for several pairs."""
    found: Fingerprint = unpacked(print_)
    return found, frozenset(found.hashes)


def _told(o: Overlap, a: Fingerprint, b: Fingerprint) -> Iterator[Overlap | Passage | Bond]:
    if o.copies:
        yield o
        yield Bond(o.a, o.b)
    for number, reuse in enumerate(passages(o, a, b)):
        yield Passage(o.a, o.b, number, reuse)


def _by_first(one: Same | Overlap | Label) -> Iterable[str]:
    return (one.prints[0].id if isinstance(one, Same) else one.a if isinstance(one, Overlap) else one.name,)


def _placed(name: str, met: tuple[Same | Overlap | Label, ...]) -> Iterator[InPart]:
    """Into its part; an article without a copy is none's."""
    part = next((label.part for label in met if isinstance(label, Label)), name)
    for one in met:
        if isinstance(one, Overlap) or (isinstance(one, Same) and (len(met) > 1 or len(one.prints) > 1)):
            yield InPart(part, one)


def _part(one: InPart) -> Iterable[str]:
    return (one.part,)


def _what(one: InPart) -> Same | Overlap:
    return one.what


def _grouped(_: str, met: tuple[Same | Overlap, ...]) -> Iterator[DuplicateGroup]:
    pairs = sorted((o for o in met if isinstance(o, Overlap)), key=lambda o: (o.a, o.b))
    yield from groups_of(pairs, {s.prints[0].id: list(s.prints) for s in met if isinstance(s, Same)})


FIRST = Map("the first of equal articles", _first)
BY_DIGEST = Group("articles equal word for word", _digest, _same)
MEETINGS = Group("articles by sampled shingle", BY_SHINGLE.key, _met, 2, BY_SHINGLE.thin)
PAIRS = Group("articles that met", _those, _pairs)
TO_THE_OTHER = Group("an article and whom to compare it with", _from, _to_the_other)
COMPARED = Group("an article and what to compare it with", _to, _compared)
BY_FIRST = Group("an article and its part", _by_first, _placed)
BY_PART = Group("copies that hang together", _part, _grouped, 1, _what)

swift(Overlap, Same, Met, Half, Passage, InPart)
