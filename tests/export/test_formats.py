"""Every format through the command and through the API, on a real story file; what cannot be done says why."""

from __future__ import annotations

import json
import sqlite3
import sys
from pathlib import Path
from unittest import mock

import pytest
from tests.cli.command import isnad as command

import isnad
from isnad.export.files import write_lines
from isnad.export.formats import FORMATS, Format
from isnad.export.needs import needed
from isnad.model import Decision, IsnadError
from isnad.store import query
from isnad.store.decisions import add_decision
from isnad.store.file import open_story


@pytest.mark.parametrize("format", FORMATS, ids=lambda f: f.name)
def test_the_command_writes_it(format: Format, story_file: Path, tmp_path: Path) -> None:
    for library in {"parquet": ["pyarrow"]}.get(format.name, ()):
        pytest.importorskip(library, reason=f"{library} is not installed: pip install -e '.[export]'")
    to = tmp_path / format.example.rstrip("/")
    done = command("export", story_file, format.name, "-o", to)
    assert (done.code, done.out) == (0, "")
    assert f"wrote {to}" in done.err
    assert to.is_dir() == format.example.endswith("/")
    files = list(to.iterdir()) if to.is_dir() else [to]
    assert files
    assert not [f for f in files if f.suffix == ".part"]


@pytest.mark.parametrize("format", [f for f in FORMATS if f.name not in ("docx", "parquet")], ids=lambda f: f.name)
def test_the_same_story_is_the_same_bytes(format: Format, story_file: Path, tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        isnad.open(story_file).export(format.name, tmp_path / name)
        at = tmp_path / name
        made.append({f.name: f.read_bytes() for f in at.iterdir()} if at.is_dir() else at.read_bytes())
    assert made[0] == made[1]


def test_decisions_of_persons_are_exported_from_the_file(story_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with sqlite3.connect(story_file) as source, sqlite3.connect(copy) as to:
        source.backup(to)
    claim = isnad.open(copy).claims()[0]
    with open_story(copy, write=True) as db:
        add_decision(db, Decision("g1", "rename", claim.id, '{"name": "الجسر"}', "ليلى", "2025-10-20T09:00:00+00:00"))
    isnad.open(copy).export("jsonl", tmp_path / "s.jsonl")
    last = json.loads((tmp_path / "s.jsonl").read_text("utf-8").splitlines()[-1])
    assert (last["line"], last["by"], last["standing"]) == ("decision", "ليلى", True)


def test_what_a_person_set_right_stands_in_exports_and_report(story_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with sqlite3.connect(story_file) as source, sqlite3.connect(copy) as to:
        source.backup(to)
    with open_story(copy) as db:
        fixed, out, *_ = [a.id for r in query.records(db) for a in r.annotations.attributions]
    detail = json.dumps({"stance": "doubt", "speaker": "هناء الباز"}, ensure_ascii=False)
    with open_story(copy, write=True) as db:
        add_decision(db, Decision("g1", "fix", fixed, detail, "ليلى", "2025-10-20T09:00:00+00:00"))
        add_decision(db, Decision("g2", "reject", out, "{}", "ليلى", "2025-10-20T09:01:00+00:00"))
    isnad.open(copy).export("jsonl", tmp_path / "s.jsonl")
    text = (tmp_path / "s.jsonl").read_text("utf-8")
    assert "هناء الباز" in text
    assert command("report", copy, "-o", tmp_path / "r.html").code == 0
    page = (tmp_path / "r.html").read_text("utf-8")
    assert "هناء الباز" in page
    articles = [row for row in map(json.loads, text.splitlines()) if row["line"] == "article"]
    said = {a["id"]: a for row in articles for a in row["attributions"]}
    assert said[fixed]["stance"] == "doubt"
    assert [id for id, a in said.items() if a["rejected"]] == [out]


def test_a_format_there_is_none_of_is_a_wrong_command_line(story_file: Path, tmp_path: Path) -> None:
    done = command("export", story_file, "word", "-o", tmp_path / "x")
    assert done.code == 2
    assert "csv" in done.err
    with pytest.raises(IsnadError, match="there is no format word"):
        isnad.open(story_file).export("word", tmp_path / "x")


def test_a_missing_story_and_a_place_that_cannot_be_written_are_one_line(story_file: Path, tmp_path: Path) -> None:
    missing = command("export", tmp_path / "no.db", "csv", "-o", tmp_path / "x")
    assert (missing.code, len(missing.err.splitlines())) == (1, 1)
    unwritable = command("export", story_file, "gexf", "-o", tmp_path / "no" / "x.gexf")
    assert unwritable.code == 1
    assert "cannot be written" in unwritable.err


def test_the_story_file_is_never_written_over(story_file: Path) -> None:
    before = story_file.read_bytes()
    done = command("export", story_file, "jsonl", "-o", story_file.parent / "." / story_file.name)
    assert done.code == 1
    assert "the story file itself" in done.err
    assert story_file.read_bytes() == before


def test_a_folder_where_a_file_should_be_and_the_other_way_round(story_file: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("كان هنا", "utf-8")
    for format, to in (("gexf", "folder"), ("csv", "file")):
        done = command("export", story_file, format, "-o", tmp_path / to)
        assert (done.code, len(done.err.splitlines())) == (1, 1)
    assert (tmp_path / "file").read_text("utf-8") == "كان هنا"


def test_a_missing_library_names_the_extra_that_brings_it(story_file: Path, tmp_path: Path) -> None:
    with mock.patch.dict(sys.modules, {"pyarrow": None}):
        done = command("export", story_file, "parquet", "-o", tmp_path / "x")
    assert done.code == 1
    assert "pip install 'isnad[export]'" in done.err
    with pytest.raises(IsnadError, match=r"isnad\[frames\]"), mock.patch.dict(sys.modules, {"pandas": None}):
        needed("pandas", "a pandas frame", "frames")


def test_a_writer_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "story.jsonl"
    path.write_text("كان هنا", "utf-8")

    def lines() -> object:
        yield "سطر"
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        write_lines(path, lines())  # type: ignore[arg-type]
    assert path.read_text("utf-8") == "كان هنا"
    assert [p.name for p in tmp_path.iterdir()] == ["story.jsonl"]
