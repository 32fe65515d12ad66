"""Shards of pages in, one folder of findings a shard out: finished ones are skipped, a half-made one is made again.

A shard is anything the intake reads: a folder, a WARC, a JSONL file; on one machine or on object storage. Any engine
runs `Work` over shards, one record a shard, each page within it under its own time limit. Where a page takes its
process down, the engine starts the shard again; the page under way both times is then a `Failure`, and the shard goes
on.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from isnad.model import Page, Rejected
from isnad.plan import Plan
from isnad.run.attempt import LIMIT, attempt, failure


@dataclass(frozen=True, slots=True)
class Shard:
    """Where pages lie, and where what is found in them goes."""

    source: str
    output: str


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of one shard's pages: `seen == read + rejected + failed`."""

    source: str
    seen: int
    read: int
    articles: int
    rejected: int
    failed: int
    skipped: bool
    """Whether an earlier run had finished it."""


Counts = tuple[int, int, int, int]
"""Pages read, articles, pages rejected, pages failed."""


class Output(Protocol):
    """Where findings go: `done` says what an earlier run finished, `write` makes it whole or not at all."""

    def done(self, output: str, version: str) -> Counts | None: ...

    def write(self, output: str, outcomes: Iterable[Any], version: str) -> Counts: ...


@dataclass(frozen=True, slots=True)
class Work:
    """What is done to one shard; travels between processes and machines."""

    read: Callable[[list[str]], Iterable[Page | Rejected]]
    plan: Plan
    """Maps alone."""
    output: Output
    version: str
    limit: float = LIMIT

    def __call__(self, shard: Shard) -> Iterator[Finished]:
        counts = self.output.done(shard.output, self.version)
        skipped = counts is not None
        if counts is None:
            with _Log(shard) as log, _local(shard.source) as place:
                counts = self.output.write(shard.output, self._outcomes(shard, place, log), self.version)
        read, articles, rejected, failed = counts
        yield Finished(shard.source, read + rejected + failed, read, articles, rejected, failed, skipped)

    def _outcomes(self, shard: Shard, place: str, log: _Log) -> Iterator[Any]:
        for number, arrival in enumerate(self.read([place])):
            if place != shard.source:
                arrival = replace(arrival, source=shard.source + arrival.source.removeprefix(place))
            if log.twice_fatal(number):
                yield failure(arrival, "worker", "the process that read it ended, twice")
                continue
            log.begins(number)
            maps = tuple(step for step in self.plan)
            yield from attempt(maps, arrival, self.limit)  # type: ignore[arg-type]


class _Log:
    """Which page of a shard is under way, on this machine's disk: what is left of a process that was taken down."""

    def __init__(self, shard: Shard) -> None:
        name = f"{shard.source} {shard.output}".encode("utf-8", "surrogateescape").hex()[-120:]
        self.path = Path(tempfile.gettempdir()) / f"isnad-{os.getuid() if hasattr(os, 'getuid') else 0}-{name}.log"
        self.deaths: dict[str, int] = {}

    def __enter__(self) -> _Log:
        before = self._read()
        self.deaths = {str(k): int(v) for k, v in before.get("deaths", {}).items()}
        if "at" in before:
            self.deaths[str(before["at"])] = self.deaths.get(str(before["at"]), 0) + 1
        self.file = self.path.open("w", encoding="utf-8")
        return self

    def __exit__(self, *error: object) -> None:
        self.file.close()
        self.path.unlink(missing_ok=True)

    def twice_fatal(self, number: int) -> bool:
        return self.deaths.get(str(number), 0) > 1

    def begins(self, number: int) -> None:
        self.file.seek(0)
        self.file.write(json.dumps({"at": number, "deaths": self.deaths}))
        self.file.truncate()
        self.file.flush()

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self.path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


class _local:
    """A shard as a local path: itself, or a copy of what lies on object storage, removed afterwards."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> str:
        if "://" not in self.source:
            return self.source
        from fsspec.core import url_to_fs

        self.folder = tempfile.TemporaryDirectory(prefix="isnad-")
        system, path = url_to_fs(self.source)
        place = str(Path(self.folder.name) / Path(path).name)
        system.get(path, place, recursive=True)
        return place

    def __exit__(self, *error: object) -> None:
        if self.folder:
            self.folder.cleanup()
