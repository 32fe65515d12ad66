"""A record in, one line of JSON out: an article with its times, entities and statements, offsets in the article's text.

The keys `page`, `article`, `timexes`, `entities` and `attributions` are the format other tools and the scorer read;
everything else is more of what was found.
"""

from __future__ import annotations

import json
from typing import Any

from isnad.model import Article, Attribution, DateCandidate, Entity, Event, Mention, Record, Span, Timex


def to_line(record: Record) -> str:
    """The record as one line, without its line break; Arabic stays readable."""
    return json.dumps(to_dict(record), ensure_ascii=False, separators=(",", ":"))


def to_dict(record: Record) -> dict[str, Any]:
    """The record as plain values of JSON: `to_dict(record)["attributions"][0]["cue"]["text"]`."""
    article, found = record.article, record.annotations
    return {
        "page": {"path": article.source, "id": article.page},
        "article": _article(article),
        "timexes": [_timex(t) for t in found.timexes],
        "entities": [_entity(e) for e in found.entities],
        "mentions": [_mention(m) for m in found.mentions],
        "attributions": [_attribution(a, article.text) for a in found.attributions],
        "events": [_event(e, article.text) for e in found.events],
    }


def _article(a: Article) -> dict[str, Any]:
    return {
        "id": a.id,
        "number": a.number,
        "title": a.title,
        "text": a.text,
        "published": a.published.value if a.published else None,
        "published_how": _date(a.published) if a.published else None,
        "outlet": a.outlet,
        "credit": a.credit,
        "byline": a.byline,
        "dateline": a.dateline,
        "section": a.section,
        "url": a.url,
        "crawled": a.crawled,
        "paragraphs": [[p.start, p.end] for p in a.paragraphs],
        "captions": list(a.captions),
        "dates": [_date(d) for d in a.dates],
    }


def _date(d: DateCandidate) -> dict[str, Any]:
    return {"value": d.value, "origin": d.origin, "words": d.words, "rule": d.rule, "verdict": d.verdict}


def _timex(t: Timex) -> dict[str, Any]:
    row: dict[str, Any] = {**_place(t.span), "text": t.text, "type": t.type, "value": t.value, "rule": t.rule}
    return row | {"anchor": t.anchor, "begin": t.begin, "end_day": t.end}


def _entity(e: Entity) -> dict[str, Any]:
    return {
        "id": e.id,
        "name": e.name,
        "name_en": e.name_en,
        "kind": e.kind,
        "mentions": list(e.mentions),
        "iso": e.iso,
        "wikidata": e.wikidata,
        "known": e.known,
    }


def _mention(m: Mention) -> dict[str, Any]:
    return {**_place(m.span), "text": m.text, "kind": m.kind, "entity": m.entity, "rule": m.rule}


def _attribution(a: Attribution, text: str) -> dict[str, Any]:
    return {
        "id": a.id,
        "cue": _words(a.cue, text),
        "source": None if a.source is None else _words(a.source, text),
        "content": [_words(s, text) for s in a.content],
        "form": a.form,
        "stance": a.stance,
        "speaker": a.speaker,
        "co_speakers": list(a.co_speakers),
        "via": list(a.via),
        "parent": a.parent,
        "confidence": round(a.confidence, 4),
        "rules": list(a.rules),
    }


def _event(e: Event, text: str) -> dict[str, Any]:
    return {
        "id": e.id,
        **_words(e.span, text),
        "trigger": _words(e.trigger, text),
        "type": e.type,
        "actor": e.actor,
        "recipient": e.recipient,
        "place": e.place,
        "begin": e.begin,
        "end_day": e.end,
        "precision": e.precision,
        "attribution": e.attribution,
        "rule": e.rule,
    }


def _place(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _words(span: Span, text: str) -> dict[str, Any]:
    return {**_place(span), "text": span.of(text)}
