"""A story file in, everything an export is written from out, as it stood at one moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from isnad.model import Record
from isnad.store.query.records import records


@dataclass(frozen=True, slots=True)
class StoredRecords:
    """The story's records, in order of id; gone through again, they are read again, a few hundred at a time."""

    db: sqlite3.Connection

    def __iter__(self) -> Iterator[Record]:
        return records(self.db)


@contextmanager
def one_moment(db: sqlite3.Connection) -> Iterator[None]:
    """In this block, every question is answered from the same state of the file, whatever others write meanwhile."""
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.execute("ROLLBACK")
