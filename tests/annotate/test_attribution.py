"""Attributions: every example of the cue lexicons runs, classes of sentences, chains, and text that is no news."""

from __future__ import annotations

import pytest
from tests.annotate.attributions import attribute

from isnad.model import Attribution
from isnad.rules.load import Example, load_never, load_rows, load_rules
from isnad.text.fold import fold
from isnad.text.tokens import tokenize

LEXICONS = ("verbs", "phrases", "hedges", "governed", "nouns", "reports")
CASES = [(rule.id, example) for rule in load_rules("attribution/cases") for example in rule.yes]
FAILING = [(rule.id, example) for rule in load_rules("attribution/cases") for example in rule.known_failure]


def numbered(cases: list[tuple[str, Example]]) -> list[str]:
    return [f"{rule.split('#')[1]}-{i}" for i, (rule, _) in enumerate(cases)]


@pytest.mark.parametrize("lexicon", LEXICONS)
def test_every_row_runs_on_its_example(lexicon: str) -> None:
    missed = []
    for row in load_rows(f"attribution/{lexicon}"):
        rows, _ = attribute(row.example)
        if not any(row.id in r.rules and r.stance == row.get("stance") for r in rows):
            missed.append((row.id, row.example, [(r.cue.of(row.example), r.stance) for r in rows]))
    assert not missed


def test_the_lexicon_is_as_large_as_it_says() -> None:
    assert sum(len(load_rows(f"attribution/{lexicon}")) for lexicon in LEXICONS) >= 300


@pytest.mark.parametrize("rule", load_rules("attribution/words"), ids=lambda rule: rule.id)
def test_a_class_of_words_stands_in_its_example(rule) -> None:
    members = {fold(word) for word in rule.pattern.split("|")}
    for example in rule.yes:
        norms = {t.norm for t in tokenize(example.text)}
        bare = {form for n in norms for form in (n, n[1:], n.removeprefix("ال"), n[1:].removeprefix("ال"), n[2:])}
        assert members & bare or any(m.split()[0] in norms for m in members if " " in m), (rule.id, example.text)


def plain(text: str | None) -> str:
    return " ".join(t.norm for t in tokenize(text or "") if t.word or t.number)


def matches(row: Attribution, example: Example) -> bool:
    text = example.text
    content = " ".join(span.of(text) for span in row.content)
    return (
        plain(row.cue.of(text)) in plain(example.get("cue"))
        and plain(row.source.of(text) if row.source else "") == plain(example.get("source"))
        and plain(content) == plain(example.get("content"))
        and row.stance == example.get("stance")
        and row.form == example.get("form")
    )


def shown(row: Attribution, text: str) -> tuple[str, ...]:
    source = row.source.of(text) if row.source else ""
    return row.cue.of(text), source, *(span.of(text) for span in row.content), row.stance, row.form


@pytest.mark.parametrize(("rule", "example"), CASES, ids=numbered(CASES))
def test_class_of_sentences(rule: str, example: Example) -> None:
    rows, _ = attribute(example.text)
    found = [
        (
            r.cue.of(example.text),
            r.source and r.source.of(example.text),
            [c.of(example.text) for c in r.content],
            r.stance,
            r.form,
        )
        for r in rows
    ]
    assert any(matches(row, example) for row in rows), found


@pytest.mark.parametrize(("rule", "example"), FAILING, ids=numbered(FAILING))
def test_known_failure_is_still_one(rule: str, example: Example) -> None:
    rows, _ = attribute(example.text)
    assert not any(matches(row, example) for row in rows), "it passes now: move it to `yes`"


@pytest.mark.parametrize("example", load_never("attribution/never"), ids=lambda e: e.text[:20])
def test_nobody_reports_here(example: Example) -> None:
    rows, _ = attribute(example.text)
    assert [r.cue.of(example.text) for r in rows] == []


def name_of(entities, id: str | None) -> str | None:
    return entities[id].name if id is not None else None


SPEAKERS = [(rule.id, example) for rule in load_rules("attribution/speakers") for example in rule.yes]


@pytest.mark.parametrize(("rule", "example"), SPEAKERS, ids=numbered(SPEAKERS))
def test_who_is_meant(rule: str, example: Example) -> None:
    rows, entities = attribute(example.text)
    found = [(plain(r.cue.of(example.text)), name_of(entities, r.speaker)) for r in rows]
    assert dict(found).get(plain(example.get("cue"))) == example.get("speaker"), found


def test_a_single_agency_credited_goes_first_in_every_chain() -> None:
    text = "وقال وزير النقل إن القطار وصل.\nوأضاف أن الرحلة استغرقت ساعة"
    rows, entities = attribute(text, credit="رويترز")
    assert [[name_of(entities, v) for v in r.via] for r in rows] == [["رويترز"], ["رويترز"]]
    assert rows[0].speaker == rows[1].speaker


def test_a_newspaper_credited_is_no_relay() -> None:
    rows, _ = attribute("وقال وزير النقل إن القطار وصل", credit="الشرق الأوسط")
    assert [r.via for r in rows] == [()]


def test_whom_a_newspaper_cites_speaks_through_it() -> None:
    rows, entities = attribute("وكشفت صحيفة المدى، نقلا عن ثلاثة موظفين طلبوا عدم ذكر أسمائهم، أن الخزان فارغ")
    assert [(name_of(entities, r.speaker or ""), [name_of(entities, v) for v in r.via]) for r in rows] == [
        ("ثلاثة موظفين", ["صحيفة المدى"])
    ]


def test_an_official_without_a_name_is_the_source_just_told() -> None:
    rows, _ = attribute("أكد مصدر كيني رفيع المستوى أن السفير عاد. وأشار المسؤول الكيني إلى أن القرار مؤقت")
    assert rows[0].speaker == rows[1].speaker
    rows, _ = attribute("أكد مصدر كيني رفيع المستوى أن السفير عاد. وأشار المسؤول الأوغندي إلى أن القرار مؤقت")
    assert rows[0].speaker != rows[1].speaker


def test_who_was_told_is_in_the_chain_when_it_is_a_medium() -> None:
    rows, entities = attribute("وقال نائب كويتي لوكالة فرانس برس إن الجلسة تأجلت")
    assert [name_of(entities, v) for v in rows[0].via] == ["وكالة فرانس برس"]


THROUGH = {
    "وقالت السفيرة في رسالة نُشرت في صحيفة الغارديان إن المفاوضات تعثرت": "guardian",
    "وقالت الوزارة في بيان نشرته وكالة الأنباء الأردنية إن الحدود مفتوحة": "petra",
    "وقالت الشركة في بيان تلقت رويترز نسخة منه إن الإنتاج توقف": "reuters",
    'وقال متحدث باسم الوزارة إن التحقيق بدأ. ونقلت عنه وكالة تاس قوله "النتائج قريبة"': "tass",
    "وقال اللاعب لصحيفة الحياة إنه مصاب، حيث أعرب عن أسفه لغيابه": "hayat",
    "وفي اتصال مع فرانس برس، قال الحارس سامي نجار إن الجدار متصدع": "afp",
    "وأكد الحارس في رسالة إلكترونية إلى رويترز أن الجدار متصدع": "reuters",
    "وكتب سامي نجار في مقال بصحيفة الحياة أن الجدار متصدع": "hayat",
    "وقال الحارس لراديو هيئة الإذاعة البريطانية إن الجدار متصدع": "bbc",
    "وقال سامي نجار في برنامج الظهيرة على قناة سي إن إن إن الجدار متصدع": "cnn",
}


def test_an_unnamed_television_is_no_relay() -> None:
    rows, _ = attribute("وفي كلمة بثها التلفزيون قال الرئيس سامي نجار إن الموسم طويل")
    assert [r.via for r in rows] == [()]


@pytest.mark.parametrize("text", THROUGH)
def test_the_medium_words_came_out_in_is_in_the_chain(text: str) -> None:
    rows, _ = attribute(text)
    assert rows[-1].via == (THROUGH[text],)


TOLD_TO_A_HOUSE = {
    "وقال الصياد سامي نجار لبي بي سي إن البحر هادئ": (None, ()),
    "وقال الصياد سامي نجار لبي بي سي إن الموج عال": ("موقع شاطئنا", ("bbc",)),
    "وقال الصياد سامي نجار لـ«بي بي سي» إن البحر هادئ": (None, ("bbc",)),
    "وقال الصياد سامي نجار لـ«سكاي نيوز عربية» إن البحر هادئ": (None, ()),
    "وقال الصياد سامي نجار لشبكة بي بي سي إن البحر هادئ": (None, ("bbc",)),
    "ذكرت هيئة الإذاعة البريطانية أن الصيد توقف. وقال سامي نجار لبي بي سي إن البحر هادئ": (None, ("bbc",)),
}
"""The outlet a page states, and through whom its last statement came."""


def test_a_relative_clause_with_its_own_subject_is_the_pages() -> None:
    told = "وأكد الوزير سامي نجار أن الميناء مغلق بسبب العاصفة التي يعتقد الصيادون أنها ستشتد"
    quoted = "وقال الوزير سامي نجار: «أغلقنا الميناء بسبب العاصفة التي يعتقد الصيادون أنها ستشتد»"
    assert [(r.cue.of(told), len(r.via)) for r in attribute(told)[0]] == [("أكد", 0), ("يعتقد", 0)]
    assert [(r.cue.of(quoted), len(r.via)) for r in attribute(quoted)[0]] == [("قال", 0), ("يعتقد", 1)]


def test_a_platform_is_no_relay() -> None:
    rows, _ = attribute('وكتبت الممثلة ليلى العامري على موقع "فيسبوك" إن العرض تأجل')
    assert [r.via for r in rows] == [()]


def test_the_pages_own_reporter_is_no_relay() -> None:
    rows, _ = attribute("وقال مراسلنا إن الشرطة أعلنت أن الجسر مغلق")
    assert rows[-1].via == ()


@pytest.mark.parametrize("text", TOLD_TO_A_HOUSE)
def test_the_pages_own_house_is_no_relay(text: str) -> None:
    outlet, via = TOLD_TO_A_HOUSE[text]
    rows, _ = attribute(text, outlet=outlet)
    assert rows[-1].via == via


def test_a_nested_statement_carries_the_outer_speaker() -> None:
    text = "وقالت صحيفة واشنطن بوست إن مسؤولين أميركيين حذروا من أن العقوبات ستفشل"
    rows, _ = attribute(text)
    inner = next(r for r in rows if r.cue.of(text) == "حذروا")
    outer = next(r for r in rows if r.cue.of(text) == "قالت")
    assert inner.parent == outer.id
    assert inner.via == (outer.speaker,)
    assert inner.stance == "warn"


def test_words_of_a_nested_speaker_the_same_as_the_outer_are_no_second_statement() -> None:
    rows, _ = attribute("وقال الوزير إنه يعتقد أن الأزمة ستنتهي")
    assert [(r.stance, len(r.via)) for r in rows] == [("doubt", 0)]


ACTORS = {
    "وكانت شركة النيل قد خفضت الأسعار، مشيرة إلى أن الطلب تراجع": "شركة النيل",
    "وزار وزير الري السد وأعلن أن المنسوب آمن": "وزير الري",
    "ويذكر أن السلطات التونسية أغلقت المعبر، مؤكدة أنه غير آمن": "السلطات التونسية",
}


@pytest.mark.parametrize("sentence", ACTORS)
def test_who_acts_in_the_sentence_speaks_in_its_participle_or_joined_verb(sentence: str) -> None:
    text = f"قالت نقابة الأطباء إن المرض نادر. {sentence}."
    rows, entities = attribute(text)
    assert name_of(entities, rows[-1].speaker) == ACTORS[sentence]


def test_ids_do_not_change_when_text_is_added_below() -> None:
    first = "وقال وزير النقل إن القطار وصل."
    assert attribute(first)[0][0].id == attribute(f"{first}\nوعاد المسافرون إلى بيوتهم.")[0][0].id


HARD = {
    "unbalanced quotes": 'وقال الوزير "إن العمل بدأ. ثم عاد «وأضاف: لا شيء',
    "one long paragraph": "وقال وزير النقل إن القطار وصل وأضاف أن الرحلة طويلة " * 400,
    "one sentence": "مات الشاعر.",
    "headlines": "مقتل ثلاثة في حريق\nالوزير: لا زيادة\nقطر تفوز\n" * 20,
    "poem": "قفا نبك من ذكرى حبيب ومنزل ... بسقط اللوى بين الدخول فحومل",
    "speaker labels": "المذيع: متى بدأت؟\nالضيف: بدأت صغيرا.\nالمذيع: وكيف؟",
    "no punctuation": "قال المدير إن العمل بدأ وأكد العمال أنهم جاهزون ونفى الحارس وجود خطر",
    "verses": "وقالت عيون الليل إن الهوى\nكتاب قديم لا يراه الكتوب\nيقول الندى للزهر إن الربيع\nسيرجع بعد الشتاء\n",
    "list": "الوزير: الأسعار ستنخفض\nالبلدية تنفي مسؤوليتها عن الحريق\nخبراء: الجفاف قريب\nالأرصاد تحذر من رياح قوية",
    "hashtag alone": "شكرا لكم #اللقاح_آمن بالله: جميل",
    "hashtags": "وقال #وزير_الصحة @moh إن #اللقاح_آمن",
    "vowelled": "وَقَالَ الوَزِيرُ إِنَّ العَمَلَ بَدَأَ",
    "persian": "رئیس جمهور ایران گفت که مذاکرات ادامه دارد و نتیجه خواهد داد",
    "urdu": "وزیر اعظم نے کہا کہ ملک میں امن قائم ہو گا",
    "marks only": '«»""::،،..',
    "empty": "",
}


@pytest.mark.parametrize("kind", HARD)
def test_hard_text_gives_spans_inside_it(kind: str) -> None:
    text = HARD[kind]
    rows, entities = attribute(text)
    for row in rows:
        spans = [row.cue, *row.content, *([row.source] if row.source else [])]
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        assert row.speaker is None or row.speaker in entities
        assert all(v in entities for v in row.via)


def test_a_text_may_end_with_a_noun_of_speech() -> None:
    assert all(attribute(text)[0] == () for text in ("قدم الوزير طلب", "تسلم الفريق خطاب شكر", "وعد"))


def test_vowelled_text_reads_as_unvowelled() -> None:
    rows, _ = attribute(HARD["vowelled"])
    assert [r.stance for r in rows] == ["assert"]


def test_a_vowelled_word_is_cut_behind_the_vowel_of_its_first_letter() -> None:
    text = "قَالَتِ الْمُدِيرَةُ إِنَّهَا رَاضِيَةٌ. وَأَضَافَتْ أَنَّهُمْ قَادِمُونَ"
    rows, _ = attribute(text)
    assert [(r.cue.of(text), r.content[0].of(text)) for r in rows] == [
        ("قَالَتِ", "هَا رَاضِيَةٌ"),
        ("أَضَافَتْ", "هُمْ قَادِمُونَ"),
    ]


def test_to_me_is_nobody_named_lee() -> None:
    text = "وأكد لي الوزير أنه سيزور المختبر"
    rows, entities = attribute(text)
    assert [name_of(entities, row.speaker) for row in rows] == ["الوزير"]


def test_speech_goes_on_over_the_end_of_its_paragraph() -> None:
    text = 'وقال المدرب: "عدنا إلى ملعبنا.\nوسنبقى فيه طويلا". وغادر الفريق.'
    ((row,), _) = attribute(text)
    assert row.content[0].of(text) == "عدنا إلى ملعبنا.\nوسنبقى فيه طويلا"


def test_the_page_takes_up_its_own_words_in_a_quotation_nobody_closed() -> None:
    text = 'وأوضح القائد: "سنلعب حتى النهاية، ونفى وجود خلافات مع الإدارة.'
    rows, _ = attribute(text)
    assert [r.content[0].of(text) for r in rows] == ["سنلعب حتى النهاية", "وجود خلافات مع الإدارة"]


def test_if_god_wills_opens_no_clause() -> None:
    assert attribute("وقال القائد إن شاء الله سنعود")[0] == ()


@pytest.mark.parametrize("kind", ["persian", "urdu", "poem", "marks only", "verses", "list", "hashtag alone"])
def test_no_speaker_is_invented(kind: str) -> None:
    assert attribute(HARD[kind])[0] == ()


def test_quotations_that_never_close_are_read_once() -> None:
    from isnad.annotate.attribution.reader import _closing

    quotes = {2: 9, 4: 7, 8: 12, 20: 22}
    every = {i: last - 1 for first, last in sorted(quotes.items()) for i in range(first + 1, last)}
    assert _closing(quotes) == every
    assert _closing({}) == {}
