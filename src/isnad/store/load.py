"""Outcomes of a run in, rows in the story file out: the only writer of findings, one transaction a batch."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator

from isnad.model import Failure, Rejected
from isnad.store.decisions import apply_days
from isnad.store.file import transaction
from isnad.store.rows import PageRows, whole_text

PAGES = 64
SECONDS = 1.0
"""A batch is written when it holds so many outcomes or is so old: what a kill costs at most."""

Loadable = PageRows | Rejected | Failure


def load(db: sqlite3.Connection, outcomes: Iterable[Loadable], version: str) -> Iterator[Loadable]:
    """Write outcomes in batches and pass each on once it is safely stored.

    A page that is stored already is replaced whole; so the same page twice is the same page once. `version` is the
    digest of the rules and code that made the outcomes.
    """
    batch: list[Loadable] = []
    began = time.monotonic()
    for outcome in outcomes:
        batch.append(outcome)
        if len(batch) >= PAGES or time.monotonic() - began > SECONDS:
            _write(db, batch, version)
            yield from batch
            batch = []
            began = time.monotonic()
    if batch:
        _write(db, batch, version)
        yield from batch


def _write(db: sqlite3.Connection, batch: list[Loadable], version: str) -> None:
    with transaction(db):
        for outcome in batch:
            source = whole_text(outcome.source)
            _clear(db, source, outcome.page)
            if isinstance(outcome, PageRows):
                _page(db, outcome, version)
            elif isinstance(outcome, Rejected):
                # What arrived stays, where it was stored; only its findings go.
                db.execute("DELETE FROM article WHERE page = ?", (outcome.page,))
                db.execute("UPDATE page SET made_by = ? WHERE id = ?", (version, outcome.page))
                row = (source, outcome.page, outcome.reason, whole_text(outcome.remedy), version)
                db.execute("INSERT INTO rejected VALUES (?,?,?,?,?)", row)
            else:
                # Findings of an earlier version stand until a later one can read the page again.
                failed = (source, outcome.page, outcome.stage, whole_text(outcome.error), version)
                db.execute("INSERT INTO failure VALUES (?,?,?,?,?)", failed)
        apply_days(db)


def _page(db: sqlite3.Connection, rows: PageRows, version: str) -> None:
    db.execute("DELETE FROM page WHERE id = ?", (rows.page,))
    for table, values in rows.tables:
        stamped = tuple((*value, version) for value in values) if table == "page" else values
        db.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(stamped[0]))})", stamped)


def _clear(db: sqlite3.Connection, source: str, page: str | None) -> None:
    """Forget what an earlier run said against this source or page."""
    db.execute("DELETE FROM rejected WHERE source = ? OR page = ?", (source, page))
    db.execute("DELETE FROM failure WHERE source = ? OR page = ?", (source, page))
