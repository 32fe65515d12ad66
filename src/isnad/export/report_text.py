"""An article with its findings in, its paragraphs as safe markup out: every statement marked, numbered, linkable."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from isnad.model import Article, Attribution, Record, Span
from isnad.text.whole import word_start

NOTHING = Markup()


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text to stand inside an element."""

    span: Span
    tag: str
    attributes: tuple[tuple[str, str], ...]
    """An `id` is printed once, even where the mark is cut in pieces."""
    lead: Markup = NOTHING
    """What stands before its first words: the number that leads back to the claim."""


def anchor(attribution: str) -> str:
    """The fragment that leads to a statement's words."""
    return f"s-{attribution}"


def marked_paragraphs(
    record: Record, backs: dict[str, tuple[int, str]], more: Iterable[Mark] = ()
) -> tuple[Markup, ...]:
    """Paragraphs of the article with its statements, cues, sources and times marked.

    `backs` gives each attribution the number printed before its words and the id of the card it leads to; `more` are
    marks of the reader's own. All text is escaped; nothing of the page's own markup is left.
    """
    marks = sorted([*_marks(record, backs), *more], key=lambda m: (m.span.start, -m.span.end))
    return tuple(_paragraph(record.article, paragraph, marks) for paragraph in record.article.paragraphs)


def _marks(record: Record, backs: dict[str, tuple[int, str]]) -> Iterator[Mark]:
    for found in record.annotations.attributions:
        yield from _statement_marks(record.article.text, found, backs.get(found.id))
    for timex in record.annotations.timexes:
        yield Mark(timex.span, "time", (("title", timex.value or "؟"),))


def _statement_marks(text: str, found: Attribution, back: tuple[int, str] | None) -> Iterator[Mark]:
    style = ("class", f"st-{found.stance} {found.form}")
    lead = Markup('<a class="n" href="#{1}">{0}</a>').format(*back) if back else NOTHING
    for position, part in enumerate(found.content):
        span = Span(word_start(text, part.start), part.end)
        named = (("id", anchor(found.id)), style) if position == 0 else (style,)
        yield Mark(span, "mark", named, lead if position == 0 else NOTHING)
    yield Mark(found.cue, "b", (("class", "cue"),))
    if found.source:
        yield Mark(found.source, "span", (("class", "src"),))


def _paragraph(article: Article, paragraph: Span, marks: Iterable[Mark]) -> Markup:
    """Nested elements over one paragraph; a mark that crosses another's edge is closed there and opened again."""
    inside = [m for m in marks if m.span.meets(paragraph)]
    edges = {paragraph.start, paragraph.end}
    edges |= {e for m in inside for e in (m.span.start, m.span.end) if paragraph.start < e < paragraph.end}
    out: list[Markup] = []
    opened: list[Mark] = []
    cuts = sorted(edges)
    for start, end in itertools.pairwise(cuts):
        wanted = [m for m in inside if m.span.start <= start and end <= m.span.end]
        kept = 0
        while kept < min(len(opened), len(wanted)) and opened[kept] is wanted[kept]:
            kept += 1
        out += [Markup(f"</{m.tag}>") for m in reversed(opened[kept:])]
        out += [_open(m, first=start == max(m.span.start, paragraph.start)) for m in wanted[kept:]]
        out.append(escape(article.text[start:end]))
        opened = wanted
    out += [Markup(f"</{m.tag}>") for m in reversed(opened)]
    return Markup("").join(out)


def _open(mark: Mark, first: bool) -> Markup:
    shown = [(name, value) for name, value in mark.attributes if first or name != "id"]
    attributes = Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in shown)
    return Markup("<{}{}>").format(Markup(mark.tag), attributes) + (mark.lead if first else NOTHING)
