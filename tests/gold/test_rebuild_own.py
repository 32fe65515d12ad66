"""Our own gold holds no article, and comes back whole: rebuilt and scored against itself it has nothing to lose."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.gold.pack_own import pack, written
from tests.gold.rebuild_own import OWN, PARTS, SHARED, Row, UnbuildableError, articles_in, page_of, rebuild, unpack
from tests.gold.tables import ABSENT, scores_of

ARTICLE: Row = {
    "id": "X-1",
    "title": "افتتاح جسر جديد",
    "time_raw": "Sun, 05 May 2019 10:00:00 GMT",
    "author": "",
    "text": "قال الوزير سالم النجار الأحد إن الجسر سيفتح غداً.",
}
SIZES = {"dev": 22, "held": 22, "read": 90, "fresh": 30, "later": 50}
WORDS_KEPT_AT_MOST = 10
"""Words of Arabic in a row that may stand in a file: an annotator's own name for somebody, never a sentence."""


def compiled() -> Row:
    """A gold file as the compiler beside the pages writes it."""
    page = page_of(ARTICLE)

    def at(words: str) -> list[int]:
        return [page.index(words), page.index(words) + len(words)]

    return {
        "page": "X-1.txt",
        "articles": [
            {
                "title": ARTICLE["title"],
                "title_span": at(ARTICLE["title"]),
                "body_spans": [at(ARTICLE["text"])],
                "published": "2019-05-05",
                "published_stated": ARTICLE["time_raw"],
                "outlet": None,
                "credit": None,
            }
        ],
        "timexes": [{"text": "الأحد", "type": "DATE", "value": "2019-05-05", "span": at("الأحد")}],
        "entities": {"najjar": ["سالم النجار", "Salem al-Najjar", "person"]},
        "aliases": {"najjar": ["الوزير سالم النجار"]},
        "attributions": [
            {
                "cue_span": at("قال"),
                "source_span": at("الوزير سالم النجار"),
                "content_spans": [at("الجسر سيفتح غداً")],
                "form": "indirect",
                "stance": "assert",
                "speaker": "najjar",
                "via": [],
            }
        ],
    }


def record(gold: Row) -> Row:
    """What a product that read the page perfectly would say of its one titled article."""
    article = next(a for a in gold["articles"] if a["title"])
    entities = [
        {"id": key, "name": name, "name_en": name_en, "kind": kind, "mentions": gold["aliases"][key]}
        for key, (name, name_en, kind) in gold["entities"].items()
    ]
    attributions = [
        {
            **row,
            "cue": {"text": row["cue"]},
            "source": {"text": row["source"]},
            "content": [{"text": words} for words in row["content"]],
        }
        for row in gold["attributions"]
    ]
    return {
        "page": {"path": gold["page"]},
        "article": {
            "title": article["title"],
            "text": " ".join(article["body"]),
            "published": article["published"] if article["published_stated"] else None,
        },
        "timexes": gold["timexes"],
        "entities": entities,
        "attributions": attributions,
    }


def test_words_come_back_from_their_offsets() -> None:
    page = page_of(ARTICLE)
    packed = json.loads(written(pack(compiled(), page)))
    gold = unpack(packed, page)
    assert "الجسر" not in json.dumps(packed, ensure_ascii=False)
    assert gold["attributions"][0]["content"] == ["الجسر سيفتح غداً"]
    assert gold["entities"] == {"najjar": ["سالم النجار", "Salem al-Najjar", "person"]}
    assert gold["timexes"][0]["text"] == "الأحد"
    assert gold["articles"][0]["published_stated"] == ARTICLE["time_raw"]


def test_an_empty_byline_leaves_no_gap_in_the_page() -> None:
    assert page_of(ARTICLE).count("\n\n") == 2


def test_another_article_under_the_same_id_is_refused() -> None:
    packed = pack(compiled(), page_of(ARTICLE))
    with pytest.raises(UnbuildableError, match="X-1"):
        unpack(packed, page_of({**ARTICLE, "text": "نص آخر."}))


def test_a_missing_article_is_named(tmp_path: Path) -> None:
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "X-1.json").write_text(written(pack(compiled(), page_of(ARTICLE))), "utf-8")
    with pytest.raises(UnbuildableError, match="no article X-1"):
        rebuild(tmp_path, "dev", {}, tmp_path / "out")


def test_missing_corpora_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnbuildableError, match=r"2018-02--06\.jsonl\.gz is not there"):
        next(articles_in(tmp_path))


@pytest.mark.parametrize("part", PARTS)
def test_no_article_text_is_kept(part: str) -> None:
    files = sorted((OWN / part).glob("*.json"))
    assert len(files) == SIZES[part]
    for path in files:
        for words in re.findall(r'"([^"]*[\u0600-\u06ff][^"]*)"', path.read_text("utf-8")):
            assert len(words.split()) <= WORDS_KEPT_AT_MOST, path


@pytest.mark.parametrize("part", PARTS)
def test_rows_are_sound(part: str) -> None:
    for path in sorted((OWN / part).glob("*.json")):
        packed = json.loads(path.read_text("utf-8"))
        rows, body = packed["attributions"], packed["articles"][0]["body"]
        cues = [tuple(row["cue"]) for row in rows]
        assert len(cues) == len(set(cues)), f"{path}: two rows have one cue"
        spans = [span for row in rows for span in [row["cue"], *row["content"]]] + [
            t["span"] for t in packed["timexes"]
        ]
        for start, end in spans:
            assert any(first <= start < end <= last for first, last in body), (
                f"{path}: {start}-{end} is not in the body"
            )
        known = {entity["id"] for entity in packed["entities"]}
        named = {row[key] for row in rows for key in ("speaker", "co_speaker") if row.get(key)}
        assert named | {entity for row in rows for entity in row["via"]} <= known, path


@pytest.mark.skipif(not SHARED.is_dir(), reason=ABSENT)
def test_rebuilt_gold_scored_against_itself_is_perfect(tmp_path: Path) -> None:
    wanted = {path.stem for path in OWN.glob("*/*.json")}
    articles = {a["id"]: a for a in articles_in(SHARED) if a["id"] in wanted}
    for part in PARTS:
        assert rebuild(OWN, part, articles, tmp_path) == SIZES[part]
        gold, records = tmp_path / part / "gold", tmp_path / f"{part}.jsonl"
        lines = [json.dumps(record(json.loads(path.read_text("utf-8")))) for path in sorted(gold.glob("*.json"))]
        records.write_text("\n".join(lines), "utf-8")
        command = [sys.executable, str(SHARED / "gold" / "score.py"), str(gold), str(records)]
        command += ["--pages", str(tmp_path / part / "pages")]
        scores = scores_of(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        assert len(scores) == 14
        assert set(scores.values()) == {1.0}
