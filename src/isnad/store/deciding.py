"""A decision and what its maker had seen in, the decision kept out, or those that somebody made meanwhile."""

from __future__ import annotations

import sqlite3

from isnad.model import Decision
from isnad.store.decisions import keep
from isnad.store.file import transaction
from isnad.store.query.log import LogRow, log_about


def decide(db: sqlite3.Connection, decision: Decision, about: tuple[str, ...], seen: int) -> tuple[LogRow, ...]:
    """Keep a decision, unless others were made on the same findings after number `seen`: those are given back instead.

    Looking and keeping are one transaction, so of two people who decide at once the second one hears of the first.
    Nothing is ever lost: he may decide again, having seen it.
    """
    with transaction(db):
        met = {row.decision.id: row for id in about for row in log_about(db, id, since=seen)}
        others = tuple(row for row in met.values() if row.decision.id != decision.id)
        if not others:
            keep(db, decision)
    return others
