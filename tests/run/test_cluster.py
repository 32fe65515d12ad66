"""Spark gives the serial engine's exact output; skipped where PySpark or Java is absent."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from tests.run.steps import DOUBLE, MISHAP, TOTAL, Item
from tests.run.test_engines import PLANS, items

from isnad.model import Failure
from isnad.plan import Plan
from isnad.run.serial import Serial

pytest.importorskip("pyspark", reason="PySpark is not installed: pip install 'isnad[cluster]'")
pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed")


@pytest.fixture(scope="module")
def spark() -> Iterator[object]:
    from isnad.run.cluster import Spark

    engine = Spark("local[2]", limit=1.0, slice=50)
    yield engine
    engine.stop()


@pytest.mark.parametrize("plan", PLANS[2:])
def test_spark_gives_the_serial_output(spark: Serial, plan: Plan) -> None:
    assert list(spark.run(plan, iter(items(300)))) == list(Serial().run(plan, items(300)))


def test_spark_over_nothing(spark: Serial) -> None:
    assert list(spark.run((DOUBLE, TOTAL), [])) == []


def test_one_group_of_everything_and_a_thousand_of_one(spark: Serial) -> None:
    records = [Item(f"s{n}", 7 * n) for n in range(1000)]
    assert list(spark.run((TOTAL,), records)) == list(Serial().run((TOTAL,), records))


def test_a_record_that_is_too_slow_fails_alone(spark: Serial) -> None:
    out = list(spark.run((MISHAP,), [Item("a", 1), Item("sleeps", 2), Item("b", 3)]))
    assert out == [Item("a", 1), Failure("sleeps", "mishap", "TimeLimit: not done after 1 s"), Item("b", 3)]
