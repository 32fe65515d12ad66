"""Entities of an article, and whom a source phrase means."""

from __future__ import annotations

import pytest

from isnad.annotate.entities import entities_of, nominative, resolve
from isnad.annotate.mentions import find_mentions
from isnad.model import Entity, Mention, Span
from isnad.text.doc import Doc


def entities(text: str) -> dict[str, Entity]:
    return {e.id: e for e in entities_of(find_mentions(Doc.of(text), ()))}


def meant(text: str) -> Mention | None:
    """What the words between ⟦ and ⟧ mean."""
    start, end = text.index("⟦"), text.index("⟧") - 1
    plain = text.replace("⟦", "").replace("⟧", "")
    doc = Doc.of(plain)
    return resolve(doc, Span(start, end), find_mentions(doc, ()))


def test_a_known_entity_has_its_names_and_code() -> None:
    kenya = entities("ودعت نيروبي كينيا إلى الهدوء")["state-ke"]
    assert (kenya.name, kenya.name_en, kenya.iso, kenya.known, kenya.kind) == ("كينيا", "Kenya", "KE", True, "place")
    assert kenya.mentions == ("نيروبي", "كينيا")


def test_a_body_of_a_state_has_an_english_name() -> None:
    assert entities("ونفى الجيش الكيني الخبر")["army-ke"].name_en == "Kenyan army"
    assert entities("ونفت وزارة الصحة الكينية الخبر")["ministry-health-ke"].name_en == "Kenyan Health Ministry"


def test_an_unknown_person_is_called_by_the_name_without_title() -> None:
    person = entities("وقال وزير النقل الكيني سامر بوقرين إن الطريق جديد")["person:سامر بوقرين"]
    assert person.name == "سامر بوقرين"
    assert person.mentions == ("وزير النقل الكيني سامر بوقرين", "سامر بوقرين")
    assert not person.known
    assert person.name_en is None


def test_a_name_in_quotation_marks_is_the_name_alone() -> None:
    assert meant('وقال ⟦البائع "رامي بن نجيب"⟧ إن السوق هادئ').entity == "person:رامي بن نجيب"  # type: ignore[union-attr]


def test_a_chief_of_many_is_known_by_the_name_at_the_end() -> None:
    found = meant("وقال ⟦كبير المهندسين السابق في سد الزمرد وائل الشهابي⟧ إن الجسر آمن")
    assert found.entity == "person:واءل الشهابي"  # type: ignore[union-attr]


def test_an_ambassador_is_no_newspaper() -> None:
    assert meant("ونوه ⟦السفير⟧ بمتانة العلاقات").kind == "person"  # type: ignore[union-attr]
    assert meant("وكتبت ⟦صحيفة السفير⟧ عن الأزمة").entity == "safir-lb"  # type: ignore[union-attr]


def test_whoever_was_told_is_no_part_of_who_spoke() -> None:
    assert meant("وذكر ⟦مصدر طبي⟧ لفرانس برس أن المصل وصل").entity == "person:مصدر طبي"  # type: ignore[union-attr]


def test_a_name_with_a_quotation_in_it_is_shown_with_both_marks() -> None:
    names = [e.name for e in entities('وأغلقت شركة "النوراني" المصنع').values()]
    assert all(name.count('"') % 2 == 0 for name in names)
    assert names


def test_every_form_stands_once_and_no_wikidata_id_is_invented() -> None:
    for entity in entities("قال ماكرون إن باريس ترحب. وقال ماكرون إن فرنسا ترحب").values():
        assert len(entity.mentions) == len(set(entity.mentions))
        assert entity.wikidata is None


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("وحذرت ⟦نيروبي⟧ من الجفاف", "state-ke"),
        ("وقالت ⟦الخارجية الكينية⟧ إن الوفد وصل", "ministry-mfa-ke"),
        ("ونفى ⟦البيت الأبيض⟧ الخبر", "whitehouse"),
        ('وذكرت ⟦صحيفة "نيويورك تايمز" الأمريكية⟧ أن المصنع أغلق', "nyt"),
        ("كتبت نيويورك تايمز عن المصنع. وبحسب ⟦الصحيفة الأمريكية⟧ فإنه أغلق", "nyt"),
        ("نقلت رويترز الخبر عن لوموند. وقالت ⟦الوكالة⟧ إن المصنع أغلق", "reuters"),
        ("نقلت رويترز الخبر عن لوموند. وقالت ⟦الصحيفة⟧ إن المصنع أغلق", "lemonde"),
        ("التقى الوفد وزير النقل الكيني سامر بوقرين. وقال ⟦الوزير⟧ إن الطريق جديد", "person:سامر بوقرين"),
        ("قالت الباحثة ريم بوقرين إن النهر جف. وأضافت ⟦الباحثة⟧ أنه سيعود", "person:ريم بوقرين"),
        ("التقى ماكرون روتو. وقال ⟦الرئيس الفرنسي⟧ إن العمل كثير", "macron"),
        ("التقى ماكرون روتو. وقال ⟦الرئيس الكيني⟧ إن العمل كثير", "ruto"),
        ("قال المتحدث باسم الحكومة الكينية سامر بوقرين إن السد آمن. وأضاف ⟦المتحدث⟧ أنه جديد", "person:سامر بوقرين"),
        ("شكر سامر بوقرين زميله وليد النجار. وقال ⟦الأخير⟧ إن العمل كثير", "person:وليد النجار"),
        ("قال ماكرون إن العمل كثير. وتأمل ⟦بلاده⟧ في المزيد", "state-fr"),
        ("وبحسب ⟦بيان صادر عن وزارة الصحة الكينية⟧ فإن اللقاح آمن", "ministry-health-ke"),
        ("وخلصت ⟦لائحة منظمة «مراسلون بلا حدود»⟧ إلى ذلك", "rsf"),
        ("كتبت جريدة الأهرام عن النيل. وقالت ⟦الأهرام⟧ إنه ارتفع", "ahram"),
        ("وقال ⟦كل من الجيش الكيني والحكومة الأوغندية⟧ إن الحدود هادئة", "army-ke"),
        ("هدد زعيم الحركة سامر بوقرين بالانسحاب. وقال ⟦زعيم الحركة⟧ إنه جاد", "person:سامر بوقرين"),
        ("نفت حركة طالبان الخبر. وقالت ⟦الحركة⟧ إنه كاذب", "taliban"),
        ("أغلقت شركة سمارة أبوابها. وقالت ⟦الشركة⟧ إنها خسرت", "org:شركه سماره"),
        ("قالت مصادر أمنية إن الطريق مغلق. وأضافت ⟦المصادر⟧ أنه سيفتح", "group:مصادر امنيه"),
    ],
)
def test_whom_a_source_means(text: str, entity: str) -> None:
    mention = meant(text)
    assert mention
    assert mention.entity == entity


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("وأفاد ⟦شهود عيان⟧ بأن الجسر انهار", "group"),
        ("وقال ⟦مسؤول رفض الكشف عن هويته⟧ إن الجسر آمن", "person"),
        ("وقال ⟦عدد من السكان⟧ إن الجسر قديم", "group"),
        ("وقالت ⟦امرأة من القرية⟧ إن الجسر قديم", "person"),
        ("وقال ⟦أحد المهندسين⟧ إن الجسر قديم", "person"),
        ("وقالت ⟦نتائج الفحوص⟧ إن الجسر قديم", "group"),
    ],
)
def test_a_source_that_names_nobody_is_an_entity_of_its_own(text: str, kind: str) -> None:
    mention = meant(text)
    assert mention
    assert mention.kind == kind
    assert mention.entity.startswith(f"{kind}:")


@pytest.mark.parametrize(
    "text",
    [
        "التقى ماكرون روتو. وقال ⟦الوزير⟧ إن العمل كثير",  # no minister was named
        "قال الرئيس الكيني وليام روتو إن المطر غزير. وقال ⟦الرئيس البولندي⟧ إنه قليل",
        "قال الباحث سامر بوقرين إن النهر جف. وقالت ⟦المدرسة⟧ إنه سيعود",
        "كتبت لوموند عن النهر. وقالت ⟦الصحيفة البولندية⟧ إنه جف",
    ],
)
def test_a_description_that_fits_nobody_means_nobody_else(text: str) -> None:
    mention = meant(text)
    known = {m.entity for m in find_mentions(Doc.of(text.split("⟦")[0]), ())}
    assert mention
    assert mention.entity not in known


@pytest.mark.parametrize("span", [Span(0, 0), Span(3, 3)])
def test_an_empty_source_means_nothing(span: Span) -> None:
    doc = Doc.of("   وقال")
    assert resolve(doc, span, ()) is None


def test_a_source_of_marks_alone_means_nothing() -> None:
    assert resolve(Doc.of("«» قال"), Span(0, 2), ()) is None


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("وقال ⟦محامي ترامب⟧ إن العقد باطل", "person:محامي ترامب"),
        ("وقالت ⟦والدة رامي نجيب⟧ إنه بخير", "person:والده رامي نجيب"),
        ("وقال ⟦المتحدث باسم الرئيس دونالد ترامب⟧ إن الزيارة قائمة", "person:المتحدث باسم الرءيس دونالد ترامب"),
        ("وقال ⟦المستشار السابق للرئيس دونالد ترامب⟧ إن الكتاب صدر", "person:المستشار السابق للرءيس دونالد ترامب"),
        ("وقال ⟦نائب الرئيس الأميركي مايك بنس⟧ إن الاتفاق سيئ", "pence"),
        ("وقال ⟦المحامي رامي نجيب⟧ إن العقد باطل", "person:رامي نجيب"),
        ("وذكرت ⟦المفوضة الأوروبية للبيئة كريستينا دوفا⟧ أن النهر نظيف", "person:كريستينا دوفا"),
    ],
)
def test_who_is_named_after_another_is_not_the_other(text: str, entity: str) -> None:
    assert meant(text).entity == entity  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "وسلّم المهندس وزارة الصحة الكينية ⟦تقريرا⟧ يحذر من الوباء",
        "ونفت وزارة الصحة الكينية تلقي أي ⟦تقرير⟧ يحذر من الوباء",
    ],
)
def test_who_was_given_a_text_did_not_issue_it(text: str) -> None:
    assert meant(text).entity != "ministry-health-ke"  # type: ignore[union-attr]


def test_a_body_called_by_its_class_word_is_the_one_whose_name_holds_it() -> None:
    text = "دعت الجامعة العربية الأمم المتحدة إلى التحقيق. وقالت ⟦الجامعة⟧ إن الملف مفتوح"
    assert meant(text).entity == "arableague"  # type: ignore[union-attr]


def test_a_short_name_is_the_one_just_told_in_full() -> None:
    text = "قال رئيس الوزراء الإثيوبي أبي أحمد إن السد آمن. وقال ⟦أبي⟧ إن العمل مستمر"
    assert meant(text).entity == "abiy"  # type: ignore[union-attr]


def test_two_who_share_a_family_name_are_not_confused() -> None:
    text = "قال وزير النقل سامر بوقرين إن السد آمن. ونفى الباحث وليد بوقرين ذلك. وأضاف ⟦الباحث⟧ أنه قديم"
    mention = meant(text)
    assert mention
    assert mention.entity == "person:وليد بوقرين"


def test_a_group_is_named_as_a_subject() -> None:
    assert nominative("مسؤولين أمريكيين") == "مسؤولون أمريكيون"
    assert nominative("مصادر أمنية") == "مصادر أمنية"
