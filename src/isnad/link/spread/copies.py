"""Fingerprints in, near-duplicates and shared passages out, each pair compared where its two articles have met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from isnad.link.duplicates import BY_SHINGLE, Overlap, groups_of, overlap, passages
from isnad.link.shingles import Fingerprint
from isnad.link.spread.stars import Bond, Label, joined
from isnad.model import DuplicateGroup, Reuse
from isnad.plan import Group, Keep, Kept, Map, swift


@dataclass(frozen=True, slots=True)
class Same:
    """Articles equal word for word, the earliest first."""

    prints: tuple[Fingerprint, ...]


@dataclass(frozen=True, slots=True)
class Half:
    """One article of a pair, on its way to the other."""

    to: str
    print: Fingerprint


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


def copies(keep: Keep, prints: Iterable[Fingerprint]) -> tuple[Kept, Kept]:
    """Steps that hold `Passage`, and `DuplicateGroup` in no order."""
    same = keep("same", (BY_DIGEST,), prints)
    pairs = keep("copies-pairs", (FIRST, BY_SHINGLE), same.of(Same))
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


def _from(one: Fingerprint | tuple[str, str]) -> Iterable[str]:
    return (one.id if isinstance(one, Fingerprint) else one[0],)


def _to_the_other(_: str, met: tuple[Fingerprint | tuple[str, str], ...]) -> Iterator[Fingerprint | Half]:
    for own in met:
        if isinstance(own, Fingerprint):
            yield own
            for other in sorted({pair[1] for pair in met if isinstance(pair, tuple)}):
                yield Half(other, own)


def _to(one: Fingerprint | Half) -> Iterable[str]:
    return (one.id if isinstance(one, Fingerprint) else one.to,)


def _compared(_: str, met: tuple[Fingerprint | Half, ...]) -> Iterator[Overlap | Passage | Bond]:
    for own in met:
        if isinstance(own, Fingerprint):
            held = frozenset(own.hashes)
            for half in met:
                if isinstance(half, Half):
                    for o in overlap(half.print.id, frozenset(half.print.hashes), own.id, held):
                        yield from _told(o, half.print, own)


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
TO_THE_OTHER = Group("an article and whom to compare it with", _from, _to_the_other)
COMPARED = Group("an article and what to compare it with", _to, _compared)
BY_FIRST = Group("an article and its part", _by_first, _placed)
BY_PART = Group("copies that hang together", _part, _grouped, 1, _what)

swift(Fingerprint, Overlap, Same, Half, Passage, InPart)
