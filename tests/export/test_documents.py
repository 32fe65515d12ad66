"""TimeML, networks, timelines, calendars, dossiers, Datasette: opened by what they are made for."""

from __future__ import annotations

import asyncio
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from markdown_it import MarkdownIt
from tests.export.made import DECISIONS, OVERRIDE, every_record, whole

from isnad.export import (
    datasette_metadata,
    dossier_docx,
    dossier_markdown,
    network_gexf,
    network_graphml,
    timeline_js,
    timeml,
)
from isnad.export import icalendar as calendar
from isnad.export.harmless import harmless
from isnad.export.whole import whole_of
from isnad.model import Links

icalendar, networkx, datasette = (
    pytest.importorskip(name, reason=f"{name} is not installed: pip install -e '.[readers]'")
    for name in ("icalendar", "networkx", "datasette.app")
)

TIMEX_VALUE = re.compile(r"(\d{4}|XXXX)-(\d\d|XX)(-(\d\d|XX))?(T.*)?|(\d{4}|XXXX)|P.*|.*-W.*|", re.ASCII)


def test_timeml_keeps_the_text_and_marks_times_and_cues(tmp_path: Path) -> None:
    timeml.write(whole(), tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == {f"{r.article.id}.tml" for r in every_record()}
    for record in every_record():
        root = ElementTree.parse(tmp_path / f"{record.article.id}.tml").getroot()
        text = root.find("TEXT")
        assert text is not None
        assert "".join(text.itertext()) == harmless(record.article.text)
        ids = [e.get("tid") or e.get("eid") for e in root.iter() if e.tag in ("TIMEX3", "EVENT")]
        assert len(ids) == len(set(ids))
        events = {e.get("eid") for e in text.iter("EVENT")}
        assert events <= {i.get("eventID") for i in root.iter("MAKEINSTANCE")}
        for timex in root.iter("TIMEX3"):
            assert timex.get("type") in ("DATE", "TIME", "DURATION", "SET")
            assert TIMEX_VALUE.fullmatch(timex.get("value") or "")
    second = ElementTree.parse(tmp_path / "a2.tml").getroot()
    (timex,) = second.find("TEXT").iter("TIMEX3")  # type: ignore[union-attr]
    assert (timex.text, timex.get("value")) == ("أمس", "2025-10-08")
    third = ElementTree.parse(tmp_path / "a3.tml").getroot()
    assert third.find("DCT/TIMEX3").get("value") == "2025-10-14"  # type: ignore[union-attr]


def test_a_range_of_days_is_no_day_in_timeml() -> None:
    story = whole_of(every_record(), whole().links)
    third = next(r for r in every_record() if r.article.id == "a3")
    assert 'value="2025-10"' in timeml.document(story, third)
    assert 'value="XXXX-XX-XX"' in timeml.document(whole_of(every_record(), Links()), third)


def test_gexf_holds_what_its_schema_asks(tmp_path: Path) -> None:
    """The shape that GEXF 1.2's schema describes, checked by hand: the schema itself is not ours to ship (CC BY)."""
    network_gexf.write(whole(), tmp_path / "n.gexf")
    root = ElementTree.parse(tmp_path / "n.gexf").getroot()
    space = "{http://www.gexf.net/1.2draft}"
    assert (root.tag, root.get("version"), [e.tag for e in root]) == (f"{space}gexf", "1.2", [f"{space}graph"])
    (graph,) = root
    assert (graph.get("mode"), graph.get("defaultedgetype")) == ("static", "directed")
    declared = {}
    for group in graph.iter(f"{space}attributes"):
        assert group.get("class") in ("node", "edge")
        for one in group:
            assert one.get("type") in ("integer", "string", "double", "boolean")
            declared[group.get("class"), one.get("id")] = one.get("type")
    nodes, edges = list(graph.iter(f"{space}node")), list(graph.iter(f"{space}edge"))
    ids = [node.get("id") for node in nodes]
    assert nodes
    assert edges
    assert len(ids) == len(set(ids)), "an id stands once"
    assert {e.get(end) for e in edges for end in ("source", "target")} <= set(ids), "an edge has both its ends"
    assert all(float(e.get("weight", "1")) > 0 for e in edges)
    for kind, elements in (("node", nodes), ("edge", edges)):
        for value in (v for e in elements for v in e.iter(f"{space}attvalue")):
            type = declared[kind, value.get("for")]
            assert type != "integer" or re.fullmatch(r"-?\d+", value.get("value") or ""), "a number is one"


def test_networks_are_read_back_the_same(tmp_path: Path) -> None:
    network_gexf.write(whole(), tmp_path / "n.gexf")
    network_graphml.write(whole(), tmp_path / "n.graphml")
    gexf = networkx.read_gexf(tmp_path / "n.gexf")
    graphml = networkx.read_graphml(tmp_path / "n.graphml", force_multigraph=True)
    assert set(gexf) == set(graphml)
    assert gexf.number_of_edges() == graphml.number_of_edges()
    assert gexf.is_directed()
    kinds = {(u, v): d["kind"] for u, v, d in graphml.edges(data=True)}
    assert kinds["entity:e1", "claim:k1"] == "denies"
    assert kinds["entity:e2", "claim:k1"] == "asserts"
    assert kinds["entity:e4", "entity:e3"] == "relayed_by"
    assert gexf.nodes["claim:k1"]["at_most"] == 2
    assert gexf.nodes["entity:e1"]["label"] == "وزارة الموارد المائية"
    assert "ليلى الحاج" in graphml.nodes["entity:e1"]["decided"]
    assert not [n for n in gexf if OVERRIDE in n or "\x07" in n]


def test_timeline_has_dates_that_are_dates(tmp_path: Path) -> None:
    timeline_js.write(whole(), tmp_path / "t.json")
    made = json.loads((tmp_path / "t.json").read_text("utf-8"))
    assert made["title"]["text"]["headline"] == "انهيار سد الزمرد"
    days = [(e["start_date"]["year"], e["start_date"]["month"], e["start_date"]["day"]) for e in made["events"]]
    assert days == sorted(days)
    assert len({e["unique_id"] for e in made["events"]}) == len(made["events"]) == 5
    whole_text = json.dumps(made, ensure_ascii=False)
    assert "<script" not in whole_text
    assert "<b>" not in whole_text
    assert "javascript:" not in whole_text
    assert "سالم العمري" in made["title"]["text"]["text"]


def test_an_inferred_day_says_so_on_its_slide() -> None:
    slides = timeline_js.timeline(whole_of(every_record(), whole().links))["events"]
    third = next(s for s in slides if s["unique_id"] == "article-a3")
    assert timeline_js.INFERRED in third["display_date"]
    assert third["end_date"] == {"year": 2025, "month": 10, "day": 13}


def test_calendar_is_read_by_a_calendar(tmp_path: Path) -> None:
    calendar.write(whole(), tmp_path / "s.ics")
    data = (tmp_path / "s.ics").read_bytes()
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    read = icalendar.Calendar.from_ical(data)
    entries = {str(e["UID"]): e for e in read.walk("VEVENT")}
    assert len(entries) == 5
    claim = entries["claim-k1@isnad"]
    assert (str(claim["DTSTART"].dt), str(claim["DTEND"].dt)) == ("2025-10-08", "2025-10-10")
    assert str(claim["SUMMARY"]) == "تقريراً حذّر من تشققات في جسم السد"
    harm = entries["article-a4@isnad"]
    assert "\x07" not in str(harm["SUMMARY"])
    assert OVERRIDE not in str(harm["SUMMARY"])


def test_markdown_dossier_has_no_markup_of_pages(tmp_path: Path) -> None:
    dossier_markdown.write(whole(), tmp_path / "d.md")
    text = (tmp_path / "d.md").read_text("utf-8")
    shown = MarkdownIt("commonmark", {"html": False}).render("\n".join(text.splitlines()[1:-1]))
    assert "<h1>انهيار سد الزمرد</h1>" in shown
    assert "أصل واحد أو أصلان" in shown
    assert "<script" not in shown
    assert "<b>" not in shown
    assert shown.count("<a ") == len(re.findall(r'<a href="https://', shown)) > 0
    for d in DECISIONS:
        assert d.by in shown
    assert "(نُقض)" in shown


def test_docx_dossier_runs_right_to_left(tmp_path: Path) -> None:
    dossier_docx.write(whole(), tmp_path / "d.docx")
    document = docx.Document(str(tmp_path / "d.docx"))
    texts = [p.text for p in document.paragraphs]
    assert texts[0] == "انهيار سد الزمرد"
    assert "قرارات المحررين" in texts
    xml = zipfile.ZipFile(tmp_path / "d.docx").read("word/document.xml").decode()
    assert xml.count("<w:bidi/>") == len(texts)
    assert xml.count("<w:rtl/>") == len([t for t in texts if t])
    assert OVERRIDE not in xml
    links = [r.target_ref for r in document.part.rels.values() if r.is_external]
    assert links
    assert all(link.startswith("https://") for link in links)


@pytest.mark.parametrize("table", ["claim_statements", "statement", "claim", "decision"])
def test_datasette_shows_the_story(story_file: Path, table: str) -> None:
    story = whole_of((), Links(), DECISIONS, (), story_file.stem)
    site = datasette.Datasette([str(story_file)], metadata=datasette_metadata.metadata(story))

    async def asked() -> tuple[int, str, int]:
        await site.invoke_startup()
        shown = await site.client.get(f"/{story_file.stem}/{table}")
        front = await site.client.get("/")
        return shown.status_code, shown.text, front.status_code

    status, page, front = asyncio.run(asked())
    assert (status, front) == (200, 200)
    title = datasette_metadata.metadata(story)["databases"][story_file.stem]["tables"][table]["title"]
    assert title.split(" · ")[0] in page


def test_datasette_metadata_names_tables_and_columns_that_exist(story_file: Path) -> None:
    made = datasette_metadata.metadata(whole_of((), Links(), (), (), story_file.stem))
    site = datasette.Datasette([str(story_file)], metadata=made)
    tables = made["databases"][story_file.stem]["tables"]

    async def columns() -> dict[str, set[str]]:
        await site.invoke_startup()
        db = site.get_database(story_file.stem)
        names = [*await db.table_names(), *await db.view_names()]
        return {name: set(await db.table_columns(name)) for name in names}

    known = asyncio.run(columns())
    assert not set(tables) - set(known)
    for name, body in tables.items():
        used = {*body.get("columns", ()), *body.get("facets", ())}
        used |= {body[key] for key in ("sort", "sort_desc", "label_column") if key in body}
        assert not used - known[name], name
