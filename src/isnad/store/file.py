"""A path in, an open story file out, of the right kind and version; anything else is an error that says what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from isnad.model import IsnadError
from isnad.store.listed import begun, list_links
from isnad.text.fold import fold
from isnad.text.searched import besides_of, forms_of

APPLICATION_ID = 0x69736E64
"""`isnd`, in the file's header, so that `file story.db` and isnad itself know what it is."""

VERSION = 4
"""Version of the schema. Version 1 is `schema.sql`; a script `migrations/NNNN.sql` leads to each later one."""

CACHE = 64
"""Megabytes of the file held in memory while it is written: findings come in no order of their keys, and with the two
that are usual a table's pages are written and read again many times."""

WAIT = 30.0
"""Seconds to wait for another process that is writing; a batch takes far under one."""


Story = sqlite3.Connection
"""An open story file: what every function of `isnad.store` takes; other rooms hold it and pass it on."""


@contextmanager
def open_story(path: str | Path, *, write: bool = False) -> Iterator[sqlite3.Connection]:
    """Open a story file, for reading or for writing (`write` makes it where there is none).

    Raises `IsnadError` where the file is missing, is no story, is of a newer version, is damaged or cannot be written.
    """
    path = Path(path)
    with naming(path):
        db = _for_writing(path) if write else open_for_reading(path)
    try:
        with naming(path):
            yield db
    finally:
        db.close()


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ones that name the file and the remedy."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise IsnadError(_in_words(path, error)) from error


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All of the block or nothing of it, whatever happens inside."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if db.in_transaction:  # a full disk has rolled back by itself
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def remember(db: Story, key: str, value: str) -> None:
    """Keep a fact about the file itself; `query.meta` gives it back."""
    with transaction(db):
        db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def _for_writing(path: Path) -> sqlite3.Connection:
    if path.is_dir():
        raise IsnadError(f"{path} is a folder: name a file, such as {path / 'story.db'}")
    if not path.parent.is_dir():
        raise IsnadError(f"{path}: there is no folder {path.parent}; make it first")
    try:
        if path.exists() and path.stat().st_size:
            with path.open("r+b"):
                pass
    except PermissionError:
        raise IsnadError(f"{path} cannot be written: change its permissions, or name another file with -o") from None
    db = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
    try:
        _check_kind(db, path, empty=True)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute(f"PRAGMA cache_size = -{CACHE * 1024}")
        db.create_function("begun", 2, begun, deterministic=True)
        db.create_function("fold", 1, fold, deterministic=True)
        db.create_function("forms_of", 1, forms_of, deterministic=True)
        db.create_function("besides_of", 1, besides_of, deterministic=True)
        _bring_up(db, path)
    except BaseException:
        db.close()
        raise
    return db


def open_for_reading(path: Path) -> sqlite3.Connection:
    """A connection that its owner closes; `open_story` says what it raises."""
    if path.is_dir():
        raise IsnadError(f"{path} is a folder, not a story file")
    if not path.exists():
        raise IsnadError(f"{path}: no such story file; `isnad build PATH -o {path}` makes one")
    db = _connect_reading(path)
    try:
        _check_kind(db, path, empty=False)
        version = _pragma(db, "user_version")
        if version < VERSION:
            raise IsnadError(
                f"{path} was made by an older isnad (version {version}); `isnad build -o {path}` upgrades it"
            )
    except BaseException:
        db.close()
        raise
    return db


def _connect_reading(path: Path) -> sqlite3.Connection:
    """Read-only; on a medium that cannot hold SQLite's own shared-memory file, read as it lies there."""
    try:
        with path.open("rb"):
            pass
    except PermissionError:
        raise IsnadError(f"{path} cannot be read: change its permissions, or run as its owner") from None
    address = path.absolute().as_uri()
    # One thread uses it at a time, not always the same: a desk lends it from request to request.
    db = sqlite3.connect(
        f"{address}?mode=ro",
        uri=True,
        timeout=WAIT,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=512,
    )
    try:
        db.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
    except sqlite3.OperationalError:
        db.close()
        db = sqlite3.connect(f"{address}?immutable=1", uri=True, isolation_level=None, check_same_thread=False)
    return db


def _check_kind(db: sqlite3.Connection, path: Path, *, empty: bool) -> None:
    application, version = _pragma(db, "application_id"), _pragma(db, "user_version")
    if application == 0 and db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0:
        if empty:
            return
        raise IsnadError(f"{path} is empty: `isnad build PATH -o {path}` fills it")
    if application != APPLICATION_ID:
        raise IsnadError(f"{path} is an SQLite file, but no story of isnad; name another file")
    if version > VERSION:
        raise IsnadError(
            f"{path} was made by a newer isnad (its version is {version}, this one knows {VERSION}); update isnad"
        )


def _bring_up(db: sqlite3.Connection, path: Path) -> None:
    """Make the tables, or lead an older file to this version and list its links; each step is one transaction."""
    fresh = _pragma(db, "application_id") == 0
    if fresh:
        _script(db, (files("isnad.store") / "schema.sql").read_text("utf-8"), 1)
    found = _pragma(db, "user_version")
    for version in range(found + 1, VERSION + 1):
        _script(db, (files("isnad.store") / "migrations" / f"{version:04}.sql").read_text("utf-8"), version)
    if found < VERSION and not fresh:
        with transaction(db):
            list_links(db)


def _script(db: sqlite3.Connection, script: str, version: int) -> None:
    try:
        db.executescript(
            f"BEGIN IMMEDIATE;\n{script}\nPRAGMA application_id = {APPLICATION_ID};\n"
            f"PRAGMA user_version = {version};\nCOMMIT;"
        )
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _pragma(db: sqlite3.Connection, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])


def _in_words(path: Path, error: sqlite3.DatabaseError) -> str:
    text = str(error)
    if "not a database" in text:
        return f"{path} is no story file (not an SQLite database); name another file"
    if "disk is full" in text or "disk I/O" in text:
        return f"{path}: the disk is full or failing ({text}); what was stored is kept: free some space and run again"
    if "malformed" in text or "corrupt" in text:
        return f"{path} is damaged ({text}); build it anew, or restore a copy"
    if "locked" in text or "busy" in text:
        return f"{path} is being written by another process for over {WAIT:g} s; wait for it, or stop it, and run again"
    if "readonly" in text or "unable to open" in text:
        return f"{path} cannot be opened or written ({text}); check the folder's permissions"
    return f"{path}: SQLite says: {text}"
