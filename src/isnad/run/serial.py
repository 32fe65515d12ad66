"""A plan and records in, its output out, one record after another: the reference every other engine is held to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from isnad.model import Failure, Rejected
from isnad.plan import Group, Map, Plan
from isnad.run.attempt import LIMIT, attempt


class Serial:
    """The reference engine: one process, one record at a time, at most `limit` seconds each."""

    def __init__(self, limit: float = LIMIT) -> None:
        self.limit = limit

    def run(self, plan: Plan, records: Iterable[Any]) -> Iterator[Any]:
        """Every output of the plan, in the order of the records (of the keys, after a `Group`)."""
        for part in parts_of(plan):
            records = self._group(part, records) if isinstance(part, Group) else self._map(part, records)
        return iter(records)

    def _map(self, maps: tuple[Map, ...], records: Iterable[Any]) -> Iterator[Any]:
        for record in records:
            yield from attempt(maps, record, self.limit)

    def _group(self, step: Group, records: Iterable[Any]) -> Iterator[Any]:
        passed, groups = gather(step, records, self.limit)
        yield from passed
        call = (call_of(step),)
        for key in sorted(groups):
            yield from attempt(call, (key, tuple(groups[key])), self.limit)


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


def gather(step: Group, records: Iterable[Any], limit: float) -> tuple[list[Any], dict[str, list[Any]]]:
    """Records by key, each group in the order of the input; rejected and failed ones are in no group and go first."""
    passed: list[Any] = []
    groups: dict[str, list[Any]] = {}
    keys = (Map(step.name, step.key),)
    for record in records:
        for key in attempt(keys, record, limit):
            if isinstance(key, Rejected | Failure):
                passed.append(key)
            else:
                groups.setdefault(key, []).append(record)
    return passed, groups


def call_of(step: Group) -> Map:
    """A group's call as a map over (key, records)."""
    return Map(step.name, _Call(step))


class _Call:
    """Travels between processes where a closure would not."""

    def __init__(self, step: Group) -> None:
        self.step = step

    def __call__(self, group: tuple[str, tuple[Any, ...]]) -> Iterable[Any]:
        return self.step.call(*group)
