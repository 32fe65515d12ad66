"""Hand-annotated pages in, records out: linking tested on what a careful reader finds, whatever the annotators find."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from isnad.model import (
    Annotations,
    Article,
    Attribution,
    DateCandidate,
    Entity,
    Mention,
    Record,
    Span,
    Timex,
)
from isnad.text.fold import fold

SHARED = Path(__file__).resolve().parents[3] / "shared"

STATES = {
    "RU": ("روسيا", "موسكو"),
    "KP": ("كوريا الشمالية", "بيونغ يانغ", "بيونج يانج", "جمهورية كوريا الشعبية الديمقراطية"),
    "KR": ("كوريا الجنوبية", "سيول"),
    "US": ("الولايات المتحدة", "واشنطن"),
    "UA": ("أوكرانيا",),
    "JP": ("اليابان", "طوكيو"),
}
"""State names a lexicon of states knows and the gold pages leave out where they are no source."""


def gold_records(folder: str = "seeds", *, blind: bool = False) -> tuple[Record, ...]:
    """Records of `gold/<folder>`; `blind` keeps publication dates only where the page states them."""
    if not (SHARED / "gold" / folder).exists():
        pytest.skip(f"no hand-annotated pages: {SHARED / 'gold'} is absent")
    out: list[Record] = []
    for path in sorted((SHARED / "gold" / folder).glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        page = (SHARED / gold["pages"] / gold["page"]).read_text("utf-8")
        out += [_record(path.stem, gold, page, number, blind) for number in range(len(gold["articles"]))]
    return tuple(r for r in out if r.article.text)


def _record(name: str, gold: dict[str, Any], page: str, number: int, blind: bool) -> Record:
    row = gold["articles"][number]
    start, end = row["body_spans"][0][0], row["body_spans"][-1][1]
    id = f"{name}-{number}"
    stated = row["published"] if row["published_stated"] or not blind else None
    date = DateCandidate(stated, "stated", row["published_stated"] or "", "gold#stated", "chosen") if stated else None
    text = page[start:end]
    article = Article(
        id, name, name, number, row["title"], text, _paragraphs(text), (), row["outlet"], None, row["credit"],
        published=date,
    )  # fmt: skip

    def inside(span: list[int] | None) -> Span | None:
        return Span(span[0] - start, span[1] - start) if span and start <= span[0] and span[1] <= end else None

    timexes = []
    for t in gold["timexes"]:
        span = inside(t["span"])
        if span:
            value = _open(t["text"], t["value"]) if blind and date is None else t["value"]
            timexes.append(Timex(span, span.of(text), t["type"], value, "gold#timex"))
    rows = _attributions(id, gold, inside)
    mentions = _mentions(gold, text)
    entities = tuple(_entity(gold, key, mentions) for key in dict.fromkeys(m.entity for m in mentions))
    speakers = {e for a in rows for e in (a.speaker, *a.via, *a.co_speakers) if e}
    entities += tuple(_entity(gold, e, ()) for e in sorted(speakers - {e.id for e in entities}))
    return Record(article, Annotations(id, tuple(timexes), mentions, entities, rows))


def _paragraphs(text: str) -> tuple[Span, ...]:
    out, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            out.append(Span(at, at + len(line)))
        at += len(line) + 1
    return tuple(out)


def _open(text: str, value: str) -> str:
    """The value as the page alone gives it."""
    days = ("الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
    return next((f"XXXX-WXX-{n}" for n, day in enumerate(days, 1) if day in text), value)


def _attributions(id: str, gold: dict[str, Any], inside: Any) -> tuple[Attribution, ...]:
    rows: list[Attribution] = []
    for number, g in enumerate(gold["attributions"]):
        content = tuple(s for s in map(inside, g["content_spans"]) if s)
        cue = inside(g["cue_span"])
        if content and cue:
            co = (g["co_speaker"],) if "co_speaker" in g else ()
            rows.append(
                Attribution(
                    f"{id}:a{number}", cue, inside(g["source_span"]), content, g["form"], g["stance"], g["speaker"],
                    tuple(g["via"]), ("gold#row",), co,
                )
            )  # fmt: skip
    return tuple(_with_parent(r, rows) for r in rows)


def _with_parent(row: Attribution, rows: list[Attribution]) -> Attribution:
    holders = [
        r for r in rows if r is not row and any(c.covers(row.cue) and c.covers(row.content[0]) for c in r.content)
    ]
    if not holders:
        return row
    parent = min(holders, key=lambda r: sum(map(len, r.content)))
    return Attribution(
        row.id, row.cue, row.source, row.content, row.form, row.stance, row.speaker, row.via, row.rules,
        row.co_speakers, parent.id,
    )  # fmt: skip


def _mentions(gold: dict[str, Any], text: str) -> tuple[Mention, ...]:
    forms = {f: (e, gold["entities"][e][2]) for e, names in gold.get("aliases", {}).items() for f in names}
    forms |= {row[0]: (e, row[2]) for e, row in gold["entities"].items()}
    forms = {f: v for f, v in forms.items() if f not in ("الأخير", "الصحيفة", "الوكالة", "بلاده", "الباحث")}
    forms |= {f: (_state(gold, f, iso), "place") for iso, names in STATES.items() for f in names if f not in forms}
    taken: list[Mention] = []
    folded = fold(text) if len(fold(text)) == len(text) else text
    for form in sorted(forms, key=lambda f: (-len(f), f)):
        needle, at = fold(form) if folded is not text else form, -1
        while (at := folded.find(needle, at + 1)) >= 0:
            span = Span(at, at + len(form))
            edge = span.end == len(text) or not text[span.end].isalpha()
            if edge and not any(span.meets(m.span) for m in taken):
                taken.append(Mention(span, span.of(text), forms[form][1], forms[form][0], "gold#alias"))
    return tuple(sorted(taken, key=lambda m: m.span))


def _state(gold: dict[str, Any], form: str, iso: str) -> str:
    same = [e for e, names in gold.get("aliases", {}).items() if set(names) & set(STATES[iso])]
    same += [e for e, row in gold["entities"].items() if row[0] in STATES[iso]]
    return same[0] if same else iso.lower()


def _entity(gold: dict[str, Any], key: str, mentions: tuple[Mention, ...]) -> Entity:
    row = gold["entities"].get(key) or (STATES[key.upper()][0], None, "place")
    iso = next((i for i, names in STATES.items() if row[0] in names), None)
    forms = tuple(dict.fromkeys(m.text for m in mentions if m.entity == key))
    return Entity(key, row[0], row[2], row[1], forms, iso, known=row[2] != "group")
