"""A step of a long run in, its output on disk out: kept by class of record, whole or not there at all.

A step's folder holds parts, each a file a class, and `done.json`, written last, with what it was made of and the count
of every class. So a run that is interrupted goes on after its last finished step, on whichever engine. Folders lie on a
disk or on object storage; they are scratch of one run, and hold pickles: read only those of your own.
"""

from __future__ import annotations

import json
import pickle
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol, TypeVar

from isnad.model import IsnadError
from isnad.plan import Plan

T = TypeVar("T")

BLOCK = 256
"""Records pickled together."""

PART = 20_000
"""Records of one part, where one process writes them: the grain in which a cluster reads them again."""


class Writer(Protocol):
    """An engine that can leave a plan's output where it is made."""

    def keep(self, plan: Plan, sources: tuple[Iterable[Any], ...], folder: str) -> Counter[str]: ...


@dataclass(frozen=True, slots=True)
class Rows:
    """The records of one class that a step gave, in order."""

    parts: tuple[str, ...]

    def __iter__(self) -> Iterator[Any]:
        for part in self.parts:
            yield from read_part(part)


@dataclass(frozen=True, slots=True)
class Step:
    """A finished step."""

    folder: str
    counts: Mapping[str, int]

    def of(self, kind: type[T]) -> Iterable[T]:
        """Its records of one class."""
        if not self.counts.get(kind.__name__):
            return Rows(())
        system, path = place(self.folder)
        scheme = self.folder.split("://")[0] + "://" if "://" in self.folder else ""
        return Rows(tuple(sorted(scheme + str(p) for p in system.glob(f"{path}/part-*.{kind.__name__}"))))

    def count(self, kind: type[Any]) -> int:
        """How many records of one class it gave."""
        return self.counts.get(kind.__name__, 0)


@dataclass(frozen=True, slots=True)
class Steps:
    """Keeps the steps of one run below a folder; `version` says what they are made of, and by which rules and code."""

    engine: Writer
    folder: str
    version: str

    def __call__(self, name: str, plan: Plan, *sources: Iterable[Any]) -> Step:
        """The output of a plan over sources, made now or by an earlier run."""
        folder = f"{self.folder.rstrip('/')}/{name}"
        system, path = place(folder)
        found = _mark(system, path)
        if found is None or found["version"] != self.version:
            if system.exists(path):
                system.rm(path, recursive=True)
            system.makedirs(path, exist_ok=True)
            found = {"version": self.version, "counts": dict(self.engine.keep(plan, sources, folder))}
            with system.open(f"{path}/done.json", "w") as file:
                json.dump(found, file)
        return Step(folder, found["counts"])

    def clear(self) -> None:
        """Remove every step."""
        system, path = place(self.folder)
        if system.exists(path):
            system.rm(path, recursive=True)


def write_parts(outputs: Iterator[Any], folder: str) -> Counter[str]:
    """Write outputs in parts, from this process; how many there were of each class."""
    counts: Counter[str] = Counter()
    number = 0
    while part := list(islice(outputs, 1)):
        counts += write_part(_so_many(part, outputs), folder, number)
        number += 1
    return counts


def _so_many(first: list[Any], outputs: Iterator[Any]) -> Iterator[Any]:
    yield from first
    yield from islice(outputs, PART - 1)


def write_part(outputs: Iterable[Any], folder: str, number: int) -> Counter[str]:
    """Write one part, each class to a file of its own; how many there were of each class."""
    import pyarrow as pa

    system, path = place(folder)
    counts: Counter[str] = Counter()
    held: dict[str, list[Any]] = {}
    with ExitStack() as stack:
        streams: dict[str, Any] = {}
        for record in outputs:
            kind = type(record).__name__
            if kind not in streams:
                raw = stack.enter_context(system.open(f"{path}/part-{number:06}.{kind}", "wb"))
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


def place(url: str) -> tuple[Any, str]:
    """The file system a folder lies on, and its path there. Raises `IsnadError` where the libraries are missing."""
    try:
        import pyarrow  # noqa: F401
        from fsspec.core import url_to_fs
    except ImportError:
        raise IsnadError("linking across shards needs pyarrow and fsspec: pip install 'isnad[cluster]'") from None
    system, path = url_to_fs(url)
    return system, str(path)


def _mark(system: Any, path: str) -> dict[str, Any] | None:
    """What `done.json` says, where it is there and whole."""
    try:
        with system.open(f"{path}/done.json") as file:
            found = json.load(file)
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
