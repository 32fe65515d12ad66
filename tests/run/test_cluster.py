"""Spark gives the serial engine's exact output; skipped where PySpark or Java is absent."""

from __future__ import annotations

import math
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.run.steps import DOUBLE, MISHAP, TOTAL, Item
from tests.run.test_engines import PLANS, items

from isnad.model import Failure
from isnad.plan import Map, Plan
from isnad.run.serial import Serial
from isnad.run.shards import Finished, Shard

pytest.importorskip("pyspark", reason="PySpark is not installed: pip install 'isnad[cluster]'")
from isnad.run.cluster import Spark

pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed")


@pytest.fixture(scope="module")
def spark() -> Iterator[Spark]:
    engine = Spark("local[2]", limit=1.0, slice=50)
    yield engine
    engine.stop()


@pytest.mark.parametrize("plan", PLANS[2:])
def test_spark_gives_the_serial_output(spark: Spark, plan: Plan) -> None:
    assert list(spark.run(plan, iter(items(300)))) == list(Serial().run(plan, items(300)))


def test_spark_over_nothing(spark: Spark) -> None:
    assert list(spark.run((DOUBLE, TOTAL), [])) == []


def test_one_group_of_everything_and_a_thousand_of_one(spark: Spark) -> None:
    records = [Item(f"s{n}", 7 * n) for n in range(1000)]
    assert list(spark.run((TOTAL,), records)) == list(Serial().run((TOTAL,), records))


def test_a_record_that_is_too_slow_fails_alone(spark: Spark) -> None:
    out = list(spark.run((MISHAP,), [Item("a", 1), Item("sleeps", 2), Item("b", 3)]))
    assert out == [Item("a", 1), Failure("sleeps", "mishap", "TimeLimit: not done after 1 s"), Item("b", 3)]


def test_a_record_that_eats_memory_fails_alone(spark: Spark) -> None:
    out = list(spark.run((MISHAP,), [Item("a", 1), Item("eats", 2), Item("b", 3)]))
    error = "MemoryError: the record needs more memory than a worker may take"
    assert out == [Item("a", 1), Failure("eats", "mishap", error), Item("b", 3)]


def test_pages_that_break_sleep_or_kill_cost_a_shard_nothing_else(spark: Spark, tmp_path: Path) -> None:
    """The shard is made whole, the bad pages are failures of it, its counts add up; the other shard is as ever."""
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'isnad[cluster]'")
    from tests.run.shard_steps import BROKEN, DEADLY, SLOW, WORK

    from isnad.store.parquet import table_rows

    shards = [Shard(name, str(tmp_path / name)) for name in ("0-mixed", "100-plain")]
    done = list(Spark("local[2]", limit=math.inf).run((Map("shard", WORK),), shards))
    assert done == [
        Finished("0-mixed", 30, 26, 26, 1, 3, skipped=False),
        Finished("100-plain", 30, 30, 30, 0, 0, skipped=False),
    ]
    failed = {int(row[1], 16): (row[2], row[3]) for row in table_rows(str(tmp_path / "0-mixed"), "failure")}
    assert failed == {
        BROKEN: ("mishap", "ValueError: على غير المتوقع"),
        SLOW: ("mishap", "TimeLimit: not done after 1 s"),
        DEADLY: ("worker", "the process that read it ended, twice"),
    }
    again = list(Serial(limit=math.inf).run((Map("shard", WORK),), shards))
    assert [f.skipped for f in again] == [True, True]


def test_steps_are_kept_where_they_are_made(spark: Spark, tmp_path: Path) -> None:
    """What lies in parts is read there; both engines keep the same records, and each reads what the other kept."""
    from tests.run.shard_steps import items_of

    from isnad.run.kept import Rows, Steps

    parts = Rows(("0", "300", "100"), 300, items_of)
    here, there = (Steps(e, str(tmp_path / name), "v1") for e, name in ((Serial(), "here"), (spark, "there")))
    first = [keep("first", (DOUBLE, MISHAP), parts, items(40)) for keep in (here, there)]
    assert list(first[0].of(Item)) == list(first[1].of(Item))
    assert [f.source for f in here.failures()] == [f.source for f in there.failures()] == ["raises", "raises"]
    second = [keep("second", (TOTAL,), step.of(Item), parts) for keep, step in ((here, first[1]), (there, first[0]))]
    assert list(second[0].of(Item)) == list(second[1].of(Item))
