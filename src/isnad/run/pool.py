"""A plan and records in, its output out in the same order, worked on by several processes of this machine.

Each worker answers its records one by one, so the one that hangs or kills it is known: it becomes a `Failure`, a new
worker takes over, and nothing else is lost. What is under way is bounded, so memory does not grow with the input.
"""

from __future__ import annotations

import os
import signal
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from typing import Any

from isnad.model import Failure, IsnadError
from isnad.plan import Group, Map, Plan
from isnad.run.attempt import LIMIT, failure, too_slow
from isnad.run.batch import Batch, Together, batches
from isnad.run.gather import gather
from isnad.run.kept import write_parts
from isnad.run.serial import Serial, call_of, parts_of
from isnad.run.worker import MEMORY, serve

DEPTH = 4
"""Records waiting at each worker: one under way, the others so that it never waits for us."""

AHEAD = 64
"""Answers a worker may be ahead of the slowest record; output is in order, so they wait in memory."""

FEW = 16
"""Records for which starting processes (half a second) costs more than it saves."""

GRACE = 2.0
"""Seconds after its own time limit that a worker has to say so, before it is taken to hang."""


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
            records = self._group(part, records) if isinstance(part, Group) else self._map(part, records)
        return iter(records)

    def keep(self, plan: Plan, sources: tuple[Iterable[Any], ...], folder: str) -> list[Counter[str]]:
        """Write every output of the plan over sources, one after another, into parts of a folder."""
        return write_parts(self.run(plan, chain(*sources)), folder)

    def _group(self, step: Group, records: Iterable[Any]) -> Iterator[Any]:
        gathered = gather(step, records, self.limit)
        yield from gathered.passed
        yield from self._groups(call_of(step), gathered.groups())

    def _groups(self, call: Map, groups: Iterator[tuple[str, tuple[Any, ...]]]) -> Iterator[Any]:
        """Small groups travel together; where a worker is lost over them, each is tried alone."""
        waiting: deque[Batch] = deque()

        def sent() -> Iterator[Batch]:
            for batch in batches(groups):
                waiting.append(batch)
                yield batch

        together = Map(call.name, Together(call, self.limit))
        for done in self._map((together,), sent()):
            batch = waiting.popleft()
            yield from self._crew((call,), batch.groups) if isinstance(done, Failure) else done.outputs

    def _map(self, maps: tuple[Map, ...], records: Iterable[Any]) -> Iterator[Any]:
        rest = iter(records)
        first = list(islice(rest, self.few))
        if self.jobs == 1 or len(first) < self.few:
            yield from Serial(self.limit).run(maps, chain(first, rest))
        else:
            yield from self._crew(maps, chain(first, rest))

    def _crew(self, maps: tuple[Map, ...], records: Iterable[Any]) -> Iterator[Any]:
        crew = _Crew(maps, self.jobs, self.limit, self.memory)
        try:
            yield from crew.work(records)
        finally:
            crew.dismiss()


def cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Worker:
    """One process, the pipe to it, and the records it has not answered yet, the one under way first."""

    def __init__(self, maps: Sequence[Map], limit: float, memory: int) -> None:
        method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
        context = get_context(method)
        if method == "forkserver":
            context.set_forkserver_preload(["isnad.run.worker", "isnad.run.warm"])
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(  # type: ignore[attr-defined]
            target=serve, args=(theirs, tuple(maps), limit, memory), daemon=True
        )
        self.process.start()
        theirs.close()
        self.given: deque[tuple[int, Any]] = deque()
        self.since = time.monotonic()
        self.started = False

    def give(self, number: int, record: Any) -> None:
        if not self.given:
            self.since = time.monotonic()
        self.given.append((number, record))
        self.pipe.send(record)

    def answer(self) -> tuple[int, list[Any]] | None:
        """The answer to the record under way; None for the word that it is ready."""
        outputs = self.pipe.recv()
        self.since = time.monotonic()
        if isinstance(outputs, ImportError):
            raise outputs
        if outputs is None:
            self.started = True
            return None
        return self.given.popleft()[0], outputs

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


class _Crew:
    """Workers on one run of maps."""

    def __init__(self, maps: tuple[Map, ...], jobs: int, limit: float, memory: int) -> None:
        self.terms = (maps, limit, memory)
        self.limit = limit
        self.workers = [_Worker(*self.terms) for _ in range(jobs)]
        self.done: dict[int, list[Any]] = {}
        self.next = 0
        self.ended: dict[int, int] = {}
        """How often a record's worker ended while it was under way."""

    def work(self, records: Iterable[Any]) -> Iterator[Any]:
        """Outputs in the order of the records."""
        numbered = enumerate(records)
        given, exhausted = 0, False
        while True:
            while not exhausted and given - self.next < AHEAD * len(self.workers) and (free := self._free()):
                item = next(numbered, None)
                if item is None:
                    exhausted = True
                else:
                    given += 1
                    self._give(free, *item)
            while self.next in self.done:
                yield from self.done.pop(self.next)
                self.next += 1
            if exhausted and self.next == given:
                return
            self._listen()

    def dismiss(self) -> None:
        for worker in self.workers:
            worker.end()

    def _free(self) -> _Worker | None:
        idlest = min(self.workers, key=lambda w: len(w.given))
        return idlest if len(idlest.given) < DEPTH else None

    def _give(self, worker: _Worker, number: int, record: Any) -> None:
        try:
            worker.give(number, record)
        except (BrokenPipeError, ConnectionResetError):
            self._replace(worker)

    def _listen(self) -> None:
        """Take what answers there are; where none comes in time, a worker hangs."""
        busy: dict[Connection, _Worker] = {w.pipe: w for w in self.workers if w.given}
        ready = wait(list(busy), timeout=0.5)
        for pipe in ready:
            worker = busy[pipe]  # type: ignore[index]
            try:
                answer = worker.answer()
            except (EOFError, ConnectionResetError):
                self._replace(worker)
                continue
            if answer is not None:
                self.done[answer[0]] = answer[1]
        now = time.monotonic()
        for worker in busy.values():
            if worker.started and worker.given and now - worker.since > self.limit + GRACE:
                self._replace(worker, hangs=True)

    def _replace(self, worker: _Worker, *, hangs: bool = False) -> None:
        """A worker hangs or is gone: a new one takes its records over.

        A record that hangs fails at once. One whose worker ended is tried once more, for it may not be to blame.
        """
        worker.end()
        if not worker.started and not hangs:
            ending = _ending(worker.process.exitcode)
            raise IsnadError(f"a worker process ended before it began ({ending}); free some memory, or use one process")
        number, record = worker.given[0]
        self.ended[number] = self.ended.get(number, 0) + 1
        if hangs or self.ended[number] > 1:
            worker.given.popleft()
            self.done[number] = [self._lost(record, worker, hangs)]
        fresh = _Worker(*self.terms)
        self.workers[self.workers.index(worker)] = fresh
        for item in worker.given:
            self._give(fresh, *item)

    def _lost(self, record: Any, worker: _Worker, hangs: bool) -> Failure:
        if hangs:
            return too_slow(record, "worker", self.limit)
        return failure(record, "worker", f"the process that read it ended ({_ending(worker.process.exitcode)})")


def _ending(code: int | None) -> str:
    if code is None or code >= 0:
        return f"exit code {code}"
    return f"signal {signal.Signals(-code).name}"
