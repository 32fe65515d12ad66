"""Articles as a list shows them: title, outlet, date and how it is known, without their text."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

_SELECT = (
    "SELECT a.id, a.page, p.source, a.number, a.title, a.outlet, a.credit, a.url, a.published, a.published_origin, "
    "d.first_day, d.last_day, (SELECT count(*) FROM attribution s WHERE s.article = a.id) "
    "FROM article a INDEXED BY article_line JOIN page p ON p.id = a.page LEFT JOIN dating d ON d.article = a.id "
)


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article of a list."""

    id: str
    page: str
    source: str
    number: int
    title: str | None
    outlet: str | None
    credit: str | None
    url: str | None
    published: str | None
    """ISO date, or date and time; None where the page does not say."""
    origin: str | None
    """How `published` is known."""
    first_day: str | None
    last_day: str | None
    """For an undated article that other pages place: the range, always inferred."""
    statements: int


def articles(
    db: sqlite3.Connection,
    *,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    storyline: str | None = None,
    limit: int = -1,
    offset: int = 0,
) -> tuple[ArticleRow, ...]:
    """Articles in order of time (the inferred ones at the start of their range, the unplaced ones last).

    `since` and `until` are ISO days, both included; `limit` -1 gives all.
    """
    day = "coalesce(substr(a.published, 1, 10), d.first_day)"
    where, values = _filters(
        {
            "a.outlet = ?": outlet,
            f"{day} >= ?": since,
            f"{day} <= ?": until,
            "a.id IN (SELECT article FROM storyline_article WHERE storyline = ?)": storyline,
        }
    )
    order = f"ORDER BY {day} IS NULL, coalesce(a.published, d.first_day), a.id LIMIT ? OFFSET ?"
    rows = db.execute(f"{_SELECT} {where} {order}", (*values, limit, offset))
    return tuple(ArticleRow(*row) for row in rows)


def articles_by_id(db: sqlite3.Connection, ids: Sequence[str]) -> dict[str, ArticleRow]:
    """Named articles, those that exist, by id."""
    out: dict[str, ArticleRow] = {}
    for at in range(0, len(ids), 500):
        part = ids[at : at + 500]
        for row in db.execute(f"{_SELECT} WHERE a.id IN ({','.join('?' * len(part))})", part):
            out[row[0]] = ArticleRow(*row)
    return out


def headlines(db: sqlite3.Connection, ids: Sequence[str]) -> dict[str, tuple[str | None, str | None]]:
    """Title and outlet of some articles, by id."""
    rows = db.execute(
        f"SELECT id, title, outlet FROM article INDEXED BY article_line WHERE id IN ({','.join('?' * len(ids))})",
        tuple(ids),
    )
    return {id: (title, outlet) for id, title, outlet in rows}


def outlets(db: sqlite3.Connection) -> tuple[tuple[str | None, int], ...]:
    """Outlets and their number of articles, the largest first."""
    rows = db.execute("SELECT outlet, count(*) FROM article GROUP BY outlet ORDER BY count(*) DESC, outlet")
    return tuple((row[0], row[1]) for row in rows)


def _filters(conditions: dict[str, str | None]) -> tuple[str, tuple[str, ...]]:
    used = {condition: value for condition, value in conditions.items() if value is not None}
    return ("WHERE " + " AND ".join(used) if used else ""), tuple(used.values())
