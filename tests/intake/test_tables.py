"""Dumps as tools write them: CSV, JSON and JSON Lines, whole and broken."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pytest

from isnad.extract import extract
from isnad.intake import Columns, read_paths
from isnad.model import Extraction, Page, Rejected

TITLE = "إعادة فتح الجسر القديم"
TEXT = "أعادت البلدية فتح الجسر القديم أمام السيارات أمس.\nوقال مديرها إن الترميم انتهى قبل موعده."
NEWS_PLEASE = {
    "maintext": TEXT, "title": TITLE, "date_publish": "2021-05-04 10:00:00", "url": "https://example.org/a",
    "source_domain": "example.org", "authors": ["سالم", "هند"], "language": "ar",
}  # fmt: skip
TRAFILATURA = {
    "text": TEXT,
    "raw_text": TEXT,
    "title": TITLE,
    "date": "2021-05-04",
    "sitename": "الساحل",
    "author": "سالم",
    "source": "https://example.org/a",
}
MEDIA_CLOUD = {
    "story_text": TEXT,
    "title": TITLE,
    "publish_date": "2021-05-04",
    "url": "https://example.org/a",
    "media_name": "الساحل",
}


def lines(path: Path, *rows: object) -> Path:
    data = "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


@pytest.mark.parametrize("row", [NEWS_PLEASE, TRAFILATURA, MEDIA_CLOUD])
@pytest.mark.parametrize("name", ["dump.jsonl", "dump.jsonl.gz", "dump.json"])
def test_the_forms_of_known_tools(tmp_path: Path, row: dict[str, object], name: str) -> None:
    (page,) = read_paths([lines(tmp_path / name, row)])
    assert isinstance(page, Page)
    assert (page.text, page.hints.title) == (TEXT, TITLE)
    assert str(page.hints.published).startswith("2021-05-04")
    assert page.hints.outlet in ("example.org", "الساحل")


def test_a_row_becomes_an_article_with_its_title_and_day(tmp_path: Path) -> None:
    (page,) = read_paths([lines(tmp_path / "dump.jsonl", NEWS_PLEASE)])
    assert isinstance(page, Page)
    found = extract(page)
    assert isinstance(found, Extraction)
    (article,) = found.articles
    assert (article.title, article.text, article.byline) == (TITLE, TEXT, "سالم، هند")
    assert article.published is not None
    assert (article.published.value, article.published.origin) == ("2021-05-04T10:00:00", "feed")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1256"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_with_named_columns(tmp_path: Path, encoding: str, mark: str) -> None:
    path = tmp_path / "dump.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=mark)
        writer.writerows([["no", "نص", "عنوان"], ["1", TEXT, TITLE], ["2", TEXT + "!", "آخر"]])
    pages = list(read_paths([path], Columns(text="نص", title="عنوان")))
    assert [p.text for p in pages if isinstance(p, Page)] == [TEXT, TEXT + "!"]
    assert [p.hints.title for p in pages if isinstance(p, Page)] == [TITLE, "آخر"]
    assert len({p.id for p in pages if isinstance(p, Page)}) == 2


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    (tmp_path / "dump.csv").write_text("a,b\n1,2\n", "utf-8")
    (found,) = read_paths([tmp_path / "dump.csv"])
    assert isinstance(found, Rejected)
    assert found.reason == "no-text-column"
    assert "a, b" in found.remedy


def test_a_broken_row_is_one_rejection(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "dump.jsonl", NEWS_PLEASE, '{"text": "…', {"title": "بلا نص"}, "[1, 2]", NEWS_PLEASE | {"url": "b"}
    )
    found = list(read_paths([path]))
    assert [entry.reason if isinstance(entry, Rejected) else "page" for entry in found] == [
        "page",
        "broken-json",
        "empty",
        "empty",
        "page",
    ]
    assert isinstance(found[1], Rejected)
    assert found[1].source == f"{path}#2"


def test_truncated_gzip_keeps_what_came_before(tmp_path: Path) -> None:
    rows = [NEWS_PLEASE | {"maintext": f"{TEXT} {n} {hash(str(n))}"} for n in range(3000)]
    path = lines(tmp_path / "dump.jsonl.gz", *rows)
    path.write_bytes(path.read_bytes()[:-2000])
    *pages, last = read_paths([path])
    assert len(pages) > 1000
    assert isinstance(last, Rejected)
    assert last.reason in ("truncated", "broken-json")


def test_a_gzip_bomb_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "dump.jsonl.gz"
    path.write_bytes(gzip.compress(bytes(60_000_000)))
    (found,) = read_paths([path])
    assert isinstance(found, Rejected)
    assert found.reason == "too-large"


def test_a_packed_page(tmp_path: Path) -> None:
    (tmp_path / "page.html.gz").write_bytes(gzip.compress(f"<p>{TEXT}</p>".encode()))
    (page,) = read_paths([tmp_path])
    assert isinstance(page, Page)
    assert page.kind == "html"


@pytest.mark.parametrize("text", ["{", "[" * 5000 + "]" * 5000, ""])
def test_json_that_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "dump.json").write_text(text, "utf-8")
    (found,) = read_paths([tmp_path / "dump.json"])
    assert isinstance(found, Rejected)
