"""What a person decided, kept for ever: appended, never changed, read back in the order it was decided."""

from __future__ import annotations

import sqlite3

from isnad.model import Decision
from isnad.store.file import transaction


def add_decision(db: sqlite3.Connection, decision: Decision) -> None:
    """Keep one decision. The same id twice is the same decision once; two people deciding at once are both kept."""
    d = decision
    with transaction(db):
        db.execute(
            "INSERT OR IGNORE INTO decision (id, kind, target, detail, decided_by, decided_at, note) "
            "VALUES (?,?,?,?,?,?,?)",
            (d.id, d.kind, d.target, d.detail, d.by, d.at, d.note),
        )


def decisions(db: sqlite3.Connection) -> tuple[Decision, ...]:
    """Every decision ever made, in order, the undone ones and their `undo` included."""
    rows = db.execute("SELECT id, kind, target, detail, decided_by, decided_at, note FROM decision ORDER BY n")
    return tuple(Decision(*row) for row in rows)


def standing(all_decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """Those that no later `undo` takes back (the target of an `undo` is a decision's id; an undo can be undone)."""
    undone: set[str] = set()
    out: list[Decision] = []
    for decision in reversed(all_decisions):
        if decision.id in undone:
            continue
        if decision.kind == "undo":
            undone.add(decision.target)
        else:
            out.append(decision)
    return tuple(reversed(out))
