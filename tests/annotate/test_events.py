"""Events: every entry's own example, who did it to whom, when and on whose word."""

from __future__ import annotations

import pytest

from isnad.annotate.events import find_events, read_events
from isnad.annotate.events.lexicon import triggers
from isnad.annotate.mentions import find_mentions
from isnad.annotate.timex import find_timexes
from isnad.model import Attribution, Event, Span
from isnad.rules.load import Example, Row, Rule, load_rows, load_rules
from isnad.text.doc import Doc

PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
VERBS, NOUNS = load_rows("events/verbs"), load_rows("events/nouns")
NEEDS = [(rule, e) for rule in load_rules("events/needs") for e in rule.no]


def read(text: str, attributions: tuple[Attribution, ...] = ()) -> tuple[Event, ...]:
    doc = Doc.of(text)
    timexes = find_timexes(doc, "2024-06-17")
    return find_events(doc, find_mentions(doc, timexes), timexes, attributions)


def roles(text: str) -> list[tuple[str, str | None, str | None]]:
    """Type, actor's words and recipient's words of each event."""
    doc = Doc.of(text)
    timexes = find_timexes(doc, "2024-06-17")

    def words(found: tuple[int, int] | None) -> str | None:
        return doc.span(found[0], found[1] - 1).of(text) if found else None

    drafts = read_events(doc, find_mentions(doc, timexes), timexes)
    return [(d.type, words(d.actor), words(d.recipient)) for d in drafts]


@pytest.mark.parametrize("row", [*VERBS, *NOUNS], ids=lambda row: row.id)
def test_a_row_is_read_in_its_own_example(row: Row) -> None:
    types = {t.word.type for token in Doc.of(row.example).tokens for t in triggers(token.norm) if t.word.rule == row.id}
    assert row.get("type") in types
    assert row.get("type") in PLOVER


@pytest.mark.parametrize(("rule", "example"), NEEDS, ids=lambda value: getattr(value, "id", ""))
def test_a_vague_word_without_its_company_is_no_event(rule: Rule, example: Example) -> None:
    vague = {row.id for row in (*VERBS, *NOUNS) if row.get("use") == rule.id.partition("#")[2]}
    assert vague
    assert not [event for event in read(example.text) if event.rule in vague]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("هاجم مسلحون مجهولون مخفر الحدود", ("ASSAULT", "مسلحون مجهولون", "مخفر الحدود")),
        ("قتل الجنود زعيم العصابة", ("ASSAULT", "الجنود", "زعيم العصابة")),
        ("قتل أربعة عمال في انهيار المنجم", ("ASSAULT", None, "أربعة عمال")),
        ("قتل السائق برصاص قطاع الطرق", ("ASSAULT", "قطاع الطرق", "السائق")),
        ("قالت الصحيفة إن الجيش قصف القرية", ("ASSAULT", "الجيش", "القرية")),
        ("شن المتمردون هجوما على المطار", ("ASSAULT", "المتمردون", "المطار")),
        ("قام مسلحون بخطف مهندس أجنبي", ("ASSAULT", "مسلحون", "مهندس أجنبي")),
        ("تظاهر آلاف العمال ضد الغلاء", ("PROTEST", "آلاف العمال", "الغلاء")),
        ("فرضت الحكومة عقوبات على المصرف", ("SANCTION", "الحكومة", "المصرف")),
    ],
)
def test_who_did_it_to_whom(text: str, expected: tuple[str, str | None, str | None]) -> None:
    assert expected in roles(text)


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("تظاهر العمال احتجاجا على إغلاق المصنع", "إغلاق المصنع"),
        ("تظاهر العمال احتجاجا على المفاوضات مع الشركة", "المفاوضات"),
        ("تظاهر العمال مطالبين بوضوح باستقالة المحافظ", "المحافظ"),
        ("خرج الطلاب في مسيرة تطالب البلدية بفتح الحديقة", "البلدية"),
        ("ردد المتظاهرون هتافات تندد بالغلاء", "بالغلاء"),
        ("اعتصم الطلاب أمام مقر النقابة مطالبين بإلغاء الرسوم", "مقر النقابة"),
        ("سار المتظاهرون بصمت نحو مبنى المحكمة", "مبنى المحكمة"),
    ],
)
def test_whom_a_protest_is_against(text: str, whom: str) -> None:
    assert ("PROTEST", whom) in [(kind, recipient) for kind, _, recipient in roles(text)], roles(text)


@pytest.mark.parametrize(
    "text",
    [
        "قتل سائق وأصيب راكبان في الطريق",
        "وقع هجوم استهدف حافلة",
        "تظاهر العمال احتجاجا على الغلاء",
        "وقع هجوم على الجسر أمس، وأغلقت الطرق بعد الهجوم",
    ],
)
def test_one_event_is_told_once(text: str) -> None:
    assert len(roles(text)) == 1, roles(text)


def test_what_demonstrators_do_is_a_protest() -> None:
    assert roles("طالب المتظاهرون الحكومة بالرحيل")[0][:2] == ("PROTEST", "المتظاهرون")


def test_an_actor_goes_on_in_a_joined_verb() -> None:
    first, second = roles("هاجم مسلحون القرية وخطفوا ثلاثة رجال")
    assert first[1] == second[1] == "مسلحون"
    assert second[2] == "ثلاثة رجال"


def test_named_actors_are_entities_and_the_clause_gives_place_and_date() -> None:
    (event,) = [e for e in read("اتهمت فرنسا روسيا أمس في باريس بقطع المحادثات") if e.type == "ACCUSE"]
    assert (event.actor, event.recipient) == ("state-fr", "state-ru")
    assert (event.begin, event.end, event.precision) == ("2024-06-16", "2024-06-16", "day")
    assert event.place is not None


def test_a_period_gives_its_range_and_its_precision() -> None:
    (event,) = read("اغتال مجهولون القاضي الشهر الماضي")
    assert (event.begin, event.end, event.precision) == ("2024-05-01", "2024-05-31", "month")


def test_an_undated_event_has_no_precision() -> None:
    (event,) = read("اغتال مجهولون القاضي")
    assert (event.begin, event.end, event.precision) == (None, None, None)


def test_an_event_leans_on_the_innermost_attribution() -> None:
    text = "قال الناطق إن الوزير أعلن أن مسلحين اغتالوا القاضي"
    at = text.index("مسلحين")
    cue = Span(0, 3)
    outer = Attribution("a1", cue, None, (Span(13, len(text)),), "indirect", "assert", None, (), ())
    inner = Attribution("a2", cue, None, (Span(at, len(text)),), "indirect", "assert", None, (), ())
    (event,) = read(text, (outer, inner))
    assert event.attribution == "a2"
    (alone,) = read(text)
    assert alone.attribution is None


@pytest.mark.parametrize(
    "text",
    [
        "لم يهاجم المسلحون القرية",
        "أعلنت وزارة الصحة خطتها",
        "عاد العمال فجر السبت",
        "حلقت طائرة مسيرة فوق الحقل",
        "",
    ],
)
def test_what_is_no_event(text: str) -> None:
    assert not read(text)


def test_spans_are_of_the_text_and_triggers_open_them() -> None:
    text = "وأكد السكان: هاجمَ مسلحونَ المخفرَ، ثم هربوا"
    (event,) = read(text)
    assert event.trigger.of(text) == "هاجمَ"
    assert event.span.start == event.trigger.start
    assert event.span.of(text).endswith("المخفرَ")
