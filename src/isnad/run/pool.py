"""A plan and records in, its output out in the same order, worked on by several processes of this machine.

A record that hangs or kills its process becomes a `Failure` and nothing else is lost (`run/crew.py`). What is under way
is bounded, so memory does not grow with the input.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from isnad.plan import Group, Map, Plan
from isnad.run.attempt import LIMIT
from isnad.run.crew import Crew
from isnad.run.gather import gather
from isnad.run.kept import write_parts
from isnad.run.serial import Serial, call_of, parts_of
from isnad.run.worker import MEMORY

FEW = 16
"""Records for which starting processes costs more than it saves."""

GROUPS = 64
"""Groups that cost about what a page does."""


class Pool:
    """The engine of one machine: `jobs` processes, exactly the output of `Serial`."""

    def __init__(self, jobs: int | None = None, limit: float = LIMIT, memory: int = MEMORY, few: int = FEW) -> None:
        self.jobs = jobs or cores()
        self.limit = limit
        self.memory = memory
        self.few = few

    def run(self, plan: Plan, records: Iterable[Any]) -> Iterator[Any]:
        """Every output of the plan, in the order of the records (of the keys, after a `Group`)."""
        for part in parts_of(plan):
            records = self._group(part, records) if isinstance(part, Group) else self._map(part, records, self.few)
        return iter(records)

    def keep(self, plan: Plan, sources: tuple[Iterable[Any], ...], folder: str) -> list[Counter[str]]:
        """Write every output of the plan over sources, one after another, into parts of a folder."""
        return write_parts(self.run(plan, chain(*sources)), folder)

    def _group(self, step: Group, records: Iterable[Any]) -> Iterator[Any]:
        gathered = gather(step, records, self.limit)
        yield from gathered.passed
        yield from self._map((call_of(step),), gathered.groups(), self.few * GROUPS)

    def _map(self, maps: tuple[Map, ...], records: Iterable[Any], few: int) -> Iterator[Any]:
        rest = iter(records)
        first = list(islice(rest, few))
        if self.jobs == 1 or len(first) < few:
            yield from Serial(self.limit).run(maps, chain(first, rest))
            return
        crew = Crew(maps, self.jobs, self.limit, self.memory)
        try:
            yield from crew.work(chain(first, rest))
        finally:
            crew.dismiss()


def cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
