"""Statements in, bundles out: those that assert, deny or doubt the same thing, brought together by their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, product

from isnad.link.components import components
from isnad.link.meeting import meeting
from isnad.link.reading import Names
from isnad.link.screen import BRIEF, ECHO, FEW, NOTHING_ELSE, OPPOSED, SURE, hopeful
from isnad.link.similar import (
    Likeness,
    Terms,
    comparable,
    denied_as_well,
    likeness,
    opposed,
    outnumbers,
    terms_of,
)
from isnad.link.statements import Order, Statement
from isnad.link.steps import pairs_of
from isnad.link.weights import Weights, weigh
from isnad.model import EntityId
from isnad.plan import Group

BLOCK = 40
"""Statements that may share one pair of words before each is compared with the first and the next only."""

ON_THE_WHOLE = -0.3
"""Mean log-odds from which two bundles are one, for an edge that is barely sure; surer ones ask less of the rest."""


SAMPLE = 4
"""Members of each of two bundles that are compared before the two are joined."""

MOST_SLACK = 1.5
"""What the surest pair excuses in the rest of two bundles."""


_BARE = 4
"""Words in common below which a short denial is not matched by them alone."""

_WHOLE, _MOST, _HALF = 0.9, 0.35, 0.5
"""Shares of a short denial's wording, of both wordings and of their beginnings from which it repeats what it denies."""

_SOON = 10
"""Days within which a short denial is about what was told."""


@dataclass(frozen=True, slots=True)
class Keyed:
    """A statement with the words that bring it together with others: any two of the first, any two of the telling."""

    id: str
    order: Order
    first: tuple[str, ...]
    telling: tuple[str, ...]
    readings: frozenset[str]
    weight: float
    speakers: frozenset[EntityId]
    denies: bool


def _keys(item: Keyed) -> Iterable[str]:
    """Made when they are asked for: forty for each statement would be the greater part of a pile."""
    return {f"{a} {b}" for words in (item.first, item.telling) for a, b in combinations(sorted(words), 2)}


def _candidates(key: str, items: tuple[Keyed, ...]) -> Iterator[tuple[str, str]]:
    for a, b in pairs_of(sorted(items, key=lambda k: (k.order, k.id)), BLOCK):
        few = len(a.readings & b.readings) < FEW and a.weight + b.weight > BRIEF
        if not few or a.denies or b.denies or not a.speakers.isdisjoint(b.speakers):
            yield a.id, b.id


BY_WORDS = Group("statements by two of their words", _keys, _candidates, 2)


@dataclass(frozen=True, slots=True)
class Pile:
    """Statements ready to be compared."""

    by_id: dict[str, Statement]
    terms: dict[str, Terms]
    weights: Weights
    entity_keys: Mapping[EntityId, str]
    """The content key of each entity."""
    names: Mapping[str, str]
    """The name behind each entity's content key."""

    @classmethod
    def of(cls, statements: Sequence[Statement], names: Names, weights: Weights | None = None) -> Pile:
        """`weights` are those of the whole pile, where `statements` are a part of it."""
        weights = weights or weigh(statements)
        terms = {s.id: terms_of(s, weights) for s in statements}
        return cls({s.id: s for s in statements}, terms, weights, names.keys, names.shown)

    def hopeful(self, a: str, b: str) -> bool:
        """Whether comparing two statements could find anything."""
        return hopeful(self.by_id[a], self.by_id[b], self.terms[a], self.terms[b])

    def outnumbers(self, a: str, b: str) -> bool:
        """Whether two statements give two numbers for one thing."""
        x, y = self.by_id[a], self.by_id[b]
        return bool(x.toll and y.toll) and outnumbers(x, y, self.compare(a, b))

    def compare(self, a: str, b: str) -> Likeness:
        return likeness(self.by_id[a], self.by_id[b], self.terms[a], self.terms[b])


def keyed(s: Statement, terms: Terms) -> Keyed:
    """The statement's first words, and its most telling ones."""
    telling = sorted(terms.first, key=lambda k: (-terms.weights[k], k))[:8]
    first = tuple(islice(terms.first, 6))
    return Keyed(s.id, s.order, first, tuple(telling), terms.readings, terms.weight, s.speakers, s.denies)


def vouching(s: Statement) -> bool:
    """Whether a statement can stand in a claim of its own: notices that something was not checked are about others, and
    what is denied to have been said at all has nobody to say it."""
    return not s.unverified and not s.unsaid


Edge = tuple[float, str, str]
"""How surely two statements tell the same thing, in log-odds, and which they are, the earlier first."""


def wording(s: Statement) -> str:
    """Equal for statements that are equal word for word, told as the same kind of thing."""
    group = "factual" if s.factual else "refuse" if s.refuses else s.stance
    return f"{s.signature}|{group}|{' '.join(sorted(s.turned))}|{s.false}"


def firsts(rows: Sequence[Statement]) -> Iterator[Statement]:
    """Of statements equal word for word, the earliest first, those that are compared with others: the first to say
    that it is so, and the first to deny it."""
    yield rows[0]
    yield from islice((s for s in rows if s.denies != rows[0].denies), 1)


def told_again(pile: Pile, rows: Sequence[Statement]) -> Iterator[Edge]:
    """The first of statements equal word for word, the earliest first, with each other one that tells the same."""
    for b in rows[1:]:
        like = pile.compare(rows[0].id, b.id)
        if comparable(rows[0], b, like) and (len(b.words) > 2 or like.same_speaker):
            yield 9.0, rows[0].id, b.id


def told_alike(pile: Pile, a: str, b: str) -> Iterator[Edge]:
    """Two statements brought together by their words, where they tell the same thing."""
    like = pile.compare(a, b)
    if pile.outnumbers(a, b):
        yield like.score, a, b
        return
    surely = like.score + ECHO * _echoes(pile, a, b, like)
    if len(like.shared) < FEW and not like.same_speaker and like.jaccard < NOTHING_ELSE and not like.answers:
        return
    other_side = opposed(pile.by_id[a], pile.by_id[b])
    if surely < (OPPOSED if other_side and denied_as_well(like) else SURE) or (
        surely == like.score and len(like.shared) < _BARE and _bare_denial(pile, a, b)
    ):
        return
    if comparable(pile.by_id[a], pile.by_id[b], like):
        yield surely, a, b


def _echoes(pile: Pile, a: str, b: str, like: Likeness) -> bool:
    """Whether a short denial repeats the other one's words, in their order, and the other tells little else."""
    x, y = pile.by_id[a], pile.by_id[b]
    if x.denies == y.denies or like.days > _SOON or like.cover < _WHOLE or like.phrase < _WHOLE:
        return False
    return like.answers or (len(like.shared) >= _BARE - 1 and like.jaccard >= _MOST and like.lead >= _HALF)


def alike(pile: Pile) -> Iterator[Edge]:
    """Pairs that tell the same thing. Statements equal word for word are compared once for all."""
    same: dict[str, list[Statement]] = {}
    for s in sorted(pile.by_id.values(), key=lambda s: s.order):
        if vouching(s) and s.words:
            same.setdefault(wording(s), []).append(s)
    for rows in same.values():
        yield from told_again(pile, rows)
    compared = sorted((s for rows in same.values() for s in firsts(rows)), key=lambda s: s.order)
    words = [(k.first, k.telling) for k in (keyed(s, pile.terms[s.id]) for s in compared)]
    for a, b in meeting(compared, pile.terms, words, BLOCK):
        yield from told_alike(pile, a.id, b.id)


def _bare_denial(pile: Pile, a: str, b: str) -> bool:
    """«نفت تجارة الأسلحة» says too little to be matched by words alone; `contests` ties it by its place."""
    return any(pile.by_id[x].denies and len(pile.terms[x].first) < _BARE for x in (a, b))


def bundles(pile: Pile, found: Iterable[Edge]) -> list[list[str]]:
    """Statements of one claim each, earliest first: pairs joined from the surest down unless the rest differs."""
    edges = sorted(found, key=lambda e: (-e[0], e[1], e[2]))
    where: dict[str, str] = {}
    for group in components((a, b) for _, a, b in edges):
        where.update(dict.fromkeys(group, group[0]))
    by_part: dict[str, list[Edge]] = {}
    for edge in edges:
        by_part.setdefault(where[edge[1]], []).append(edge)
    out: list[list[str]] = []
    for part in by_part.values():
        out += _joined(pile, part)
    held = {m for members in out for m in members}
    out += [[id] for id, s in pile.by_id.items() if id not in held and vouching(s)]
    return sorted(out, key=lambda members: pile.by_id[members[0]].order)


def _joined(pile: Pile, edges: list[Edge]) -> Iterator[list[str]]:
    """The bundles of one connected part: first those of one side, then each denial with the claim it surest denies."""
    home: dict[str, list[str]] = {m: [m] for _, a, b in edges for m in (a, b)}
    against: list[Edge] = []
    for score, a, b in edges:
        left, right = home[a], home[b]
        if opposed(pile.by_id[a], pile.by_id[b]):
            against.append((score, a, b))
        elif pile.outnumbers(a, b):
            continue
        elif left is not right and _agree(pile, left, right, score):
            _put(home, left, right)
    taken: set[str] = set()
    for _, a, b in against:
        told, denied = (home[a], home[b]) if _other_side(pile, a, b) else (home[b], home[a])
        if told is not denied and taken.isdisjoint((a, b)):
            taken.update(denied)
            _put(home, told, denied)
    seen: set[int] = set()
    for members in home.values():
        if id(members) not in seen:
            seen.add(id(members))
            yield sorted(members, key=lambda m: pile.by_id[m].order)


def _put(home: dict[str, list[str]], into: list[str], members: list[str]) -> None:
    into += members
    for name in members:
        home[name] = into


def _other_side(pile: Pile, a: str, b: str) -> bool:
    """Whether `b` is the one that denies: by its stance or words, else the later one of two that negate each other."""
    x, y = pile.by_id[a], pile.by_id[b]
    return y.denies if x.denies != y.denies else x.order <= y.order


def _agree(pile: Pile, left: list[str], right: list[str], edge: float) -> bool:
    """Whether two bundles tell one thing on the whole: the surer the pair that joins them, the less the rest counts."""
    cross = list(product(_spread(left), _spread(right)))
    mean = sum(pile.compare(a, b).score for a, b in cross) / len(cross)
    return mean >= ON_THE_WHOLE - min(MOST_SLACK, edge / 2)


def _spread(members: list[str]) -> list[str]:
    """A few of a bundle, spread over it, so that a chain of likenesses does not grow on its first link alone."""
    step = max(1, len(members) // SAMPLE)
    return members[::step][:SAMPLE]
