"""An article as it was read and what people decided in, the article as it stands after that out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import cast, get_args

from isnad.model import (
    Annotations,
    Article,
    Attribution,
    DateCandidate,
    Decision,
    Entity,
    EntityId,
    Record,
    Span,
    Stance,
)

_STANCES = get_args(Stance)


@dataclass(frozen=True, slots=True)
class Fix:
    """What a person set right in one statement; what is None was left as found.

    In the decision's detail: `{"stance": "deny", "speaker": "عمر الصافي", "content": [[120, 164, "words"]]}`, a speaker
    of `""` for one the page hides, or `{"right": true}` where the statement stands as it is.
    """

    stance: Stance | None = None
    speaker: str | None = None
    """By name, so that it outlives another reading of the page."""
    content: tuple[tuple[Span, str], ...] | None = None
    right: bool = False


def fix_of(decision: Decision) -> Fix:
    """What a `fix` says; a detail that cannot be read says nothing."""
    try:
        table = json.loads(decision.detail or "{}")
    except ValueError:
        return Fix()
    if not isinstance(table, dict):
        return Fix()
    stance = table.get("stance")
    speaker = table.get("speaker")
    spans = table.get("content")
    return Fix(
        cast(Stance, stance) if stance in _STANCES else None,
        speaker if isinstance(speaker, str) else None,
        _spans(spans) if isinstance(spans, list) else None,
        table.get("right") is True,
    )


def corrected(record: Record, stands: Iterable[Decision]) -> Record:
    """The record after the standing decisions: dates set, statements fixed. Rejected ones stay in it, to be seen."""
    own = {a.id: a for a in record.annotations.attributions}
    article = record.article
    entities = {e.id: e for e in record.annotations.entities}
    for d in stands:
        if d.kind == "date" and d.target == article.id:
            article = _dated(article, d)
        elif d.kind == "fix" and d.target in own:
            own[d.target] = _fixed(own[d.target], fix_of(d), article, entities)
    if article is record.article and list(own.values()) == list(record.annotations.attributions):
        return record
    return Record(article, _with(record.annotations, own, entities))


def rejected_ids(stands: Iterable[Decision]) -> frozenset[str]:
    """Findings that people took out."""
    return frozenset(d.target for d in stands if d.kind == "reject")


def _with(found: Annotations, own: dict[str, Attribution], entities: dict[EntityId, Entity]) -> Annotations:
    return replace(found, attributions=tuple(own.values()), entities=tuple(entities.values()))


def _dated(article: Article, d: Decision) -> Article:
    if d.day is None:
        return article
    date = DateCandidate(d.day, "decided", d.note or d.by, f"decision#{d.id}", f"set by {d.by}")
    return replace(article, published=date, dates=(date, *article.dates))


def _fixed(found: Attribution, fix: Fix, article: Article, entities: dict[EntityId, Entity]) -> Attribution:
    if fix.stance is not None:
        found = replace(found, stance=fix.stance)
    if fix.speaker is not None:
        found = replace(found, speaker=_speaker(fix.speaker, entities))
    if fix.content is not None:
        spans = tuple(s for span, words in fix.content if (s := _place(article.text, span, words)) is not None)
        found = replace(found, content=spans or found.content)
    return replace(found, confidence=1.0)


def _speaker(name: str, entities: dict[EntityId, Entity]) -> EntityId | None:
    """The article's own entity of that name; a new one where it has none, because a person says so."""
    if not name:
        return None
    for e in entities.values():
        if name == e.name or name in e.mentions:
            return e.id
    id = "by-" + hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]
    entities[id] = Entity(id, name, "group", mentions=(name,))
    return id


def _place(text: str, span: Span, words: str) -> Span | None:
    """Where the words stand now: where they stood, or where they are found nearest to it."""
    if span.of(text) == words:
        return span
    starts = [n for n in range(len(text)) if text.startswith(words, n)] if words else []
    if not starts:
        return None
    start = min(starts, key=lambda n: abs(n - span.start))
    return Span(start, start + len(words))


def _spans(rows: list[object]) -> tuple[tuple[Span, str], ...]:
    out = []
    for row in rows:
        if isinstance(row, list) and len(row) == 3 and isinstance(row[0], int) and isinstance(row[1], int):
            out.append((Span(row[0], row[1]), str(row[2])))
    return tuple(out)
