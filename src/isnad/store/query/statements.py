"""Statements as a list shows them: who said what through whom, with names in place of ids."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from isnad.model import EntityKind, Form, Span, Stance

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A speaker or a relay, as the pile knows it: the linked entity where there is one."""

    id: str
    """Id of the entity, or of the article's own name where the pile is not linked."""
    name: str
    name_en: str | None
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution with its article's headline and its people by name."""

    id: str
    article: str
    title: str | None
    outlet: str | None
    published: str | None
    stance: Stance
    form: Form
    speaker: Name | None
    co_speakers: tuple[Name, ...]
    via: tuple[Name, ...]
    """From the one nearest the reader to the one nearest the speaker."""
    cue: str
    source: str | None
    content: str
    """Its pieces joined by ` … `."""
    cue_span: Span
    source_span: Span | None
    content_spans: tuple[Span, ...]
    parent: str | None
    confidence: float
    rules: tuple[str, ...]


_SELECT = (
    "SELECT s.id, s.article, a.title, a.outlet, a.published, s.stance, s.form, s.speaker, s.co_speakers, s.via, s.cue, "
    "s.source, s.content, s.cue_start, s.cue_stop, s.source_start, s.source_stop, s.content_spans, s.parent, "
    "s.confidence, s.rules FROM attribution s JOIN article a INDEXED BY article_line ON a.id = s.article "
)
_SAID_BY = (
    "EXISTS (SELECT 1 FROM entity_member m WHERE m.entity = ? AND m.article = s.article AND (m.name = s.speaker "
    "OR m.name IN (SELECT value FROM json_each(s.co_speakers))))"
)


def statements(
    db: sqlite3.Connection,
    *,
    article: str | None = None,
    speaker: str | None = None,
    stance: str | None = None,
    below: float | None = None,
    limit: int = -1,
    offset: int = 0,
) -> tuple[Statement, ...]:
    """Statements in order of time and place; `below` a confidence gives the doubtful ones, the most doubtful first.

    `speaker` is an entity's id.
    """
    conditions = {"s.article = ?": article, _SAID_BY: speaker, "s.stance = ?": stance, "s.confidence < ?": below}
    used = {condition: value for condition, value in conditions.items() if value is not None}
    where = "WHERE " + " AND ".join(used) if used else ""
    order = "s.confidence, s.id" if below is not None else "a.published IS NULL, a.published, s.article, s.n"
    rows = db.execute(f"{_SELECT} {where} ORDER BY {order} LIMIT ? OFFSET ?", (*used.values(), limit, offset))
    return _statements(db, rows.fetchall())


def statements_by_id(db: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Statement]:
    """Named statements, those that exist, by id."""
    rows: list[Row] = []
    for at in range(0, len(ids), 500):
        part = ids[at : at + 500]
        rows += db.execute(f"{_SELECT} WHERE s.id IN ({','.join('?' * len(part))})", part)
    return {s.id: s for s in _statements(db, rows)}


def names_of(db: sqlite3.Connection, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Name]:
    """Names for (article, article's own name id), from the linked entities where there are any."""
    out: dict[tuple[str, str], Name] = {}
    todo = sorted(set(wanted))
    for at in range(0, len(todo), 300):
        part = todo[at : at + 300]
        rows = db.execute(
            "WITH wanted (article, id) AS (VALUES " + ",".join(["(?,?)"] * len(part)) + ") "
            "SELECT w.article, w.id, coalesce(e.id, n.id), coalesce(e.name, n.name), "
            "CASE WHEN e.id IS NULL THEN n.name_en ELSE e.name_en END, coalesce(e.kind, n.kind) "
            "FROM wanted w LEFT JOIN name n ON n.article = w.article AND n.id = w.id "
            "LEFT JOIN entity_member m ON m.article = w.article AND m.name = w.id "
            "LEFT JOIN entity e ON e.id = m.entity",
            [value for pair in part for value in pair],
        )
        for article, local, id, name, name_en, kind in rows:
            out[article, local] = Name(id or local, name or local, name_en, kind or "group")
    return out


def _ids(text: str) -> list[str]:
    return json.loads(text) if text != "[]" else []


def _statements(db: sqlite3.Connection, rows: Sequence[Row]) -> tuple[Statement, ...]:
    people = [(row[1], ([row[7]] if row[7] else []), _ids(row[8]), _ids(row[9])) for row in rows]
    names = names_of(db, ((article, id) for article, *lists in people for ids in lists for id in ids))
    out = []
    for row, (article, speaker, others, via) in zip(rows, people, strict=True):
        out.append(
            Statement(
                *(row[0], row[1], row[2], row[3], row[4], row[5], row[6]),
                speaker=names[article, speaker[0]] if speaker else None,
                co_speakers=tuple(names[article, id] for id in others),
                via=tuple(names[article, id] for id in via),
                cue=row[10],
                source=row[11],
                content=row[12],
                cue_span=Span(row[13], row[14]),
                source_span=Span(row[15], row[16]) if row[15] is not None else None,
                content_spans=tuple(Span(start, stop) for start, stop in json.loads(row[17])),
                parent=row[18],
                confidence=row[19],
                rules=tuple(json.loads(row[20])),
            )
        )
    return tuple(out)
