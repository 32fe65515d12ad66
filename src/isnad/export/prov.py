"""A story in, its provenance out as PROV-O in JSON-LD: pages, articles, statements, claims, who said, who decided.

A statement is an entity quoted from its article and attributed to its speaker; what came through an agency was quoted
from it; a claim was derived from its statements; a decision is an activity of the person who took it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from isnad.export.files import write_lines
from isnad.export.harmless import harmless, json_items, to_json
from isnad.export.whole import Said, Whole, parts_of
from isnad.model import Claim, Decision, Entity, Record

CONTEXT: dict[str, Any] = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "isnad": "urn:isnad:term:",
    "id": "@id",
    "type": "@type",
    "label": "rdfs:label",
    "value": "prov:value",
    "quoted": {"@id": "prov:wasQuotedFrom", "@type": "@id"},
    "derived": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "attributed": {"@id": "prov:wasAttributedTo", "@type": "@id"},
    "associated": {"@id": "prov:wasAssociatedWith", "@type": "@id"},
    "influenced": {"@id": "prov:wasInfluencedBy", "@type": "@id"},
    "used": {"@id": "prov:used", "@type": "@id"},
    "same": {"@id": "schema:sameAs", "@type": "@id"},
    "published": {"@id": "dcterms:issued"},
    "at": {"@id": "prov:atTime"},
}


def write(whole: Whole, path: Path) -> None:
    """Write one JSON-LD document. Raises `IsnadError` where the file cannot be written."""
    write_lines(path, _document(whole))


def _document(whole: Whole) -> Iterator[str]:
    yield f'{{"@context": {to_json(CONTEXT)}, "@graph": ['
    yield from json_items(nodes(whole))
    yield "]}"


def nodes(whole: Whole) -> Iterator[dict[str, Any]]:
    """Every node of the graph as plain values."""
    met: dict[str, Entity] = {link.entity.id: link.entity for link in whole.links.entities}
    outlets: dict[str, str] = {}
    for record in whole.records:
        if record.article.outlet:
            outlets[_outlet(record.article.outlet)] = record.article.outlet
        yield from _article(whole, record)
        for s in whole.said(record):
            met |= {e.id: e for e in (*s.people, *s.via)}
            yield _statement(s)
    yield from (
        {"id": id, "type": ["prov:Agent", "prov:Organization"], "label": _text(name)} for id, name in outlets.items()
    )
    yield from (_agent(e) for _, e in sorted(met.items()))
    yield from (_claim(c) for c in whole.links.claims)
    for name in dict.fromkeys(d.by for d in whole.decisions):
        yield {"id": _iri("person", name), "type": ["prov:Agent", "prov:Person"], "label": name}
    yield from (_decision(whole, d) for d in whole.decisions)


def _article(whole: Whole, record: Record) -> Iterator[dict[str, Any]]:
    a, day = record.article, whole.day(record.article)
    yield {"id": _iri("page", a.page), "type": "prov:Entity", "label": a.source}
    node: dict[str, Any] = {"id": _iri("article", a.id), "type": ["prov:Entity", "schema:NewsArticle"]}
    node |= {"label": a.title or a.id, "derived": _iri("page", a.page)}
    if a.outlet:
        node["attributed"] = _outlet(a.outlet)
    if day:
        node |= {"published": day.first, "isnad:dateKnownBy": day.how}
    if a.url:
        node["schema:url"] = a.url
    yield node


def _statement(s: Said) -> dict[str, Any]:
    node: dict[str, Any] = {
        "id": _iri("statement", s.id),
        "type": ["prov:Entity", "schema:Quotation"],
        "value": _text(s.content),
        "quoted": [_iri("article", s.article.id), *([_iri("statement", s.found.parent)] if s.found.parent else [])],
        "isnad:stance": s.stance,
        "isnad:form": s.found.form,
        "isnad:cue": _text(s.cue),
        "isnad:confidence": s.found.confidence,
        "isnad:rule": list(s.found.rules),
        "isnad:start": s.whole.start,
        "isnad:end": s.whole.end,
        "isnad:assisted": s.assisted,
        "isnad:confirmed": s.confirmed,
    }
    if s.people:
        node["attributed"] = [_iri("entity", e.id) for e in s.people]
    if s.via:
        node["influenced"] = [_iri("entity", e.id) for e in s.via]
        node["isnad:via"] = {"@list": [{"id": _iri("entity", e.id)} for e in s.via]}
    return node


def _agent(e: Entity) -> dict[str, Any]:
    kinds = {"person": "prov:Person", "org": "prov:Organization"}
    node: dict[str, Any] = {
        "id": _iri("entity", e.id),
        "type": ["prov:Agent", *([kinds[e.kind]] if e.kind in kinds else [])],
    }
    node["label"] = [{"@value": _text(e.name), "@language": "ar"}]
    if e.name_en:
        node["label"].append({"@value": e.name_en, "@language": "en"})
    if e.wikidata:
        node["same"] = f"http://www.wikidata.org/entity/{e.wikidata}"
    return node


def _claim(c: Claim) -> dict[str, Any]:
    node: dict[str, Any] = {"id": _iri("claim", c.id), "type": ["prov:Entity", "schema:Claim"], "label": _text(c.text)}
    node |= {"derived": [_iri("statement", id) for _, ids in parts_of(c) for id in ids]}
    node |= {"isnad:originsAtLeast": c.at_least, "isnad:originsAtMost": c.at_most}
    for role, ids in parts_of(c):
        if ids:
            node[f"isnad:{role}"] = [{"id": _iri("statement", id)} for id in ids]
    return node


def _decision(whole: Whole, d: Decision) -> dict[str, Any]:
    """A decision names what it is about by its id alone, whatever it is."""
    return {
        "id": _iri("decision", d.id),
        "type": "prov:Activity",
        "label": d.kind,
        "associated": _iri("person", d.by),
        "prov:startedAtTime": {"@value": d.at, "@type": "xsd:dateTime"},
        "isnad:target": d.target,
        "isnad:detail": d.detail,
        "isnad:standing": d.id in whole.standing,
        **({"rdfs:comment": _text(d.note)} if d.note else {}),
    }


def _outlet(name: str) -> str:
    return _iri("outlet", name)


def _iri(kind: str, id: str) -> str:
    return f"urn:isnad:{kind}:{quote(id, safe='.-_~')}"


def _text(text: str) -> str:
    return harmless(text)
