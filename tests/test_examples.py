"""The example pages end to end, through the command line alone: what docs/index.md says of each page is so."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from isnad.model import Claim, Links
from isnad.store.file import open_story
from isnad.store.query import links
from isnad.text.fold import fold

EXAMPLES = Path(__file__).parents[1] / "examples"
Row = dict[str, Any]

UNKNOWN_AGENCY = "a credit whose agency no lexicon holds is no relay of what its text reports"


def isnad(*arguments: str | Path) -> str:
    call = [sys.executable, "-c", "import sys; from isnad.cli import main; sys.exit(main())", *map(str, arguments)]
    return subprocess.run(call, capture_output=True, text=True, check=True, encoding="utf-8").stdout


@pytest.fixture(scope="module")
def articles() -> dict[str, list[Row]]:
    """Records by the first two digits of their page's name."""
    out: dict[str, list[Row]] = {}
    for line in isnad("read", EXAMPLES, "--jsonl").splitlines():
        record = json.loads(line)
        out.setdefault(Path(record["page"]["path"]).name[:2], []).append(record)
    return out


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("story") / "story.db"
    isnad("build", EXAMPLES, "-o", path)
    return path


@pytest.fixture(scope="module")
def found(story: Path) -> Links:
    with open_story(story) as db:
        return links(db)


def said(record: Row, words: str) -> Row:
    """The innermost statement whose content holds these words."""
    holding = [a for a in record["attributions"] if words in " ".join(c["text"] for c in a["content"])]
    assert holding, f"no statement holds «{words}»"
    return min(holding, key=lambda a: sum(len(c["text"]) for c in a["content"]))


def name(record: Row, id: str | None) -> str | None:
    return next((e["name"] for e in record["entities"] if e["id"] == id), None)


def chain(record: Row, statement: Row) -> list[str | None]:
    return [name(record, id) for id in statement["via"]]


def claim(found: Links, *words: str) -> Claim:
    """The claim of most statements among those whose wording holds all the words."""
    holding = [c for c in found.claims if all(fold(w) in fold(c.text) for w in words)]
    assert holding, f"no claim holds {words}"
    return max(holding, key=lambda c: len(c.attributions) + len(c.contested_by))


@pytest.mark.parametrize(
    ("page", "published"),
    [
        ("01", "2025-10-06"),
        ("02", "2025-10-06"),
        ("03", "2025-10-06"),
        ("04", "2025-10-07"),
        ("05", "2025-10-07"),
        ("06", "2025-10-08"),
        ("07", None),
        ("08", "2025-10-09"),
        ("09", "2025-10-10"),
        ("10", "2025-10-11"),
        ("11", "2025-10-13"),
    ],
)
def test_published(articles: dict[str, list[Row]], page: str, published: str | None) -> None:
    value = articles[page][0]["article"]["published"]
    assert (value[:10] if value else None) == published


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("01", "مقتل 12 شخصاً وفقدان العشرات إثر انهيار جزء من سد الزمرد"),
        ("02", "كارثة سد الزمرد: آلاف النازحين ولجنة تحقيق في الروابي"),
        ("03", "وزير الموارد المائية يتفقد موقع سد الزمرد ويعزي أسر الضحايا"),
        ("06", "ارتفاع حصيلة ضحايا سد الزمرد إلى 19 قتيلاً"),
        ("08", "كبير مهندسي سد الزمرد السابق: حذّرتُ من التشققات ولم يسمعني أحد"),
        ("09", "الآلاف يشيّعون ضحايا بيت السدر ورئيس الوزراء يعد بالمحاسبة"),
        ("11", "أسبوع على كارثة سد الزمرد: ماذا نعرف حتى الآن؟"),
    ],
)
def test_title(articles: dict[str, list[Row]], page: str, title: str) -> None:
    assert articles[page][0]["article"]["title"] == title


def test_furniture_is_in_no_article(articles: dict[str, list[Row]]) -> None:
    texts = "\n".join(r["article"]["text"] for records in articles.values() for r in records)
    for words in ("اترك تعليقاً", "شارك المقال", "جميع الحقوق", "حُفظت هذه النسخة", "الأكثر قراءة", "عن الكاتب"):
        assert words not in texts


def test_a_glued_article_has_its_own_today(articles: dict[str, list[Row]]) -> None:
    first, second = articles["09"]
    values = [[t["value"] for t in r["timexes"] if t["text"].startswith("اليوم")] for r in (first, second)]
    assert values == [["2025-10-10"], ["2021-03-14"]]


@pytest.mark.xfail(strict=True, reason=UNKNOWN_AGENCY)
def test_wire_copy_comes_through_its_agency(articles: dict[str, list[Row]]) -> None:
    (record,) = articles["01"]
    assert chain(record, said(record, "أجلت أكثر من ألفي شخص")) == ["وكالة أنباء الأطلس"]


def test_a_chain_of_three(articles: dict[str, list[Row]]) -> None:
    (record,) = articles["04"]
    statement = said(record, "حذّر في أغسطس/آب الماضي من تشققات")
    through = " ".join(filter(None, chain(record, statement)))
    assert "الأطلس" in through
    assert "ميتروبوليتان كورير" in through
    assert name(record, statement["speaker"]) is None or "مسؤول" in (name(record, statement["speaker"]) or "")


def test_a_denial_is_a_denial(articles: dict[str, list[Row]]) -> None:
    (record,) = articles["04"]
    assert said(record, "أي تقرير يحذر من تشققات")["stance"] == "deny"


@pytest.mark.parametrize(
    ("page", "words", "stance"),
    [
        ("05", "بعقد اجتماع عاجل", "urge"),
        ("05", "لن تقف مكتوفة الأيدي", "warn"),
        ("05", "تصاعد التوتر", "evaluate"),
        ("06", "استمرار الأمطار", "doubt"),
        ("03", "صرف تعويضات", "commit"),
        ("10", "مسؤولية الشركة عن الانهيار", "deny"),
    ],
)
def test_stances(articles: dict[str, list[Row]], page: str, words: str, stance: str) -> None:
    assert said(articles[page][0], words)["stance"] == stance


def test_the_latter_is_resolved(articles: dict[str, list[Row]]) -> None:
    (record,) = articles["07"]
    assert "النحاس" in (name(record, said(record, "خفض منسوب البحيرة")["speaker"]) or "")


def test_a_reprint_is_no_second_origin(found: Links) -> None:
    reprinted = claim(found, "أجلت أكثر من ألفي شخص")
    assert len(reprinted.attributions) == 2
    assert (reprinted.at_least, reprinted.at_most) == (1, 1)


def test_the_report_claim_is_contested(found: Links) -> None:
    (contested,) = [c for c in found.claims if "تشققات" in c.text and c.contested_by]
    assert (contested.at_least, len(contested.contested_by)) == (2, 3)


def test_the_report_claim_could_not_be_verified(found: Links) -> None:
    assert any(c.unverified and "تقرير" in c.text for c in found.claims)


def test_running_again_repeats_nothing(story: Path, found: Links) -> None:
    isnad("build", EXAMPLES, "-o", story)
    with open_story(story) as db:
        assert links(db) == found


def test_the_report_is_written(story: Path, tmp_path: Path) -> None:
    isnad("report", story, "-o", tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "سد الزمرد" in page
