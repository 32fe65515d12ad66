"""A story in, its events out in PLOVER terms, one JSON object a line: type, actor, recipient, date, and who vouches."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from isnad.export.files import write_lines
from isnad.export.harmless import to_json
from isnad.export.whole import Said, Whole
from isnad.model import Entity, Event, Record
from isnad.rules.events import contexts_of, mode_of

QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "verbal cooperation"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "material cooperation"),
    **dict.fromkeys(("REQUEST", "DEMAND", "ACCUSE", "DISAPPROVE", "REJECT", "THREATEN"), "verbal conflict"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "material conflict"),
}
"""PLOVER's four quarters; INVESTIGATE and CRIME lie in none."""


def write(whole: Whole, path: Path) -> None:
    """Write the events. Raises `IsnadError` where the file cannot be written."""
    write_lines(path, (to_json(event) for event in events(whole)))


def events(whole: Whole) -> Iterator[dict[str, Any]]:
    """Every event that no person rejected, as plain values; dates are ISO days, None where the text has none."""
    for record in whole.records:
        said = {s.id: s for s in whole.said(record)}
        for e in record.annotations.events:
            if e.id not in whole.rejected:
                yield _event(whole, record, e, said.get(e.attribution or ""))


def _event(whole: Whole, record: Record, e: Event, vouching: Said | None) -> dict[str, Any]:
    a, day = record.article, whole.day(record.article)
    words = e.span.of(a.text)
    return {
        "id": e.id,
        "date": e.begin,
        "date_end": e.end,
        "date_precision": e.precision,
        "event": e.type,
        "mode": mode_of(e.type, words),
        "context": list(contexts_of(words)),
        "quad": QUADS.get(e.type),
        "actor": _actor(whole.entity(record, e.actor)),
        "recipient": _actor(whole.entity(record, e.recipient)),
        "location": _actor(whole.entity(record, e.place)),
        "text": words,
        "trigger": e.trigger.of(a.text),
        "start": e.span.start,
        "end": e.span.end,
        "vouched_by": _vouching(vouching),
        "publication": {
            "article": a.id,
            "headline": a.title,
            "publisher": a.outlet,
            "date": day.first if day else None,
            "date_known_by": day.how if day else None,
            "url": a.url,
            "language": "ar",
        },
        "rule": e.rule,
    }


def _actor(e: Entity | None) -> dict[str, Any] | None:
    if e is None:
        return None
    known = {"kind": e.kind, "country": e.iso, "wikidata": e.wikidata}
    return {"id": e.id, "name": e.name, "name_en": e.name_en, **known}


def _vouching(s: Said | None) -> dict[str, Any] | None:
    """The statement that the event stands in; None where the page itself tells it."""
    if s is None:
        return None
    return {
        "statement": s.id,
        "stance": s.stance,
        "speaker": [e.name for e in s.people],
        "via": [e.name for e in s.via],
    }
