"""What a person decided, kept for ever: appended, never changed, read back in the order it was decided.

`article.published` is what lists, searches and the timeline go by: a day that people set stands there too. What the
page itself says stays in `date_candidate`, from which a decision that is taken back is undone.
"""

from __future__ import annotations

import sqlite3

from isnad.model import Decision
from isnad.store.file import transaction

_ITS_OWN = (
    "UPDATE article SET (published, published_origin) = (SELECT value, origin FROM date_candidate "
    "WHERE date_candidate.article = article.id AND chosen ORDER BY n LIMIT 1) "
    "WHERE id = ? AND published_origin = 'decided'"
)
_DECIDED = (
    "UPDATE article SET published = ?, published_origin = 'decided' "
    "WHERE id = ? AND (published IS NOT ? OR published_origin IS NOT 'decided')"
)


def add_decision(db: sqlite3.Connection, decision: Decision) -> None:
    """Keep one decision. The same id twice is the same decision once; two people deciding at once are both kept."""
    with transaction(db):
        keep(db, decision)


def keep(db: sqlite3.Connection, d: Decision) -> None:
    """Append a decision, within the caller's transaction; a date it sets is shown at once."""
    db.execute(
        "INSERT OR IGNORE INTO decision (id, kind, target, detail, decided_by, decided_at, note) "
        "VALUES (?,?,?,?,?,?,?)",
        (d.id, d.kind, d.target, d.detail, d.by, d.at, d.note),
    )
    if d.kind in ("date", "undo"):
        apply_days(db)


def apply_days(db: sqlite3.Connection) -> None:
    """Give every article the day people set for it, and its own one back where they took that back.

    It belongs into the transaction that writes the decision or the articles.
    """
    every = tuple(d for d in decisions(db) if d.kind in ("date", "undo"))
    days = {d.target: d.day for d in standing(every) if d.day is not None}
    for id in {d.target for d in every if d.kind == "date"} - days.keys():
        db.execute(_ITS_OWN, (id,))
    for id, day in days.items():
        db.execute(_DECIDED, (day, id, day))


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
