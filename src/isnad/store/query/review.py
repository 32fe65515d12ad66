"""Statements that wait for a person, the most doubtful first: those nobody has decided on yet."""

from __future__ import annotations

import sqlite3

DOUBTFUL = 0.6
"""Statements below this confidence are offered for review."""

_WAITING = (
    "FROM attribution s WHERE s.confidence < ? AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.target = s.id "
    "AND d.kind IN ('fix', 'reject'))"
)


def doubtful(db: sqlite3.Connection, limit: int = 20, after: str | None = None) -> list[str]:
    """Ids of statements nobody has decided on, the most doubtful first; `after` an id, those that follow it."""
    place = db.execute("SELECT confidence, id FROM attribution WHERE id = ?", (after,)).fetchone() if after else None
    since, values = ("AND (s.confidence, s.id) > (?, ?)", place) if place else ("", ())
    rows = db.execute(f"SELECT s.id {_WAITING} {since} ORDER BY s.confidence, s.id LIMIT ?", (DOUBTFUL, *values, limit))
    return [id for (id,) in rows]


def count_doubtful(db: sqlite3.Connection) -> int:
    """How many statements are doubtful, those that somebody has decided on included."""
    return int(db.execute("SELECT count(*) FROM attribution WHERE confidence < ?", (DOUBTFUL,)).fetchone()[0])


def count_seen(db: sqlite3.Connection) -> int:
    """How many of them somebody has decided on."""
    row = db.execute(
        "SELECT count(DISTINCT s.id) FROM decision d CROSS JOIN attribution s ON s.id = d.target "
        "WHERE d.kind IN ('fix', 'reject') AND s.confidence < ?",
        (DOUBTFUL,),
    ).fetchone()
    return int(row[0])
