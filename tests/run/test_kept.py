"""A finished step is not made again, a half-made one is; classes of records lie apart and come back in order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.run.steps import DOUBLE, MISHAP, TOTAL, Item

from isnad.model import Failure
from isnad.plan import Map
from isnad.run.pool import Pool
from isnad.run.serial import Serial

pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'isnad[cluster]'")
pytest.importorskip("fsspec", reason="fsspec is not installed: pip install 'isnad[cluster]'")

from isnad.run import kept
from isnad.run.kept import Steps

MADE: list[int] = []


def marked(item: Item) -> Iterator[Item | str]:
    """What it is given, and a word beside every fifth."""
    MADE.append(item.number)
    yield item
    if item.number % 5 == 0:
        yield f"خمسة {item.number}"


MARKED = Map("marked", marked)
ITEMS = [Item(f"s{n}", n) for n in range(1000)]


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "PART", 300)


def test_classes_lie_apart_in_order(tmp_path: Path) -> None:
    step = Steps(Serial(), str(tmp_path), "v1")("one", (MARKED,), ITEMS[:400], ITEMS[400:])
    assert list(step.of(Item)) == ITEMS
    assert list(step.of(str)) == [f"خمسة {n}" for n in range(0, 1000, 5)]
    assert (step.count(Item), step.count(str), step.count(Failure)) == (1000, 200, 0)
    assert list(step.of(Failure)) == []
    pieces = list(step.pieces(Item))
    assert len(pieces) == 4
    assert all(next(iter(rows)) == ITEMS[before] for before, rows in pieces)


def test_a_finished_step_is_made_once_and_a_half_made_one_again(tmp_path: Path) -> None:
    Steps(Serial(), str(tmp_path), "v1")("one", (MARKED,), ITEMS)
    MADE.clear()
    assert list(Steps(Serial(), str(tmp_path), "v1")("one", (MARKED,), ITEMS).of(Item)) == ITEMS
    assert not MADE
    (tmp_path / "one" / "done.json").unlink()
    assert list(Steps(Serial(), str(tmp_path), "v1")("one", (MARKED,), ITEMS[:10]).of(Item)) == ITEMS[:10]
    assert len(MADE) == 10
    assert list(Steps(Serial(), str(tmp_path), "v2")("one", (MARKED,), ITEMS[:9]).of(Item)) == ITEMS[:9]


def test_a_torn_mark_counts_as_none(tmp_path: Path) -> None:
    Steps(Serial(), str(tmp_path), "v1")("one", (DOUBLE,), ITEMS)
    (tmp_path / "one" / "done.json").write_text('{"version": "v1", "par')
    assert Steps(Serial(), str(tmp_path), "v1")("one", (DOUBLE,), ITEMS[:6]).count(Item) == 8


def test_steps_follow_each_other_and_failures_are_told_once(tmp_path: Path) -> None:
    keep = Steps(Serial(), str(tmp_path), "v1")
    first = keep("first", (MISHAP,), [*ITEMS[:20], Item("raises", 3), *ITEMS[20:40]])
    second = keep("second", (DOUBLE, TOTAL), first.of(Item), first.of(Item))
    assert list(second.of(Item)) == list(Serial().run((DOUBLE, TOTAL), [*ITEMS[:40], *ITEMS[:40]]))
    assert [f.source for f in keep.failures()] == ["raises"]
    keep.clear()
    assert not tmp_path.exists()


def test_the_pool_keeps_what_the_serial_engine_keeps(tmp_path: Path) -> None:
    steps = [
        Steps(e, str(tmp_path / name), "v1")("one", (DOUBLE, TOTAL), ITEMS)
        for e, name in ((Serial(), "a"), (Pool(2), "b"))
    ]
    assert steps[0].parts == steps[1].parts
    assert list(steps[0].of(Item)) == list(steps[1].of(Item))
