"""Records in, outputs in the same order out: the processes of one run of maps, and what each of them was given.

Records travel in slabs of about a tenth of a second's work, because sending one alone costs more than its share of it.
Each is still tried, limited and failed by itself: a worker writes into memory shared with us which record it is at, so
the one that hangs or kills it is known, becomes a `Failure`, and a new worker takes over everything else.
"""

from __future__ import annotations

import math
import pickle
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from typing import Any

from isnad.model import Failure, IsnadError
from isnad.plan import Map
from isnad.run.attempt import failure, too_slow
from isnad.run.worker import serve

SECONDS = 0.1
"""Work of one slab, about."""

MOST = 256
"""Records of one slab."""

BYTES = 256 << 10
"""Bytes after which a slab takes no further record: a large page travels alone."""

DEPTH = 3
"""Slabs at each worker: one under way, the others so that it never waits for us."""

AHEAD = 64 << 20
"""Bytes of answers that may wait for a slower record before them: output is in order."""

GRACE = 2.0
"""Seconds after its own time limit that a worker has to say so, before it is taken to hang."""


@dataclass(frozen=True, slots=True)
class Slab:
    """Records that travel together."""

    number: int
    """Of its first record in the run."""
    records: list[bytes]
    """Pickled one by one."""

    def split(self, at: int) -> Iterator[Slab]:
        """The records before one, that one alone, and those behind it."""
        for begin, end in ((0, at), (at, at + 1), (at + 1, len(self.records))):
            if records := self.records[begin:end]:
                yield Slab(self.number + begin, records)


class Crew:
    """Workers on one run of maps."""

    def __init__(self, maps: tuple[Map, ...], jobs: int, limit: float, memory: int) -> None:
        self.terms = (maps, limit, memory)
        self.limit = limit
        self.alone = math.isinf(limit)
        """A record without a limit may take hours: none waits behind it at one worker while another is idle."""
        self.workers = [_Worker(*self.terms) for _ in range(jobs)]
        self.back: deque[Slab] = deque()
        """Slabs of a worker that is gone, to be given again."""
        self.done: dict[int, list[bytes]] = {}
        """Answers to a slab, by the number of its first record."""
        self.held = 0
        self.next = 0
        self.pace = SECONDS
        """Seconds that a record takes a worker."""
        self.ended: dict[int, int] = {}
        """How often a record's worker ended while it was under way."""
        self.unborn = 0
        """Workers that ended before they began."""

    def work(self, records: Iterable[Any]) -> Iterator[Any]:
        """Outputs in the order of the records."""
        slabs, exhausted = self._slabs(records), False
        while True:
            while (self.back or (not exhausted and self.held < AHEAD)) and (free := self._free()):
                slab = self.back.popleft() if self.back else next(slabs, None)
                exhausted = exhausted or slab is None
                if slab:
                    self._give(free, slab)
            while self.next in self.done:
                yield from self._outputs(self.done.pop(self.next))
            if exhausted and not self.back and not any(worker.given for worker in self.workers):
                return
            self._listen()

    def dismiss(self) -> None:
        for worker in self.workers:
            worker.end()

    def _slabs(self, records: Iterable[Any]) -> Iterator[Slab]:
        rest, number = iter(records), 0
        while True:
            packed: list[bytes] = []
            size, began = 0, time.monotonic()
            for record in islice(rest, 1 if self.alone else min(MOST, int(SECONDS / self.pace) or 1)):
                packed.append(pickle.dumps(record, pickle.HIGHEST_PROTOCOL))
                size += len(packed[-1])
                if size > BYTES or time.monotonic() - began > SECONDS:  # records may come slowly
                    break
            if not packed:
                return
            yield Slab(number, packed)
            number += len(packed)

    def _outputs(self, answers: list[bytes]) -> Iterator[Any]:
        self.next += len(answers)
        for answer in answers:
            self.held -= len(answer)
            outputs = pickle.loads(answer)
            if isinstance(outputs, ImportError):
                raise outputs
            yield from outputs

    def _keep(self, number: int, answers: list[bytes]) -> None:
        self.done[number] = answers
        self.held += sum(map(len, answers))

    def _free(self) -> _Worker | None:
        idlest = min(self.workers, key=lambda w: len(w.given))
        return idlest if len(idlest.given) < (1 if self.alone else DEPTH) else None

    def _give(self, worker: _Worker, slab: Slab) -> None:
        try:
            worker.give(slab)
        except (BrokenPipeError, ConnectionResetError):
            self._replace(worker)

    def _listen(self) -> None:
        """Take what answers there are; where none comes in time, a worker hangs."""
        busy: dict[Connection, _Worker] = {w.pipe: w for w in self.workers if w.given}
        ready = wait(list(busy), timeout=0.5)
        for pipe in ready:
            worker = busy.pop(pipe)  # type: ignore[call-overload]
            try:
                answer = worker.answer()
            except (EOFError, ConnectionResetError):
                self._replace(worker)
                continue
            if answer is not None:
                slab, seconds, outputs = answer
                self.pace = (self.pace + max(seconds / len(outputs), 1e-6)) / 2
                self._keep(slab.number, outputs)
        for worker in busy.values():
            if worker.seconds() > self.limit + GRACE:
                self._replace(worker, hangs=True)

    def _replace(self, worker: _Worker, *, hangs: bool = False) -> None:
        """A worker hangs or is gone: a new one comes, and its records are given again.

        A record that hangs fails at once. One whose worker ended is tried once more, alone, for it may not be to blame.
        """
        at = worker.under_way()
        worker.end()
        if not worker.started:
            self._count_unborn(worker)
        self.workers[self.workers.index(worker)] = _Worker(*self.terms)
        for slab in worker.given:
            if 0 <= at < len(slab.records):
                self.back.extend(self._without(slab.number + at, slab.split(at), worker, hangs))
            else:
                self.back.append(slab)
            at -= len(slab.records)

    def _count_unborn(self, worker: _Worker) -> None:
        self.unborn += 1
        if self.unborn > len(self.workers):
            ending = _ending(worker.process.exitcode)
            raise IsnadError(f"a worker process ended before it began ({ending}); free some memory, or use one process")

    def _without(self, blamed: int, slabs: Iterator[Slab], worker: _Worker, hangs: bool) -> Iterator[Slab]:
        """The slabs, without that of a record which is given up: its failure is told in its place."""
        self.ended[blamed] = self.ended.get(blamed, 0) + 1
        for slab in slabs:
            if slab.number == blamed and (hangs or self.ended[blamed] > 1):
                lost = self._lost(pickle.loads(slab.records[0]), worker, hangs)
                self._keep(blamed, [pickle.dumps([lost], pickle.HIGHEST_PROTOCOL)])
            else:
                yield slab

    def _lost(self, record: Any, worker: _Worker, hangs: bool) -> Failure:
        if hangs:
            return too_slow(record, "worker", self.limit)
        return failure(record, "worker", f"the process that read it ended ({_ending(worker.process.exitcode)})")


class _Worker:
    """One process, the pipe to it, and the slabs it has not answered yet, the one under way first."""

    def __init__(self, maps: tuple[Map, ...], limit: float, memory: int) -> None:
        method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
        context = get_context(method)
        if method == "forkserver":
            context.set_forkserver_preload(["isnad.run.worker", "isnad.run.warm"])
        self.pipe, theirs = context.Pipe()
        self.at = context.RawArray("d", 2)
        """Records begun, and when the last of them was; the process writes it."""
        self.process = context.Process(  # type: ignore[attr-defined]
            target=serve, args=(theirs, self.at, maps, limit, memory), daemon=True
        )
        self.process.start()
        theirs.close()
        self.given: deque[Slab] = deque()
        self.answered = 0
        """Records."""
        self.started = False

    def give(self, slab: Slab) -> None:
        self.given.append(slab)
        self.pipe.send(slab.records)

    def answer(self) -> tuple[Slab, float, list[bytes]] | None:
        """The slab under way, the seconds it took, the outputs of each record; None for the word that it is ready."""
        said = self.pipe.recv()
        if said is None:
            self.started = True
            return None
        seconds, outputs = said
        self.answered += len(outputs)
        return self.given.popleft(), seconds, outputs

    def under_way(self) -> int:
        """Which of the records given it is at; the first where it is at none, for that one it could not take in."""
        return max(0, int(self.at[0]) - self.answered - 1) if self.started else -1

    def seconds(self) -> float:
        """Since when it is at a record; 0 where it is at none."""
        return time.monotonic() - self.at[1] if self.at[0] > self.answered else 0.0

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _ending(code: int | None) -> str:
    if code is None or code >= 0:
        return f"exit code {code}"
    return f"signal {signal.Signals(-code).name}"
