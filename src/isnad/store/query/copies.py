"""Groups of articles that carry one text, a leaf at a time or by name, without reading the others."""

from __future__ import annotations

import sqlite3

from isnad.model import DuplicateGroup


def copy_groups(db: sqlite3.Connection, limit: int, offset: int = 0) -> tuple[DuplicateGroup, ...]:
    """Groups, the widest first, without the passages they share."""
    rows = db.execute("SELECT duplicate_group FROM listed_copy ORDER BY place LIMIT ? OFFSET ?", (limit, offset))
    found = (copy_group(db, id) for (id,) in rows.fetchall())
    return tuple(group for group in found if group is not None)


def copy_groups_of(db: sqlite3.Connection, article: str) -> tuple[DuplicateGroup, ...]:
    """The groups of one article, without the passages they share."""
    rows = db.execute("SELECT duplicate_group FROM duplicate_article WHERE article = ? ORDER BY 1", (article,))
    found = (copy_group(db, id) for (id,) in rows.fetchall())
    return tuple(group for group in found if group is not None)


def copy_group(db: sqlite3.Connection, id: str) -> DuplicateGroup | None:
    """One group, without the passages it shares."""
    head = db.execute("SELECT first FROM duplicate_group WHERE id = ?", (id,)).fetchone()
    if head is None:
        return None
    articles = db.execute("SELECT article FROM duplicate_article WHERE duplicate_group = ? ORDER BY n", (id,))
    shares = db.execute("SELECT article, other, share FROM containment WHERE duplicate_group = ? ORDER BY n", (id,))
    return DuplicateGroup(id, tuple(a for (a,) in articles), head[0], tuple((a, b, s) for a, b, s in shares))
