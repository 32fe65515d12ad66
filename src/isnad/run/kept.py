"""A step of a long run in, its output on disk out: kept by class of record, whole or not there at all.

A step's folder holds parts, each a file a class, and `done.json`, written last, with what it was made of and the count
of every class. So a run that is interrupted goes on after its last finished step, on whichever engine. Folders lie on a
disk or on object storage; they are scratch of one run, and hold pickles: read only those of your own.
"""

from __future__ import annotations

import json
import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from isnad.model import Failure, IsnadError
from isnad.plan import Engine, Plan

T = TypeVar("T")

BLOCK = 256
"""Records pickled together."""

PART = 20_000
"""Records of one part, where one process writes them: the grain in which a cluster reads them again."""


Counts = Mapping[str, int]
"""Records of each class in one part."""


def read_part(address: str) -> Iterator[Any]:
    """The records of one part's file."""
    import pyarrow as pa

    system, path = place(address)
    with system.open(path, "rb") as raw, pa.CompressedInputStream(raw, "zstd") as stream:
        while True:
            try:
                block = pickle.load(stream)
            except EOFError:
                return
            yield from block


@dataclass(frozen=True, slots=True)
class Rows:
    """Records that lie in parts, in order: those of one class that a step gave, or whatever `read` makes of a place."""

    parts: tuple[str, ...]
    count: int
    """Of all of them, about."""
    read: Callable[[str], Iterator[Any]] = read_part

    def __iter__(self) -> Iterator[Any]:
        for part in self.parts:
            yield from self.read(part)


@dataclass(frozen=True, slots=True)
class Step:
    """A finished step."""

    folder: str
    parts: tuple[Counts, ...]

    def of(self, kind: type[T]) -> Iterable[T]:
        """Its records of one class."""
        return Rows(tuple(place for _, rows in self.pieces(kind) for place in rows.parts), self.count(kind))

    def count(self, kind: type[Any]) -> int:
        """How many records of one class it gave."""
        return sum(part.get(kind.__name__, 0) for part in self.parts)

    def pieces(self, kind: type[Any]) -> Iterator[tuple[int, Rows]]:
        """Its records of one class file by file, each with the number of those before."""
        before = 0
        for number, part in enumerate(self.parts):
            if here := part.get(kind.__name__, 0):
                yield before, Rows((_file(self.folder, number, kind.__name__),), here)
                before += here


@dataclass(slots=True)
class Steps:
    """Keeps the steps of one run below a folder; `version` says what they are made of, and by which rules and code."""

    engine: Engine
    folder: str
    version: str
    done: list[Step] = field(default_factory=list)

    def __call__(self, name: str, plan: Plan, *sources: Iterable[Any]) -> Step:
        """The output of a plan over sources, made now or by an earlier run."""
        folder = f"{self.folder.rstrip('/')}/{name}"
        system, path = place(folder)
        parts = _mark(system, path, self.version)
        if parts is None:
            if system.exists(path):
                system.rm(path, recursive=True)
            system.makedirs(path, exist_ok=True)
            parts = self.engine.keep(plan, sources, folder)
            with system.open(f"{path}/done.json", "w") as file:
                json.dump({"version": self.version, "parts": parts}, file)
        self.done.append(Step(folder, tuple(parts)))
        return self.done[-1]

    def failures(self) -> Iterator[Failure]:
        """What went wrong in any step."""
        for step in self.done:
            yield from step.of(Failure)

    def clear(self) -> None:
        """Remove every step."""
        system, path = place(self.folder)
        if system.exists(path):
            system.rm(path, recursive=True)


def write_parts(outputs: Iterator[Any], folder: str) -> list[Counter[str]]:
    """Write outputs in parts, from this process; what each part holds."""
    parts: list[Counter[str]] = []
    while first := list(islice(outputs, 1)):
        parts.append(write_part(_so_many(first, outputs), folder, len(parts)))
    return parts


def _so_many(first: list[Any], outputs: Iterator[Any]) -> Iterator[Any]:
    yield from first
    yield from islice(outputs, PART - 1)


def write_part(outputs: Iterable[Any], folder: str, number: int) -> Counter[str]:
    """Write one part, each class to a file of its own; how many there were of each class."""
    import pyarrow as pa

    counts: Counter[str] = Counter()
    held: dict[str, list[Any]] = {}
    with ExitStack() as stack:
        streams: dict[str, Any] = {}
        for record in outputs:
            kind = type(record).__name__
            if kind not in streams:
                system, path = place(_file(folder, number, kind))
                raw = stack.enter_context(system.open(path, "wb"))
                streams[kind] = stack.enter_context(pa.CompressedOutputStream(raw, "zstd"))
                held[kind] = []
            held[kind].append(record)
            counts[kind] += 1
            if len(held[kind]) == BLOCK:
                streams[kind].write(pickle.dumps(held[kind], pickle.HIGHEST_PROTOCOL))
                held[kind] = []
        for kind, rest in held.items():
            if rest:
                streams[kind].write(pickle.dumps(rest, pickle.HIGHEST_PROTOCOL))
    return counts


def place(url: str) -> tuple[Any, str]:
    """The file system a folder lies on, and its path there. Raises `IsnadError` where the libraries are missing."""
    try:
        import pyarrow  # noqa: F401
        from fsspec.core import url_to_fs
    except ImportError:
        raise IsnadError("linking across shards needs pyarrow and fsspec: pip install 'isnad[cluster]'") from None
    system, path = url_to_fs(url)
    return system, str(path)


def _file(folder: str, number: int, kind: str) -> str:
    return f"{folder}/part-{number:06}.{kind}"


def _mark(system: Any, path: str, version: str) -> list[Counter[str]] | None:
    """What `done.json` says, where it is there, whole and of this version."""
    try:
        with system.open(f"{path}/done.json") as file:
            found = json.load(file)
    except (OSError, ValueError):
        return None
    return [Counter(part) for part in found["parts"]] if found["version"] == version else None
