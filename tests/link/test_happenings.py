"""Meetings that several pages tell on their own account, each page with its sentence."""

from __future__ import annotations

from typing import Any

from tests.link.made import told

from isnad.link.all import link
from isnad.model import Claim

NAMES: dict[str, Any] = {"سعاد منصور": ("سعاد منصور", "person"), "كمال الخطيب": ("كمال الخطيب", "person")}
OTHER = {
    "a": "الصحيفة صفحتين عن تاريخ السدود وأسماء المهندسين الذين بنوها قبل نصف قرن",
    "b": "المجلة أن موسم الزيتون بدأ باكرا هذا العام وأن المعاصر فتحت أبوابها للزوار",
    "c": "المدونة عن مهرجان الطوابع النادرة الذي يقام كل صيف في ساحة المدينة القديمة",
    "d": "النشرة عن سباق الدراجات بين القرى الجبلية وعن الفائزين بالكؤوس الثلاث",
}
MET = "سعاد منصور التقت كمال الخطيب في القاعة الكبرى"


def page(id: str, text: str, day: str, times: tuple[tuple[str, str], ...] = (), credit: str | None = None) -> Any:
    rows: list[Any] = [(None, "وقد", text, "assert"), (None, "وكتبت", OTHER[id], "assert")]
    return told(id, rows, day, names=NAMES, times=times, credit=credit)


def events(*records: Any) -> list[Claim]:
    return [c for c in link(records).claims if c.id.startswith("event-")]


def test_two_pages_tell_one_meeting() -> None:
    a = page("a", f"{MET} أمس", "2021-05-04", (("أمس", "2021-05-03"),))
    b = page("b", f"{MET} وبحثا ملف المياه", "2021-05-05")
    (found,) = events(a, b)
    assert (found.begin, found.end) == ("2021-05-02", "2021-05-03")
    assert (found.at_least, found.at_most, found.attributions) == (1, 2, ())
    assert [o.evidence[0].says for o in found.origins] == ["told on the page's own account"] * 2


def test_meetings_on_other_days_are_two() -> None:
    pages = [
        page("a", f"{MET} أمس", "2021-05-04", (("أمس", "2021-05-03"),)),
        page("b", f"{MET} يوم الإثنين", "2021-05-05", (("الإثنين", "2021-05-03"),)),
        page("c", f"{MET} أمس", "2021-05-20", (("أمس", "2021-05-19"),)),
        page("d", f"{MET} يوم الأربعاء", "2021-05-21", (("الأربعاء", "2021-05-19"),)),
    ]
    found = events(*pages)
    assert [(c.begin, c.end) for c in found] == [("2021-05-02", "2021-05-03"), ("2021-05-18", "2021-05-19")]
    assert len({c.id for c in found}) == 2


def test_one_page_or_one_credit_is_no_claim_of_several() -> None:
    a = page("a", MET, "2021-05-04", credit="أ ف ب")
    b = page("b", f"{MET} وبحثا ملف المياه", "2021-05-05", credit="أ ف ب")
    assert events(a) == []
    assert events(a, b) == []
