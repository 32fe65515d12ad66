"""What changes between two tellings, each kind on sentences of our own, and what is no change."""

from __future__ import annotations

import pytest
from tests.link.made import told

from isnad.link.all import link
from isnad.link.drift import distinct
from isnad.model import Drift, Evidence, Record, Span

FACTORY = "شركة النسيج ستغلق مصنعها في المدينة وتسرح العمال نهاية الصيف"


def drifts(*records: Record) -> list[Drift]:
    return [d for c in link(records).claims for d in c.drift]


def kinds(*records: Record) -> set[str]:
    return {d.kind for d in drifts(*records)}


def test_a_hedge_that_is_dropped() -> None:
    a = told("a", [("نقابة العمال", "قالت", FACTORY.replace("ستغلق", "قد تغلق"), "assert")], "2021-05-01")
    b = told("b", [("نقابة العمال", "قالت", FACTORY, "assert")], "2021-05-02")
    (change,) = drifts(a, b)
    assert change.kind == "hedge-dropped"
    assert "قد" in change.before.text
    assert (change.before.article, change.after.article) == ("a", "b")


def test_may_before_a_past_verb_is_no_hedge() -> None:
    a = told(
        "a", [("نقابة العمال", "قالت", "شركة النسيج قد أغلقت مصنعها في المدينة وسرحت العمال", "assert")], "2021-05-01"
    )
    b = told(
        "b", [("نقابة العمال", "قالت", "شركة النسيج أغلقت مصنعها في المدينة وسرحت العمال", "assert")], "2021-05-02"
    )
    assert kinds(a, b) == set()


def test_a_number_that_changes() -> None:
    a = told("a", [("بلدية الميناء", "قالت", "حريق الميناء أتلف 40 طنا من القمح المخزن", "assert")], "2021-05-01")
    b = told("b", [("بلدية الميناء", "قالت", "حريق الميناء أتلف 400 طنا من القمح المخزن", "assert")], "2021-05-02")
    assert [(d.kind, d.before.says, d.after.says) for d in drifts(a, b)] == [("number-changed", "40 طنا", "400 طنا")]


def test_a_speaker_made_general() -> None:
    names = {"ليلى حمدان": ("ليلى حمدان", "person")}
    a = told("a", [("ليلى حمدان", "قالت", FACTORY, "assert")], "2021-05-01", names=names)  # type: ignore[arg-type]
    b = told("b", [("تقارير", "أفادت", FACTORY, "assert")], "2021-05-02")
    assert kinds(a, b) == {"speaker-generalised"}


def test_a_quotation_made_plain_text() -> None:
    a = told("a", [("نقابة العمال", "قالت", FACTORY, "assert")], "2021-05-01", form="direct")
    b = told("b", [("نقابة العمال", "قالت", FACTORY, "assert")], "2021-05-02")
    assert kinds(a, b) == {"quote-flattened"}
    assert kinds(told("a", [("نقابة العمال", "قالت", FACTORY, "assert")], "2021-05-01"), b) == set()


def test_a_date_that_moves() -> None:
    sails = "السفينة الجديدة تبحر من المرفأ القديم في"
    third, fifth = (("3 حزيران", "2021-06-03"),), (("5 حزيران", "2021-06-05"),)
    a = told("a", [("إدارة المرفأ", "قالت", f"{sails} 3 حزيران", "assert")], "2021-05-01", times=third)
    b = told("b", [("إدارة المرفأ", "قالت", f"{sails} 5 حزيران", "assert")], "2021-05-02", times=fifth)
    assert "date-moved" in kinds(a, b)


@pytest.mark.parametrize("later", ["2021-05-02", None])
def test_a_denial_left_out_by_a_later_page(later: str | None) -> None:
    a = told(
        "a",
        [("نقابة العمال", "قالت", FACTORY, "assert"), ("شركة النسيج", "نفت", f"أن {FACTORY}", "deny")],
        "2021-05-01",
    )
    b = told("b", [("نقابة العمال", "قالت", FACTORY, "assert")], later)
    assert kinds(a, b) == ({"denial-left-out"} if later else set())


def test_a_notice_dropped() -> None:
    a = told(
        "a",
        [("نقابة العمال", "قالت", FACTORY, "assert"), (None, "لم يتسن التأكد من", "صحة الخبر", "doubt")],
        "2021-05-01",
    )
    b = told("b", [("نقابة العمال", "قالت", FACTORY, "assert")], "2021-05-02")
    assert kinds(a, b) == {"unverified-dropped"}


def test_statements_nested_in_one_another_tell_a_change_once() -> None:
    def change(start: int, says: str = "50 عاملا") -> Drift:
        before = Evidence("a", Span(start, 60), "", "40 عاملا")
        return Drift("number-changed", before, Evidence("b", Span(start, 60), "", says))

    whole, inner, other = change(0), change(12), change(12, "70 عاملا")
    assert list(distinct([whole, inner, other])) == [whole, other]
    apart = Drift("number-changed", Evidence("a", Span(80, 90), "", "40 عاملا"), whole.after)
    assert list(distinct([whole, apart])) == [whole, apart]
