"""Readings of a language model in, the rows of their statements replaced out; links are then due anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from isnad.model import Attribution, Record
from isnad.store.file import transaction
from isnad.store.rows import attribution_row


def write_readings(db: sqlite3.Connection, readings: Iterable[tuple[Record, Attribution]]) -> int:
    """Replace each statement by its reading, one transaction each, so that a stop loses none; how many there were.

    The next `relink` links the pile anew. A page that changed rules read again has the rules' own statements once more.
    """
    count = 0
    for record, reading in readings:
        with transaction(db):
            found = db.execute("SELECT n FROM attribution WHERE id = ?", (reading.id,)).fetchone()
            if found is None:
                continue
            row = attribution_row(record.article, found[0], reading)
            db.execute("DELETE FROM attribution WHERE id = ?", (reading.id,))
            db.execute(f"INSERT INTO attribution VALUES ({','.join('?' * len(row))})", row)
            db.execute("DELETE FROM meta WHERE key = 'linked'")
        count += 1
    return count
