"""An id, or how it begins, in; what it names in the story file out."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Literal

from isnad.model import Span

Kind = Literal["attribution", "claim", "article", "entity", "timex", "event", "storyline", "page"]

_TABLES: tuple[Kind, ...] = ("claim", "article", "attribution", "entity", "timex", "event", "storyline", "page")


@dataclass(frozen=True, slots=True)
class Named:
    """What an id names."""

    kind: Kind
    id: str


def find(db: sqlite3.Connection, id: str, limit: int = 10) -> tuple[Named, ...]:
    """What the id names; where nothing has exactly this id, everything whose id begins so, at most `limit`."""
    exact = [
        Named(table, id) for table in _TABLES if db.execute(f"SELECT 1 FROM {table} WHERE id = ?", (id,)).fetchone()
    ]
    if exact or len(id) < 3:
        return tuple(exact)
    out: list[Named] = []
    for table in _TABLES:
        rows = db.execute(
            f"SELECT id FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT ?", (id, id + "\U0010ffff", limit)
        )
        out += [Named(table, row[0]) for row in rows]
    return tuple(out[:limit])


@dataclass(frozen=True, slots=True)
class Place:
    """Where one of an article's findings stands, and the rules that made it."""

    article: str
    span: Span
    rules: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    """Its fields as stored, those that are not empty."""


def place(db: sqlite3.Connection, named: Named) -> Place | None:
    """The words of a time expression or an event."""
    if named.kind not in ("timex", "event"):
        return None
    cursor = db.execute(f"SELECT * FROM {named.kind} WHERE id = ?", (named.id,))
    row = cursor.fetchone()
    if row is None:
        return None
    cells = dict(zip((column[0] for column in cursor.description), row, strict=True))
    hidden = {"id", "article", "n", "start", "stop", "rule", "trigger_start", "trigger_stop"}
    facts = tuple((k, str(v)) for k, v in cells.items() if k not in hidden and v is not None)
    return Place(cells["article"], Span(cells["start"], cells["stop"]), (cells["rule"],), facts)
