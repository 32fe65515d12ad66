"""A stretch of time in, what was published, told and inferred in it out, counted by year, month, day or hour."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Literal

Unit = Literal["year", "month", "day", "hour"]

LENGTH: dict[Unit, int] = {"year": 4, "month": 7, "day": 10, "hour": 13}
"""Characters of an ISO date that name one."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """How much was published in one year, month, day or hour."""

    at: str
    """`2025`, `2025-10`, `2025-10-06` or `2025-10-06T14`."""
    articles: int


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


def buckets(db: sqlite3.Connection, unit: Unit, within: str = "") -> tuple[Bucket, ...]:
    """Published articles a unit, in order; `within` is a year, month or day that holds them."""
    length = LENGTH[unit]
    rows = db.execute(
        "SELECT substr(replace(published, ' ', 'T'), 1, ?) AS at, count(*) FROM article WHERE published >= ? "
        "AND published < ? GROUP BY at ORDER BY at",
        (length, within, within + "\U0010ffff"),
    )
    return tuple(Bucket(at, n) for at, n in rows)


def events_within(db: sqlite3.Connection, within: str, limit: int = 200) -> tuple[EventRow, ...]:
    """Events that begin in a year, month or day."""
    rows = db.execute(
        "SELECT e.id, e.article, e.type, e.text, e.start, e.stop, e.first_day, e.last_day, e.precision, "
        "coalesce(ae.name, an.name), coalesce(re.name, rn.name), a.outlet FROM event e "
        "JOIN article a ON a.id = e.article "
        "LEFT JOIN name an ON an.article = e.article AND an.id = e.actor "
        "LEFT JOIN entity_member am ON am.article = e.article AND am.name = e.actor "
        "LEFT JOIN entity ae ON ae.id = am.entity "
        "LEFT JOIN name rn ON rn.article = e.article AND rn.id = e.recipient "
        "LEFT JOIN entity_member rm ON rm.article = e.article AND rm.name = e.recipient "
        "LEFT JOIN entity re ON re.id = rm.entity "
        "WHERE e.first_day >= ? AND e.first_day < ? ORDER BY e.first_day, e.last_day, e.id LIMIT ?",
        (within, within + "\U0010ffff", limit),
    )
    return tuple(EventRow(*row) for row in rows)


def count_events(db: sqlite3.Connection, within: str) -> int:
    """Events that begin in a year, month or day."""
    row = db.execute(
        "SELECT count(*) FROM event WHERE first_day >= ? AND first_day < ?", (within, within + "\U0010ffff")
    ).fetchone()
    return int(row[0])


def placed_within(db: sqlite3.Connection, within: str, limit: int = 100) -> tuple[PlacedRow, ...]:
    """Undated articles whose inferred range meets a year, month or day."""
    rows = db.execute(
        "SELECT d.article, a.title, d.first_day, d.last_day, (SELECT count(*) FROM dating_evidence e "
        "WHERE e.dating = d.article AND e.contradicts) FROM dating d JOIN article a ON a.id = d.article "
        "WHERE d.first_day < ? AND substr(d.last_day, 1, ?) >= ? ORDER BY d.first_day, d.article LIMIT ?",
        (within + "\U0010ffff", len(within), within, limit),
    )
    return tuple(PlacedRow(*row) for row in rows)
