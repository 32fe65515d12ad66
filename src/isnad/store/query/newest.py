"""Articles and storylines by size or day, a leaf at a time: what a first page and its lists show."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from isnad.store.query.articles import ArticleRow, articles_by_id

_STORYLINE = (
    "SELECT s.id, s.title, s.first_day, s.last_day, l.articles, l.claims "
    "FROM listed_storyline l CROSS JOIN storyline s ON s.id = l.storyline"
)


@dataclass(frozen=True, slots=True)
class StorylineRow:
    """One storyline of a list."""

    id: str
    title: str
    begin: str | None
    end: str | None
    articles: int
    claims: int


def latest_articles(db: sqlite3.Connection, limit: int) -> tuple[ArticleRow, ...]:
    """The articles published last."""
    rows = db.execute(
        "SELECT id FROM article WHERE published IS NOT NULL ORDER BY published DESC, id LIMIT ?", (limit,)
    )
    return _rows(db, [id for (id,) in rows])


def storyline_rows(db: sqlite3.Connection, limit: int = -1, offset: int = 0) -> tuple[StorylineRow, ...]:
    """Storylines, the widest first."""
    rows = db.execute(f"{_STORYLINE} ORDER BY l.place LIMIT ? OFFSET ?", (limit, offset))
    return tuple(StorylineRow(*row) for row in rows)


def storyline_row(db: sqlite3.Connection, id: str) -> StorylineRow | None:
    """One storyline."""
    row = db.execute(f"{_STORYLINE} WHERE s.id = ?", (id,)).fetchone()
    return StorylineRow(*row) if row else None


def storyline_leaf(db: sqlite3.Connection, id: str, limit: int, offset: int = 0) -> tuple[ArticleRow, ...]:
    """Articles of a storyline in order of time."""
    rows = db.execute(
        "SELECT article FROM storyline_article WHERE storyline = ? ORDER BY n LIMIT ? OFFSET ?", (id, limit, offset)
    )
    return _rows(db, [id for (id,) in rows])


def storylines_of_article(db: sqlite3.Connection, article: str) -> tuple[StorylineRow, ...]:
    """Storylines an article belongs to."""
    ids = db.execute("SELECT storyline FROM storyline_article WHERE article = ? ORDER BY storyline", (article,))
    return tuple(row for (id,) in ids.fetchall() if (row := storyline_row(db, id)) is not None)


def article_leaf(
    db: sqlite3.Connection, outlet: str | None = None, limit: int = 50, offset: int = 0
) -> tuple[ArticleRow, ...]:
    """One leaf of all articles, or an outlet's, in order of time: inferred days at their start, unplaced ones last.

    A leaf of the dated ones is read from an index alone; the others are few, and come after.
    """
    only, values = ("AND a.outlet = ?", (outlet,)) if outlet is not None else ("", ())
    dated = (
        f"SELECT a.id, a.published AS at FROM article a WHERE a.published IS NOT NULL {only} "
        "UNION ALL SELECT d.article, d.first_day FROM dating d CROSS JOIN article a ON a.id = d.article "
        f"WHERE a.published IS NULL {only}"
    )
    rows = db.execute(f"{dated} ORDER BY at, id LIMIT ? OFFSET ?", (*values, *values, limit, offset)).fetchall()
    if len(rows) < limit:
        before = db.execute(f"SELECT count(*) FROM ({dated})", (*values, *values)).fetchone()[0]
        rows += db.execute(
            f"SELECT a.id FROM article a WHERE a.published IS NULL {only} "
            "AND a.id NOT IN (SELECT article FROM dating) ORDER BY a.id LIMIT ? OFFSET ?",
            (*values, limit - len(rows), max(0, offset - before)),
        ).fetchall()
    return _rows(db, [row[0] for row in rows])


def published_at(db: sqlite3.Connection, places: Iterable[tuple[str, int]]) -> tuple[ArticleRow, ...]:
    """Articles by their day, or the month or year that is all a page gives, and their place among those of it."""
    ids = [
        row[0]
        for day, place in places
        for row in db.execute(
            "SELECT id FROM article WHERE published >= ? AND published < ? AND substr(published, 1, 10) = ? "
            "ORDER BY published, id LIMIT 1 OFFSET ?",
            (day, day + "\U0010ffff", day, place),
        )
    ]
    return _rows(db, ids)


def _rows(db: sqlite3.Connection, ids: list[str]) -> tuple[ArticleRow, ...]:
    found = articles_by_id(db, ids)
    return tuple(found[id] for id in ids if id in found)
