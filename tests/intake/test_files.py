"""Files and folders as they are found on disks: in order, one at a time, every refusal a value with its remedy."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from isnad.intake import read_paths
from isnad.intake.page import LIMIT
from isnad.model import Page, Rejected

TEXT = "عاد الهدوء إلى القرية.\nقال الأهالي إن السوق فتح أبوابه.\n"


def only(path: Path) -> Page | Rejected:
    (found,) = read_paths([path])
    return found


def test_a_folder_is_read_to_its_depth_in_sorted_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "c/d.txt", "c/a.txt", ".hidden.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT + name, "utf-8")
    pages = list(read_paths([tmp_path]))
    assert [Path(p.source).relative_to(tmp_path).as_posix() for p in pages] == ["a.html", "b.txt", "c/a.txt", "c/d.txt"]
    assert [p.kind for p in pages if isinstance(p, Page)] == ["html", "text", "text", "text"]


def test_the_same_bytes_have_the_same_id_wherever_they_lie(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    (tmp_path / "two.txt").write_text(TEXT, "utf-8")
    one, two = (p.id for p in read_paths([tmp_path]) if isinstance(p, Page))
    assert one == two
    assert len(one) == 12
    assert int(one, 16) >= 0


def test_markup_in_a_text_file_is_read_as_html(tmp_path: Path) -> None:
    path = tmp_path / "saved.txt"
    path.write_text(f"<!DOCTYPE html><html><body><p>{TEXT}</p>", "utf-8")
    page = only(path)
    assert isinstance(page, Page)
    assert page.kind == "html"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("blank16.txt", "\ufeff \n \n \n \n".encode("utf-16-le"), "empty"),
        ("photo.txt", b"\xff\xd8\xff\xe0" + bytes(2000), "binary"),
        ("story.db", b"SQLite format 3\x00" + bytes(2000), "binary"),
    ],
)
def test_what_holds_no_page_is_rejected(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    found = only(path)
    assert isinstance(found, Rejected)
    assert (found.reason, found.source) == (reason, str(path))
    assert found.remedy


def test_a_huge_file_is_rejected_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)  # a hole: 200 MB on paper, nothing on the disk
    found = only(path)
    assert isinstance(found, Rejected)
    assert found.reason == "too-large"
    assert "200 MB" in found.remedy
    assert str(LIMIT // 1_000_000) in found.remedy


def test_a_missing_path_is_rejected_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "here.txt").write_text(TEXT, "utf-8")
    missing, here = read_paths([tmp_path / "gone.txt", tmp_path / "here.txt"])
    assert isinstance(missing, Rejected)
    assert missing.reason == "missing"
    assert isinstance(here, Page)


@pytest.mark.skipif(os.name != "posix", reason="permissions of another kind")
def test_a_folder_without_permission_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (tmp_path / "open.txt").write_text(TEXT, "utf-8")

    def refuse(path: Path) -> object:  # the superuser may open anything, so the refusal is played
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    real = os.scandir
    monkeypatch.setattr(os, "scandir", refuse)
    refused, read = read_paths([tmp_path])
    assert isinstance(refused, Rejected)
    assert (refused.reason, refused.source) == ("unreadable", str(closed))
    assert isinstance(read, Page)


def test_a_story_file_among_the_pages_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("قال الوزير إن الجسر آمن اليوم أمام جميع السيارات", "utf-8")
    (tmp_path / "story.db").write_bytes(b"SQLite format 3\0" + bytes(84))
    for beside in ("story.db-wal", "story.db-shm"):
        (tmp_path / beside).write_bytes(b"")
    (tmp_path / "other.db").write_bytes("ليس ملف قصة".encode())
    found = list(read_paths([tmp_path]))
    assert [type(each).__name__ for each in found] == ["Rejected", "Page"]
    assert isinstance(found[0], Rejected)
    assert found[0].source.endswith("other.db")


def test_an_unknown_format_in_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "clip.mp4").write_bytes(bytes(10))
    (found,) = read_paths([tmp_path])
    assert isinstance(found, Rejected)
    assert found.reason == "unknown-format"
    assert ".mp4" in found.remedy


def test_pages_are_read_one_at_a_time(tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(TEXT + str(n), "utf-8")
    pages = read_paths([tmp_path])
    next(pages)
    (tmp_path / "1.txt").write_text("كتب بعد القراءة الأولى", "utf-8")
    second = next(pages)
    assert isinstance(second, Page)
    assert second.text == "كتب بعد القراءة الأولى"
