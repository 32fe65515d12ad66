"""What a run is made of: a plan is a value of two verbs, `Map` and `Group`, and an engine runs it.

Analysis of one record is a `Map`; whatever needs records brought together by a key is a `Group`. Nothing else exists,
so that one machine's loop, a pool of processes and a cluster run the same plan to the same output.
"""

from __future__ import annotations

import copyreg
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import partial
from operator import attrgetter
from typing import Any, Protocol, TypeVar

from isnad import model

T = TypeVar("T")


def swift(*classes: type[Any]) -> None:
    """Let values of frozen, slotted dataclasses travel at the cost of tuples, a third of what they cost otherwise."""
    for cls in classes:
        names = [f.name for f in fields(cls)]
        reduce = partial(_whole if len(names) > 1 else _single, cls, attrgetter(*names))
        copyreg.pickle(cls, reduce)


def _whole(cls: type[T], values: Callable[[T], tuple[Any, ...]], one: T) -> tuple[type[T], tuple[Any, ...]]:
    return cls, values(one)


def _single(cls: type[T], value: Callable[[T], Any], one: T) -> tuple[type[T], tuple[Any, ...]]:
    return cls, (value(one),)


@dataclass(frozen=True, slots=True)
class Map:
    """One record in, any number out. `call` is a module-level function, so that it travels between processes."""

    name: str
    call: Callable[[Any], Iterable[Any]]


def itself(record: T) -> T:
    """The record as it is."""
    return record


@dataclass(frozen=True, slots=True)
class Group:
    """Records that share a key, brought together: `key` gives any number of keys a record, `call` takes one group.

    Groups arrive in order of key, and the records of one group in the order of the input, on every engine.
    """

    name: str
    key: Callable[[Any], Iterable[str]]
    call: Callable[[str, tuple[Any, ...]], Iterable[Any]]
    least: int = 1
    """Groups of fewer records are left out."""
    thin: Callable[[Any], Any] = itself
    """What of a record travels to its groups, where that is less than the record."""


Step = Map | Group
Plan = tuple[Step, ...]


class Engine(Protocol):
    """Runs a plan over records. The serial engine is the reference; every other gives exactly its output."""

    def run(self, plan: Plan, records: Iterable[Any]) -> Iterator[Any]: ...

    def keep(self, plan: Plan, sources: tuple[Iterable[Any], ...], folder: str) -> list[Counter[str]]:
        """Leave the output over sources, one after another, in parts below a folder; what each holds, by class."""


class Kept(Protocol):
    """The output of a step, read as often as one likes."""

    def of(self, kind: type[T]) -> Iterable[T]:
        """Its records of one class, in order."""

    def pieces(self, kind: type[T]) -> Iterator[tuple[int, Iterable[T]]]:
        """The same in pieces, each with the number of records in those before: what is done to one piece at a time."""

    def count(self, kind: type[Any]) -> int: ...


class Keep(Protocol):
    """Runs the plan of one step of a longer run over sources, one after another, and keeps its output under a name.

    A step that an earlier, interrupted run has kept is not made again. What `of` gives may be a source of a later step,
    and need not pass through the process that calls.
    """

    def __call__(self, name: str, plan: Plan, *sources: Iterable[Any]) -> Kept: ...


swift(*(value for value in vars(model).values() if is_dataclass(value) and isinstance(value, type)))
