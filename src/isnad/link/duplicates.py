"""Fingerprints in, near-duplicates out: who carries whose text, how much of it, and where, character for character."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

import xxhash

from isnad.link.components import Components
from isnad.link.shingles import WIDTH, Fingerprint
from isnad.link.steps import pairs_of, together
from isnad.model import DuplicateGroup, Reuse
from isnad.plan import Group

HALF = 0.5
"""Share of an article's shingles from which another one is held to carry it."""

BLOCK = 60
"""Articles that may share one sampled shingle before they are compared with the first and the next one only."""

PASSAGE = 24
"""Words of a passage worth reporting between two articles that are no copies of each other."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two articles compared: how much of each the other one holds."""

    a: str
    b: str
    a_in_b: float
    b_in_a: float
    shared: int
    """Shingles in both."""

    @property
    def copies(self) -> bool:
        """Whether one of them carries the other."""
        return max(self.a_in_b, self.b_in_a) >= HALF


@dataclass(frozen=True, slots=True)
class Copies:
    """What the comparison of all articles gives."""

    groups: tuple[DuplicateGroup, ...]
    passages: tuple[Reuse, ...]
    """Passages of articles that are no copies of each other."""


def _placed(print_: Fingerprint) -> tuple[str, str]:
    return print_.order


def _candidates(key: str, orders: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    yield from pairs_of([id for _, id in sorted(orders)], BLOCK)


def _sampled(print_: Fingerprint) -> Iterator[str]:
    return (f"{h:x}" for h in print_.sampled())


BY_SHINGLE = Group("articles by sampled shingle", _sampled, _candidates, 2, _placed)


def find_duplicates(prints: Sequence[Fingerprint]) -> Copies:
    """Groups of near-duplicates and the passages that other articles share.

    Articles equal word for word are compared once for all of them, so that a thousand copies cost what one does.
    """
    by_words: dict[str, list[Fingerprint]] = {}
    for p in sorted(prints, key=lambda p: p.order):
        by_words.setdefault(p.digest(), []).append(p)
    firsts = [same[0] for same in by_words.values()]
    chosen = {p.id: p for p in firsts}
    pairs = sorted(set(together(BY_SHINGLE, firsts)))
    overlaps = list(_compare(pairs, chosen))
    copies = [o for o in overlaps if o.copies]
    groups = groups_of(copies, {p[0].id: p for p in by_words.values()})
    return Copies(groups, tuple(r for o in overlaps for r in passages(o, chosen[o.a], chosen[o.b])))


def _compare(pairs: Iterable[tuple[str, str]], prints: dict[str, Fingerprint]) -> Iterator[Overlap]:
    """Exact overlaps of the candidate pairs; those with nothing worth telling are left out."""
    name, held = "", frozenset[int]()
    for a, b in pairs:
        if a != name:
            name, held = a, frozenset(prints[a].hashes)
        yield from overlap(a, held, b, frozenset(prints[b].hashes))


def overlap(a: str, held: frozenset[int], b: str, other: frozenset[int]) -> Iterator[Overlap]:
    """Two articles' shingles compared, where there is something worth telling."""
    shared = len(held & other)
    if shared >= PASSAGE - WIDTH or 2 * shared >= min(len(held), len(other)):
        yield Overlap(a, b, shared / len(held), shared / len(other), shared)


def groups_of(copies: list[Overlap], same: dict[str, list[Fingerprint]]) -> tuple[DuplicateGroup, ...]:
    """Mutual copies make a group; a longer article that holds one of them joins it, one that holds two joins both."""
    cores = Components()
    for o in copies:
        if min(o.a_in_b, o.b_in_a) >= HALF:
            cores.join(o.a, o.b)
    inside: dict[str, set[str]] = {}
    for o in copies:
        small, large = (o.a, o.b) if o.a_in_b >= o.b_in_a else (o.b, o.a)
        if cores.find(small) != cores.find(large):
            inside.setdefault(cores.find(large), set()).add(cores.find(small))
    members: dict[str, set[str]] = {}
    for name in same:
        members.setdefault(cores.find(name), set()).add(name)
    whole = Components()
    for large, held in inside.items():
        if len(held) == 1:
            whole.join(large, *held)
    merged: dict[str, set[str]] = {}
    for core, names in members.items():
        merged.setdefault(whole.find(core), set()).update(names)
    for large, held in inside.items():
        if len(held) > 1:
            for core in held:
                merged[whole.find(core)].update(members[large])
    by_name: dict[str, list[Overlap]] = {}
    for o in copies:
        by_name.setdefault(o.a, []).append(o)
    found = {_group(names, by_name, same) for names in merged.values()}
    return tuple(sorted(_named(g for g in found if len(g.articles) > 1), key=lambda g: g.id))


def _named(groups: Iterable[DuplicateGroup]) -> Iterator[DuplicateGroup]:
    """Each with an id of its own: a roundup may be the first of several groups; they differ by what else they hold."""
    before: dict[str, set[str]] = {}
    for g in sorted(groups, key=lambda g: (g.first, g.articles)):
        if g.first in before:
            own = [a for a in g.articles if a not in before[g.first]]
            g = replace(g, id=_id(f"{g.first} {min(own) if own else ' '.join(sorted(g.articles))}"))
        before.setdefault(g.first, set()).update(g.articles)
        yield g


def _id(founder: str) -> str:
    return "dup-" + xxhash.xxh3_64_hexdigest(founder.encode())[:12]


def _group(names: set[str], by_name: dict[str, list[Overlap]], same: dict[str, list[Fingerprint]]) -> DuplicateGroup:
    prints = {p.id: p for name in names for p in same[name]}
    order = sorted(prints.values(), key=lambda p: p.order)
    pairs = [o for name in sorted(names) for o in by_name.get(name, ()) if o.b in names]
    first = order[0].id if order and order[0].day != "9999" else _innermost(pairs, order)
    rows: list[tuple[str, str, float]] = []
    reuses: list[Reuse] = []
    for o in pairs:
        for a, b in islice(product(same[o.a], same[o.b]), BLOCK):
            shares = ((a.id, b.id, o.a_in_b), (b.id, a.id, o.b_in_a))
            rows += [(x, y, round(share, 3)) for x, y, share in shares if share >= HALF]
            reuses += aligned(a, b)
    for name in sorted(names):
        equal = [p.id for p in same[name]]
        rows += [(a, b, 1.0) for a, b in pairs_of(equal, BLOCK)]
        reuses += [r for p in same[name][1:] for r in _whole(same[name][0], p)]
    return DuplicateGroup(_id(first), tuple(p.id for p in order), first, tuple(rows), tuple(reuses))


def _innermost(pairs: list[Overlap], order: list[Fingerprint]) -> str:
    """Of undated articles, the one the others hold most of: the shortest text that most carry."""
    held = {p.id: 0.0 for p in order}
    for o in pairs:
        held[o.a] += o.a_in_b
        held[o.b] += o.b_in_a
    return max(order, key=lambda p: (held[p.id], -len(p.hashes), p.id)).id if order else ""


def _whole(a: Fingerprint, b: Fingerprint) -> Iterator[Reuse]:
    last = len(a.hashes) - 1
    yield Reuse(a.id, a.span(0, last), b.id, b.span(0, last))


def passages(o: Overlap, a: Fingerprint, b: Fingerprint) -> tuple[Reuse, ...]:
    """Long passages of articles of different outlets that are no copies: a paragraph lifted, an agency's background."""
    if o.copies or (a.outlet is not None and a.outlet == b.outlet):
        return ()
    return aligned(a, b, PASSAGE)


def aligned(a: Fingerprint, b: Fingerprint, words: int = WIDTH) -> tuple[Reuse, ...]:
    """Passages of at least `words` words that stand in both, in `a`'s order."""
    places: dict[int, list[int]] = {}
    for j, h in enumerate(b.hashes):
        places.setdefault(h, []).append(j)
    out: list[Reuse] = []
    i = 0
    while i < len(a.hashes):
        best, at = 0, 0
        for j in places.get(a.hashes[i], ())[:8]:
            run = _run(a.hashes, i, b.hashes, j)
            if run > best:
                best, at = run, j
        if best and best + WIDTH - 1 >= words:
            out.append(Reuse(a.id, a.span(i, i + best - 1), b.id, b.span(at, at + best - 1)))
        i += max(best, 1)
    return tuple(out)


def _run(a: array[int], i: int, b: array[int], j: int) -> int:
    length = 0
    while i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length]:
        length += 1
    return length
