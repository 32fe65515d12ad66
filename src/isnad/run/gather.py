"""Records and their keys in, groups in order of key out: in memory while they fit, in sorted runs on disk beyond that.

What a `Group` holds in memory on one machine is then bounded, however many records there are; a single group is held
whole, because its call wants it whole.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import groupby, islice
from operator import itemgetter
from typing import IO, Any

from isnad.model import Failure, Rejected
from isnad.plan import Group, Map
from isnad.run.attempt import attempt_all

HELD = 128 << 20
"""Bytes of keys and records, about, that wait in memory before they are written out as a sorted run."""

BLOCK = 500
"""Records read from a run at once."""

TOGETHER = 64
"""Records that are tried at once where one costs little."""

_ITEM = 200
"""Bytes that Python needs for an entry beside its key and its record."""

Item = tuple[str, int, bytes]
"""Key, place in the input, and the record, pickled."""


def gather(step: Group, records: Iterable[Any], limit: float, held: int = HELD) -> Gathered:
    """Records by key; rejected and failed ones are in no group and lie in `passed`."""
    out = Gathered(step.least, held)
    for number, (record, keys) in enumerate(keyed(step, records, limit)):
        packed: bytes | None = None
        for key in keys:
            if isinstance(key, Rejected | Failure):
                out.passed.append(key)
            else:
                packed = packed or pickle.dumps(step.thin(record), pickle.HIGHEST_PROTOCOL)
                out.add(key, number, packed)
    return out


def keyed(step: Group, records: Iterable[Any], limit: float) -> Iterator[tuple[Any, list[Any]]]:
    """Each record with its keys, or with itself where it is in no group, or with the one failure of its key.

    Keys are made of so many records at once, because a key costs less than being tried alone.
    """
    rest, key = iter(records), (Map(step.name, step.key),)
    while block := list(islice(rest, TOGETHER)):
        yield from zip(block, attempt_all(key, block, limit), strict=True)


class Gathered:
    """Groups of at least so many records, in order of key, each in the order of the input."""

    def __init__(self, least: int, held: int) -> None:
        self.passed: list[Any] = []
        self._least = least
        self._held = held
        self._items: list[Item] = []
        self._bytes = 0
        self._last = -1
        self._runs: list[IO[bytes]] = []

    def add(self, key: str, number: int, packed: bytes) -> None:
        self._items.append((key, number, packed))
        self._bytes += _ITEM + 2 * len(key)
        if number != self._last:  # one record stands under all of its keys, and once in memory
            self._last = number
            self._bytes += len(packed)
        if self._bytes > self._held:
            self._spill()

    def groups(self) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """Each group once; they are gone afterwards."""
        self._items.sort()
        rest, self._items = self._items, []
        for key, items in groupby(merge(*map(_read, self._runs), iter(rest)), itemgetter(0)):
            packed = [item[2] for item in items]
            if len(packed) >= self._least:
                yield key, tuple(map(pickle.loads, packed))
        for run in self._runs:
            run.close()

    def few(self) -> Iterator[list[tuple[str, tuple[Any, ...]]]]:
        """The same, as many at a time as are small together."""
        block: list[tuple[str, tuple[Any, ...]]] = []
        records = 0
        for group in self.groups():
            block.append(group)
            records += len(group[1])
            if records >= TOGETHER:
                yield block
                block, records = [], 0
        if block:
            yield block

    def _spill(self) -> None:
        self._items.sort()
        run = tempfile.TemporaryFile(prefix="isnad-")  # noqa: SIM115  (it has no name, so a killed run leaves nothing)
        for n in range(0, len(self._items), BLOCK):
            pickle.dump(self._items[n : n + BLOCK], run, pickle.HIGHEST_PROTOCOL)
        run.seek(0)
        self._runs.append(run)
        self._items, self._bytes, self._last = [], 0, -1


def _read(run: IO[bytes]) -> Iterator[Item]:
    while True:
        try:
            block = pickle.load(run)
        except EOFError:
            return
        yield from block
