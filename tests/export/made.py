"""The small story with everything an export must carry: names, an event, decisions, and text that means harm."""

from __future__ import annotations

from dataclasses import replace

from tests.export.story import FIRST, SECOND, article, links, records, said, span

from isnad.export.whole import Whole, whole_of
from isnad.model import Annotations, Decision, Event, Mention, Record, Storyline

OVERRIDE = chr(0x202E)
HARM = f'=HYPERLINK("http://example.org";"قول"){OVERRIDE}\x07 <b>&amp;'
"""A formula, a direction override, a bell, and markup."""
HARMFUL = f"{HARM} قال الناطق إن «الجسر» سليم.\n-2+3 أكد البيان."

DECISIONS = (
    Decision(
        "g1", "rename", "e1", '{"name": "وزارة المياه"}', "ليلى الحاج", "2025-10-20T09:00:00+00:00", "كما في الجريدة"
    ),
    Decision("g2", "reject", "s7", "{}", "ليلى الحاج", "2025-10-20T09:05:00+00:00"),
    Decision("g3", "date", "a3", '{"published": "2025-10-14"}', "سالم العمري", "2025-10-21T10:00:00+00:00"),
    Decision("g4", "reject", "s1", "{}", "سالم العمري", "2025-10-21T10:01:00+00:00"),
    Decision("g5", "undo", "g4", "{}", "سالم العمري", "2025-10-21T10:02:00+00:00", '=cmd|"/c calc"'),
)  # fmt: skip
"""A renaming, a rejection, a date, and a rejection taken back."""


def harmful() -> Record:
    """An article whose every field means harm."""
    a = article("a4", f"@{HARM}", HARM, HARMFUL, "2025-10-08", url='https://bad.example/"><script>', credit="#REF!")
    found = said("s8", HARMFUL, "قال", "«الجسر» سليم", "assert", None, "الناطق")
    return Record(a, Annotations("a4", attributions=(found,)))


def every_record() -> tuple[Record, ...]:
    """The story's records with names and an event, and the harmful one, in order of id."""
    out = []
    for r in records():
        found = r.annotations
        if r.article.id == "a2":
            where = span(SECOND, "وائل الشهابي")
            found = replace(
                found,
                mentions=(Mention(where, "وائل الشهابي", "person", "e2", "names/titles#engineer"),),
                events=(
                    Event(
                        "v1", span(SECOND, "سلّم تقريراً"), span(SECOND, "سلّم"), "COOPERATE", "e2", None, None,
                        "2025-10-08", "2025-10-08", "day", "s6", "events/cooperate#handed",
                    ),
                ),
            )  # fmt: skip
        if r.article.id == "a1":
            where = span(FIRST, "صحيفة ميتروبوليتان كورير")
            found = replace(
                found, mentions=(Mention(where, "صحيفة ميتروبوليتان كورير", "org", "e4", "names/outlets#x"),)
            )
        out.append(Record(r.article, found))
    return tuple(sorted([*out, harmful()], key=lambda r: r.article.id))


def whole() -> Whole:
    """The story with what people decided."""
    found = links()
    dated = tuple(replace(c, begin="2025-10-08", end="2025-10-09") if c.id == "k1" else c for c in found.claims)
    more = Storyline("t1", found.storylines[0].title, ("a1", "a2", "a3"), "2025-10-07", "2025-10-14", ("k1", "k2"))
    standing = [d for d in DECISIONS if d.id not in ("g4", "g5")]
    return whole_of(every_record(), replace(found, claims=dated, storylines=(more,)), DECISIONS, standing, "سد")
