"""One speaker in; what it said in order of time, and what others say of it out."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from isnad.store.query.statements import Statement, statements_by_id


def said_by(db: sqlite3.Connection, entity: str, limit: int = 100, offset: int = 0) -> tuple[Statement, ...]:
    """What an entity said, alone or with others, the earliest first; undated articles last."""
    rows = db.execute(
        "SELECT attribution FROM said WHERE entity = ? ORDER BY place LIMIT ? OFFSET ?", (entity, limit, offset)
    )
    return _in_order(db, [id for (id,) in rows])


def count_said(db: sqlite3.Connection, entity: str) -> tuple[tuple[str, int], ...]:
    """How often an entity said something in each stance, the most frequent first."""
    rows = db.execute(
        "SELECT stance, count(*) AS n FROM said WHERE entity = ? GROUP BY stance ORDER BY n DESC, stance", (entity,)
    )
    return tuple((stance, n) for stance, n in rows)


def said_of(db: sqlite3.Connection, entity: str, limit: int = 40) -> tuple[Statement, ...]:
    """What others say of an entity: statements in whose content it is named, the earliest first."""
    rows = db.execute("SELECT attribution FROM about WHERE entity = ? ORDER BY place LIMIT ?", (entity, limit))
    return _in_order(db, [id for (id,) in rows])


def entities_called(db: sqlite3.Connection, form: str) -> frozenset[str]:
    """Entities that some page calls exactly so."""
    rows = db.execute(
        "SELECT id FROM entity WHERE instr(forms, ?) AND EXISTS (SELECT 1 FROM json_each(forms) WHERE value = ?)",
        (form, form),
    )
    return frozenset(id for (id,) in rows)


def leads(db: sqlite3.Connection, ids: Sequence[str]) -> dict[str, str]:
    """For statements whose content begins inside a word, how the word begins: «إن» of «إنها»."""
    out: dict[str, str] = {}
    for at in range(0, len(ids), 500):
        part = ids[at : at + 500]
        marks = ",".join("?" * len(part))
        out |= dict(db.execute(f"SELECT attribution, word FROM lead WHERE attribution IN ({marks})", part).fetchall())
    return out


def _in_order(db: sqlite3.Connection, ids: list[str]) -> tuple[Statement, ...]:
    found = statements_by_id(db, ids)
    return tuple(found[id] for id in ids)
