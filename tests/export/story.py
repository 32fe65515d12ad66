"""A small story made by hand, with every kind of thing the report shows."""

from __future__ import annotations

from isnad.model import (
    Annotations,
    Article,
    Attribution,
    Claim,
    DateCandidate,
    Dating,
    Drift,
    DuplicateGroup,
    Entity,
    EntityLink,
    Evidence,
    Form,
    Links,
    Origin,
    Record,
    Span,
    Stance,
    Storyline,
    Timex,
)
from isnad.text.doc import Doc

MINISTRY = Entity("e1", "وزارة الموارد المائية", "org", "Ministry of Water Resources")
ENGINEER = Entity("e2", "وائل الشهابي", "person")
WIRE = Entity("e3", "وكالة أنباء الأطلس", "org", "Atlas News Agency")
PAPER = Entity("e4", "صحيفة ميتروبوليتان كورير", "org")
HOSTILE = '<script>alert("x")</script> & "قول"'


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def said(
    id: str,
    text: str,
    cue: str,
    content: str,
    stance: Stance,
    speaker: str | None,
    source: str | None = None,
    via: tuple[str, ...] = (),
    form: Form = "indirect",
) -> Attribution:
    where = span(text, source) if source else None
    return Attribution(id, span(text, cue), where, (span(text, content),), form, stance, speaker, via, ("verbs#قال",))


def article(id: str, outlet: str, title: str, text: str, published: str | None, **more: str) -> Article:
    date = DateCandidate(published, "stated", f"نُشر في {published}", "dates#given", "chosen") if published else None
    crawl = DateCandidate("2026-01-14", "stated", "حُفظت في 14 يناير 2026", "dates#crawl", "crawl banner")
    return Article(
        id,
        f"p{id}",
        f"pages/{id}.html",
        0,
        title,
        text,
        Doc.of(text).paragraphs,
        outlet=outlet,
        published=date,
        dates=(date, crawl) if date else (crawl,),
        url=more.get("url"),
        credit=more.get("credit"),
    )


FIRST = (
    "ذكرت صحيفة ميتروبوليتان كورير أن مسؤولين قالوا إن تقريراً حذّر من تشققات في جسم السد.\n"
    'ونفت الوزارة تلقي أي تقرير، وقالت إن "ما نُشر عارٍ عن الصحة".\n'
    "ولم يتسنّ للوكالة التحقق من صحة التقرير."
)
SECOND = f"قال المهندس وائل الشهابي إنه سلّم تقريراً يحذر من تشققات في جسم السد أمس. {HOSTILE}"
THIRD = "وأكد مسؤولون أن تقريراً حذّر من تشققات في السد."


def records() -> tuple[Record, ...]:
    first = article("a1", "صباح المدينة", "تقرير حذّر من تشققات", FIRST, "2025-10-07", credit="وكالة أنباء الأطلس")
    second = article(
        "a2", "المرفأ", f"المهندس: حذّرت {HOSTILE}", SECOND, "2025-10-09T08:00:00+03:00", url="javascript:alert(1)"
    )
    third = article("a3", "دفاتر مدنية", "أسبوع على الكارثة", THIRD, None, url="https://dafatir.example/week")
    content = "تقريراً حذّر من تشققات في جسم السد"
    outer = "مسؤولين قالوا إن تقريراً حذّر من تشققات في جسم السد"
    found_first = (
        said("s1", FIRST, "ذكرت", outer, "assert", "e4", "صحيفة ميتروبوليتان كورير", ("e3",)),
        said("s2", FIRST, "قالوا", content, "assert", None, "مسؤولين", ("e3", "e4")),
        said("s3", FIRST, "ونفت", "تلقي أي تقرير", "deny", "e1", "الوزارة", ("e3",)),
        said("s4", FIRST, "وقالت", "ما نُشر عارٍ عن الصحة", "deny", "e1", None, ("e3",), "direct"),
        said("s5", FIRST, "لم يتسنّ", "صحة التقرير", "doubt", "e3", "للوكالة"),
    )
    found_second = (said("s6", SECOND, "قال", "سلّم تقريراً يحذر من تشققات في جسم السد أمس", "assert", "e2"),)
    found_third = (said("s7", THIRD, "أكد", "تقريراً حذّر من تشققات في السد", "assert", None, "مسؤولون"),)
    yesterday = Timex(span(SECOND, "أمس"), "أمس", "DATE", "2025-10-08", "timex/words#أمس")
    people = (MINISTRY, ENGINEER, WIRE, PAPER)
    return (
        Record(second, Annotations("a2", (yesterday,), (), people, found_second)),
        Record(first, Annotations("a1", (), (), people, found_first)),
        Record(third, Annotations("a3", (), (), people, found_third)),
    )


def links() -> Links:
    credit = Evidence("a1", span(FIRST, "مسؤولين"), "مسؤولين", "hidden source")
    own = Evidence("a2", span(SECOND, "قال"), "قال", "source left out")
    later = Evidence("a3", span(THIRD, "مسؤولون"), "مسؤولون", "hidden source")
    report = Claim(
        "k1",
        "تقريراً حذّر من تشققات في جسم السد",
        ("s2", "s6", "s7"),
        ("s3",),
        ("s5",),
        (
            Origin(None, "مسؤولون", hidden=True, articles=("a1", "a3"), evidence=(credit, later)),
            Origin("e2", "وائل الشهابي", hidden=False, articles=("a2",), evidence=(own,)),
        ),
        1,
        2,
        ("same words", "same words"),
        (Drift("unverified-dropped", credit, later),),
    )
    other = Claim("k2", "ما نُشر عارٍ عن الصحة", ("s4",), (), (), (), 1, 1, ())
    dating = Dating("a3", "2025-10-09", "2025-10-13", (later,))
    return Links(
        (DuplicateGroup("d1", ("a1", "a3"), "a1", (("a3", "a1", 0.62),)),),
        tuple(EntityLink(e, tuple((a, e.id) for a in ("a1", "a2", "a3"))) for e in (MINISTRY, ENGINEER, WIRE, PAPER)),
        (other, report),
        (dating,),
        (Storyline("t1", "انهيار سد الزمرد", ("a1", "a2", "a3"), "2025-10-07", "2025-10-09", ("k1", "k2")),),
    )
