"""Statements in, how much each of their content keys tells out: a word of few articles more than one of many."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from isnad.link.statements import Statement

_LEAST = 0.1
"""What a word tells that stands in every article: a pile about one thing still tells its claims apart."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each content key tells in this pile, from 0 (in every article) to 1 (in one of very many)."""

    by_key: Mapping[str, float]
    rare: float
    """Of a key that stands in one article alone; it need not be among the others."""

    def of(self, key: str) -> float:
        """The weight of a key that stands in some statement of the pile."""
        return self.by_key.get(key, self.rare)


def weigh(statements: Iterable[Statement]) -> Weights:
    """Weights of the content keys, by in how many articles' statements each one stands."""
    by_article: dict[str, set[str]] = {}
    for s in statements:
        keys = by_article.setdefault(s.article, set())
        keys.update(*[word[1] for word in s.words])
        if s.numbers:
            keys.update(telling_keys(s))
    counts: Counter[str] = Counter()
    for keys in by_article.values():
        counts.update(keys)
    return weights_of(counts, len(by_article))


def telling_keys(s: Statement) -> Iterable[str]:
    """The keys of a statement that are weighed: of its words, and of its quantities."""
    return (*s.keys, *(f"#{n:g}" for n in s.numbers))


def weights_of(counts: Mapping[str, int], articles: int) -> Weights:
    """Weights by the number of articles in whose statements a key stands; those of one article may be left out."""
    pile = articles + 10

    def weight(n: int) -> float:
        return max(_LEAST, math.log(pile / (n + 1)) / math.log(pile))

    return Weights({k: weight(n) for k, n in counts.items()}, weight(1))
