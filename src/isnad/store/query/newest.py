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
