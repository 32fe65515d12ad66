"""Slabs of records from a pipe in, one answer a record on the pipe out: what runs inside a process of the pool."""

from __future__ import annotations

import pickle
import signal
import threading
import time
from collections.abc import MutableSequence
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any

from isnad.plan import Map
from isnad.run.attempt import attempt, failure

MEMORY = 1 << 30
"""Bytes of memory a worker may take; a record that needs more fails, the run goes on."""

At = MutableSequence[float]
"""Records begun, and when the last of them was: shared with the parent, which looks where a process ends or hangs."""


def serve(pipe: Connection, at: At, maps: tuple[Map, ...], limit: float, memory: int) -> None:
    """Answer slabs until the pipe closes. A thread takes them in, so that neither side ever waits to be read."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    bound(memory)
    slabs: SimpleQueue[list[bytes] | None] = SimpleQueue()
    threading.Thread(target=_take, args=(pipe, slabs), daemon=True).start()
    try:
        pipe.send(None)
        while (slab := slabs.get()) is not None:
            began = time.monotonic()
            outputs = [_answer(at, maps, packed, limit) for packed in slab]
            pipe.send((time.monotonic() - began, outputs))
    except (BrokenPipeError, ConnectionResetError):
        return  # the parent is gone


def _answer(at: At, maps: tuple[Map, ...], packed: bytes, limit: float) -> bytes:
    """The outputs of a record, or the `ImportError` that is no record's fault."""
    at[1] = time.monotonic()
    at[0] += 1
    record = pickle.loads(packed)
    outputs: Any
    try:
        outputs = attempt(maps, record, limit)
    except ImportError as error:
        outputs = error
    try:
        return pickle.dumps(outputs, pickle.HIGHEST_PROTOCOL)
    except (MemoryError, ValueError) as error:
        lost = failure(record, "send", f"{type(error).__name__}: what was found is too large to pass on")
        return pickle.dumps([lost], pickle.HIGHEST_PROTOCOL)


def _take(pipe: Connection, slabs: SimpleQueue[list[bytes] | None]) -> None:
    try:
        while True:
            slabs.put(pipe.recv())
    except (EOFError, OSError, MemoryError):  # half a slab is read: nothing after it can be understood
        slabs.put(None)


def bound(memory: int) -> None:
    """Bound this process's data, where the system can."""
    try:
        import resource
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (memory if most == resource.RLIM_INFINITY else min(memory, most), most))
