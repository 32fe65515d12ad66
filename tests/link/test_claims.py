"""Claims of the hand-annotated pages: every group found, its origins and denials as listed, nothing else with it."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
import yaml
from tests.link.gold_records import SHARED, gold_records
from tests.link.made import told

from isnad.link.all import link
from isnad.model import Claim, Links, Record

GROUPS = SHARED / "gold" / "seeds" / "claims.yaml"


@cache
def seeds() -> tuple[tuple[Record, ...], Links]:
    records = gold_records(blind=True)
    return records, link(records)


def groups() -> list[dict[str, Any]]:
    rows = yaml.safe_load(GROUPS.read_text("utf-8")) if GROUPS.exists() else []
    return [g for g in rows if "rows" in g]


def placed(group: dict[str, Any]) -> set[str]:
    """Attribution ids of a group's rows."""
    out = set()
    for page, cue, first in group["rows"]:
        for record in seeds()[0]:
            for a in record.annotations.attributions:
                text = record.article.text
                if record.article.id.startswith(page) and text[a.content[0].start :].startswith(first):
                    out.add(a.id)
        assert out, f"{page} {cue} {first}: not among the attributions"
    return out


def members(claim: Claim) -> set[str]:
    return {*claim.attributions, *claim.contested_by, *claim.unverified}


@pytest.mark.parametrize("number", range(6))
def test_group_of_the_seed_pages(number: int) -> None:
    if not GROUPS.exists():
        pytest.skip(f"no hand-annotated claims: {GROUPS} is absent")
    group = groups()[number]
    wanted = placed(group)
    claims = [c for c in seeds()[1].claims if members(c) & wanted]
    assert [members(c) for c in claims] == [wanted]
    claim = claims[0]
    rows = {a.id: a for r in seeds()[0] for a in r.annotations.attributions}
    local = {(m, e.entity.id) for e in seeds()[1].entities for m in e.members}
    ends = {m[1] for o in claim.origins for m, id in local if o.entity == id}
    assert set(group["origins"]) <= ends
    assert len(claim.origins) == len(group["origins"])
    deniers = {s for i in claim.contested_by for s in (rows[i].speaker, *rows[i].co_speakers)}
    assert deniers == set(group["denied_by"])
    assert bool(claim.unverified) == group.get("unverified", False)
    assert claim.at_least <= len(claim.origins) <= claim.at_most
    assert len(claim.why) == len(claim.attributions) - 1


def test_the_meeting_that_four_seed_pages_tell() -> None:
    if not GROUPS.exists():
        pytest.skip(f"no hand-annotated claims: {GROUPS} is absent")
    rows = yaml.safe_load(GROUPS.read_text("utf-8"))
    group = next(g for g in rows if "pages" in g)
    found = [c for c in seeds()[1].claims if c.begin and c.end and c.begin <= group["date"] <= c.end]
    told = [{a[:3] for o in c.origins for a in o.articles} for c in found if not c.attributions]
    assert set(group["pages"]) in told


DAM = "سد الوادي مهدد بالانهيار بعد السيول التي ضربت المنطقة"


def test_two_pages_that_tell_one_thing_are_one_claim() -> None:
    a = told("a", [("وزارة الري", "قالت", DAM, "assert")], "2021-05-01")
    b = told(
        "b", [("نقابة المهندسين", "أكدت", "سد الوادي مهدد بالانهيار الوشيك بعد سيول المنطقة", "assert")], "2021-05-02"
    )
    c = told("c", [("بلدية المدينة", "أعلنت", "افتتاح مكتبة عامة في الحي القديم", "assert")], "2021-05-02")
    claims = link([c, b, a]).claims
    assert [x.attributions for x in claims] == [("a-0", "b-0"), ("c-0",)]
    assert (claims[0].at_least, claims[0].at_most) == (2, 2)
    assert "in common" in claims[0].why[0]


def test_a_denial_is_tied_to_what_it_denies_and_vouches_for_nothing() -> None:
    a = told("a", [("وزارة الري", "قالت", DAM, "assert")], "2021-05-01")
    b = told("b", [("إدارة السد", "نفت", "أن سد الوادي مهدد بالانهيار بعد السيول", "deny")], "2021-05-02")
    (claim,) = link([a, b]).claims
    assert (claim.attributions, claim.contested_by, claim.at_least, claim.at_most) == (("a-0",), ("b-0",), 1, 1)


def test_saying_that_it_is_not_so_contests() -> None:
    a = told("a", [("وزارة الري", "قالت", DAM, "assert")], "2021-05-01")
    b = told("b", [("إدارة السد", "قالت", f"لا صحة لأن {DAM}", "assert")], "2021-05-02")
    (claim,) = link([a, b]).claims
    assert claim.contested_by == ("b-0",)


def test_a_bare_denial_in_the_same_article_finds_what_is_told_of_those_who_deny() -> None:
    names = {"شركة النور": ("شركة النور", "org")}
    rows = [
        ("اتحاد العمال", "قال", "شركة النور باعت مولدات معطلة إلى المدارس", "assert"),
        ("نقابة السائقين", "قالت", "أسعار الوقود ارتفعت مرتين", "assert"),
        ("شركة النور", "تنفي", "بيع المولدات", "deny"),
    ]
    (first, second) = link([told("a", rows, "2021-05-01", names=names)]).claims  # type: ignore[arg-type]
    assert first.contested_by == ("a-2",)
    assert second.contested_by == ()


def test_unverified_travels_with_the_claim_to_pages_that_drop_it() -> None:
    a = told(
        "a",
        [
            ("قائد الشرطة", "قال", "ثلاثين سجينا فروا من سجن الجبل فجرا", "assert"),
            (None, "لم يتسنّ التحقق من", "صحة الخبر", "doubt"),
        ],
        "2021-05-01",
    )
    b = told("b", [("قائد الشرطة", "أعلن", "ثلاثين سجينا فروا فجرا من سجن الجبل", "assert")], "2021-05-02")
    (claim,) = link([a, b]).claims
    assert claim.attributions == ("a-0", "b-0")
    assert claim.unverified == ("a-1",)


def test_other_numbers_and_other_actors_stay_apart() -> None:
    names = {"تونس": ("تونس", "place"), "ليبيا": ("ليبيا", "place")}
    a = told("a", [("الوزارة", "قالت", "تونس اشترت 40 طائرة لإطفاء الحرائق", "assert")], names=names)  # type: ignore[arg-type]
    b = told("b", [("الشركة", "قالت", "ليبيا اشترت 12 طائرة لإطفاء الحرائق", "assert")], names=names)  # type: ignore[arg-type]
    assert len(link([a, b]).claims) == 2


def test_praise_by_two_speakers_is_two_acts() -> None:
    a = told("a", [("رئيس الاتحاد", "أشاد", "بأداء المنتخب في بطولة القارة الأخيرة", "evaluate")])
    b = told("b", [("وزير الرياضة", "أشاد", "بأداء المنتخب في بطولة القارة الأخيرة", "evaluate")])
    assert len(link([a, b]).claims) == 2


def test_ids_stay_when_unrelated_pages_come_in() -> None:
    a = told("a", [("وزارة الري", "قالت", DAM, "assert")], "2021-05-01")
    b = told("b", [("نقابة المهندسين", "أكدت", f"{DAM} أمس", "assert")], "2021-05-02")
    others = [told(f"x{n}", [("البنك", "قال", f"أرباح الفرع {n} زادت", "assert")], "2020-01-01") for n in range(9)]
    before = {c.id: members(c) for c in link([a, b]).claims}
    after = {c.id: members(c) for c in link([*others, b, a]).claims}
    assert before.items() <= after.items()


def test_ten_thousand_statements_of_one_claim() -> None:
    endings = ("", " في الشمال", " أمس", " الغزيرة")
    rows = [
        told(f"a{n:05}", [(f"الشاهد {n}", "قال", f"{DAM}{endings[n % 4]}", "assert")], "2021-05-01")
        for n in range(10_000)
    ]
    (claim,) = link(rows).claims
    assert len(claim.attributions) == 10_000
    assert claim.at_least == 1


SOLD = "شركة النور باعت مولدات معطلة إلى المدارس"
NAMES = {"شركة النور": ("شركة النور", "org")}


@pytest.mark.parametrize(
    "denied",
    ["هذه الاتهامات", "تورطها في بيع المولدات المعطلة", "ذلك جملة وتفصيلا", "صحة هذه المزاعم"],
)
def test_a_denial_that_points_back_is_about_what_stands_just_before(denied: str) -> None:
    rows = [
        ("نقابة السائقين", "قالت", "أسعار الوقود ارتفعت مرتين", "assert"),
        ("اتحاد العمال", "اتهم", SOLD, "assert"),
        ("شركة النور", "نفت", denied, "deny"),
    ]
    claims = link([told("a", rows, "2021-05-01", names=NAMES)]).claims  # type: ignore[arg-type]
    assert {c.attributions: c.contested_by for c in claims} == {("a-0",): (), ("a-1",): ("a-2",)}


def test_a_denial_that_a_report_was_received_is_tied_to_the_report() -> None:
    rows = [
        ("نقابة السائقين", "قالت", "أسعار الوقود ارتفعت مرتين", "assert"),
        ("اتحاد العمال", "قال", "شركة النور عرضت تعويضا على المدارس", "assert"),
        ("شركة النور", "نفت", "تلقيها أي طلب تعويض من المدارس", "deny"),
        ("وزارة التعليم", "نفت", "تلقي عرض تعويض من شركة النور", "deny"),
    ]
    claims = link([told("a", rows, "2021-05-01", names=NAMES)]).claims  # type: ignore[arg-type]
    assert ("a-3",) in [c.contested_by for c in claims if c.attributions == ("a-1",)]


def test_nobody_contests_himself() -> None:
    a = told("a", [("إدارة السد", "قالت", DAM, "assert"), ("نقابة المهندسين", "أكدت", DAM, "assert")], "2021-05-01")
    b = told("b", [("إدارة السد", "نفت", f"أن {DAM}", "deny"), ("إدارة السد", "قالت", f"لا صحة لأن {DAM}", "assert")])
    claims = link([a, b]).claims
    told_by = {"a-0", "b-0", "b-1"}
    assert not any(set(c.attributions) & told_by and set(c.contested_by) & told_by for c in claims)


@pytest.mark.parametrize(
    ("asserted", "other"),
    [
        ("القافلة وصلت إلى المخيم الشمالي صباحا", "القافلة وصلت إلى المخيم الشمالي صباحا وما لا يقل عن مئة شاحنة"),
        ("الاتفاق يضمن بقاء المدرسة مفتوحة", "الاتفاق لا يزال يضمن بقاء المدرسة مفتوحة"),
        ("البلدية ستغلق السوق القديم", "البلدية ستغلق السوق القديم ما لم تدفع الرسوم"),
    ],
)
def test_a_set_phrase_with_a_negation_contests_nothing(asserted: str, other: str) -> None:
    a = told("a", [("الوزارة", "قالت", asserted, "assert")], "2021-05-01")
    b = told("b", [("النقابة", "قالت", other, "assert")], "2021-05-02")
    assert not any(c.contested_by for c in link([a, b]).claims if c.attributions)


def test_saying_that_it_did_not_happen_contests() -> None:
    a = told("a", [("الوزارة", "قالت", "القافلة وصلت إلى المخيم الشمالي", "assert")], "2021-05-01")
    b = told("b", [("النقابة", "قالت", "القافلة لم تصل إلى المخيم الشمالي", "assert")], "2021-05-01")
    (claim,) = link([a, b]).claims
    assert (claim.attributions, claim.contested_by) == (("a-0",), ("b-0",))


def test_refusing_to_do_something_contests_nothing() -> None:
    a = told("a", [("خبير الطيران", "قال", "شركات الشحن رفضت نقل الخيول المصابة", "assert")], "2021-05-01")
    b = told("b", [("شركات الشحن", "رفضت", "نقل الخيول المصابة", "deny")], "2021-05-01")
    assert not any(c.contested_by for c in link([a, b]).claims if c.attributions)


def test_a_notice_is_about_what_it_names() -> None:
    rows = [
        ("قائد الشرطة", "قال", "ثلاثين سجينا فروا من سجن الجبل فجرا", "assert"),
        ("مدير الأرصاد", "قال", "الأمطار ستستمر يومين", "assert"),
        (None, "لم يتسنّ التحقق من", "عدد السجناء الفارين من السجن", "doubt"),
    ]
    claims = link([told("a", rows, "2021-05-01")]).claims  # type: ignore[arg-type]
    assert {c.attributions: c.unverified for c in claims} == {("a-0",): ("a-2",), ("a-1",): ()}


def test_a_speaker_who_cites_reports_tells_what_they_tell() -> None:
    rows = [
        ("خبير الزراعة", "زعم", "وزارة الري عرضت إرسال 300 مضخة إلى القرى العطشى", "assert"),
        ("خبير الزراعة", "قال", "هناك تقارير تفيد بأن 300 مضخة من الوزارة جاهزة للقرى", "assert"),
    ]
    (claim,) = link([told("a", rows, "2021-05-01")]).claims  # type: ignore[arg-type]
    assert claim.attributions == ("a-0", "a-1")
