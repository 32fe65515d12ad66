"""A story in, a folder with one TimeML document an article out: TIMEX3 for times, REPORTING events for cues."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from isnad.export.files import fill_folder, write_lines
from isnad.export.harmless import harmless
from isnad.export.whole import Day, Whole
from isnad.model import Record, Span

_CLASSES = {"commit": "I_ACTION", "urge": "I_ACTION"}
"""TimeML classes of cues; every other stance reports."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text that stands inside an element."""

    span: Span
    opening: str
    tag: str


def write(whole: Whole, path: Path) -> None:
    """Write `ARTICLE.tml` for each article into the folder `path`.

    The text inside `<TEXT>` is the article's own, character for character (control characters, which XML forbids, are
    replaced one for one). Marks that cross an earlier one are left out: TimeML's do not nest. Raises `IsnadError` where
    a file cannot be written.
    """
    fill_folder(path, ((f"{_file_name(r.article.id)}.tml", partial(_write, whole, r)) for r in whole.records))


def _write(whole: Whole, record: Record, path: Path) -> None:
    write_lines(path, [document(whole, record)])


def document(whole: Whole, record: Record) -> str:
    """One article as TimeML."""
    a, day = record.article, whole.day(record.article)
    marks = sorted(_marks(whole, record), key=lambda m: (m.span.start, -m.span.end))
    instances = (
        f'<MAKEINSTANCE eventID="e{n}" eiid="ei{n}" tense="NONE" aspect="NONE" polarity="POS" pos="VERB"/>'
        for n in range(1, len(whole.said(record)) + 1)
    )
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
            'xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd">',
            f"<DOCID>{_text(a.id)}</DOCID>",
            _created(day),
            f"<TITLE>{_text(a.title or '')}</TITLE>",
            f"<TEXT>{_marked(a.text, marks)}</TEXT>",
            *instances,
            "</TimeML>",
        ]
    )


def _created(day: Day | None) -> str:
    """The document's creation time: left open where nobody knows it, and only the month or year where a range says no
    more."""
    if day is None:
        return '<DCT><TIMEX3 tid="t0" type="DATE" value="XXXX-XX-XX" functionInDocument="CREATION_TIME"></TIMEX3></DCT>'
    first, last = day.first[:10], day.last[:10]
    value = next((first[:n] for n in (10, 7, 4) if first[:n] == last[:n]), "XXXX-XX-XX")
    comment = ' comment="inferred from other pages"' if day.how == "inferred" else ""
    return (
        f'<DCT><TIMEX3 tid="t0" type="DATE" value={_attribute(value)} temporalFunction="false" '
        f'functionInDocument="CREATION_TIME"{comment}>{_text(value)}</TIMEX3></DCT>'
    )


def _marks(whole: Whole, record: Record) -> Iterator[Mark]:
    dated = whole.day(record.article) is not None
    for n, t in enumerate(record.annotations.timexes, 1):
        anchor = ' temporalFunction="true" anchorTimeID="t0"' if t.anchor and dated else ' temporalFunction="false"'
        value = _attribute(t.value or "")
        yield Mark(t.span, f'<TIMEX3 tid="t{n}" type="{t.type}" value={value}{anchor}>', "TIMEX3")
    for n, s in enumerate(whole.said(record), 1):
        kind = _CLASSES.get(s.stance, "REPORTING")
        yield Mark(s.found.cue, f'<EVENT eid="e{n}" class="{kind}">', "EVENT")


def _marked(text: str, marks: list[Mark]) -> str:
    out, at = [], 0
    for mark in marks:
        if mark.span.start >= at and mark.span.end <= len(text) and len(mark.span):
            out += [_text(text[at : mark.span.start]), mark.opening, _text(mark.span.of(text)), f"</{mark.tag}>"]
            at = mark.span.end
    return "".join([*out, _text(text[at:])])


def _text(text: str) -> str:
    return escape(harmless(text), {"\r": "&#13;"})


def _attribute(text: str) -> str:
    return quoteattr(harmless(text))


def _file_name(id: str) -> str:
    return re.sub(r"[^\w.-]", "_", id).lstrip(".") or "article"
