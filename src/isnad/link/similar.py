"""Two statements in, how surely they tell the same thing out, with the reasons in words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from isnad.link.statements import Statement

LEAD = 4
"""Content words of a statement's beginning: who did what. Two statements of one topic differ there first."""

SYNONYM = 0.8
"""What a match by concept counts (ذخائر for أسلحة) beside a match of the word itself."""

FACTUAL = frozenset({"assert", "deny", "doubt", "warn", "commit"})
"""Stances in which different speakers can tell the same thing. Praise, blame and calls are acts of their speaker."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each content key tells in this pile, from 0 (in every article) to 1 (in one of very many)."""

    articles: int
    counts: Mapping[str, int]

    def of(self, key: str) -> float:
        return math.log((self.articles + 10) / (self.counts.get(key, 0) + 1)) / math.log(self.articles + 10)


def weigh(statements: Iterable[Statement]) -> Weights:
    """Weights of the content keys: in how many articles' statements each one stands."""
    by_article: dict[str, set[str]] = {}
    for s in statements:
        by_article.setdefault(s.article, set()).update(s.keys)
    counts: Counter[str] = Counter()
    for keys in by_article.values():
        counts.update(keys)
    return Weights(len(by_article), counts)


@dataclass(frozen=True, slots=True)
class Terms:
    """A statement's words, each once, with what they weigh."""

    first: Mapping[str, str]
    """From the first reading of each word to its form, in reading order."""
    other: Mapping[str, str]
    """From each other reading to the word's first reading."""
    weight: float
    lead: tuple[str, ...]
    actor: str | None
    """The first entity named."""


def terms_of(s: Statement, weights: Weights) -> Terms:
    """What comparison needs of a statement, computed once."""
    first: dict[str, str] = {}
    other: dict[str, str] = {}
    for word in s.words:
        first.setdefault(word.keys[0], word.form)
        for key in word.keys[1:]:
            other.setdefault(key, word.keys[0])
    actor = next((k for k in first if k[0] == "@"), None)
    return Terms(first, other, sum(map(weights.of, first)), tuple(first)[:LEAD], actor)


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two statements have in common."""

    cover: float
    """Share of the lighter one's words that the other one has, by weight."""
    jaccard: float
    lead: float
    """Share of the shorter beginning's words that stand in the other's."""
    mass: float
    """Weight of the shared words."""
    same_speaker: bool
    same_actor: bool
    numbers: int
    """1 where they share a quantity, -1 where both give quantities and share none, else 0."""
    shared: tuple[str, ...]

    @property
    def score(self) -> float:
        """Log-odds of telling the same thing; weights from `bench/claims.py`."""
        return (
            -6.0
            + 3.0 * self.cover
            + 3.5 * self.jaccard
            + 2.5 * self.lead
            + 0.5 * min(self.mass, 4.0)
            + 1.0 * self.same_speaker
            + 0.6 * self.same_actor
            + 1.2 * self.numbers
            - 1.2 * max(0, 4 - len(self.shared)) * (not self.same_speaker)
        )


def likeness(a: Statement, b: Statement, terms: tuple[Terms, Terms], weights: Weights) -> Likeness:
    """Compare two statements by their words, their beginnings, their numbers and who speaks."""
    x, y = terms if len(terms[0].first) <= len(terms[1].first) else (terms[1], terms[0])
    mass = 0.0
    shared: list[str] = []
    pairs: dict[str, str] = {}
    for key, form in x.first.items():
        hit = key if key in y.first else y.other.get(key) or _through(key, x, y)
        if hit:
            pairs[key] = hit
            mass += min(weights.of(key), weights.of(hit)) * (1.0 if form == y.first[hit] or key[0] != "~" else SYNONYM)
            shared.append(key)
    light = min(x.weight, y.weight) or 1.0
    either = max(x.weight + y.weight - mass, mass) or 1.0
    short = min(len(x.lead), len(y.lead)) or 1
    lead = sum(1 for k in x.lead if pairs.get(k) in y.lead) / short
    common = a.numbers & b.numbers
    numbers = 1 if common else -1 if a.numbers and b.numbers else 0
    return Likeness(
        min(1.0, mass / light), mass / either, lead, mass, bool(a.speakers & b.speakers),
        x.actor is not None and x.actor == y.actor, numbers, tuple(shared),
    )  # fmt: skip


def _through(key: str, x: Terms, y: Terms) -> str | None:
    """The word of `y` that shares another reading of the word `key` of `x`."""
    for reading, first in x.other.items():
        if first == key:
            if reading in y.first:
                return reading
            if reading in y.other:
                return y.other[reading]
    return None


def comparable(a: Statement, b: Statement) -> bool:
    """Whether two statements can tell the same thing at all: both factual, or the same act of the same speaker."""
    if a.stance in FACTUAL and b.stance in FACTUAL:
        return True
    return a.stance == b.stance and bool(a.speakers & b.speakers)


def reasons(a: Statement, b: Statement, like: Likeness, names: Mapping[str, str]) -> str:
    """Why two statements were merged, in English words."""
    parts = []
    if like.same_speaker:
        parts.append("the same speaker")
    if like.same_actor:
        parts.append("about the same actor")
    if like.numbers > 0:
        parts.append("the same number: " + ", ".join(f"{n:g}" for n in sorted(a.numbers & b.numbers)))
    words = [names.get(k, k.lstrip("~@")) for k in like.shared]
    parts.append(f"{like.cover:.0%} of the shorter wording in common: {' '.join(words[:8])}")
    if a.stance != b.stance:
        parts.append(f"told with another stance ({a.stance}, {b.stance})")
    return "; ".join(parts)
