"""Groups are the same whether they fit into memory or lie in sorted runs on disk."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st
from tests.run.steps import TOTAL, Item, by_rest

from isnad.model import Failure, Rejected
from isnad.plan import Group
from isnad.run.gather import gather

ITEMS = st.lists(st.builds(Item, st.sampled_from(["a", "b", "خبر"]), st.integers(-50, 50)), max_size=60)


def numbers(item: Item) -> int:
    return item.number


def nothing(key: str, members: tuple[int, ...]) -> Iterator[int]:
    yield from members


@given(ITEMS, st.integers(1, 3))
def test_runs_on_disk_change_nothing(items: list[Item], least: int) -> None:
    step = Group("numbers", by_rest, nothing, least, numbers)
    wanted: dict[str, list[int]] = {}
    for item in items:
        for key in by_rest(item):
            wanted.setdefault(key, []).append(item.number)
    for held in (1 << 30, 500, 0):  # all in memory, a few runs, one run a record
        found = list(gather(step, items, 1.0, held).groups())
        assert found == [(key, tuple(wanted[key])) for key in sorted(wanted) if len(wanted[key]) >= least]


def test_rejected_and_failed_records_are_in_no_group() -> None:
    refused, broken = Rejected("صفحة.txt", "empty", "leave it out"), Failure("a", "b", "c")
    found = gather(TOTAL, [refused, Item("a", 3), broken], 1.0)
    assert found.passed == [refused, broken]
    assert [key for key, _ in found.groups()] == ["3", "odd"]


def test_a_key_that_cannot_be_made_fails_its_record_alone() -> None:
    found = gather(TOTAL, [Item("a", 3), Item("b", "none"), Item("c", 3)], 1.0)  # type: ignore[arg-type]
    assert [f.source for f in found.passed] == ["b"]
    assert dict(found.groups())["3"] == (Item("a", 3), Item("c", 3))
