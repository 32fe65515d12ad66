"""Bad input, end to end: one clear line with the file and the remedy, the rest goes on, nothing stored is lost."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.command import NEWS, isnad, one_line, texts, write_news

from isnad.store.file import VERSION

GOOD = NEWS["الأولى.txt"]

BAD: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "empty.txt": (lambda p: p.write_bytes(b""), "empty", "leave it out"),
    "blank.txt": (lambda p: p.write_bytes(b" \n\t\n "), "empty", "leave it out"),
    "binary.txt": (lambda p: p.write_bytes(bytes(range(256)) * 20), "binary", "save the page"),
    "zip.html": (lambda p: p.write_bytes(b"PK\x03\x04" + b"a" * 900), "binary", "save the page"),
    "english.txt": (
        lambda p: p.write_text("The minister said yesterday that the bridge will open next week. " * 5, "utf-8"),
        "not-arabic",
        "Arabic",
    ),
    "persian.txt": (
        lambda p: p.write_text(
            "وزیر راه گفت که پل جدید هفته آینده گشایش می‌یابد و کارها پایان یافته است. " * 4, "utf-8"
        ),
        "not-arabic",
        "Arabic",
    ),
    "big.txt": (lambda p: (p.touch(), os.truncate(p, 200_000_000)), "too-large", "split it"),
    "strange.xyz": (lambda p: p.write_text(GOOD, "utf-8"), "unknown-format", "reads no .xyz"),
}
"""A file's name: how it is made, the reason it is rejected for, words of its remedy."""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.db"
    assert isnad("build", write_news(tmp_path), "-o", path).code == 0
    return path


def holds(story: Path) -> str:
    """What a story file tells, its rejected input left out."""
    return "".join(
        isnad("show", story, section, "--limit", 0).out for section in ("--timeline", "--claims", "--sources")
    )


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_with_its_remedy_and_the_rest_goes_on(name: str, tmp_path: Path, story: Path) -> None:
    make, reason, remedy = BAD[name]
    before = holds(story)
    folder = tmp_path / "mixed"
    folder.mkdir()
    make(folder / name)
    (folder / "zz.txt").write_text(GOOD.replace("الواحة", "الروضة"), "utf-8")
    done = isnad("build", folder, "-o", story)
    assert done.code == 3
    one_line(done.err, str(folder / name), reason, remedy)
    assert "2 pages seen = 1 read (1 articles) + 0 known already + 1 rejected + 0 failed" in done.err
    kept = isnad("show", story, "--rejected")
    one_line(kept.out, str(folder / name), reason, remedy)
    for line in before.splitlines():
        if line.startswith("2023"):
            assert line in holds(story)
    again = isnad("build", folder, "-o", story)
    assert "0 read (0 articles) + 1 known already + 1 rejected + 0 failed" in again.err
    assert again.code == 3
    assert isnad("show", story, "--rejected") == kept


def test_a_file_that_is_mended_is_no_longer_rejected(tmp_path: Path, story: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(b"")
    isnad("build", page, "-o", story)
    page.write_text(GOOD.replace("الواحة", "الروضة"), "utf-8")
    assert isnad("build", page, "-o", story).code == 0
    assert str(page) not in isnad("show", story, "--rejected").out


def test_broken_utf8_and_windows_1256_are_read(tmp_path: Path) -> None:
    data = GOOD.encode()
    cut = data.index("العمل".encode())
    (tmp_path / "broken.txt").write_bytes(data[:cut] + b"\xd8\xff" + data[cut:])
    (tmp_path / "legacy.txt").write_bytes(GOOD.encode("cp1256"))
    done = isnad("read", tmp_path / "broken.txt", tmp_path / "legacy.txt")
    assert done.code == 0
    assert all("مليون دينار" in text for text in texts(done))
    assert len(done.lines) == 2


def test_a_path_that_does_not_exist(tmp_path: Path, story: Path) -> None:
    before = holds(story)
    done = isnad("build", tmp_path / "nowhere", "-o", story)
    assert done.code == 3
    one_line(done.err, str(tmp_path / "nowhere"), "missing", "check the path")
    assert holds(story) == before


def test_a_folder_without_permission(tmp_path: Path, story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0)
    if os.access(closed, os.R_OK):  # the superuser may read everything: the system's answer is played
        real = os.scandir
        monkeypatch.setattr(os, "scandir", lambda p: _refuse() if Path(p) == closed else real(p))
    news = tmp_path / "more.txt"
    news.write_text(GOOD.replace("الواحة", "الروضة"), "utf-8")
    done = isnad("build", closed, news, "-o", story)
    closed.chmod(0o700)
    assert done.code == 3
    one_line(done.err, str(closed), "unreadable", "permission")
    assert "1 read (1 articles)" in done.err


def _refuse() -> None:
    raise PermissionError(13, "Permission denied")


def test_read_reports_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(GOOD, "utf-8")
    done = isnad("read", tmp_path)
    assert done.code == 3
    assert len(done.lines) == 1
    one_line(done.err, "a.txt", "empty")


def not_a_database(path: Path) -> None:
    path.write_text("وثيقة لا صلة لها بالأمر " * 50, "utf-8")


def another_database(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE recipe (name TEXT)")


def a_newer_one(path: Path) -> None:
    path.unlink(missing_ok=True)
    isnad("build", "-o", path)
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")


def a_damaged_one(path: Path) -> None:
    news = path.parent / "pages"
    news.mkdir()
    isnad("build", write_news(news), "-o", path)
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xaa" * (len(data) - 4096))


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (not_a_database, "no story file"),
        (another_database, "no story of isnad"),
        (a_newer_one, "newer isnad"),
        (a_damaged_one, "damaged"),
        (lambda p: p.mkdir(), "folder"),
    ],
)
def test_a_story_file_that_is_none(make: Callable[[Path], None], says: str, tmp_path: Path) -> None:
    path = tmp_path / "story.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    for command in (["build", write_news(tmp_path), "-o", path], ["show", path], ["search", path, "جسر"]):
        done = isnad(*command)
        assert (done.code, done.out.strip()) == (1, ""), command
        one_line(done.err, str(path), says)
        assert len(done.err.splitlines()) == 1
    assert before is None or path.read_bytes() == before, "what is not ours is not touched"


def test_a_story_file_that_is_missing_or_empty(tmp_path: Path) -> None:
    one_line(isnad("show", tmp_path / "none.db").err, "none.db", "isnad build")
    assert not (tmp_path / "none.db").exists(), "looking makes nothing"
    (tmp_path / "empty.db").touch()
    one_line(isnad("show", tmp_path / "empty.db").err, "empty.db", "isnad build")
    assert isnad("build", write_news(tmp_path), "-o", tmp_path / "empty.db").code == 0


def test_an_output_that_cannot_be(tmp_path: Path) -> None:
    done = isnad("build", write_news(tmp_path), "-o", tmp_path / "no" / "story.db")
    assert done.code == 1
    one_line(done.err, "there is no folder")


def test_a_hostile_name_is_shown_harmless(tmp_path: Path) -> None:
    page = tmp_path / "\u202egnp\x1b[31m.txt"
    page.write_bytes(b"")
    done = isnad("build", page, "-o", tmp_path / "story.db")
    shown = done.err + isnad("show", tmp_path / "story.db", "--rejected").out
    assert "\u202e" not in shown
    assert "\x1b" not in shown
