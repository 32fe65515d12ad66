"""Two statements in, whether a comparison could find that they tell one thing out: a bound, at a tenth of the cost.

Of a hundred pairs that meet by two of their words, ninety have too few words in common. What `similar` may find of them
at most follows from the readings that stand in both, because no word matches but through one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from isnad.link.similar import Terms
from isnad.link.statements import Statement

SURE = 0.0
"""Log-odds from which two statements are held to tell the same thing; `bench/claims.py` shows what it costs."""

OPPOSED = -1.2
"""Log-odds from which one statement is held to deny another one, where that one begins with most of what it denies."""

FEW = 3
"""Words in common below which two speakers' statements are not held to be one, unless they say nothing else."""

NOTHING_ELSE = 0.6
"""Share of all the words of two statements from which they say nothing else."""

BRIEF = (FEW - 1) * (1 + 1 / NOTHING_ELSE)
"""Weight of two statements from which fewer words than `FEW` are never most of what they say."""

ECHO = 1.0
"""What a short denial that repeats what it denies adds to the log-odds."""


SAME_SIDE = SURE + 4.5 - 0.3 - 0.4
"""Log-odds that words, speakers, numbers and days must give, where the actor and the predicate are the same."""

OTHER_SIDE = OPPOSED + 4.5 - 0.3 - 0.4 - 1.0 - ECHO
"""The same of two of which one denies: it may answer the other, or echo it."""


def hopeful(a: Statement, b: Statement, x: Terms, y: Terms) -> bool:
    """Whether two statements, given their terms, could be held to tell, or to contest, the same thing."""
    return any(True for _ in partners(a, x, ((b, y),)))


def partners(a: Statement, x: Terms, others: Iterable[tuple[Statement, Terms]]) -> Iterator[Statement]:
    """Of other statements with their terms, those that could be held to tell, or to contest, the same as the first.

    Most are turned down by how many readings they share and what those weigh; of the rest it is asked of how many words
    they are.
    """
    held, at, own = x.readings, _weights_at(x).__getitem__, x.weight
    twice = sum(reading in x.first for reading in x.other)
    speakers, denies = a.speakers, a.denies
    for b, y in others:
        common = held & y.readings
        shared, weight = len(common) + twice, own + y.weight
        same_side = denies == b.denies
        few = same_side and speakers.isdisjoint(b.speakers)
        if not common or (few and shared < FEW and weight > BRIEF):
            continue
        mass = sum(map(at, common))
        least = (SAME_SIDE if same_side else OTHER_SIDE) - _beside(a, b)
        if (few and shared < FEW and mass < NOTHING_ELSE * (weight - mass)) or _worded(x, y, shared, mass) < least:
            continue
        words = _words(common, x)
        mass = min(sum(map(x.weights.__getitem__, words)), sum(map(y.weights.__getitem__, _words(common, y))))
        few = few and len(words) < FEW and mass < NOTHING_ELSE * (weight - mass)
        if not few and _worded(x, y, len(words), mass) >= least:
            yield b


def _worded(x: Terms, y: Terms, shared: int, mass: float) -> float:
    """What so many shared words, one at least, of such weight, give at most."""
    either = x.weight + y.weight - mass
    light = x.weight if x.weight < y.weight else y.weight
    most = 1.2 * mass / light if mass < light else 1.2
    most += 1.4 * mass / either if mass < either else 1.4
    longer = max(len(x.lead), len(y.lead))
    fewer = min(len(x.first), len(y.first)) - 1
    most += 0.8 * shared / longer if shared < longer else 0.8
    most += 1.5 * (shared - 1) / fewer if shared <= fewer else 1.5
    return most + (mass if mass < 4.0 else 4.0)


def _weights_at(terms: Terms) -> Mapping[str, float]:
    """What the words of each reading weigh."""
    at = dict(terms.weights)
    for reading, first in terms.other.items():
        at[reading] = at.get(reading, 0.0) + terms.weights[first]
    return at


def _beside(a: Statement, b: Statement) -> float:
    """What speakers, numbers and days add at most."""
    most = 0.0
    if not a.speakers.isdisjoint(b.speakers):
        most = 1.5
    elif not a.voices.isdisjoint(b.voices):
        most = 0.6
    if a.numbers and b.numbers:
        most += -1.6 if a.numbers.isdisjoint(b.numbers) else 1.6
    if a.when and a.when == b.when:
        most += 0.8
    return most


def _words(readings: frozenset[str], terms: Terms) -> set[str]:
    """The first readings of the words that have one of these."""
    other = terms.other
    found = set(terms.first.keys() & readings)
    if other:
        found.update([other[k] for k in readings if k in other])
    return found
