"""The whole analysis over pages nobody would write: no crash, no span outside the text, the same each time."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.whole import check, check_record

from isnad.intake.page import page_of
from isnad.model import Page, Rejected
from isnad.pipeline import ANALYSE, Analysed, analysis_version, annotate_text, source_of
from isnad.run.attempt import attempt

FRAGMENTS = [
    "قال الرئيس سالم الهادي", "وأضاف", "إن", "أن", "«", "»", '"', "“", "”", ".", "،", "؛", ":", "؟", "\n", "\n\n",
    " ", " ",
    "وكالة الأنباء", "نقلاً عن", "بحسب صحيفة", "أمس", "الخميس الماضي", "12 آذار/مارس 2023", "٣١ شباط", "نفى", "لم يؤكد",
    "وزير الخارجية", "الأخير", "القاهرة", "(رويترز)", "إقرأ أيضاً", "اترك تعليقاً", "شارك", "20018", "منذ عشرة أيام",
    "ﷺ", "ﻻ", "ـــ", "مُحَمَّدٌ", "\u200f", "\u202e", "\0", "\u2028", "\xa0", "\ufeff", "👩‍👩‍👧", "<b>", "</p>", "&amp;",
    "#وسم", "@name",
    "http://example.org/2023/05/14/", "و", "ال", "a" * 300, "كلمة" * 100, "-", "—", "12:30", "%",
]  # fmt: skip
texts = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=6), max_size=60).map("".join)
slowly = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@slowly
@given(texts)
def test_any_text_is_annotated_within_itself(text: str) -> None:
    check_record(annotate_text(text, "2023-05-14"))
    check_record(annotate_text(text))


@slowly
@given(texts, st.sampled_from(["text", "html"]))
def test_any_page_is_analysed_or_rejected(text: str, kind: str) -> None:
    page = page_of(text.encode("utf-8"), "صفحة", kind)  # type: ignore[arg-type]
    if isinstance(page, Rejected):
        return
    (outcome,) = attempt(ANALYSE, page)  # type: ignore[arg-type]
    assert isinstance(outcome, Analysed | Rejected), outcome
    if isinstance(outcome, Analysed):
        check(outcome)
        assert attempt(ANALYSE, page) == [outcome], "the same page, the same findings"  # type: ignore[arg-type]


@slowly
@given(st.binary(max_size=400))
def test_any_bytes_are_a_page_or_rejected(data: bytes) -> None:
    page = page_of(data, "ملف")
    assert isinstance(page, Page | Rejected)
    if isinstance(page, Page):
        (outcome,) = attempt(ANALYSE, page)  # type: ignore[arg-type]
        assert isinstance(outcome, Analysed | Rejected), outcome


def test_a_long_paragraph_takes_no_longer_than_its_length() -> None:
    """Time grows as the length does: four times the text, no more than about four times the time."""
    import time

    sentence = "قال الوزير سالم الهادي أمس إن القمة تأجلت، وأضاف أن الموعد الجديد هو الأربعاء المقبل. "

    def seconds(times: int) -> float:
        began = time.process_time()
        check_record(annotate_text(sentence * times, "2023-05-14"))
        return time.process_time() - began

    seconds(50)
    assert seconds(600) < 12 * seconds(150) + 0.5


def test_a_record_names_its_source() -> None:
    page = page_of("خبر قصير".encode(), "مصدر.txt")
    assert isinstance(page, Page)
    assert source_of(page) == ("مصدر.txt", page.id)
    assert source_of(annotate_text("خبر")) == ("given", "given")
    assert source_of(("key", ())) == ("key", None)


def test_the_version_is_short_and_stable() -> None:
    assert analysis_version() == analysis_version()
    assert len(analysis_version()) == 12
