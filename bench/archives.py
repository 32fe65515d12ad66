"""How fast are web archives read? isnad.intake.warc against the bare archive reader it stands on, in one run.

    python bench/archives.py [--records 2000] [--size 40000]

Writes a gzip-packed archive of pages of `--size` bytes of Arabic markup, then reads it three ways: fastwarc alone,
taking every record's content; `read_warc` without decoding characters; `read_warc` as it is. On one core.
"""

from __future__ import annotations

import argparse
import gzip
import io
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from isnad.intake import warc
from isnad.model import Page

SENTENCE = (
    "<p>أعادت البلدية فتح الجسر القديم أمام السيارات بعد {n} يوما، وقال مديرها إن {n} عاملا شاركوا في ترميمه.</p>\n"
)


def write(path: Path, records: int, size: int) -> None:
    with path.open("wb") as file:
        for number in range(records):
            body = "".join(SENTENCE.format(n=number * 31 + k) for k in range(size // 200)).encode()
            record = WarcRecord()
            record.init_headers(WarcRecordType.response)
            record.headers["WARC-Target-URI"] = f"https://example.org/{number}"
            record.headers["WARC-Date"] = "2021-05-04T10:00:00Z"
            record.headers["Content-Type"] = "application/http; msgtype=response"
            head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
            record.set_bytes_content(head.encode() + body)
            plain = io.BytesIO()
            record.write(plain)
            file.write(gzip.compress(plain.getvalue(), 6))


def pace(call: Callable[[], int]) -> float:
    best = 0.0
    for _ in range(3):
        start = time.perf_counter()
        count = call()
        best = max(best, count / (time.perf_counter() - start))
    return best


def bare(path: Path) -> int:
    with path.open("rb") as file:
        return sum(bool(record.reader.read()) for record in ArchiveIterator(file, record_types=WarcRecordType.response))


def ours(path: Path) -> int:
    return sum(isinstance(found, Page) for found in warc.read_warc(path))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=2000)
    parser.add_argument("--size", type=int, default=40_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "crawl.warc.gz"
        write(path, args.records, args.size)
        alone = pace(lambda: bare(path))
        with mock.patch.object(warc, "page_of", return_value=Page("", "", "html", "", "")):
            records = pace(lambda: ours(path))
        pages = pace(lambda: ours(path))
    print(f"fastwarc alone             {alone:8.0f} records/s")
    print(f"read_warc, not decoded     {records:8.0f} records/s   ({records / alone:.2f} of it)")
    print(f"read_warc                  {pages:8.0f} pages/s     ({pages / alone:.2f})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
