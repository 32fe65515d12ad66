"""A story in, W3C Web Annotations out: each statement, time and name on its words, by position and by quotation.

A `TextPositionSelector` counts Unicode code points of the article's text, as the Web Annotation Data Model asks; a
`TextQuoteSelector` finds the same words on the page itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from isnad.export.files import write_lines
from isnad.export.harmless import json_items, to_json
from isnad.export.whole import Said, Whole
from isnad.model import Article, Decision, Mention, Record, Span, Timex

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
UNIT = "Positions count Unicode code points of the article's text, half-open."
AROUND = 32
"""Code points of prefix and suffix that tell a quotation from another of the same words."""


def write(whole: Whole, path: Path) -> None:
    """Write one annotation collection as JSON-LD. Raises `IsnadError` where the file cannot be written."""
    write_lines(path, _document(whole))


def _document(whole: Whole) -> Iterator[str]:
    """The collection line by line, so that a large story is never held whole."""
    head = {"@context": CONTEXT, "id": f"urn:isnad:{whole.name}", "type": "AnnotationCollection", "label": whole.name}
    page = {"id": f"urn:isnad:{whole.name}:page", "type": "AnnotationPage", "summary": UNIT}
    yield f'{to_json(head)[:-1]}, "first": {to_json(page)[:-1]}, "items": ['
    yield from json_items(items(whole))
    yield "]}}"


def items(whole: Whole) -> Iterator[dict[str, Any]]:
    """Every annotation as plain values."""
    for record in whole.records:
        for s in whole.said(record):
            yield from _statement(s)
        for n, t in enumerate(record.annotations.timexes):
            yield _timex(record.article, n, t)
        for n, m in enumerate(record.annotations.mentions):
            yield _mention(whole, record, n, m)
    for decision in whole.decisions:
        yield _decision(decision, decision.id in whole.standing)


def _statement(s: Said) -> Iterator[dict[str, Any]]:
    """The content with who said it; its cue and source as annotations that point to it."""
    id = f"urn:isnad:statement:{s.id}"
    body = [
        {
            "type": "TextualBody",
            "purpose": "describing",
            "language": "ar",
            "format": "text/plain",
            "value": _in_words(s),
        },
        {"type": "TextualBody", "purpose": "tagging", "value": s.stance},
        {"type": "TextualBody", "purpose": "tagging", "value": s.found.form},
    ]
    body += [
        {"type": "SpecificResource", "purpose": "identifying", "source": f"urn:isnad:entity:{e.id}"} for e in s.people
    ]
    body += [
        {"type": "SpecificResource", "purpose": "linking", "source": f"urn:isnad:claim:{r.claim}"} for r in s.roles
    ]
    if s.assisted or s.confirmed:
        tag = "assisted" if s.assisted else "confirmed"
        body.append({"type": "TextualBody", "purpose": "tagging", "value": tag})
    targets = [_target(s.article, span) for span in s.found.content]
    yield {"id": id, "type": "Annotation", "motivation": "describing", "body": body, "target": _one_or_many(targets)}
    parts = [("cue", s.found.cue), *([("source", s.found.source)] if s.found.source else [])]
    for name, span in parts:
        yield {
            "id": f"{id}:{name}",
            "type": "Annotation",
            "motivation": "tagging",
            "body": [
                {"type": "TextualBody", "purpose": "tagging", "value": name},
                {"type": "SpecificResource", "purpose": "linking", "source": id},
            ],
            "target": _target(s.article, span),
        }


def _in_words(s: Said) -> str:
    people = " و".join(e.name for e in s.people) or s.source or "مصدر غير مسمى"
    return " ← ".join([people, *(e.name for e in reversed(s.via)), *([s.article.outlet] if s.article.outlet else [])])


def _timex(article: Article, n: int, t: Timex) -> dict[str, Any]:
    body = {"type": "TextualBody", "purpose": "classifying", "value": f"TIMEX3 {t.type} {t.value or 'unresolved'}"}
    id = f"urn:isnad:timex:{article.id}:{n}"
    return {
        "id": id,
        "type": "Annotation",
        "motivation": "classifying",
        "body": body,
        "target": _target(article, t.span),
    }


def _mention(whole: Whole, record: Record, n: int, m: Mention) -> dict[str, Any]:
    e = whole.entity(record, m.entity)
    body: list[dict[str, Any]] = [{"type": "TextualBody", "purpose": "classifying", "value": m.kind}]
    if e:
        body.append({"type": "SpecificResource", "purpose": "identifying", "source": f"urn:isnad:entity:{e.id}"})
        body.append({"type": "TextualBody", "purpose": "identifying", "language": "ar", "value": e.name})
    id = f"urn:isnad:mention:{record.article.id}:{n}"
    target = _target(record.article, m.span)
    return {"id": id, "type": "Annotation", "motivation": "identifying", "body": body, "target": target}


def _decision(d: Decision, standing: bool) -> dict[str, Any]:
    """What a person decided, about the thing it is about."""
    state = "standing" if standing else "undone"
    return {
        "id": f"urn:isnad:decision:{d.id}",
        "type": "Annotation",
        "motivation": "assessing",
        "creator": {"type": "Person", "name": d.by},
        "created": d.at,
        "body": [
            {"type": "TextualBody", "purpose": "assessing", "value": f"{d.kind} ({state})"},
            {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": d.detail},
            *([{"type": "TextualBody", "purpose": "commenting", "value": d.note}] if d.note else []),
        ],
        "target": f"urn:isnad:id:{d.target}",
    }


def _target(article: Article, span: Span) -> dict[str, Any]:
    text = article.text
    target: dict[str, Any] = {
        "type": "SpecificResource",
        "source": {"id": f"urn:isnad:article:{article.id}", "type": "Text", "format": "text/plain", "language": "ar"},
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": span.of(text),
                "prefix": text[max(0, span.start - AROUND) : span.start],
                "suffix": text[span.end : span.end + AROUND],
            },
        ],
    }
    if article.url:
        target["scope"] = article.url
    return target


def _one_or_many(targets: list[dict[str, Any]]) -> Any:
    return targets[0] if len(targets) == 1 else targets
