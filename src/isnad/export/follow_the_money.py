"""A story in, FollowTheMoney entities out, one JSON object a line: articles, people, bodies, statements as notes.

A statement is a `Note` about its speaker with the article as its proof; a claim and a person's decision are notes too.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from isnad.export.files import write_lines
from isnad.export.harmless import harmless, to_json
from isnad.export.whole import Said, Whole
from isnad.model import Claim, Decision, Entity, Record

_SCHEMATA = {"person": "Person", "org": "Organization", "group": "Organization", "place": "Address"}
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]+(?:/\S*)?", re.IGNORECASE)


def write(whole: Whole, path: Path) -> None:
    """Write the entities. Raises `IsnadError` where the file cannot be written."""
    write_lines(path, (to_json(entity) for entity in entities(whole)))


def entities(whole: Whole) -> Iterator[dict[str, Any]]:
    """Every entity as plain values: `id`, `schema`, `properties`."""
    met: dict[str, Entity] = {link.entity.id: link.entity for link in whole.links.entities}
    for record in whole.records:
        yield _article(whole, record)
        for s in whole.said(record):
            met |= {e.id: e for e in (*s.people, *s.via)}
            yield _statement(whole, s)
    yield from (_person(e) for _, e in sorted(met.items()))
    yield from (_claim(c) for c in whole.links.claims)
    yield from (_decision(whole, d) for d in whole.decisions)


def _made(kind: str, id: str, schema: str, **properties: Any) -> dict[str, Any]:
    """An entity with the properties that hold something, each value once."""
    filled: dict[str, list[str]] = {}
    for name, value in properties.items():
        values = value if isinstance(value, list | tuple) else [value]
        kept = list(dict.fromkeys(harmless(v).strip() for v in values if isinstance(v, str) and v.strip()))
        if kept:
            filled[name] = kept
    return {"id": _id(kind, id), "schema": schema, "properties": filled}


def _article(whole: Whole, record: Record) -> dict[str, Any]:
    a, day = record.article, whole.day(record.article)
    return _made(
        "article",
        a.id,
        "Article",
        title=a.title,
        name=a.title,
        publisher=a.outlet,
        author=a.byline,
        sourceUrl=a.url if a.url and _ADDRESS.fullmatch(a.url) else None,
        publishedAt=day.first if day and day.how != "inferred" else None,
        bodyText=a.text,
        language="ara",
        keywords=[a.credit, a.section],
    )


def _person(e: Entity) -> dict[str, Any]:
    if e.kind == "place":
        country = e.iso.lower() if e.iso else None
        return _made("entity", e.id, "Address", full=e.name, name=e.name, alias=e.name_en, country=country)
    schema = "PublicBody" if e.kind == "org" and e.iso else _SCHEMATA[e.kind]
    other = [m for m in e.mentions if m != e.name]
    return _made(
        "entity",
        e.id,
        schema,
        name=e.name,
        alias=e.name_en,
        weakAlias=other,
        wikidataId=e.wikidata,
        country=e.iso.lower() if e.iso else None,
    )


def _statement(whole: Whole, s: Said) -> dict[str, Any]:
    day = whole.day(s.article)
    return _made(
        "statement",
        s.id,
        "Note",
        name=f"{s.cue} ({s.stance})",
        description=s.told,
        summary=" ← ".join(e.name for e in (*s.people, *reversed(s.via))),
        entity=[_id("entity", e.id) for e in s.people],
        proof=_id("article", s.article.id),
        namesMentioned=[e.name for e in (*s.people, *s.via)],
        keywords=[
            s.stance,
            s.found.form,
            *(f"{r.role}:{r.claim}" for r in s.roles),
            "assisted" if s.assisted else "confirmed" if s.confirmed else None,
        ],
        publisher=s.article.outlet,
        createdAt=day.first[:10] if day and day.how != "inferred" else None,
    )


def _claim(c: Claim) -> dict[str, Any]:
    origins = f"{c.at_least}" if c.at_least == c.at_most else f"{c.at_least}–{c.at_most}"
    return _made(
        "claim",
        c.id,
        "Note",
        name=c.text,
        description=c.text,
        summary=f"independent origins: {origins}; denied by {len(c.contested_by)}; unverified by {len(c.unverified)}",
        proof=sorted({_id("article", a) for o in c.origins for a in o.articles}),
        entity=[_id("entity", o.entity) for o in c.origins if o.entity],
        keywords="claim",
    )


def _decision(whole: Whole, d: Decision) -> dict[str, Any]:
    state = "standing" if d.id in whole.standing else "undone"
    return _made(
        "decision",
        d.id,
        "Note",
        name=f"{d.kind}: {d.target}",
        description=d.note or d.detail,
        notes=d.detail,
        summary=f"{d.by}, {d.at}, {state}",
        keywords="decision",
        createdAt=d.at[:10],
    )


def _id(kind: str, id: str) -> str:
    """An id of letters, digits, dots and dashes alone, as FollowTheMoney asks; others are kept apart by a digest."""
    if re.fullmatch(r"[A-Za-z0-9.-]+", id):
        return f"isnad-{kind}-{id}"
    return f"isnad-{kind}-{hashlib.sha256(id.encode('utf-8', 'replace')).hexdigest()[:16]}"
