"""Rows of a dump in, pages out: CSV, JSON and JSON Lines with named columns, or in the form well-known tools write."""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from isnad.intake.bounded import TooLarge, Truncated, lines_of
from isnad.intake.decode import decode
from isnad.intake.page import LIMIT, page_id, page_of, too_large
from isnad.model import Hints, Page, Rejected


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of the columns that hold a page; None lets the names that known tools use decide."""

    text: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None


# Names that news-please, trafilatura, Media Cloud and common dumps give a column, the surest first.
_KNOWN = {
    "text": ("maintext", "raw_html", "html", "text", "body", "content", "article_text", "article", "story_text"),
    "title": ("title", "headline", "title_page"),
    "published": ("date_publish", "publish_date", "published", "published_at", "pub_date", "date", "time", "datetime"),
    "url": ("url", "link", "source_url", "guid"),
    "outlet": ("media_name", "sitename", "source_domain", "outlet", "source", "publisher", "hostname"),
    "byline": ("authors", "author", "byline"),
}
csv.field_size_limit(LIMIT)


def read_table(path: Path, columns: Columns = Columns()) -> Iterator[Page | Rejected]:
    """Pages of a `.csv`, `.tsv`, `.json`, `.jsonl` or `.ndjson` file, gzip-packed or not, one row in memory at a time.

    A record's source is `path#row`. A row without text, or a broken one, is a `Rejected` of its own.
    """
    name = path.name.lower().removesuffix(".gz")
    packed = path.suffix.lower() == ".gz"
    with path.open("rb") as stream:
        lines = lines_of(stream, LIMIT, packed)
        try:
            if name.endswith((".csv", ".tsv")):
                yield from _csv_pages(path, lines, columns)
            elif name.endswith(".json"):
                yield from _json_pages(path, lines, columns)
            else:
                for number, line in enumerate(lines, 1):
                    if line.strip():
                        yield _json_page(f"{path}#{number}", line, columns)
        except Truncated:
            yield Rejected(str(path), "truncated", "it ends too soon; what was read is kept, get it again")
        except TooLarge:
            yield too_large(str(path), path.stat().st_size)


def _csv_pages(path: Path, lines: Iterator[bytes], columns: Columns) -> Iterator[Page | Rejected]:
    text = _text(lines)
    first = next(text, "").lstrip("\ufeff")
    mark = "\t" if "\t" in first else ";" if first.count(";") > first.count(",") else ","
    names = next(csv.reader(io.StringIO(first), delimiter=mark), [])
    if _column(dict.fromkeys(names, "-"), "text", columns) is None:
        known = ", ".join(names)[:200]
        yield Rejected(str(path), "no-text-column", f"its columns are {known}; name the one with the text")
        return
    try:
        for number, cells in enumerate(csv.reader(text, delimiter=mark), 2):
            if cells:
                yield _page_of_row(f"{path}#{number}", dict(zip(names, cells, strict=False)), columns)
    except csv.Error as error:
        yield Rejected(str(path), "broken-csv", f"{error}; mend or leave out the row after the last one read")


def _text(lines: Iterator[bytes]) -> Iterator[str]:
    """Lines as characters; the encoding is told from the first 64 kB together, for one line may hold too little."""
    head: list[bytes] = []
    for line in lines:
        head.append(line)
        if sum(map(len, head)) > 65536:
            break
    decoded = decode(b"\n".join(head))
    codec = decoded.encoding if decoded else "utf-8"
    codec = codec if codec in ("windows-1256", "iso-8859-6", "windows-1252") else "utf-8-sig"
    for line in itertools.chain(head, lines):
        yield line.decode(codec, "replace") + "\n"


def _json_pages(path: Path, lines: Iterator[bytes], columns: Columns) -> Iterator[Page | Rejected]:
    """A JSON file holds one object, a list of them, or an object with one list of them."""
    data = bytearray()
    for line in lines:
        data += line + b"\n"
        if len(data) > 10 * LIMIT:
            raise TooLarge
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        yield Rejected(str(path), "broken-json", f"{error}; save it again, or as one object a line (.jsonl)")
        return
    if isinstance(found, dict) and _column(found, "text", columns) is None:
        found = next((value for value in found.values() if isinstance(value, list)), found)
    rows = found if isinstance(found, list) else [found]
    for number, row in enumerate(rows, 1):
        source = f"{path}#{number}" if isinstance(found, list) else str(path)
        yield _page_of_row(source, row, columns) if isinstance(row, dict) else _no_text(source)


def _json_page(source: str, line: bytes, columns: Columns) -> Page | Rejected:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Rejected(source, "broken-json", f"{error}; mend or leave out this line")
    return _page_of_row(source, row, columns) if isinstance(row, dict) else _no_text(source)


def _page_of_row(source: str, row: Mapping[str, Any], columns: Columns) -> Page | Rejected:
    cells = {field: _cell(row, field, columns) for field in _KNOWN}
    text = cells.pop("text")
    if not text or not text.strip():
        return _no_text(source)
    made = page_of(text.encode("utf-8", "replace"), source, hints=Hints(**cells))
    if isinstance(made, Rejected):
        return made
    identity = page_id(json.dumps(cells, ensure_ascii=False, sort_keys=True).encode() + text.encode("utf-8", "replace"))
    return Page(identity, source, made.kind, made.text, made.encoding, made.hints)


def _no_text(source: str) -> Rejected:
    return Rejected(source, "empty", "the row has no text; leave it out, or name the column with the text")


def _column(row: Mapping[str, Any], field: str, columns: Columns) -> str | None:
    named = getattr(columns, field)
    if named is not None:
        return named if named in row else None
    return next((name for name in _KNOWN[field] if row.get(name)), None)


def _cell(row: Mapping[str, Any], field: str, columns: Columns) -> str | None:
    """A cell as text: lists of names joined, anything else as it stands."""
    name = _column(row, field, columns)
    value = row.get(name) if name else None
    if isinstance(value, list):
        value = "، ".join(str(item) for item in value if item)
    return str(value).strip() or None if value is not None else None
