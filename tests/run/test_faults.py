"""One record goes wrong in every way a record can: it alone fails, with the reason, and the run goes on."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator

import pytest
from tests.run.steps import DOUBLE, MISHAP, Item, mishap

from isnad.model import Failure, IsnadError
from isnad.plan import Group
from isnad.run.pool import Pool
from isnad.run.serial import Serial

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs Unix signals")


def among(*bad: str) -> list[Item]:
    """Forty plain records with bad ones in the middle."""
    plain = [Item(f"source {n}", n) for n in range(40)]
    return plain[:20] + [Item(name, 1) for name in bad] + plain[20:]


def failures(out: list[object]) -> list[Failure]:
    return [one for one in out if isinstance(one, Failure)]


@pytest.mark.parametrize("bad", ["sleeps", "backtracks"])
def test_a_record_costs_its_time_limit_and_no_more(bad: str) -> None:
    for engine in (Serial(limit=0.3), Pool(2, limit=0.3)):
        began = time.monotonic()
        out = list(engine.run((MISHAP,), among(bad)))
        assert failures(out) == [Failure(bad, "mishap", "TimeLimit: not done after 0.3 s")]
        assert len(out) == 41
        assert time.monotonic() - began < 20  # of the 60 s that it would take


@pytest.mark.parametrize(("bad", "error"), [("sleeps", "TimeLimit"), ("raises", "ValueError")])
def test_a_group_that_goes_wrong_among_small_ones_fails_alone(bad: str, error: str) -> None:
    alone = Group("mishaps", lambda item: (item.source,), lambda _, items: mishap(items[0]))
    out = list(Serial(limit=0.3).run((alone,), among(bad)))
    (failure,) = failures(out)
    assert (failure.source, failure.stage) == (bad, "mishaps")
    assert failure.error.startswith(error)
    assert {one.source for one in out if isinstance(one, Item)} == {f"source {n}" for n in range(40)}
    assert len(out) == 41


def test_the_alarm_is_off_once_a_record_is_done() -> None:
    list(Serial(limit=0.2).run((MISHAP,), [Item("a", 1)]))
    time.sleep(0.3)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        ("dies", "the process that read it ended (signal SIGKILL)"),
        ("exits", "the process that read it ended (exit code 7)"),
        ("hangs", "TimeLimit: not done after 0.5 s"),
    ],
)
def test_a_record_that_takes_its_process_down_fails_alone(bad: str, error: str) -> None:
    out = list(Pool(2, limit=0.5).run((MISHAP,), among(bad)))
    assert failures(out) == [Failure(bad, "worker", error)]
    assert [one for one in out if isinstance(one, Item)] == [Item(f"source {n}", n) for n in range(40)]


def test_a_record_that_eats_memory_fails_alone() -> None:
    out = list(Pool(2).run((MISHAP,), among("eats")))
    assert [f.error for f in failures(out)] == ["MemoryError: the record needs more memory than a worker may take"]
    assert len(out) == 41


def test_several_bad_records_in_a_row() -> None:
    out = list(Pool(2, limit=0.5).run((MISHAP,), among("dies", "raises", "exits", "sleeps", "dies")))
    assert [f.source for f in failures(out)] == ["dies", "raises", "exits", "sleeps", "dies"]
    assert len(out) == 45


def test_a_lost_worker_loses_no_record() -> None:
    """A worker killed from outside is no record's fault: the output is the undisturbed run's."""
    killed = False

    def feed() -> Iterator[Item]:
        nonlocal killed
        for n in range(300):
            if n == 150 and not killed:
                killed = True
                os.kill(_workers()[0], signal.SIGKILL)
            yield Item(f"source {n}", n)

    expected = list(Serial().run((DOUBLE,), [Item(f"source {n}", n) for n in range(300)]))
    assert list(Pool(2).run((DOUBLE,), feed())) == expected
    assert killed


def test_a_pool_whose_processes_cannot_begin_says_so() -> None:
    """Every new one would end like those before it."""
    with pytest.raises(IsnadError, match="ended before it began"):
        list(Pool(2, memory=1 << 10).run((DOUBLE,), among()))


def test_a_missing_library_stops_the_run() -> None:
    """It is no record's fault, and every record would fail of it."""
    for engine in (Serial(), Pool(2)):
        with pytest.raises(ImportError, match="no_such_library"):
            list(engine.run((MISHAP,), [*among(), Item("imports", 1)]))


def _workers() -> list[int]:
    import multiprocessing

    return [p.pid for p in multiprocessing.active_children() if p.pid]
