"""A path in, open connections to that story file out, lent again and again: a question costs no opening of the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from isnad.store.file import Story, naming, open_for_reading
from isnad.store.query.snapshot import snapshot

MOST = 16
"""Connections kept open while nobody uses them."""


class Readers:
    """Connections to one story file. Each is used by one thread at a time and sees one moment of the file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._idle: list[tuple[tuple[int, int], Story]] = []

    @contextmanager
    def lent(self) -> Iterator[Story]:
        """The story as it stands at this moment. Raises `IsnadError` where it is not there or is no story."""
        with naming(self._path):
            file, db = self._taken()
            try:
                with snapshot(db):
                    yield db
            except sqlite3.Error:
                db.close()
                raise
            except BaseException:
                self._back(file, db)
                raise
            self._back(file, db)

    def _taken(self) -> tuple[tuple[int, int], Story]:
        """A connection to the file that now lies at the path: it may have been put in another's place."""
        file = _which(self._path)
        while True:
            with self._lock:
                if not self._idle:
                    break
                known, db = self._idle.pop()
            if known == file:
                return file, db
            db.close()
        return file, open_for_reading(self._path)

    def _back(self, file: tuple[int, int], db: Story) -> None:
        with self._lock:
            if len(self._idle) < MOST:
                self._idle.append((file, db))
                return
        db.close()


def _which(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_dev, found.st_ino
