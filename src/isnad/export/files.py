"""What a format made in, a file or a folder of files out: written beside its place and moved there whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from isnad.model import IsnadError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """In this block, a place beside `path` to write to; it takes the place of `path` when the block ends well.

    Raises `IsnadError` where the file cannot be written.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        yield part
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise IsnadError(f"{path} cannot be written ({error.strerror or error}); choose another place") from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def write_lines(path: Path, lines: Iterable[str], *, encoding: str = "utf-8", ends: str = "\n") -> None:
    """Write each line with its end. Raises `IsnadError` where the file cannot be written."""
    with replacing(path) as part, part.open("w", encoding=encoding, newline="") as file:
        for line in lines:
            file.write(line + ends)


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole. Raises `IsnadError` where it cannot be written."""
    with replacing(path) as part:
        part.write_bytes(data)


def fill_folder(folder: Path, files: Iterable[tuple[str, Callable[[Path], None]]]) -> None:
    """Make the folder where there is none, and each file in it by calling its writer with its path.

    Files of other names in it stay. Raises `IsnadError` where the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise IsnadError(f"{folder}: no folder can be made there ({error.strerror}); choose another place") from error
    for name, write in files:
        write(folder / name)
