"""Groups in, batches of small groups out: what a pool sends to a worker at once, because sending costs more than work.

Within a batch every group still has its own time limit and its own failure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from isnad.plan import Map
from isnad.run.attempt import attempt

RECORDS = 256
"""Records of one batch, and groups; a larger group goes alone."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Groups that travel together."""

    groups: tuple[tuple[str, tuple[Any, ...]], ...]


@dataclass(frozen=True, slots=True)
class Done:
    """The outputs of a batch, in order."""

    outputs: list[Any]


@dataclass(frozen=True, slots=True)
class Together:
    """The call of a step over each group of a batch."""

    call: Map
    limit: float

    def __call__(self, batch: Batch) -> Iterator[Done]:
        yield Done([out for group in batch.groups for out in attempt((self.call,), group, self.limit)])


def batches(groups: Iterable[tuple[str, tuple[Any, ...]]]) -> Iterator[Batch]:
    """Groups in batches of at most so many records, in order."""
    held: list[tuple[str, tuple[Any, ...]]] = []
    records = 0
    for group in groups:
        if held and records + len(group[1]) > RECORDS:
            yield Batch(tuple(held))
            held, records = [], 0
        held.append(group)
        records += len(group[1])
    if held:
        yield Batch(tuple(held))
