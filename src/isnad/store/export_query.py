"""A story file in, everything an export is written from out, as it stood at one moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from isnad.model import Record
from isnad.store.corrected import corrected, rejected_ids
from isnad.store.decisions import decisions, standing
from isnad.store.query.records import records


@dataclass(frozen=True, slots=True)
class StoredRecords:
    """The story's records as people corrected them, in order of id; gone through again, they are read again.

    What people rejected is in them, to be shown as rejected; `accepted` leaves it out.
    """

    db: sqlite3.Connection

    def __iter__(self) -> Iterator[Record]:
        stands = standing(decisions(self.db))
        return (corrected(record, stands) for record in records(self.db))

    def accepted(self) -> Iterator[Record]:
        """The same without the statements that people rejected."""
        rejected = rejected_ids(standing(decisions(self.db)))
        for record in self:
            found = record.annotations
            left = tuple(a for a in found.attributions if a.id not in rejected)
            yield Record(record.article, replace(found, attributions=left))


@contextmanager
def one_moment(db: sqlite3.Connection) -> Iterator[None]:
    """In this block, every question is answered from the same state of the file, whatever others write meanwhile."""
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.execute("ROLLBACK")
