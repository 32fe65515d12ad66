"""Mentions: what is found, as what, and which mentions are one."""

from __future__ import annotations

import pytest

from isnad.annotate.mentions import find_mentions
from isnad.model import Mention, Span, Timex
from isnad.text.doc import Doc


def found(text: str) -> dict[str, str]:
    """Words of each mention → entity."""
    return {m.text: m.entity for m in find_mentions(Doc.of(text), ())}


@pytest.mark.parametrize(
    ("text", "words", "entity"),
    [
        ("والتقى وزير الخارجية الكيني وفداً", "وزير الخارجية الكيني", "person:وزير الخارجيه الكيني"),
        ("وأعلنت وزارة الزراعة الكينية خطتها", "وزارة الزراعة الكينية", "ministry-agriculture-ke"),
        ("وأعلنت الداخلية التونسية خطتها", "الداخلية التونسية", "ministry-moi-tn"),
        ("وقررت المحكمة العليا في كينيا الإفراج عنه", "المحكمة العليا في كينيا", "supremecourt-ke"),
        ("ورحب البرلمان البولندي بالقرار", "البرلمان البولندي", "parliament-pl"),
        ("واتهم سكان القرية الجيش المالي", "الجيش المالي", "army-ml"),
        ("وكتبت صحيفة «الحياة» عن السدود", "صحيفة «الحياة»", "hayat"),
        ("وأفادت (أ ف ب) بأن السد آمن", "أ ف ب", "afp"),
        ("وبحسب أ.ف.ب فإن السد آمن", "أ.ف.ب", "afp"),
        ("وزار #جوتيريش المخيم", "جوتيريش", "guterres"),
        ("وانقطعت الطريق إلى مدينة بورغستراند", "مدينة بورغستراند", "place:بورغستراند"),
        ("وأغلق نادي سمارة أبوابه", "نادي سمارة", "org:نادي سماره"),
        ("ونفت شركة سمارة الخبر", "شركة سمارة", "org:شركه سماره"),
        ("وَقالَ مَاكرُون إن المطر غزير", "مَاكرُون", "macron"),
        ("وأعلن معهد الدراسات البحرية نتائجه", "معهد الدراسات البحرية", "org:معهد الدراسات البحريه"),
        ("وتعادل ليفربول مع ضيفه", "ليفربول", "liverpool-fc"),
        ("ونامت ليفربول باكراً", "ليفربول", "place-liverpool"),
        ("وفي الشوط الثاني عاد ليفربول إلى الهجوم", "ليفربول", "liverpool-fc"),
        ("وأقيمت المباراة في ليفربول أمس", "ليفربول", "place-liverpool"),
        ("وفاز ميلان قدورة بالجائزة", "ميلان قدورة", "person:ميلان قدوره"),
        ("ووصل القطار إلى مدينة نيس", "مدينة نيس", "place-nice"),
        ("ووصف سهل بن قدورة الطريق", "سهل بن قدورة", "person:سهل بن قدوره"),
        ("ورأى أبا هريرة عند السوق", "أبا هريرة", "person:ابا هريره"),
        ("وبدا بوش مسلوب الإرادة", "بوش", "bush"),
        ("وقال لـ«الشرق الأوسط» إن السد آمن", "الشرق الأوسط", "aawsat"),
        ("وأمطرت في الشرق الأوسط كله", "الشرق الأوسط", "place-middle-east"),
        ("وأوضح مراسل الجزيرة أن الطريق مغلق", "الجزيرة", "aljazeera"),
        ("وقال الملك حمد بن عيسى آل خليفة إن المطر غزير", "الملك حمد بن عيسى آل خليفة", "kinghamad"),
        ("ونقل أن كيم جونغ أون دعا ضيفه إلى القصر", "كيم جونغ أون", "kim"),
        ("وصرح مسؤولون كينيون بأن الجسر آمن", "مسؤولون كينيون", "group:مسءولون كينيون"),
    ],
)
def test_what_is_found(text: str, words: str, entity: str) -> None:
    assert found(text).get(words) == entity, found(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n ",
        "وانتهت الحياة في المدينة القديمة",
        "ونددت المجموعة العربية بالقرار",
        "وعاد السباح إلى مسقط رأسه بعد السباق",
        "وبلغ السعر حده الأقصى أمس",
        "وأعجب الزوار تصميمه الفريد",
        "وعلى الرغم من المطر وصل الركاب إلى المحطة",
        "وتراجعت الأسعار بنسبة 3 في المئة",
        "«»“”\"'()#_-",
    ],
)
def test_no_name_is_invented(text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize(
    ("text", "words", "again", "entity"),
    [
        ("ونفت شركة زوندر الخبر. وتأسست زوندر عام 1990", "شركة زوندر", "زوندر", "org:شركه زوندر"),
        ("ووصل القطار إلى بلدة بورغستراند، ثم غادر بورغستراند", "بلدة بورغستراند", "بورغستراند", "place:بورغستراند"),
    ],
)
def test_a_class_word_is_said_once(text: str, words: str, again: str, entity: str) -> None:
    assert found(text)[words] == found(text)[again] == entity


def test_a_capital_is_its_state_where_it_acts_and_a_city_where_things_happen() -> None:
    mentions = found("ودعت نيروبي إلى الهدوء. ووصل الوفد إلى نيروبي")
    assert mentions["نيروبي"] in ("state-ke", "city-nairobi")
    entities = [m.entity for m in find_mentions(Doc.of("ودعت نيروبي إلى الهدوء، والمعرض في نيروبي"), ())]
    assert entities == ["state-ke", "city-nairobi"]


def test_full_name_title_short_name_and_description_are_one() -> None:
    text = (
        "استقبل وزير النقل الكيني سامر بوقرين الوفد. وقال بوقرين إن الطريق جديد. "
        "وأضاف وزير النقل الكيني أن سامر بوقرين نفسه سيفتتحه."
    )
    assert {m.entity for m in find_mentions(Doc.of(text), ()) if m.kind == "person"} == {"person:سامر بوقرين"}


def test_office_and_holder_are_one_where_the_lexicon_says_so() -> None:
    text = "والتقى ماكرون العمال. وقال الرئيس الفرنسي إن المصنع باق."
    assert {m.entity for m in find_mentions(Doc.of(text), ()) if m.kind == "person"} == {"macron"}


def test_an_office_without_a_name_stays_an_office() -> None:
    assert found("وقال الرئيس الفرنسي إن المصنع باق")["الرئيس الفرنسي"] == "person:الرءيس الفرنسي"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("قال سامر بوقرين إن السد آمن، ونفى وليد بوقرين ذلك.", 2),
        ("كتب أحمد النجار عن النهر، ورد عليه محمد النجار.", 2),
        ("التقى كيم جونغ أون ضيفه كيم سو هي في القصر.", 2),
        ("قال الرئيس الكيني وليام روتو إن المطر غزير، وشكر الرئيس الأوغندي يوري موسيفيني.", 2),
        ("أهدى الرئيس الروسي والزعيم الكوري الشمالي كيم جونغ أون هدايا.", 2),
        ("قال سامر بوقرين إن السد آمن. وأضاف بوقرين أنه جديد.", 1),
        ("زارت ريم عبد الكريم حلب. وكتبت ريم عبدالكريم عنها.", 1),
        ("وصل فلاديمير زيلينسكي، وتحدث فولوديمير زيلينسكي طويلاً.", 1),
    ],
)
def test_who_shares_a_name_stays_apart_and_who_is_one_is_one(text: str, people: int) -> None:
    entities = {m.entity for m in find_mentions(Doc.of(text), ()) if m.kind == "person"}
    assert len(entities) == people, entities


def test_a_body_named_in_full_lends_its_id_to_its_bare_name() -> None:
    text = "أمرت النيابة العامة المصرية بحبسه. وأضافت النيابة العامة أن التحقيق مستمر."
    assert {m.entity for m in find_mentions(Doc.of(text), ()) if m.kind == "org"} == {"prosecution-eg"}


def test_names_inside_roles_are_nested() -> None:
    mentions = find_mentions(Doc.of("وقال الناطق باسم الكرملين دميتري بيسكوف إن اللقاء انتهى"), ())
    assert [(m.entity, m.kind) for m in mentions] == [("peskov", "person"), ("kremlin", "org")]
    assert mentions[0].span.covers(mentions[1].span)
    assert mentions[0].head is not None
    assert mentions[0].text.endswith("دميتري بيسكوف")


TEXTS = [
    "وقال نائب رئيس الوزراء ووزير المالية سامر بوقرين لوكالة رويترز إن باريس ولندن وبرلين تدعم القرار.",
    'وزار (الرئيس الكيني) وليام روتو، برفقة وزير الدفاع، مدينة «مومباسا» و"نيروبي".',
    "#عاجل #وزارة_الصحة_الكينية: @ruto وصل\nبوقرين: لا تعليق\n\n«غير مغلق",
    "قال قال قال بن بن بن أبو أبو آل آل عبد عبد رئيس رئيس وزير وزير الـ الـ",
    "وَأَكَّدَ الرَّئِيسُ الكِينِيُّ وِلْيَام رُوتُو أَنَّ المَطَرَ غَزِيرٌ",
    "رییس جمهور ایران گفت که تهران آماده است",
]


@pytest.mark.parametrize("text", TEXTS)
def test_mentions_are_slices_in_order_disjoint_or_nested(text: str) -> None:
    mentions = find_mentions(Doc.of(text), ())
    spans = [m.span for m in mentions]
    assert all(m.span.of(text) == m.text and m.text.strip() for m in mentions)
    assert spans == sorted(spans, key=lambda s: (s.start, -s.end))
    assert all(not a.meets(b) or a.covers(b) or b.covers(a) for a in spans for b in spans)
    assert all(m.head is None or m.span.covers(m.head) for m in mentions)


@pytest.mark.parametrize("text", TEXTS)
def test_same_text_same_mentions(text: str) -> None:
    assert find_mentions(Doc.of(text), ()) == find_mentions(Doc.of(text), ())


def test_words_of_a_time_expression_are_no_name() -> None:
    text = "ووصل في نيسان إلى المدينة ريم"
    at = text.index("نيسان")
    timex = Timex(Span(at, at + 5), "نيسان", "DATE", "2018-04", "timex/months#april")
    assert not [m for m in find_mentions(Doc.of(text), (timex,)) if m.span.start == at]


def test_a_long_line_of_names_is_read_in_time_linear_in_it() -> None:
    """Twice the text gives twice the findings and no more look-ups a token."""
    line = "وقال سامر بوقرين إن نيروبي ترحب بوزير الخارجية الفرنسي في كينيا. "
    few, many = (len(find_mentions(Doc.of(line * n), ())) for n in (50, 100))
    assert many == 2 * few


def test_kinds() -> None:
    mentions: tuple[Mention, ...] = find_mentions(
        Doc.of("واتهم الحوثيون كينيا والأمم المتحدة ومدير المصنع سامر بوقرين"), ()
    )
    assert [m.kind for m in mentions] == ["group", "place", "org", "person"]
