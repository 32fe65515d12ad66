"""One record and the maps of a plan in, its outputs out, or the one `Failure` that stands for them."""

from __future__ import annotations

import math
import signal
import threading
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Any

from isnad.model import Failure, Rejected
from isnad.pipeline import source_of
from isnad.plan import Map

LIMIT = 30.0
"""Seconds one record may take; the slowest of 14,668 real pages took under one."""


class TimeLimit(BaseException):
    """A record took too long (not an `Exception`, so that no library's own handler swallows it)."""


def attempt(maps: Sequence[Map], record: Any, limit: float = LIMIT) -> list[Any]:
    """Run one record through maps in a row: all its outputs, or a single `Failure` with the stage and the error."""
    if isinstance(record, Rejected | Failure):
        return [record]
    stage = ["start"]
    try:
        with _within(limit):
            return _flow(maps, record, stage)
    except TimeLimit:
        return [too_slow(record, stage[0], limit)]
    except MemoryError:
        return [failure(record, stage[0], "MemoryError: the record needs more memory than a worker may take")]
    except ImportError:
        raise  # a library is missing: no page's fault, and every page would fail
    except Exception as error:
        return [failure(record, stage[0], _in_a_line(error))]


def attempt_all(maps: Sequence[Map], records: Sequence[Any], limit: float = LIMIT) -> list[list[Any]]:
    """The outputs of each of a few records, under one alarm, because setting one costs more than a small record does.

    Where anything goes wrong among them, each is tried alone.
    """
    try:
        with _within(limit):
            return [_outputs(maps, record) for record in records]
    except (TimeLimit, Exception):
        return [attempt(maps, record, limit) for record in records]


def _outputs(maps: Sequence[Map], record: Any) -> list[Any]:
    return [record] if isinstance(record, Rejected | Failure) else _flow(maps, record, [""])


def failure(record: Any, stage: str, error: str) -> Failure:
    """The failure that stands for a record's outputs."""
    source, page = source_of(record)
    return Failure(source, stage, error, page)


def too_slow(record: Any, stage: str, limit: float) -> Failure:
    """The failure of a record that used up its time."""
    return failure(record, stage, f"TimeLimit: not done after {limit:g} s")


def _in_a_line(error: Exception) -> str:
    words = " ".join("".join(traceback.format_exception_only(error)).split())
    return words if len(words) <= 300 else words[:300] + " …"


def _flow(maps: Sequence[Map], record: Any, stage: list[str]) -> list[Any]:
    records = [record]
    for step in maps:
        stage[0] = step.name
        out: list[Any] = []
        for one in records:
            if isinstance(one, Rejected | Failure):
                out.append(one)
            else:
                out.extend(step.call(one))
        records = out
    return records


@contextmanager
def _within(limit: float) -> Iterator[None]:
    """Raise `TimeLimit` in this block after `limit` seconds, where the system can (main thread, Unix)."""
    possible = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not possible or math.isinf(limit):
        yield
        return
    before = signal.signal(signal.SIGALRM, _alarm)
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _alarm(_number: int, _frame: FrameType | None) -> None:
    raise TimeLimit
