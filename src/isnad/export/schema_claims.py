"""A story in, its claims out as schema.org `Claim` in JSON-LD: who vouches, where it appears, how many origins.

No `ClaimReview`: isnad gives no verdict, and none is made up here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from isnad.export.files import write_lines
from isnad.export.harmless import harmless, to_json
from isnad.export.whole import Said, Whole
from isnad.model import Claim, Decision, Entity

CONTEXT = {"@vocab": "https://schema.org/", "@language": "ar", "isnad": "urn:isnad:term:"}

_TYPES = {"person": "Person", "org": "Organization", "place": "Place", "group": "Organization"}


def write(whole: Whole, path: Path) -> None:
    """Write one JSON-LD document. Raises `IsnadError` where the file cannot be written."""
    document = {"@context": CONTEXT, "@graph": list(nodes(whole))}
    write_lines(path, [to_json(document, indent=1)])


def nodes(whole: Whole) -> Iterator[dict[str, Any]]:
    """A `Claim` each, then the decisions of persons about them."""
    wanted = {id for c in whole.links.claims for id in (*c.attributions, *c.contested_by, *c.unverified)}
    said = {s.id: s for s in whole.every_said() if s.id in wanted}
    for claim in whole.links.claims:
        yield _claim(whole, claim, said)
    for decision in whole.decisions:
        yield _decision(decision, decision.id in whole.standing)


def _claim(whole: Whole, c: Claim, said: dict[str, Said]) -> dict[str, Any]:
    vouching = [said[id] for id in c.attributions if id in said]
    every = [said[id] for id in (*c.attributions, *c.contested_by, *c.unverified) if id in said]
    node: dict[str, Any] = {"@id": _iri("claim", c.id), "@type": "Claim", "text": harmless(c.text)}
    node["name"] = harmless(c.text)[:110]
    people = {e.id: e for s in vouching for e in s.people}
    if people:
        node["author"] = [_person(e) for e in people.values()]
    node["appearance"] = [_work(whole, s) for s in {s.article.id: s for s in every}.values()]
    node["citation"] = [_quotation(s) for s in every]
    first = min((d.first for s in every if (d := whole.day(s.article)) and d.how != "inferred"), default=None)
    if first:
        node["datePublished"] = first
    if c.begin:
        node["temporalCoverage"] = c.begin if c.begin == c.end or not c.end else f"{c.begin}/{c.end}"
    node["isnad:originsAtLeast"], node["isnad:originsAtMost"] = c.at_least, c.at_most
    node["isnad:contested"] = bool(c.contested_by)
    node["isnad:unverified"] = bool(c.unverified)
    return node


def _work(whole: Whole, s: Said) -> dict[str, Any]:
    a, day = s.article, whole.day(s.article)
    node: dict[str, Any] = {"@id": _iri("article", a.id), "@type": "NewsArticle", "inLanguage": "ar"}
    if a.title:
        node["headline"] = harmless(a.title)
    if a.outlet:
        node["publisher"] = {"@type": "NewsMediaOrganization", "name": harmless(a.outlet)}
    if day and day.how != "inferred":
        node["datePublished"] = day.first
    if a.url:
        node["url"] = a.url
    return node


def _quotation(s: Said) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _iri("statement", s.id), "@type": "Quotation", "text": harmless(s.content)}
    if s.people:
        node["spokenByCharacter"] = [_person(e) for e in s.people]
    if s.via:
        node["sourceOrganization"] = [_person(e) for e in s.via]
    node |= {"isPartOf": {"@id": _iri("article", s.article.id)}, "isnad:stance": s.stance}
    return node


def _person(e: Entity) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _iri("entity", e.id), "@type": _TYPES[e.kind], "name": harmless(e.name)}
    if e.name_en:
        node["alternateName"] = {"@value": e.name_en, "@language": "en"}
    if e.wikidata:
        node["sameAs"] = f"http://www.wikidata.org/entity/{e.wikidata}"
    return node


def _decision(d: Decision, standing: bool) -> dict[str, Any]:
    return {
        "@id": _iri("decision", d.id),
        "@type": "UpdateAction",
        "name": d.kind,
        "agent": {"@type": "Person", "name": harmless(d.by)},
        "startTime": d.at,
        "description": harmless(d.note) or None,
        "actionStatus": "CompletedActionStatus" if standing else "FailedActionStatus",
        "isnad:target": d.target,
        "isnad:detail": d.detail,
    }


def _iri(kind: str, id: str) -> str:
    return f"urn:isnad:{kind}:{quote(id, safe='.-_~')}"
