"""JSON Lines, Web Annotations, PROV-O, schema.org, FollowTheMoney, PLOVER: read back by the tools they are for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.export.made import DECISIONS, HARM, OVERRIDE, every_record, whole

from isnad.export import follow_the_money, json_lines, plover, prov, schema_claims, web_annotation
from isnad.model import Span

pandas, rdflib, followthemoney = (
    pytest.importorskip(name, reason=f"{name} is not installed: pip install -e '.[frames,readers]'")
    for name in ("pandas", "rdflib", "followthemoney")
)
ftm, PROV, RDF = followthemoney.model, rdflib.PROV, rdflib.RDF

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib", "ignore::DeprecationWarning:pyparsing")

SCHEMA = rdflib.Namespace("https://schema.org/")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
TEXTS = {r.article.id: r.article.text for r in every_record()}


def made(write: Any, tmp_path: Path) -> str:
    write(whole(), tmp_path / "out")
    return (tmp_path / "out").read_text("utf-8")


def test_json_lines_hold_everything(tmp_path: Path) -> None:
    lines = [json.loads(line) for line in made(json_lines.write, tmp_path).splitlines()]
    kinds = [line["line"] for line in lines]
    assert kinds == sorted(
        kinds, key=["story", "article", "duplicates", "entity", "claim", "dating", "storyline", "decision"].index
    )
    assert kinds.count("article") == len(TEXTS)
    assert [line["id"] for line in lines if line["line"] == "decision"] == [d.id for d in DECISIONS]
    articles = {line["article"]["id"]: line for line in lines if line["line"] == "article"}
    assert articles["a4"]["article"]["text"] == TEXTS["a4"], "every character as it was"
    row = next(a for a in articles["a1"]["attributions"] if a["id"] == "s3")
    assert row["claims"] == [{"claim": "k1", "role": "denies"}]
    assert row["cue"]["text"] == TEXTS["a1"][row["cue"]["start"] : row["cue"]["end"]]
    assert [a["rejected"] for a in articles["a3"]["attributions"]] == [True]
    assert articles["a3"]["article"]["day"] == {"first": "2025-10-14", "last": "2025-10-14", "how": "decided"}


def test_json_shows_no_direction_override_to_a_reader(tmp_path: Path) -> None:
    for write in (json_lines.write, web_annotation.write, prov.write, schema_claims.write, follow_the_money.write):
        text = made(write, tmp_path)
        assert OVERRIDE not in text
        json.loads(text.splitlines()[0]) if write in (json_lines.write, follow_the_money.write) else json.loads(text)


def annotation_pages(tmp_path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(made(web_annotation.write, tmp_path))
    return loaded


def test_annotations_select_the_words_by_position_and_by_quotation(tmp_path: Path) -> None:
    loaded = annotation_pages(tmp_path)
    assert (loaded["type"], loaded["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    assert "code points" in loaded["first"]["summary"]
    met = 0
    for item in loaded["first"]["items"]:
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in targets:
            if isinstance(target, str):
                continue
            text = TEXTS[target["source"]["id"].removeprefix("urn:isnad:article:")]
            position, quotation = target["selector"]
            assert Span(position["start"], position["end"]).of(text) == quotation["exact"]
            assert quotation["prefix"] + quotation["exact"] + quotation["suffix"] in text
            met += 1
    assert met > 15


def test_annotations_are_annotations_to_a_triple_store(tmp_path: Path) -> None:
    """The standard's context stands at a web address; what of it is used here is written out, so that no network is."""
    loaded = annotation_pages(tmp_path)
    assert loaded["@context"] == web_annotation.CONTEXT
    terms = {"type": {"@id": "@type"}, "id": {"@id": "@id"}, "exact": "oa:exact", "start": "oa:start", "end": "oa:end"}
    links = {name: {"@id": f"oa:{oa}", "@type": "@id"} for name, oa in
             (("target", "hasTarget"), ("source", "hasSource"), ("selector", "hasSelector"))}  # fmt: skip
    loaded["@context"] = {"@vocab": str(OA), "oa": str(OA), "items": {"@id": "oa:items"}, **terms, **links}
    graph = rdflib.Graph().parse(data=json.dumps(loaded), format="json-ld")
    asked = "SELECT ?exact WHERE { <urn:isnad:statement:s6> oa:hasTarget/oa:hasSelector/oa:exact ?exact }"
    assert [str(row[0]) for row in graph.query(asked, initNs={"oa": OA})] == [
        "سلّم تقريراً يحذر من تشققات في جسم السد أمس"
    ]
    decided = graph.query("SELECT ?who WHERE { <urn:isnad:decision:g1> oa:creator/oa:name ?who }", initNs={"oa": OA})
    assert [str(row[0]) for row in decided] == ["ليلى الحاج"]


def test_prov_says_who_said_and_where_it_stands(tmp_path: Path) -> None:
    graph = rdflib.Graph().parse(data=made(prov.write, tmp_path), format="json-ld")
    spoke = "SELECT ?name WHERE { <urn:isnad:statement:s6> prov:wasAttributedTo/rdfs:label ?name }"
    assert {str(row[0]) for row in graph.query(spoke)} == {"وائل الشهابي"}
    pages = (
        "SELECT ?page WHERE { <urn:isnad:claim:k1> prov:wasDerivedFrom/prov:wasQuotedFrom/prov:wasDerivedFrom ?page }"
    )
    assert {str(row[0]) for row in graph.query(pages)} == {"urn:isnad:page:pa1", "urn:isnad:page:pa2"}
    way = "SELECT ?m WHERE { <urn:isnad:statement:s2> <urn:isnad:term:via>/rdf:rest*/rdf:first ?m }"
    assert [str(row[0]) for row in graph.query(way)] == ["urn:isnad:entity:e3", "urn:isnad:entity:e4"]
    assert len(list(graph.subjects(RDF.type, PROV.Activity))) == len(DECISIONS)
    assert (rdflib.URIRef("urn:isnad:decision:g1"), PROV.wasAssociatedWith, None) in graph


def test_schema_claims_give_no_verdict(tmp_path: Path) -> None:
    graph = rdflib.Graph().parse(data=made(schema_claims.write, tmp_path), format="json-ld")
    claims = set(graph.subjects(RDF.type, SCHEMA.Claim))
    assert claims == {rdflib.URIRef(f"urn:isnad:claim:{id}") for id in ("k1", "k2")}
    assert not list(graph.subjects(RDF.type, SCHEMA.ClaimReview))
    authors = "SELECT ?n WHERE { <urn:isnad:claim:k1> schema:author/schema:name ?n }"
    assert {str(row[0]) for row in graph.query(authors, initNs={"schema": SCHEMA})} == {"وائل الشهابي"}
    assert len(list(graph.subjects(RDF.type, SCHEMA.UpdateAction))) == len(DECISIONS)


def test_follow_the_money_takes_every_entity(tmp_path: Path) -> None:
    rows = [json.loads(line) for line in made(follow_the_money.write, tmp_path).splitlines()]
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids))
    for row in rows:
        schema = ftm.get(row["schema"])
        assert schema, row["schema"]
        schema.validate(row)
        proxy = ftm.get_proxy(row)
        lost = {name: set(values) - set(proxy.get(name)) for name, values in row["properties"].items()}
        assert not {name: values for name, values in lost.items() if values and name != "publishedAt"}, row
        assert proxy.id == row["id"]
        pointed = [v for p in proxy.iterprops() if p.type.name == "entity" for v in proxy.get(p)]
        assert set(pointed) <= set(ids)
    note = next(row for row in rows if row["id"] == "isnad-statement-s6")
    assert note["properties"]["entity"] == ["isnad-entity-e2"]
    assert sum("decision" in row["properties"].get("keywords", ()) for row in rows) == len(DECISIONS)


def test_plover_events_are_a_table(tmp_path: Path) -> None:
    frame = pandas.read_json(made_path(plover.write, tmp_path), lines=True, dtype=False)
    assert list(frame["event"]) == ["COOPERATE"]
    first = frame.iloc[0]
    assert (first["quad"], first["date"]) == ("material cooperation", "2025-10-08")
    assert first["actor"]["name"] == "وائل الشهابي"
    assert first["vouched_by"]["statement"] == "s6"
    assert TEXTS["a2"][first["start"] : first["end"]] == first["text"]


def made_path(write: Any, tmp_path: Path) -> Path:
    write(whole(), tmp_path / "out.jsonl")
    return tmp_path / "out.jsonl"


@pytest.mark.parametrize("write", [web_annotation.write, prov.write])
def test_an_empty_story_is_still_a_document(write: Any, tmp_path: Path) -> None:
    from isnad.export.whole import whole_of
    from isnad.model import Links

    write(whole_of((), Links()), tmp_path / "out")
    assert json.loads((tmp_path / "out").read_text("utf-8"))


def test_harm_is_in_the_story() -> None:
    assert HARM in TEXTS["a4"]
