"""Time expressions: the rules' own examples, and what rules alone cannot show (anchors, tense, faults, offsets)."""

from __future__ import annotations

import pytest

from isnad.annotate.timex import find_timexes
from isnad.annotate.timex.grammar import by_code
from isnad.annotate.timex.patterns import FILES, all_rules, items
from isnad.model import IsnadError, Timex
from isnad.rules.load import Example, Rule, load_never
from isnad.text.doc import Doc

REFERENCE = "2024-06-17"
"""A Monday."""


def found(text: str, reference: str | None = REFERENCE) -> tuple[Timex, ...]:
    return find_timexes(Doc.of(text), reference)


def values(text: str, reference: str | None = REFERENCE) -> list[tuple[str, str | None]]:
    return [(t.text, t.value) for t in found(text, reference)]


def name(value: object) -> str:
    return value.id if isinstance(value, Rule) else value.text[:40] if isinstance(value, Example) else ""


FINDING = [(rule, e) for rule in all_rules() if rule.get("make") != "nothing" for e in rule.yes]
TAKING = [(rule, e) for rule in all_rules() if rule.get("make") == "nothing" for e in rule.yes]
LEAVING = [(rule, e) for rule in all_rules() for e in rule.no]


@pytest.mark.parametrize(("rule", "example"), FINDING, ids=name)
def test_a_rule_finds_its_examples(rule: Rule, example: Example) -> None:
    mine = [t for t in found(example.text) if t.rule == rule.id]
    assert [(t.text, t.value) for t in mine] == [(example.get("span"), example.get("value"))]
    assert example.get("type") in (None, mine[0].type)


@pytest.mark.parametrize(("rule", "example"), TAKING, ids=name)
def test_a_rule_of_nothing_leaves_nothing(rule: Rule, example: Example) -> None:
    assert not found(example.text)


@pytest.mark.parametrize(("rule", "example"), LEAVING, ids=name)
def test_a_rule_leaves_its_counter_examples(rule: Rule, example: Example) -> None:
    assert not [t for t in found(example.text) if t.rule == rule.id]


@pytest.mark.parametrize("example", [e for name in FILES for e in load_never(name)], ids=name)
def test_never(example: Example) -> None:
    assert not found(example.text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("صوت النواب الأربعاء على المشروع", "XXXX-WXX-3"),
        ("افتتح المصنع في مارس اذار وأغلق", "XXXX-03"),
        ("عقد اللقاء في 26 يونيو الماضي", "XXXX-06-26"),
        ("سافر الوفد أمس الخميس إلى العاصمة", "XXXX-WXX-4"),
        ("اجتمعوا مساء يوم السبت", "XXXX-WXX-6TEV"),
    ],
)
def test_without_an_anchor_values_stay_open(text: str, value: str) -> None:
    assert [t.value for t in found(text, None)] == [value]
    assert all(t.anchor is None for t in found(text, None))


@pytest.mark.parametrize(
    "text", ["وصل الوفد أمس", "زاد الإنتاج الشهر الماضي", "استقال قبل يومين", "يعود الأسبوع المقبل"]
)
def test_without_an_anchor_relative_words_give_nothing(text: str) -> None:
    assert not found(text, None)


def test_the_anchor_and_the_days_covered_are_kept() -> None:
    (week,) = found("اجتمعت اللجنة الأسبوع الماضي في المقر")
    assert (week.value, week.anchor, week.begin, week.end) == ("2024-W24", REFERENCE, "2024-06-10", "2024-06-16")
    (stated,) = found("افتتح الجسر في 3 مايو 2011")
    assert stated.anchor is None


def test_a_weekday_is_the_last_one_unless_the_clause_looks_ahead() -> None:
    assert values("زار الوزير المصنع الخميس") == [("الخميس", "2024-06-13")]
    assert values("سيزور الوزير المصنع الخميس") == [("الخميس", "2024-06-20")]
    assert values("الجلسة المقررة الخميس لم تلغ") == [("الخميس", "2024-06-20")]
    assert values("عقد الاجتماع الاثنين") == [("الاثنين", "2024-06-17")]


def test_todays_weekday_in_the_small_hours_is_last_weeks() -> None:
    text = "أجرى الفريق الفحص يوم الاثنين"
    assert values(text, "2024-06-17T01:10:00+03:00") == [("يوم الاثنين", "2024-06-10")]
    assert values(text, "2024-06-17T09:10:00+03:00") == [("يوم الاثنين", "2024-06-17")]
    assert values("وقع الحريق فجر الاثنين", "2024-06-17T01:10:00+03:00") == [("فجر الاثنين", "2024-06-17TMO")]


def test_a_month_without_a_year_follows_the_clause() -> None:
    assert values("توقف المصنع في أكتوبر") == [("أكتوبر", "2023-10")]
    assert values("سيتوقف المصنع في أكتوبر") == [("أكتوبر", "2024-10")]
    assert values("تفتتح المحطة في يوليو/تموز") == [("يوليو/تموز", "2024-07")]


@pytest.mark.parametrize("month", ["كانون الثاني", "يناير", "جانفي", "كانون الثاني/يناير", "يناير (كانون الثاني)"])
def test_every_month_system(month: str) -> None:
    assert values(f"ولد الكاتب في 4 {month} 1961 في القرية")[0][1] == "1961-01-04"


def test_hijri_dates_are_a_day_either_way() -> None:
    (timex,) = found("صدر المرسوم في 12 ربيع الأول 1440هـ")
    assert (timex.value, timex.begin, timex.end) == ("2018-11-20", "2018-11-19", "2018-11-21")


def test_digits_of_both_kinds_clitics_and_marks_keep_original_offsets() -> None:
    text = "وصلَ الوفدُ في ١٤ سبتمبر ٢٠١١، ثمّ غادرَ والأربعاء عاد"
    first, second = found(text, "2011-09-24")
    assert (first.text, first.value) == ("١٤ سبتمبر ٢٠١١", "2011-09-14")
    assert (second.text, second.value) == ("الأربعاء", "2011-09-21")
    assert all(t.span.of(text) == t.text for t in (first, second))


def test_expressions_do_not_cross_paragraphs() -> None:
    assert values("اجتمعوا في مايو\n2011 مدرسة في البلاد")[0] == ("مايو", "2024-05")


def test_a_clock_time_takes_the_day_of_its_sentence_and_none_where_it_recurs() -> None:
    text = "غادر الوفد أمس عند الساعة 11,00 (08,00 ت غ)."
    assert [v for _, v in values(text)] == ["2024-06-16", "2024-06-16T11:00", "2024-06-16T08:00Z"]
    assert values("يغلق الطريق يومياً من الساعة التاسعة صباحا")[1] == ("الساعة التاسعة صباحا", "T09:00")


def test_the_same_and_the_next_day_follow_the_text() -> None:
    text = "وصل الوفد في 3 مايو 2011. وفي اليوم التالي غادر."
    assert [v for _, v in values(text)] == ["2011-05-03", "2011-05-04"]


@pytest.mark.parametrize(
    "text",
    [
        "وقع العقد في 31 فبراير 2020",
        "في عام 20018 كما كتب",
        "اتصل بالرقم 2015-555-14",
        "انتهت المباراة 2-1 لمصلحة الضيوف",
        "بلغ السعر 1950 دولارا",
        "قتل 2015 شخصا في الزلزال",
        "النسبة 12/45/2016 خاطئة",
    ],
)
def test_impossible_dates_and_other_numbers_give_no_date(text: str) -> None:
    assert not [t for t in found(text) if t.type in ("DATE", "TIME")]


def test_a_weekday_that_contradicts_its_day_leaves_the_week_open() -> None:
    assert values("اجتمعوا الخميس 14 في المقر", "2024-06-17") == [("الخميس 14", "XXXX-WXX-4")]


def test_the_order_of_day_and_month_is_shown_by_evidence() -> None:
    assert values("وقع العقد بتاريخ 25/4/2016")[0][1] == "2016-04-25"
    assert values("وقع العقد بتاريخ 4/25/2016")[0][1] == "2016-04-25"
    assert values("وقع العقد بتاريخ 1/6/2024")[0][1] == "2024-06-01"
    assert values("وقع العقد الاثنين 7/3/2016")[0][1] == "2016-03-07"
    assert values("وقع العقد بتاريخ 7/3/2016")[0][1] == "2016"


def test_a_date_in_the_future_is_a_date() -> None:
    assert values("تستضيف البلاد الدورة في 8 يونيو 2090") == [("8 يونيو 2090", "2090-06-08")]


@pytest.mark.parametrize("reference", ["", "yesterday", "2024-13-40", "20240617"])
def test_a_reference_that_is_no_date_counts_as_none(reference: str) -> None:
    assert values("صوت النواب الأربعاء", reference) == [("الأربعاء", "XXXX-WXX-3")]


def test_a_month_under_two_names_of_which_one_is_misspelt() -> None:
    found = find_timexes(Doc.of("وقع الاتفاق في اب/اغسطس 2015"), "2018-05-05")
    assert [t.value for t in found] == ["2015-08"]


@pytest.mark.parametrize("number", ["58,6", "7.34.66", "985.09.46.1", "3.5"])
def test_numbers_with_marks_inside_break_nothing(number: str) -> None:
    assert find_timexes(Doc.of(f"غاب اللاعب {number} ثانية عن خط النهاية"), "2018-05-05") is not None


def test_an_empty_text_and_one_of_marks_alone() -> None:
    assert not found("")
    assert not found("… «» -- 3")


def test_a_pattern_that_cannot_be_read_names_its_rule() -> None:
    broken = Rule("timex/x#y", "why", "month ~ day", (), (), (), ())
    with pytest.raises(IsnadError, match="timex/x#y"):
        items(broken)
    with pytest.raises(IsnadError, match="no part <nowhere>"):
        items(Rule("timex/x#z", "why", "<nowhere> month", (), (), (), ()))


def test_every_rule_can_begin_somewhere() -> None:
    reachable = {matcher.rule.id for matchers in by_code().values() for matcher in matchers}
    assert reachable == {rule.id for rule in all_rules()}


def test_a_unit_counted_anew_is_a_length_of_its_own() -> None:
    assert values("بعد توقف بين ثلاثة أيام وخمسة أيام") == [("ثلاثة أيام", "P3D"), ("خمسة أيام", "P5D")]


def test_an_article_written_with_its_preposition_stays_whole() -> None:
    assert values("صدر التقييم للعام 2018") == [("للعام 2018", "2018")]
