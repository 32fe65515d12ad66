"""Every engine gives the serial one's exact output: order, groups, failures and all."""

from __future__ import annotations

import math
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.run.steps import DOUBLE, MISHAP, NOTED, TOTAL, Item

from isnad.model import Failure, Rejected
from isnad.plan import Plan
from isnad.run import crew
from isnad.run.pool import Pool
from isnad.run.serial import Serial, parts_of

REFUSED = Rejected("صفحة.txt", "empty", "leave it out")
PLANS: tuple[Plan, ...] = ((), (DOUBLE,), (DOUBLE, MISHAP), (DOUBLE, TOTAL), (TOTAL, DOUBLE, TOTAL), (MISHAP, TOTAL))


def items(count: int) -> list[Item | Rejected]:
    """Plain items, one in 17 refused before it came, one in 23 that raises."""
    return [REFUSED if n % 17 == 5 else Item("raises" if n % 23 == 4 else f"source {n}", n) for n in range(count)]


def test_a_plan_is_cut_at_its_groups() -> None:
    assert parts_of((DOUBLE, MISHAP, TOTAL, DOUBLE)) == [(DOUBLE, MISHAP), TOTAL, (DOUBLE,)]


def test_serial_maps_and_groups() -> None:
    records = [Item("a", 3), Item("b", 4), Item("c", 10)]
    assert list(Serial().run((DOUBLE,), records)) == [Item("a", 3), Item("a", -3), Item("b", 4), Item("c", 10)]
    assert list(Serial().run((TOTAL,), records)) == [
        Item("3", 13), Item("3 first", 3), Item("4", 4), Item("4 first", 4), Item("odd", 3), Item("odd first", 3),
    ]  # fmt: skip


def test_a_record_that_fails_gives_one_failure_and_nothing_else() -> None:
    out = list(Serial().run((DOUBLE, MISHAP), [Item("raises", 3), Item("a", 1)]))
    assert out == [Failure("raises", "mishap", "ValueError: على غير المتوقع second line"), Item("a", 1)]


def test_what_was_refused_passes_every_step_untouched() -> None:
    assert next(Serial().run((DOUBLE, TOTAL), [REFUSED, Item("a", 7)])) == REFUSED


def test_the_pool_gives_the_serial_output_for_every_plan() -> None:
    for plan in PLANS:
        expected = list(Serial().run(plan, items(300)))
        assert list(Pool(2).run(plan, items(300))) == expected, plan
        assert list(Pool(3).run(plan, iter(items(300)))) == expected, plan


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.builds(Item, st.sampled_from(["a", "raises", "b"]), st.integers(-9, 9)), min_size=16, max_size=60))
def test_the_pool_gives_the_serial_output_for_any_records(records: list[Item]) -> None:
    plan = (DOUBLE, MISHAP, TOTAL)
    assert list(Pool(2).run(plan, records)) == list(Serial().run(plan, records))


def test_a_pool_reads_no_further_ahead_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind a record that takes its whole second, answers wait up to so many bytes, and the input is left alone."""
    monkeypatch.setattr(crew, "AHEAD", 10_000)
    taken = 0

    def endless() -> Iterator[Item]:
        nonlocal taken
        yield Item("sleeps", 0)
        while True:
            taken += 1
            yield Item("a", taken)

    output = Pool(2, limit=1.0).run((MISHAP,), endless())
    assert next(output) == Failure("sleeps", "mishap", "TimeLimit: not done after 1 s")
    assert taken <= 10_000 / len(pickle.dumps([Item("a", 1)])) + 2 * crew.DEPTH * crew.MOST
    output.close()


def test_records_that_may_take_hours_wait_behind_no_other(tmp_path: Path) -> None:
    """Shards have no limit of their own: what has been handed out and is not done is one for each worker."""
    done = tmp_path / "done"
    done.touch()
    waiting = []

    def shards() -> Iterator[Item]:
        for n in range(12):
            waiting.append(n - done.stat().st_size)
            yield Item(str(done), n)

    assert len(list(Pool(2, limit=math.inf, few=2).run((NOTED,), shards()))) == 12
    assert max(waiting) == 1
