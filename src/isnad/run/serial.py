"""A plan and records in, its output out, one record after another: the reference every other engine is held to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from isnad.plan import Group, Map, Plan
from isnad.run.attempt import LIMIT, attempt, attempt_all
from isnad.run.gather import gather
from isnad.run.kept import write_parts


class Serial:
    """The reference engine: one process, one record at a time, at most `limit` seconds each."""

    def __init__(self, limit: float = LIMIT) -> None:
        self.limit = limit

    def run(self, plan: Plan, records: Iterable[Any]) -> Iterator[Any]:
        """Every output of the plan, in the order of the records (of the keys, after a `Group`)."""
        for part in parts_of(plan):
            records = self._group(part, records) if isinstance(part, Group) else self._map(part, records)
        return iter(records)

    def keep(self, plan: Plan, sources: tuple[Iterable[Any], ...], folder: str) -> list[Counter[str]]:
        """Write every output of the plan over sources, one after another, into parts of a folder."""
        return write_parts(self.run(plan, chain(*sources)), folder)

    def _map(self, maps: tuple[Map, ...], records: Iterable[Any]) -> Iterator[Any]:
        for record in records:
            yield from attempt(maps, record, self.limit)

    def _group(self, step: Group, records: Iterable[Any]) -> Iterator[Any]:
        gathered = gather(step, records, self.limit)
        yield from gathered.passed
        call = (call_of(step),)
        for groups in gathered.few():
            for outputs in attempt_all(call, groups, self.limit):
                yield from outputs


def parts_of(plan: Plan) -> list[tuple[Map, ...] | Group]:
    """A plan cut at its groups: maps in a row run on one record without leaving its process."""
    out: list[tuple[Map, ...] | Group] = []
    for step in plan:
        if isinstance(step, Group):
            out.append(step)
        elif out and isinstance(out[-1], tuple):
            out[-1] = (*out[-1], step)
        else:
            out.append((step,))
    return out


def call_of(step: Group) -> Map:
    """A group's call as a map over (key, records)."""
    return Map(step.name, _Call(step))


class _Call:
    """Travels between processes where a closure would not."""

    def __init__(self, step: Group) -> None:
        self.step = step

    def __call__(self, group: tuple[str, tuple[Any, ...]]) -> Iterable[Any]:
        return self.step.call(*group)
