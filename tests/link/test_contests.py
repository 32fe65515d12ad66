"""Who contests whom by opposite words, by another number, and by a denial of several claims; and who does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.link.made import told

from isnad.link.all import link
from isnad.link.entities import ids_of, link_entities
from isnad.link.numbers import toll
from isnad.link.reading import Reading, names_of
from isnad.link.words import content_words, poles
from isnad.model import Claim, EntityKind, Record, Span
from isnad.rules.load import Row, load_rows
from isnad.text.fold import fold

OPPOSITES = load_rows("link/opposites")


def contested(*records: Record) -> dict[str, tuple[str, ...]]:
    """Who contests each claim, by the statement that tells it first."""
    return {c.attributions[0]: c.contested_by for c in link(records).claims if c.attributions and c.contested_by}


@pytest.mark.parametrize("row", OPPOSITES, ids=lambda r: r.get("pole"))
def test_every_opposite_stands_in_its_example_and_has_its_own(row: Row) -> None:
    assert (row.get("pole"), row.get("opposite")) in poles(content_words(fold(row.example)))
    (other,) = [r for r in OPPOSITES if r.get("pole") == row.get("opposite")]
    assert other.get("opposite") == row.get("pole")
    assert not poles(content_words(fold(other.example))) & poles(content_words(fold(row.example)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("سعر الخبز ارتفع في أسواق المدينة القديمة", "سعر الخبز انخفض في أسواق المدينة القديمة"),
        ("نقابة الصيادين وافقت على عرض الميناء الأخير", "نقابة الصيادين رفضت عرض الميناء الأخير"),
        ("تجربة القطار الجديد نجحت بين المدينتين", "تجربة القطار الجديد فشلت بين المدينتين"),
    ],
)
def test_opposite_words_of_two_speakers_contest(one: str, other: str) -> None:
    a = told("a", [("الوزارة", "قالت", one, "assert")], "2021-05-01")
    b = told("b", [("اتحاد التجار", "قال", other, "assert")], "2021-05-01")
    assert contested(a, b) == {"a-0": ("b-0",)}


@pytest.mark.parametrize(
    ("other", "speaker", "day"),
    [
        ("سعر الخبز انخفض في أسواق المدينة القديمة", "الوزارة", "2021-05-01"),
        ("سعر الخبز انخفض في أسواق المدينة القديمة", "اتحاد التجار", "2021-09-01"),
        ("سعر السمك انخفض في ميناء الصيد", "اتحاد التجار", "2021-05-01"),
        ("سعر الخبز لم ينخفض في أسواق المدينة القديمة", "اتحاد التجار", "2021-05-01"),
    ],
    ids=["one speaker", "another time", "another thing", "the opposite negated"],
)
def test_opposite_words_that_contest_nothing(other: str, speaker: str, day: str) -> None:
    a = told("a", [("الوزارة", "قالت", "سعر الخبز ارتفع في أسواق المدينة القديمة", "assert")], "2021-05-01")
    assert contested(a, told("b", [(speaker, "قالت", other, "assert")], day)) == {}


def fire(id: str, speaker: str, number: str, day: str = "2021-05-01") -> Record:
    return told(id, [(speaker, "قالت", f"حريق مصنع النسيج قتل {number} عاملا في المدينة القديمة", "assert")], day)


def test_two_tolls_of_one_day_contest_each_other_and_stay_two_claims() -> None:
    assert contested(fire("a", "الوزارة", "12"), fire("b", "نقابة العمال", "20")) == {
        "a-0": ("b-0",),
        "b-0": ("a-0",),
    }


@pytest.mark.parametrize(
    "other",
    [
        fire("b", "الوزارة", "20"),
        fire("b", "نقابة العمال", "20", "2021-05-03"),
        fire("b", "نقابة العمال", "12"),
        fire("b", "نقابة العمال", "أكثر من 10"),
    ],
    ids=["one speaker", "two days later", "one number", "a bound"],
)
def test_tolls_that_contest_nothing(other: Record) -> None:
    assert contested(fire("a", "الوزارة", "12"), other) == {}


def test_a_toll_is_flat() -> None:
    assert toll(fold("أصيب 40 عاملا في المصنع")) == {("عمل", 40.0)}
    assert toll(fold("أصيب نحو 40 عاملا في المصنع")) == frozenset()
    assert toll(fold("ارتفع عدد المصابين إلى 40 عاملا")) == frozenset()


def test_one_denial_contests_every_claim_that_begins_with_what_it_denies() -> None:
    names = {"شركة الألبان": ("شركة الألبان", "org")}
    rows = [
        told("a", [("صحيفة الوادي", "قالت", "بيع مصنع الألبان إلى شركة أجنبية", "assert")], "2021-05-01"),
        told(
            "b",
            [("إذاعة الساحل", "قالت", "بيع مصنع الألبان إلى شركة أجنبية وتسريح عماله ونقل آلاته", "assert")],
            "2021-05-02",
        ),
        told("c", [("شركة الألبان", "نفت", "بيع مصنع الألبان إلى شركة أجنبية", "deny")], "2021-05-03", names=names),  # type: ignore[arg-type]
    ]
    claims: tuple[Claim, ...] = link(rows).claims
    vouched = {a for c in claims if "c-0" in c.contested_by for a in c.attributions}
    assert vouched == {"a-0", "b-0"}


NAMED = {
    "بلدية الوادي": ("بلدية الوادي", "org"),
    "شركة النسيج": ("شركة النسيج", "org"),
    "سعيد حمدان": ("سعيد حمدان", "person"),
    "نقابة العمال": ("نقابة العمال", "org"),
}


def answered(*rows: tuple[str | None, str, str, str]) -> dict[str, tuple[str, ...]]:
    """Which statements of one page contest which."""
    return contested(told("a", list(rows), "2021-05-01", names=NAMED))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("accusation", "denial"),
    [
        ("شركة النسيج تقف على الأرجح خلف حريق المخزن", "ضلوعها في الحادث"),
        ("شركة النسيج هي المسؤولة عن تلويث البئر", "أي دور لها في الأمر"),
        ("حريق المخزن يحمل بصمات شركة النسيج", "أنها وراء الحريق"),
    ],
)
def test_a_denial_of_ones_own_part_answers_whoever_lays_it_there(accusation: str, denial: str) -> None:
    rows = [("نقابة العمال", "قالت", accusation, "assert"), ("شركة النسيج", "نفت", denial, "deny")]
    assert answered(*rows) == {"a-0": ("a-1",)}


@pytest.mark.parametrize("words", ["تصريحات سعيد حمدان", "ما قاله سعيد حمدان", "صحة رواية سعيد حمدان"])
def test_whose_words_are_denied_is_contested(words: str) -> None:
    rows = [
        ("سعيد حمدان", "قال", "سوق الخضار سيغلق أبوابه في الصيف", "assert"),
        ("نقابة العمال", "قالت", "الأجور تأخرت شهرين في المصنع", "assert"),
        ("بلدية الوادي", "نفت", words, "deny"),
    ]
    assert answered(*rows) == {"a-0": ("a-2",)}


@pytest.mark.parametrize(
    "denial",
    [
        "تلقي أي تقرير يحذر من تصدع الجسر",
        "تلقي البلدية أي تقرير يحذر من تصدع الجسر",
        "علم مهندسيها بأي تقرير يحذر من تصدع الجسر",
    ],
)
def test_a_denial_that_anything_such_came_is_of_what_it_would_say(denial: str) -> None:
    rows = [
        ("نقابة العمال", "قالت", "تقريرا هندسيا حذر في الربيع من تصدع الجسر", "assert"),
        ("بلدية الوادي", "نفت", denial, "deny"),
    ]
    assert answered(*rows) == {"a-0": ("a-1",)}


@pytest.mark.parametrize(
    ("denial", "claims"), [("تلقي أي تقرير يحذر من تصدع الجسر", 0), ("صحة تقرير يحذر من تصدع الجسر", 1)]
)
def test_what_no_such_report_would_say_is_said_by_nobody(denial: str, claims: int) -> None:
    outer = told("a", [("بلدية الوادي", "نفت", denial, "deny")], "2021-05-01", names=NAMED)  # type: ignore[arg-type]
    row = outer.annotations.attributions[0]
    at = outer.article.text.index("تصدع")
    inner = replace(
        row, id="a-1", stance="warn", speaker=None, parent="a-0", content=(Span(at, at + len("تصدع الجسر")),)
    )
    made = replace(outer, annotations=replace(outer.annotations, attributions=(row, inner)))
    assert len([c for c in link([made]).claims if c.attributions]) == claims


def test_an_indefinite_noun_for_what_was_told_names_nobody() -> None:
    names: dict[str, tuple[str, EntityKind]] = {
        "تقرير": ("صحيفة الوادي", "org"),
        "بلدية الوادي": ("بلدية الوادي", "org"),
    }
    record = told("a", [("بلدية الوادي", "نفت", "تلقي تقرير يحذر من تصدع الجسر", "deny")], "2021-05-01", names=names)
    entities = link_entities([record])
    keys = [w.keys[0] for w in Reading.of(record, names_of(entities, ids_of(entities))).words]
    assert len(keys) == len(set(keys))
    assert [k for k in keys if k[0] == "@"] == [f"@{e.entity.id}" for e in entities if e.entity.name == "بلدية الوادي"]


def test_words_of_somebody_else_are_not() -> None:
    rows = [
        ("نقابة العمال", "قالت", "سوق الخضار سيغلق أبوابه في الصيف", "assert"),
        ("بلدية الوادي", "نفت", "تصريحات سعيد حمدان", "deny"),
    ]
    assert answered(*rows) == {}


@pytest.mark.parametrize(
    ("told_there", "denial", "ties"),
    [
        ("شركة النسيج أغلقت المصنع القديم وسرحت مئة عامل في الصيف", "إغلاق المصنع القديم وتسريح العمال", True),
        ("شركة النسيج باعت المصنع القديم ومخازنه في الصيف", "إغلاق المصنع القديم", False),
        ("لم تغلق شركة النسيج المصنع القديم", "إغلاق المصنع القديم وتسريح العمال", False),
        ("لكن شركة النسيج نفت إغلاق المصنع القديم", "إغلاق المصنع القديم وتسريح العمال", False),
    ],
    ids=["told", "another thing", "not told either", "told as denied"],
)
def test_what_is_denied_must_be_told(told_there: str, denial: str, ties: bool) -> None:
    rows = [("نقابة العمال", "قالت", told_there, "assert"), ("شركة النسيج", "نفت", denial, "deny")]
    assert answered(*rows) == ({"a-0": ("a-1",)} if ties else {})


def test_a_denial_is_of_nothing_that_was_told_days_later() -> None:
    what = "بيع مصنع الألبان إلى شركة أجنبية"
    early = told("a", [("نقابة العمال", "نفت", what, "deny")], "2021-05-01", names=NAMED)  # type: ignore[arg-type]
    late = told("b", [("صحيفة الوادي", "قالت", what, "assert")], "2021-05-09")
    assert contested(early, late) == {}


@pytest.mark.parametrize(
    "kept",
    [
        "البلدية لن ترفع رسوم السوق القديم قبل نهاية العام",
        "البلدية لن ترفع رسوم السوق القديم إلا باتفاق",
        "البلدية لن ترفع رسوم السوق القديم حتى ينتهي الترميم",
    ],
)
def test_a_negation_with_an_exception_contests_nothing(kept: str) -> None:
    rows = [
        told("a", [("نقابة العمال", "قالت", "البلدية ترفع رسوم السوق القديم نهاية العام", "assert")], "2021-05-01"),
        told("b", [("سعيد حمدان", "قال", kept, "assert")], "2021-05-01"),
    ]
    assert contested(*rows) == {}
