"""Findings as Parquet and links across shards: the same as one story file's, whole after faults, and cut into parts."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.cli.command import NEWS, isnad

from isnad.store.file import open_story

pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'isnad[cluster]'")
pytest.importorskip("fsspec", reason="fsspec is not installed: pip install 'isnad[cluster]'")

TELLINGS = (
    ("2023-05-14", "الأفق", "قال وزير النقل سعيد الحمدان أمس إن جسر الواحة الجديد كلف الدولة مليون دينار."),
    ("2023-05-15", "مدار", "أعلن وزير النقل سعيد الحمدان أن جسر الواحة الجديد كلف الدولة مليون دينار."),
    ("2023-05-16", "الغد", "نفت بلدية الواحة أن يكون جسر الواحة الجديد قد كلف الدولة مليون دينار."),
    ("2023-05-17", "الأفق", "قال رئيس البلدية عمر الصافي إن موسم الزيتون هذا العام أضعف من الموسم الماضي."),
)


def shards(folder: Path) -> list[str]:
    """Two of them: the second begins with the page that the first ends with, and holds one page twice."""
    rows = [json.dumps({"text": t, "date": day, "outlet": o, "title": t[:30]}) for day, o, t in TELLINGS]
    (folder / "أ.jsonl").write_text("\n".join([*rows[:2], json.dumps({"text": ""})]), "utf-8")
    (folder / "ب.jsonl").write_text("\n".join([rows[1], rows[2], rows[3], rows[3]]), "utf-8")
    return [str(folder / name) for name in ("أ.jsonl", "ب.jsonl")]


def table(folder: Path, name: str) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    return [
        row for file in sorted((folder / "links" / name).glob("*.parquet")) for row in pq.read_table(file).to_pylist()
    ]


def rows(story: Path, name: str) -> list[dict[str, Any]]:
    with open_story(story) as db:
        found = db.execute(f"SELECT * FROM {name}")
        columns = [c[0] for c in found.description]
        return [dict(zip(columns, row, strict=True)) for row in found]


def by_all(found: list[dict[str, Any]]) -> list[str]:
    return sorted(repr(sorted(row.items())) for row in found)


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scaling")
    done = isnad("build", *shards(folder), "--parquet", folder / "findings", "-j", "1")
    assert done.code == 3, done.err  # the empty row is rejected
    assert "3 pages seen = 2 read (2 articles) + 1 rejected + 0 failed" in done.err
    assert "4 articles of 2 shards" in done.err
    return folder / "findings"


def test_links_across_shards_are_those_of_one_story_file(findings: Path, tmp_path: Path) -> None:
    assert isnad("load", findings, "-o", tmp_path / "story.db").code == 0
    for name in ("claim", "claim_statement", "origin", "origin_evidence", "drift", "entity", "entity_member"):
        assert by_all(table(findings, name)) == by_all(rows(tmp_path / "story.db", name)), name
    (bridge,) = [c for c in table(findings, "claim") if c["vouching"] == 2]
    assert bridge["at_least"] == 1


def test_linking_again_says_so_and_a_new_shard_links_anew(findings: Path, tmp_path: Path) -> None:
    folder = tmp_path / "findings"
    shutil.copytree(findings, folder)
    paths = shards(findings.parent)
    assert "(linked before)" in isnad("build", *paths, "--parquet", folder, "-j", "1").err
    for name, text in NEWS.items():
        (tmp_path / name).write_text(text, "utf-8")
    done = isnad("build", tmp_path / "الثانية.txt", "--parquet", folder, "-j", "1")
    assert "5 articles of 3 shards" in done.err
    assert "(linked before)" not in done.err
    assert not (folder / "steps").exists()


def test_without_links_there_are_none(tmp_path: Path) -> None:
    folder = tmp_path / "findings"
    isnad("build", *shards(tmp_path), "--parquet", folder, "--no-link", "-j", "1")
    assert not (folder / "links").exists()
    done = isnad("load", folder, "-o", tmp_path / "a.db", "--outlet", "مدار", "--related")
    assert done.code == 1
    assert "holds no links" in done.err


def test_a_part_and_what_tells_the_same_elsewhere(findings: Path, tmp_path: Path) -> None:
    def outlets(*options: str) -> list[str]:
        story = tmp_path / f"{len(options)}.db"
        assert isnad("load", findings, "-o", story, "--outlet", "مدار", *options).code == 0
        return sorted(row["outlet"] for row in rows(story, "article"))

    assert outlets() == ["مدار"]
    assert outlets("--related") == ["الأفق", "الغد", "مدار"]


def test_a_part_that_is_linked_is_not_linked_again(findings: Path, tmp_path: Path) -> None:
    """The same pages loaded anew are the same pages: their links stand."""
    from isnad.store.build import relink
    from isnad.store.parquet import Part, load_findings, shards_of

    story = tmp_path / "story.db"
    assert isnad("load", findings, "-o", story, "--outlet", "الأفق").code == 0
    with open_story(story, write=True) as db:
        assert list(load_findings(db, shards_of(str(findings)), Part(outlet="الأفق")))
        assert not relink(db)
        assert list(load_findings(db, shards_of(str(findings)), Part(outlet="مدار")))
        assert relink(db)
