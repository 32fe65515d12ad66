"""Web archives in, their HTML pages out one at a time: WARC, WARC.gz, WACZ."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import brotli  # type: ignore[import-untyped]
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from isnad.intake.bounded import TooLarge, Truncated, unpack
from isnad.intake.page import LIMIT, page_of, too_large
from isnad.model import Hints, Page, Rejected

_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "")


def read_warc(path: Path) -> Iterator[Page | Rejected]:
    """Pages of the successful HTML responses in an archive; `WARC-Date` becomes the crawl date, never another.

    A record's source is `path#address`. A damaged or cut archive gives what stands before the damage, then a
    `Rejected`.
    """
    with path.open("rb") as stream:
        yield from _records(stream, str(path))


def read_wacz(path: Path) -> Iterator[Page | Rejected]:
    """Pages of every WARC that a WACZ package holds."""
    try:
        with zipfile.ZipFile(path) as package:
            names = sorted(n for n in package.namelist() if n.startswith("archive/") and ".warc" in n)
            if not names:
                yield Rejected(str(path), "empty", "no archive/*.warc.gz is in it; package the crawl again")
            for name in names:
                with package.open(name) as stream:
                    yield from _records(stream, f"{path}#{name}")
    except zipfile.BadZipFile as error:
        yield Rejected(str(path), "broken-wacz", f"{error}; package the crawl again")


def _records(stream: IO[bytes], source: str) -> Iterator[Page | Rejected]:
    kinds = WarcRecordType.response | WarcRecordType.resource
    count = 0
    records = iter(ArchiveIterator(_Whole(stream), record_types=kinds, parse_http=True, auto_decode="transfer"))
    while True:
        try:
            record = next(records)
            found = _page(record, source)
        except StopIteration:
            break
        except (OSError, ValueError, Truncated) as error:
            remedy = f"damaged after {count} pages ({error}); what was read is kept, get it again"
            yield Rejected(source, "truncated", remedy)
            return
        if found is not None:
            count += isinstance(found, Page)
            yield found
    if not count:
        yield Rejected(source, "empty", "no HTML response is in it; is it a WARC file?")


class _Whole(io.RawIOBase):
    """A binary stream under the two names the archive reader calls, whatever else the object can do."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._stream.read(size)

    def tell(self) -> int:
        return self._stream.tell()


def _page(record: WarcRecord, source: str) -> Page | Rejected | None:
    """The page of one record; None for pictures, scripts, redirects and errors. Raises `Truncated` for a cut one."""
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    kind = _kind(record)
    if kind not in _PAGES:
        return None
    name = f"{source}#{url}"
    try:
        data = _content(record)
    except TooLarge:
        return too_large(name, record.content_length or LIMIT)
    hints = Hints(url=url or None, crawled=record.headers.get("WARC-Date"))
    charset = record.http_charset if record.is_http else None
    return page_of(data, name, "html" if "html" in kind else None, charset, hints)


def _kind(record: WarcRecord) -> str | None:
    """Media type of a successful answer, or of a resource kept without one; None for redirects and errors."""
    stored = (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    if stored == "application/http" and not record.http_headers:
        raise Truncated("a record ends inside its headers")
    if not record.is_http:
        return stored
    if not 200 <= (record.http_headers.status_code or 0) < 300:
        return None
    return (record.http_content_type or "").lower()


def _content(record: WarcRecord) -> bytes:
    """A record's content, unpacked; the archive reader gives a cut record without a word, so its length is compared."""
    headers = record.http_headers if record.is_http else None
    data = record.reader.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise TooLarge("its content is larger than any page")
    chunked = headers is not None and headers.get("Transfer-Encoding")
    if not chunked and len(data) < (record.content_length or 0):
        raise Truncated("a record ends inside its content")
    coding = (headers.get("Content-Encoding") or "").lower() if headers is not None else ""
    if coding in ("gzip", "x-gzip", "deflate"):
        return unpack(data, LIMIT)
    if coding == "br":
        return bytes(brotli.Decompressor().process(data, output_buffer_limit=LIMIT))
    return data
