"""Paths in, pages out one at a time: files, and folders walked in sorted order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from isnad.intake.page import LIMIT, page_of, too_large
from isnad.model import Page, Rejected

_KINDS = {".html": "html", ".htm": "html", ".xhtml": "html", ".txt": None, ".text": None}


def read_paths(paths: Iterable[str | Path]) -> Iterator[Page | Rejected]:
    """Read files and folders, one page in memory at a time; the same paths give the same pages in the same order.

    A folder is walked to its depth in sorted order, hidden files left out. Whatever cannot be read is a `Rejected`
    with its reason and remedy, never an exception: `missing`, `unreadable`, `empty`, `binary`, `too-large`,
    `unknown-format`.
    """
    for path in paths:
        yield from _read(Path(path))


def _read(path: Path) -> Iterator[Page | Rejected]:
    try:
        if path.is_dir():
            yield from _read_folder(path)
        else:
            yield _read_file(path)
    except OSError as error:
        yield unreadable(path, error)


def _read_folder(folder: Path) -> Iterator[Page | Rejected]:
    for entry in sorted(os.scandir(folder), key=lambda e: e.name):
        if entry.name.startswith("."):
            continue
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False) or path.suffix.lower() in _KINDS:
            yield from _read(path)
        else:
            yield Rejected(
                str(path), "unknown-format", f"isnad reads no {path.suffix or 'such'} files; give .txt or .html"
            )


def _read_file(path: Path) -> Page | Rejected:
    size = path.stat().st_size
    if size > LIMIT:
        return too_large(str(path), size)
    with path.open("rb") as file:
        data = file.read(LIMIT + 1)
    return page_of(data, str(path), _KINDS.get(path.suffix.lower()))  # type: ignore[arg-type]


def unreadable(path: Path, error: OSError) -> Rejected:
    """A path the system does not let us read, with what the user can do."""
    if isinstance(error, FileNotFoundError):
        return Rejected(str(path), "missing", "no such file or folder; check the path")
    if isinstance(error, PermissionError):
        return Rejected(str(path), "unreadable", "no permission to read it; change its permissions or run as its owner")
    return Rejected(str(path), "unreadable", f"the system says: {error.strerror or error}; check the disk or the path")
