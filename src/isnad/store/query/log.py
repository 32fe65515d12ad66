"""The decisions of people as a log: what was decided on a finding, by whom, since when."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from isnad.model import Decision
from isnad.store.decisions import decisions, standing

LINKED_DECISIONS = "linked_decisions"
"""Key of the number of decisions that the links were made of."""

_COLUMNS = "id, kind, target, detail, decided_by, decided_at, note"
_TOUCHES = (
    "(target = ? OR (kind IN ('merge', 'split') AND json_valid(detail) AND ? IN (SELECT value FROM json_each(detail))))"
)


@dataclass(frozen=True, slots=True)
class LogRow:
    """One decision of the log."""

    decision: Decision
    stands: bool
    """Whether no later one takes it back."""


def log(db: sqlite3.Connection, limit: int = 50, offset: int = 0) -> tuple[LogRow, ...]:
    """Decisions, the latest first."""
    every = decisions(db)
    stands = {d.id for d in standing(every)}
    undoing = {d.id for d in every if d.kind == "undo"}
    rows = every[::-1][offset : offset + limit]
    return tuple(LogRow(d, d.id in stands or d.id in undoing) for d in rows)


def count_decisions(db: sqlite3.Connection) -> int:
    """How many decisions there are."""
    return int(db.execute("SELECT count(*) FROM decision").fetchone()[0])


def count_unlinked(db: sqlite3.Connection) -> int:
    """How many decisions were made since the pile was last linked: links do not show them yet."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", (LINKED_DECISIONS,)).fetchone()
    return max(0, count_decisions(db) - int(row[0])) if row else count_decisions(db)


def decision_by_id(db: sqlite3.Connection, id: str) -> Decision | None:
    """One decision."""
    row = db.execute(f"SELECT {_COLUMNS} FROM decision WHERE id = ?", (id,)).fetchone()
    return Decision(*row) if row else None


def latest(db: sqlite3.Connection) -> int:
    """The number of the last decision, 0 where there is none."""
    return int(db.execute("SELECT coalesce(max(n), 0) FROM decision").fetchone()[0])


def log_about(db: sqlite3.Connection, id: str, since: int = 0) -> tuple[LogRow, ...]:
    """What was decided on a finding after decision number `since`, in order; merges with it included, undos too."""
    if latest(db) <= since:
        return ()
    rows = db.execute(f"SELECT {_COLUMNS} FROM decision WHERE n > ? AND {_TOUCHES} ORDER BY n", (since, id, id))
    own = [Decision(*row) for row in rows.fetchall()]
    undone = db.execute(
        f"SELECT {_COLUMNS} FROM decision u WHERE n > ? AND kind = 'undo' AND target IN "
        f"(SELECT id FROM decision WHERE {_TOUCHES}) ORDER BY n",
        (since, id, id),
    )
    own += [Decision(*row) for row in undone.fetchall()]
    stands = {d.id for d in standing(decisions(db))} if own else set()
    ordered = sorted(own, key=lambda d: (d.at, d.id))
    return tuple(LogRow(d, d.id in stands or d.kind == "undo") for d in ordered)


def heir(db: sqlite3.Connection, id: str) -> str | None:
    """The claim, entity or other finding that one which was merged away lives on in; None where nothing says."""
    pairs = [(d.target, _with(d)) for d in standing(decisions(db)) if d.kind == "merge"]
    todo, met = [id], {id}
    while todo:
        at = todo.pop(0)
        near = [b if a == at else a for a, b in pairs if at in (a, b)]
        for other in near:
            if other not in met:
                met.add(other)
                todo.append(other)
                if db.execute(
                    "SELECT 1 FROM claim WHERE id = ? UNION SELECT 1 FROM entity WHERE id = ?", (other, other)
                ).fetchone():
                    return other
    return None


def _with(d: Decision) -> str:
    try:
        found = json.loads(d.detail).get("with")
    except (ValueError, AttributeError):
        return ""
    return found if isinstance(found, str) else ""
