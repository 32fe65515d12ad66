"""Records from a pipe in, one answer each on the pipe out: what runs inside a process of the pool."""

from __future__ import annotations

import os
import signal
import threading
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any

from isnad.plan import Map
from isnad.run.attempt import attempt, failure

MEMORY = 1 << 30
"""Bytes of memory a worker may take; a record that needs more fails, the run goes on."""

_END = object()


def serve(pipe: Connection, maps: tuple[Map, ...], limit: float, memory: int) -> None:
    """Answer records until the pipe closes. A thread takes them in, so that neither side ever waits to be read."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    _bound(memory)
    records: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_take, args=(pipe, records), daemon=True).start()
    try:
        pipe.send(None)
        while (record := records.get()) is not _END:
            try:
                outputs = attempt(maps, record, limit)
            except ImportError as error:
                pipe.send(error)
                return
            try:
                pipe.send(outputs)
            except (MemoryError, ValueError) as error:
                pipe.send([failure(record, "send", f"{type(error).__name__}: what was found is too large to pass on")])
    except (BrokenPipeError, ConnectionResetError):
        return  # the parent is gone


def _take(pipe: Connection, records: SimpleQueue[Any]) -> None:
    try:
        while True:
            records.put(pipe.recv())
    except (EOFError, OSError):
        records.put(_END)
    except MemoryError:
        os._exit(1)  # half a record is read: nothing after it can be understood


def _bound(memory: int) -> None:
    """Bound this process's data, where the system can."""
    try:
        import resource
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (memory if most == resource.RLIM_INFINITY else min(memory, most), most))
