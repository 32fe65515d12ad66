"""One speaker in; what it said in order of time, and what others say of it out."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from isnad.store.query.statements import Statement, statements_by_id


def said_by(db: sqlite3.Connection, entity: str, limit: int = 100, offset: int = 0) -> tuple[Statement, ...]:
    """What an entity said, alone or with others, the earliest first; undated articles last."""
    rows = db.execute(
        "SELECT s.id FROM entity_member m CROSS JOIN attribution s ON s.article = m.article AND (s.speaker = m.name "
        "OR s.co_speakers LIKE '%\"' || m.name || '\"%') JOIN article a ON a.id = s.article WHERE m.entity = ? "
        "ORDER BY a.published IS NULL, a.published, s.article, s.n LIMIT ? OFFSET ?",
        (entity, limit, offset),
    )
    return _in_order(db, [id for (id,) in rows])


def count_said(db: sqlite3.Connection, entity: str) -> tuple[tuple[str, int], ...]:
    """How often an entity said something in each stance, the most frequent first."""
    rows = db.execute(
        "SELECT s.stance, count(*) AS n FROM entity_member m CROSS JOIN attribution s ON s.article = m.article AND "
        "(s.speaker = m.name OR s.co_speakers LIKE '%\"' || m.name || '\"%') WHERE m.entity = ? "
        "GROUP BY s.stance ORDER BY n DESC, s.stance",
        (entity,),
    )
    return tuple((stance, n) for stance, n in rows)


def said_of(db: sqlite3.Connection, entity: str, limit: int = 40) -> tuple[Statement, ...]:
    """What others say of an entity: statements in whose content it is named."""
    rows = db.execute(
        "SELECT DISTINCT s.id, a.published FROM entity_member m CROSS JOIN mention w ON w.article = m.article "
        "AND w.name = m.name CROSS JOIN attribution s ON s.article = w.article, json_each(s.content_spans) c "
        "JOIN article a ON a.id = s.article "
        "WHERE m.entity = ? AND s.speaker IS NOT m.name AND json_extract(c.value, '$[0]') <= w.start "
        "AND w.stop <= json_extract(c.value, '$[1]') ORDER BY a.published IS NULL, a.published, s.id LIMIT ?",
        (entity, limit),
    )
    return _in_order(db, [id for id, _ in rows])


def entities_called(db: sqlite3.Connection, form: str) -> frozenset[str]:
    """Entities that some page calls exactly so."""
    rows = db.execute(
        "SELECT id FROM entity WHERE instr(forms, ?) AND EXISTS (SELECT 1 FROM json_each(forms) WHERE value = ?)",
        (form, form),
    )
    return frozenset(id for (id,) in rows)


def leads(db: sqlite3.Connection, ids: Sequence[str]) -> dict[str, str]:
    """For statements whose content begins inside a word, how the word begins: «إن» of «إنها»."""
    out: dict[str, str] = {}
    for at in range(0, len(ids), 500):
        part = ids[at : at + 500]
        rows = db.execute(
            "SELECT s.id, substr(a.text, max(1, c - 11), c - max(0, c - 12)), substr(a.text, c + 1, 1) FROM (SELECT "
            "id, article, json_extract(content_spans, '$[0][0]') AS c FROM attribution WHERE id IN "
            f"({','.join('?' * len(part))})) s JOIN article a ON a.id = s.article",
            part,
        )
        for id, before, first in rows:
            word = _tail(before or "")
            if word and first.isalpha():
                out[id] = word
    return out


def claim_leads(db: sqlite3.Connection, claims: Sequence[str]) -> dict[str, str]:
    """For claims whose wording begins inside a word, how that word begins on the page it was cut from."""
    own: dict[str, str] = {}
    for at in range(0, len(claims), 500):
        part = claims[at : at + 500]
        rows = db.execute(
            "SELECT c.id, min(s.id) FROM claim c JOIN claim_statement cs ON cs.claim = c.id "
            "JOIN attribution s ON s.id = cs.attribution AND s.content = c.text "
            f"WHERE c.id IN ({','.join('?' * len(part))}) GROUP BY c.id",
            part,
        )
        own |= dict(rows.fetchall())
    begun = leads(db, sorted(set(own.values())))
    return {claim: begun[id] for claim, id in own.items() if id in begun}


def _tail(text: str) -> str:
    """The letters a text ends with."""
    at = len(text)
    while at and text[at - 1].isalpha():
        at -= 1
    return text[at:]


def _in_order(db: sqlite3.Connection, ids: list[str]) -> tuple[Statement, ...]:
    found = statements_by_id(db, ids)
    return tuple(found[id] for id in ids)
