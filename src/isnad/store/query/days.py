"""A stretch of time in, what was published, told and inferred in it out, counted by year, month, day or hour."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Unit = Literal["year", "month", "day"]

LENGTH: dict[Unit, int] = {"year": 4, "month": 7, "day": 10}
"""Characters of an ISO date that name one."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """How many articles were published, or events began, in one year, month, day or hour."""

    at: str
    """`2025`, `2025-10`, `2025-10-06` or `2025-10-06T14`."""
    articles: int
    """Of events, how many there are of those."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event as a page tells it."""

    id: str
    article: str
    type: str
    text: str
    start: int
    stop: int
    first_day: str
    last_day: str | None
    precision: str | None
    actor: str | None
    recipient: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """An undated article with the range that other pages place it in."""

    article: str
    title: str | None
    first_day: str
    last_day: str
    against: int
    """Words that speak against it."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Every day with something on it, in order, and how much."""

    published: tuple[Bucket, ...]
    """By the day, month or year a page gives."""
    events: tuple[Bucket, ...]
    """By the day they begin on."""


def calendar(db: sqlite3.Connection) -> Calendar:
    """All days of the story; read from indexes alone, and yet all of them."""
    published = db.execute(
        "SELECT substr(published, 1, 10) AS at, count(*) FROM article WHERE published IS NOT NULL "
        "GROUP BY at ORDER BY at"
    )
    events = db.execute(
        "SELECT first_day, count(*) FROM event WHERE first_day IS NOT NULL GROUP BY first_day ORDER BY first_day"
    )
    return Calendar(tuple(Bucket(at, n) for at, n in published), tuple(Bucket(at, n) for at, n in events))


def buckets(days: Sequence[Bucket], unit: Unit, within: str = "") -> tuple[Bucket, ...]:
    """Days as years, months or days, those that begin with `within`: a year, a month or a day.

    >>> buckets((Bucket("2025-10-06", 2), Bucket("2025-10-07", 1), Bucket("2026", 4)), "month", "2025")
    (Bucket(at='2025-10', articles=3),)
    """
    out: Counter[str] = Counter()
    for day in days:
        if day.at.startswith(within):
            out[day.at[: LENGTH[unit]]] += day.articles
    return tuple(Bucket(at, n) for at, n in sorted(out.items()))


def spread(days: Sequence[Bucket], within: str, most: int) -> tuple[tuple[str, int], ...]:
    """At most so many of what stands in a stretch, at even distances: each as its day and its place on that day.

    >>> spread((Bucket("2025-10-06", 4), Bucket("2025-10-07", 2)), "2025-10", 3)
    (('2025-10-06', 0), ('2025-10-06', 2), ('2025-10-07', 0))
    """
    inside = [day for day in days if day.at.startswith(within)]
    total = sum(day.articles for day in inside)
    wanted = (rank * total // most for rank in range(most)) if total > most else iter(range(total))
    out: list[tuple[str, int]] = []
    before, rank = 0, next(wanted, None)
    for day in inside:
        while rank is not None and rank < before + day.articles:
            out.append((day.at, rank - before))
            rank = next(wanted, None)
        before += day.articles
    return tuple(out)


def hours(db: sqlite3.Connection, day: str) -> tuple[Bucket, ...]:
    """What was published in each hour of a day; under the day itself what gives no hour."""
    rows = db.execute(
        "SELECT substr(replace(published, ' ', 'T'), 1, 13) AS at, count(*) FROM article WHERE published >= ? "
        "AND published < ? GROUP BY at ORDER BY at",
        (day, day + "\U0010ffff"),
    )
    return tuple(Bucket(at, n) for at, n in rows)


def events_at(db: sqlite3.Connection, places: Iterable[tuple[str, int]]) -> tuple[EventRow, ...]:
    """Events by their day and their place among those that begin on it."""
    ids = [
        row[0]
        for day, place in places
        for row in db.execute(
            "SELECT id FROM event WHERE first_day = ? ORDER BY last_day, id LIMIT 1 OFFSET ?", (day, place)
        )
    ]
    rows = db.execute(
        "SELECT e.id, e.article, e.type, e.text, e.start, e.stop, e.first_day, e.last_day, e.precision, "
        "coalesce(ae.name, an.name), coalesce(re.name, rn.name), a.outlet FROM event e "
        "JOIN article a INDEXED BY article_line ON a.id = e.article "
        "LEFT JOIN name an ON an.article = e.article AND an.id = e.actor "
        "LEFT JOIN entity_member am ON am.article = e.article AND am.name = e.actor "
        "LEFT JOIN entity ae ON ae.id = am.entity "
        "LEFT JOIN name rn ON rn.article = e.article AND rn.id = e.recipient "
        "LEFT JOIN entity_member rm ON rm.article = e.article AND rm.name = e.recipient "
        "LEFT JOIN entity re ON re.id = rm.entity "
        f"WHERE e.id IN ({','.join('?' * len(ids))}) ORDER BY e.first_day, e.last_day, e.id",
        ids,
    )
    return tuple(EventRow(*row) for row in rows)


def placed_within(db: sqlite3.Connection, within: str, limit: int = 100) -> tuple[PlacedRow, ...]:
    """Undated articles whose inferred range meets a year, month or day."""
    rows = db.execute(
        "SELECT d.article, a.title, d.first_day, d.last_day, (SELECT count(*) FROM dating_evidence e "
        "WHERE e.dating = d.article AND e.contradicts) "
        "FROM dating d CROSS JOIN article a INDEXED BY article_line ON a.id = d.article "
        "WHERE d.first_day < ? AND substr(d.last_day, 1, ?) >= ? ORDER BY d.first_day, d.article LIMIT ?",
        (within + "\U0010ffff", len(within), within, limit),
    )
    return tuple(PlacedRow(*row) for row in rows)
