"""An open story in, the same story held still out: every question in the block sees one moment of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def snapshot(db: sqlite3.Connection) -> Iterator[None]:
    """All questions of the block are answered from one moment, whatever is written meanwhile."""
    db.execute("BEGIN")
    try:
        yield
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
