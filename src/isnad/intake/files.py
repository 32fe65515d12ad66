"""Paths in, pages out one at a time: files, and folders walked in sorted order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from isnad.intake.bounded import TooLarge, Truncated, unpack
from isnad.intake.page import LIMIT, page_of, too_large
from isnad.intake.tables import Columns, read_table
from isnad.model import Page, Rejected

if TYPE_CHECKING:
    from isnad.intake.fetch import Fetcher

_PAGES: dict[str, Literal["html"] | None] = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html", ".txt": None, ".text": None,
}  # fmt: skip
_TABLES = (".csv", ".tsv", ".json", ".jsonl", ".ndjson")
_PACKED = (*_TABLES, ".html", ".htm", ".txt")
_LISTINGS = (".rss", ".atom", ".xml", ".opml", ".rdf")
_ARCHIVES = (".warc", ".warc.gz", ".wacz")
_DOCUMENTS = (".mhtml", ".mht", ".pdf", ".docx")


def read_paths(
    paths: Iterable[str | Path], columns: Columns | None = None, own_network: bool = False
) -> Iterator[Page | Rejected]:
    """Read files, folders and addresses (`https://…`), one page in memory at a time, in the same order every time.

    A folder is walked to its depth in sorted order, hidden files and story files left out. Whatever cannot be read is
    a `Rejected` with its reason and remedy, never an exception: `missing`, `unreadable`, `empty`, `binary`,
    `too-large`, `unknown-format`, and those of the single formats. `columns` names the columns of CSV and JSON files.
    Addresses inside the user's own network are refused unless `own_network` says that they may be asked.
    """
    fetcher: Fetcher | None = None  # one for all addresses, so that a host is asked once at a time
    for path in paths:
        if isinstance(path, str) and path.lower().startswith(("http://", "https://")):
            from isnad.intake import fetch
            from isnad.intake.urls import read_url

            fetcher = fetcher or fetch.Fetcher(fetch.Manners(private=own_network))
            yield from read_url(path, fetcher)
        else:
            yield from _read(Path(path), columns or Columns())


def _read(path: Path, columns: Columns) -> Iterator[Page | Rejected]:
    try:
        if path.is_dir():
            yield from _read_folder(path, columns)
        else:
            yield from _read_file(path, columns)
    except OSError as error:
        yield unreadable(path, error)


def _read_folder(folder: Path, columns: Columns) -> Iterator[Page | Rejected]:
    for entry in sorted(os.scandir(folder), key=lambda e: e.name):
        path = Path(entry.path)
        if entry.name.startswith(".") or _is_story(path):
            continue
        if entry.is_dir(follow_symlinks=False) or _is_known(path):
            yield from _read(path, columns)
        else:
            remedy = f"isnad reads no {path.suffix or 'such'} files; docs/intake.md names those it reads"
            yield Rejected(str(path), "unknown-format", remedy)


_STORY = b"SQLite format 3\0"


def _is_story(path: Path) -> bool:
    """Whether a story file, or what SQLite keeps beside one, lies among the pages: `isnad build . -o story.db`."""
    if path.name.endswith(("-wal", "-shm", "-journal")):
        return path.with_name(path.name.rpartition("-")[0]).is_file()
    if path.suffix not in (".db", ".sqlite") or not path.is_file():
        return False
    with path.open("rb") as story:
        return story.read(len(_STORY)) == _STORY


def _is_known(path: Path) -> bool:
    name = path.name.lower()
    packed = name.removesuffix(".gz")
    return name.endswith((*_PAGES, *_TABLES, *_LISTINGS, *_ARCHIVES, *_DOCUMENTS)) or (
        packed != name and packed.endswith(_PACKED)
    )


def _read_file(path: Path, columns: Columns) -> Iterator[Page | Rejected]:
    """One file by its name's ending; a name that says nothing is read as a page."""
    name = path.name.lower()
    size = path.stat().st_size
    if name.endswith(_ARCHIVES):
        from isnad.intake.warc import read_wacz, read_warc

        yield from read_wacz(path) if name.endswith(".wacz") else read_warc(path)
    elif name.removesuffix(".gz").endswith(_TABLES):
        yield from read_table(path, columns)
    elif size > LIMIT:
        yield too_large(str(path), size)
    elif name.endswith(_DOCUMENTS):
        yield _read_document(path)
    elif name.endswith(_LISTINGS):
        yield from _read_listing(path)
    else:
        yield _read_page(path)


def _read_page(path: Path) -> Page | Rejected:
    with path.open("rb") as file:
        data = file.read(LIMIT + 1)
    suffix = path.suffix.lower()
    if suffix == ".gz":
        suffix = Path(path.stem).suffix.lower()
        try:
            data = unpack(data, LIMIT)
        except Truncated as error:
            return Rejected(str(path), "truncated", f"{error}; get it again")
        except TooLarge:
            return Rejected(str(path), "too-large", "it unpacks to more than a page may hold; unpack and split it")
    return page_of(data, str(path), _PAGES.get(suffix))


def _read_document(path: Path) -> Page | Rejected:
    from isnad.intake.documents import read_docx, read_mhtml, read_pdf

    suffix = path.suffix.lower()
    return {".pdf": read_pdf, ".docx": read_docx}.get(suffix, read_mhtml)(path)


def _read_listing(path: Path) -> Iterator[Page | Rejected]:
    """Whole articles that a saved feed carries; what it only points to is named, not fetched."""
    from isnad.intake.feeds import Link, read_listing

    for found in read_listing(path.read_bytes(), str(path)):
        if isinstance(found, Link):
            remedy = "a saved list's pages are not fetched; give their addresses, or the list's own"
            yield Rejected(f"{path}#{found.url}", "not-fetched", remedy)
        else:
            yield found


def unreadable(path: Path, error: OSError) -> Rejected:
    """A path the system does not let us read, with what the user can do."""
    if isinstance(error, FileNotFoundError):
        return Rejected(str(path), "missing", "no such file or folder; check the path")
    if isinstance(error, PermissionError):
        return Rejected(str(path), "unreadable", "no permission to read it; change its permissions or run as its owner")
    return Rejected(str(path), "unreadable", f"the system says: {error.strerror or error}; check the disk or the path")
