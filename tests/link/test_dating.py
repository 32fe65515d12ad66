"""Undated pages placed by what they tell in common with dated ones; never by one page, never by a guess."""

from __future__ import annotations

from typing import Any

from tests.link.gold_records import gold_records
from tests.link.made import told

from isnad.link.all import link
from isnad.model import Dating

NAMES: dict[str, Any] = {"سعاد منصور": ("سعاد منصور", "person"), "كمال الخطيب": ("كمال الخطيب", "person")}
MET = "سعاد منصور التقت كمال الخطيب في القاعة الكبرى وبحثت معه ملف المياه"


def datings(*records: Any) -> dict[str, Dating]:
    return {d.article: d for d in link(records).datings}


def page(id: str, text: str, day: str | None = None, times: tuple[tuple[str, str], ...] = ()) -> Any:
    return told(id, [("الإذاعة", "قالت", text, "assert")], day, names=NAMES, times=times)


def test_the_seed_pages_are_placed_as_a_reader_places_them() -> None:
    found = datings(*gold_records(blind=True))
    assert (found["001-0"].begin, found["001-0"].end) == ("2023-09-14", "2023-09-14")
    assert ("XXXX-WXX-4", "2023-09-14") in found["001-0"].weekdays
    assert "2023-09-13" <= found["000-0"].begin <= found["000-0"].end <= "2023-09-17"
    assert "004-1" not in found
    assert all(e.text and e.says for e in found["000-0"].reasons)


def test_alone_they_stay_undated() -> None:
    for record in gold_records(blind=True):
        assert link([record]).datings == ()


def test_two_dated_pages_place_an_undated_one() -> None:
    a = page("a", f"{MET} أمس", "2021-05-04", (("أمس", "2021-05-03"),))
    b = page("b", f"{MET} يوم الإثنين", "2021-05-05", (("الإثنين", "2021-05-03"),))
    found = datings(a, b, page("u", MET))
    assert (found["u"].begin, found["u"].end) == ("2021-05-03", "2021-05-06")
    assert {e.article for e in found["u"].reasons} == {"a", "b"}


def test_one_dated_page_is_not_enough() -> None:
    a = page("a", f"{MET} أمس", "2021-05-04", (("أمس", "2021-05-03"),))
    assert datings(a, page("u", MET)) == {}


def test_pages_that_disagree_place_nothing() -> None:
    a = page("a", f"{MET} أمس", "2021-05-04", (("أمس", "2021-05-03"),))
    b = page("b", f"{MET} أمس", "2019-02-11", (("أمس", "2019-02-10"),))
    assert datings(a, b, page("u", MET)) == {}


def test_contradiction_is_reported() -> None:
    a = page("a", f"{MET} أمس", "2021-05-04", (("أمس", "2021-05-03"),))
    b = page("b", f"{MET} يوم الإثنين", "2021-05-05", (("الإثنين", "2021-05-03"),))
    c = page("c", f"{MET} يوم الجمعة", "2021-05-15", (("الجمعة", "2021-05-14"),))
    found = datings(a, b, c, page("u", MET))["u"]
    assert {e.article for e in found.contradictions} == {"c"}


def test_an_open_weekday_is_closed_by_the_range() -> None:
    a = page("a", f"{MET} أمس", "2021-05-04", (("أمس", "2021-05-03"),))
    b = page("b", f"{MET} يوم الإثنين", "2021-05-05", (("الإثنين", "2021-05-03"),))
    u = page("u", f"{MET} الثلاثاء", None, (("الثلاثاء", "XXXX-WXX-2"),))
    found = datings(a, b, u)["u"]
    assert (found.begin, found.end, found.weekdays) == ("2021-05-04", "2021-05-04", (("XXXX-WXX-2", "2021-05-04"),))
