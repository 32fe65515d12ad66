"""Archives written by a real writer and read back, whole and damaged."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from fastwarc.warc import WarcRecord, WarcRecordType

from isnad.intake import read_paths
from isnad.model import Page, Rejected

HTML = "<html><body><p>عاد الهدوء إلى القرية رقم {n} بعد السيل، وقال الأهالي إن السوق فتح أبوابه.</p></body></html>"


def record(
    n: int,
    status: str = "200 OK",
    kind: str = "text/html; charset=utf-8",
    body: bytes | None = None,
    packed: bool = False,
) -> WarcRecord:
    content = body if body is not None else HTML.format(n=n).encode()
    encoding = b""
    if packed:
        content, encoding = gzip.compress(content), b"Content-Encoding: gzip\r\n"
    made = WarcRecord()
    made.init_headers(WarcRecordType.response)
    made.headers["WARC-Target-URI"] = f"https://example.org/{n}"
    made.headers["WARC-Date"] = f"2021-05-0{n % 9 + 1}T10:00:00Z"
    made.headers["Content-Type"] = "application/http; msgtype=response"
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n".encode() + encoding
    made.set_bytes_content(head + f"Content-Length: {len(content)}\r\n\r\n".encode() + content)
    return made


def archive(path: Path, *records: WarcRecord) -> Path:
    """Each record a gzip member of its own, as crawlers write them."""
    with path.open("wb") as file:
        for one in records:
            plain = io.BytesIO()
            one.write(plain)
            file.write(gzip.compress(plain.getvalue()) if path.suffix == ".gz" else plain.getvalue())
    return path


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_pages_are_read_back(tmp_path: Path, name: str) -> None:
    path = archive(tmp_path / name, record(1), record(2, packed=True), record(3))
    pages = [page for page in read_paths([path]) if isinstance(page, Page)]
    assert [page.text for page in pages] == [HTML.format(n=n) for n in (1, 2, 3)]
    assert [page.source for page in pages] == [f"{path}#https://example.org/{n}" for n in (1, 2, 3)]
    assert [page.kind for page in pages] == ["html"] * 3


def test_the_archives_date_is_the_crawl_and_nothing_else(tmp_path: Path) -> None:
    (page,) = read_paths([archive(tmp_path / "crawl.warc.gz", record(1))])
    assert isinstance(page, Page)
    assert (page.hints.crawled, page.hints.published) == ("2021-05-02T10:00:00Z", None)
    assert page.hints.url == "https://example.org/1"


def test_one_page_at_two_addresses_is_two_pages(tmp_path: Path) -> None:
    same = HTML.format(n=0).encode()
    one, two = read_paths([archive(tmp_path / "crawl.warc", record(1, body=same), record(2, body=same))])
    assert isinstance(one, Page)
    assert isinstance(two, Page)
    assert one.id != two.id


def test_redirects_errors_and_pictures_are_passed_over(tmp_path: Path) -> None:
    others = (
        record(1, "301 Moved"),
        record(2, "404 Not Found"),
        record(3, kind="image/png"),
        record(4, kind="text/css"),
    )
    (page,) = read_paths([archive(tmp_path / "crawl.warc.gz", *others, record(5))])
    assert isinstance(page, Page)
    assert page.hints.url == "https://example.org/5"


def test_legacy_encodings_are_told_by_their_bytes(tmp_path: Path) -> None:
    body = HTML.format(n=1).encode("cp1256")
    (page,) = read_paths([archive(tmp_path / "crawl.warc", record(1, kind="text/html; charset=utf-8", body=body))])
    assert isinstance(page, Page)
    assert (page.encoding, page.text) == ("windows-1256", HTML.format(n=1))


def test_an_archive_cut_in_the_middle_gives_what_stands_before(tmp_path: Path) -> None:
    path = archive(tmp_path / "crawl.warc.gz", record(1), record(2), record(3))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) - 150])
    *pages, last = read_paths([path])
    assert [p.hints.url for p in pages if isinstance(p, Page)] == ["https://example.org/1", "https://example.org/2"]
    assert isinstance(last, Rejected)
    assert (last.reason, last.source) == ("truncated", str(path))


def test_a_page_in_it_that_is_too_large_is_one_rejection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isnad.intake.warc.LIMIT", 10_000)
    big = record(1, body=b"<p>" + bytes(50_000), packed=True)
    found = list(read_paths([archive(tmp_path / "crawl.warc.gz", big, record(2))]))
    assert [type(entry) for entry in found] == [Rejected, Page]
    assert isinstance(found[0], Rejected)
    assert found[0].reason == "too-large"


def test_what_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "not.warc").write_text("هذا نص وليس أرشيفا\n" * 20, "utf-8")
    found = list(read_paths([tmp_path / "not.warc"]))
    assert [type(entry) for entry in found] == [Rejected]


def test_a_package_of_archives(tmp_path: Path) -> None:
    inner = archive(tmp_path / "data.warc.gz", record(1), record(2))
    with zipfile.ZipFile(tmp_path / "crawl.wacz", "w") as package:
        package.write(inner, "archive/data.warc.gz")
        package.writestr("pages/pages.jsonl", "{}")
    pages = list(read_paths([tmp_path / "crawl.wacz"]))
    assert [p.hints.url for p in pages if isinstance(p, Page)] == ["https://example.org/1", "https://example.org/2"]
    (tmp_path / "broken.wacz").write_bytes(b"PK\x03\x04 nothing")
    (broken,) = read_paths([tmp_path / "broken.wacz"])
    assert isinstance(broken, Rejected)
    assert broken.reason == "broken-wacz"
