"""Articles and storylines by size or day, a leaf at a time: what a first page and its lists show."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from isnad.store.query.articles import ArticleRow, articles_by_id


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
    ).fetchall()
    found = articles_by_id(db, [id for (id,) in rows])
    return tuple(found[id] for (id,) in rows)


def storyline_rows(db: sqlite3.Connection, limit: int = -1, offset: int = 0) -> tuple[StorylineRow, ...]:
    """Storylines, the widest first."""
    rows = db.execute(
        "SELECT s.id, s.title, s.first_day, s.last_day, count(a.article) AS size, "
        "(SELECT count(*) FROM storyline_claim c WHERE c.storyline = s.id) FROM storyline s "
        "LEFT JOIN storyline_article a ON a.storyline = s.id GROUP BY s.id ORDER BY size DESC, s.n LIMIT ? OFFSET ?",
        (limit, offset),
    )
    return tuple(StorylineRow(*row) for row in rows)


def storyline_row(db: sqlite3.Connection, id: str) -> StorylineRow | None:
    """One storyline."""
    row = db.execute(
        "SELECT id, title, first_day, last_day, (SELECT count(*) FROM storyline_article WHERE storyline = s.id), "
        "(SELECT count(*) FROM storyline_claim WHERE storyline = s.id) FROM storyline s WHERE id = ?",
        (id,),
    ).fetchone()
    return StorylineRow(*row) if row else None


def storylines_of_article(db: sqlite3.Connection, article: str) -> tuple[StorylineRow, ...]:
    """Storylines an article belongs to."""
    ids = db.execute("SELECT storyline FROM storyline_article WHERE article = ? ORDER BY storyline", (article,))
    return tuple(row for (id,) in ids.fetchall() if (row := storyline_row(db, id)) is not None)


def article_leaf(
    db: sqlite3.Connection, outlet: str | None = None, limit: int = 50, offset: int = 0
) -> tuple[ArticleRow, ...]:
    """One leaf of all articles, or an outlet's, in order of time: inferred days at their start, unplaced ones last.

    The order is read from an index alone, so that a leaf of a large pile costs no more than its own rows.
    """
    only, values = ("WHERE a.outlet = ?", (outlet,)) if outlet is not None else ("", ())
    rows = db.execute(
        f"SELECT a.id FROM article a LEFT JOIN dating d ON d.article = a.id {only} "
        "ORDER BY coalesce(a.published, d.first_day) IS NULL, coalesce(a.published, d.first_day), a.id "
        "LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return _rows(db, [id for (id,) in rows])


def published_within(db: sqlite3.Connection, within: str, limit: int) -> tuple[ArticleRow, ...]:
    """Articles published in a year, month or day, in order."""
    rows = db.execute(
        "SELECT id FROM article WHERE published >= ? AND published < ? ORDER BY published, id LIMIT ?",
        (within, within + "\U0010ffff", limit),
    )
    return _rows(db, [id for (id,) in rows])


def _rows(db: sqlite3.Connection, ids: list[str]) -> tuple[ArticleRow, ...]:
    found = articles_by_id(db, ids)
    return tuple(found[id] for id in ids)
