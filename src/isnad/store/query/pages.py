"""What arrived: stored pages, what was rejected and why, what failed, and how much of everything there is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from isnad.model import Failure, Furniture, Hints, Page, Rejected
from isnad.store.rows import unpack


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a story holds."""

    pages: int
    articles: int
    undated: int
    statements: int
    claims: int
    storylines: int
    rejected: int
    failed: int


def counts(db: sqlite3.Connection) -> Counts:
    """How much the story holds."""
    row = db.execute(
        "SELECT (SELECT count(*) FROM page) - "
        "(SELECT count(DISTINCT p.id) FROM rejected r JOIN page p ON p.id = r.page), "
        "(SELECT count(*) FROM article), "
        "(SELECT count(*) FROM article WHERE published IS NULL), (SELECT count(*) FROM attribution), "
        "coalesce((SELECT n FROM tally WHERE name = 'all'), 0), "
        "coalesce((SELECT n FROM tally WHERE name = 'storylines'), 0), (SELECT count(*) FROM rejected), "
        "(SELECT count(*) FROM failure)"
    ).fetchone()
    return Counts(*row)


def page(db: sqlite3.Connection, id: str) -> Page | None:
    """A page as it arrived."""
    return next(pages(db, (id,)), None)


def pages(db: sqlite3.Connection, ids: tuple[str, ...]) -> Iterator[Page]:
    """Pages as they arrived, one in memory at a time, in the order of `ids`."""
    for id in ids:
        row = db.execute(
            "SELECT id, source, kind, text, encoding, hint_title, hint_outlet, hint_byline, hint_published, hint_url, "
            "hint_crawled FROM page WHERE id = ?",
            (id,),
        ).fetchone()
        if row:
            yield Page(row[0], row[1], row[2], unpack(row[3]), row[4], Hints(*row[5:]))


def versions(db: sqlite3.Connection, source: str) -> tuple[str, ...]:
    """Ids of the pages that came from one path or address: its versions, in no order of time."""
    return tuple(row[0] for row in db.execute("SELECT id FROM page WHERE source = ? ORDER BY id", (source,)))


def visible_text(db: sqlite3.Connection, page: str) -> str | None:
    """The page's visible text, in which `Piece` and `Furniture` offsets count."""
    row = db.execute("SELECT visible FROM page WHERE id = ?", (page,)).fetchone()
    return unpack(row[0]) if row else None


def furniture(db: sqlite3.Connection, page: str) -> tuple[Furniture, ...]:
    """Characters of the page that belong to no article."""
    rows = db.execute("SELECT start, stop, kind, rule FROM furniture WHERE page = ? ORDER BY n", (page,))
    return tuple(Furniture(*row) for row in rows)


def rejected(db: sqlite3.Connection) -> tuple[Rejected, ...]:
    """Everything that gave no article, and why, by source."""
    rows = db.execute("SELECT source, reason, remedy, page FROM rejected ORDER BY source")
    return tuple(Rejected(*row) for row in rows)


def failures(db: sqlite3.Connection) -> tuple[Failure, ...]:
    """Every record that crashed, by source."""
    rows = db.execute("SELECT source, stage, error, page FROM failure ORDER BY source")
    return tuple(Failure(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class Done:
    """What is known of pages, by id, so that no page is read twice by the same rules."""

    read: frozenset[str]
    rejected: dict[str, Rejected]
    failed: dict[str, Failure]


def done(db: sqlite3.Connection, version: str) -> Done:
    """What the rules and code of this version made of which pages."""
    out = db.execute(
        "SELECT source, reason, remedy, page FROM rejected WHERE page IS NOT NULL AND made_by = ?", (version,)
    )
    refused = {row[3]: Rejected(*row) for row in out}
    out = db.execute(
        "SELECT source, stage, error, page FROM failure WHERE page IS NOT NULL AND made_by = ?", (version,)
    )
    failed = {row[3]: Failure(*row) for row in out}
    read = (row[0] for row in db.execute("SELECT id FROM page WHERE made_by = ?", (version,)))
    return Done(frozenset(id for id in read if id not in refused), refused, failed)


def stale_pages(db: sqlite3.Connection, version: str) -> tuple[str, ...]:
    """Stored pages that other rules or code have read, but for those that crash under these."""
    rows = db.execute(
        "SELECT id FROM page WHERE made_by != ? AND id NOT IN "
        "(SELECT page FROM failure WHERE page IS NOT NULL AND made_by = ?) ORDER BY source, id",
        (version, version),
    )
    return tuple(row[0] for row in rows)


def meta(db: sqlite3.Connection, key: str) -> str | None:
    """A fact about the file itself."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def article_stamps(db: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Every article's id and the version that made it, in order of id."""
    yield from db.execute("SELECT a.id, p.made_by FROM article a JOIN page p ON p.id = a.page ORDER BY a.id")
