"""Two statements in, whether a comparison could find that they tell one thing out: a bound, at a tenth of the cost.

Of a hundred pairs that meet by two of their words, ninety have too few words in common. What `similar` may find of them
at most follows from the readings that stand in both, because no word matches but through one of them.
"""

from __future__ import annotations

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


def hopeful(a: Statement, b: Statement, x: Terms, y: Terms) -> bool:
    """Whether two statements, given their terms, could be held to tell, or to contest, the same thing."""
    common = x.readings & y.readings
    words = _words(common, x)
    shared = len(words)
    speaker = not a.speakers.isdisjoint(b.speakers)
    few = shared < FEW and not speaker and a.denies == b.denies
    if few and shared < NOTHING_ELSE * (x.weight + y.weight - shared):  # no word weighs more than one
        return False
    mass = min(sum(map(x.weights.__getitem__, words)), sum(map(y.weights.__getitem__, _words(common, y))))
    if few and mass < NOTHING_ELSE * (x.weight + y.weight - mass):
        return False
    if a.denies != b.denies:
        return _most(a, b, x, y, speaker, shared, mass) + 1.0 + ECHO >= OPPOSED
    return _most(a, b, x, y, speaker, shared, mass) >= SURE


def _most(a: Statement, b: Statement, x: Terms, y: Terms, speaker: bool, shared: int, mass: float) -> float:
    """The log-odds of `Likeness.score` at most, of statements that both deny or both do not."""
    fewer = min(len(x.first), len(y.first)) - 1
    longer = max(len(x.lead), len(y.lead))
    numbers = 0.0 if not a.numbers or not b.numbers else -1.6 if a.numbers.isdisjoint(b.numbers) else 1.6
    return (
        -4.5
        + 1.2 * min(1.0, mass / (min(x.weight, y.weight) or 1.0))
        + 1.4 * min(1.0, mass / max(x.weight + y.weight - mass, mass, 1e-9))
        + 0.8 * min(1.0, shared / (longer or 1))
        + 1.5 * min(1.0, (shared - 1) / (fewer or 1))
        + min(mass, 4.0)
        + (1.5 if speaker else 0.0 if a.voices.isdisjoint(b.voices) else 0.6)
        + 0.7
        + numbers
        + 0.8 * (a.when is not None and a.when == b.when)
    )


def _words(readings: frozenset[str], terms: Terms) -> set[str]:
    """The first readings of the words that have one of these."""
    first, other = terms.first, terms.other
    found = {k for k in readings if k in first}
    return found.union(other[k] for k in readings if k in other) if other else found
