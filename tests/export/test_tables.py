"""Tables: every row of the story, opened by spreadsheets' and data people's own tools, no cell alive."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.export.made import DECISIONS, HARM, OVERRIDE, every_record, whole

from isnad.export import tables_csv, tables_parquet, tables_xlsx
from isnad.export.frames import pandas_frame, polars_frame
from isnad.export.harmless import cell
from isnad.export.tables import TABLES, table
from isnad.export.whole import whole_of
from isnad.model import IsnadError, Links

duckdb, openpyxl, pandas, polars, parquet = (
    pytest.importorskip(name, reason=f"{name} is not installed: pip install -e '.[export,frames,readers]'")
    for name in ("duckdb", "openpyxl", "pandas", "polars", "pyarrow.parquet")
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tables") / "csv"
    tables_csv.write(whole(), path)
    return path


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", [t.name for t in TABLES])
def test_every_row_has_every_column(name: str) -> None:
    wanted = table(name)
    for row in wanted.rows(whole()):
        assert len(row) == len(wanted.columns)


def test_csv_opens_with_its_mark_and_its_letters(folder: Path) -> None:
    assert (folder / "statements.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    told = {row["id"]: row for row in rows_of(folder / "statements.csv")}
    assert told["s6"]["speaker"] == "وائل الشهابي"
    assert told["s2"]["via"] == "وكالة أنباء الأطلس ؛ صحيفة ميتروبوليتان كورير"
    assert (told["s3"]["claims"], told["s3"]["roles"]) == ("k1", "denies")
    assert (told["s3"]["cue_start"], told["s3"]["stance"]) == (
        str(every_record()[0].article.text.index("ونفت")),
        "deny",
    )


def test_what_a_person_rejected_is_gone_and_every_decision_is_there(folder: Path) -> None:
    assert "s7" not in {row["id"] for row in rows_of(folder / "statements.csv")}
    assert "s1" in {row["id"] for row in rows_of(folder / "statements.csv")}, "its rejection was undone"
    decided = rows_of(folder / "decisions.csv")
    assert [row["id"] for row in decided] == [d.id for d in DECISIONS]
    assert [row["standing"] for row in decided] == ["yes", "yes", "yes", "no", "no"]
    third = next(row for row in rows_of(folder / "articles.csv") if row["id"] == "a3")
    assert (third["published"], third["published_how"]) == ("2025-10-14", "decided")


def test_no_cell_of_csv_is_a_formula(folder: Path) -> None:
    cells = [value for path in folder.glob("*.csv") for row in rows_of(path) for value in row.values()]
    assert any("HYPERLINK" in value for value in cells)
    assert not [value for value in cells if value.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert not [value for value in cells if OVERRIDE in value or "\x07" in value]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", " =1", "＝1", "−1"])
def test_what_begins_a_formula_is_led_by_an_apostrophe(text: str) -> None:
    assert cell(text).startswith("'")


def test_xlsx_reads_right_to_left_and_runs_nothing(tmp_path: Path) -> None:
    tables_xlsx.write(whole(), tmp_path / "story.xlsx")
    book = openpyxl.load_workbook(tmp_path / "story.xlsx")
    assert book.sheetnames == [t.title for t in TABLES]
    for sheet in book:
        assert sheet.sheet_view.rightToLeft
        assert sheet.freeze_panes == "A2"
        assert not [c.coordinate for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    titles = [c.value for c in book["المقالات"]["B"]]
    assert not [c.coordinate for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "e"]
    assert any(str(t).startswith("=HYPERLINK") for t in titles), "a string that looks like a formula stays a string"


def test_a_long_text_is_cut_where_a_cell_ends(tmp_path: Path) -> None:
    first = every_record()[0]
    long = type(first.article)("x", "p", "s", 0, "ع", "كلمة " * 10_000, ())
    tables_xlsx.write(whole_of([type(first)(long, type(first.annotations)("x"))], Links()), tmp_path / "x.xlsx")
    text = openpyxl.load_workbook(tmp_path / "x.xlsx")["المقالات"]["R2"].value
    assert (len(text), text[-1]) == (tables_xlsx.CELL, "…")


def test_parquet_is_read_by_duckdb_pandas_and_polars(tmp_path: Path) -> None:
    tables_parquet.write(whole(), tmp_path)
    at = tmp_path / "statements.parquet"
    said = duckdb.sql(f"SELECT speaker, count(*) FROM '{at}' WHERE stance = 'assert' GROUP BY 1 ORDER BY 1 NULLS LAST")
    assert ("وائل الشهابي", 1) in said.fetchall()
    assert set(pandas.read_parquet(at)["id"]) == set(polars.read_parquet(at)["id"])
    assert polars.read_parquet(at).schema["cue_start"] == polars.Int64
    texts = parquet.read_table(tmp_path / "articles.parquet").column("title").to_pylist()
    assert HARM in texts, "columns are data: they keep every character"


@pytest.mark.parametrize("records", [every_record(), ()])
def test_frames_of_pandas_and_polars_agree(records: tuple) -> None:
    story = whole_of(records, Links())
    for name in (t.name for t in TABLES):
        ours, theirs = pandas_frame(story, name), polars_frame(story, name)
        assert list(ours.columns) == theirs.columns == [c for c, _ in table(name).columns]
        assert len(ours) == len(theirs)
    assert str(pandas_frame(story, "statements")["confidence"].dtype) == "Float64"


def test_a_table_there_is_none_of_is_named() -> None:
    with pytest.raises(IsnadError, match="there is no table"):
        pandas_frame(whole(), "people")
