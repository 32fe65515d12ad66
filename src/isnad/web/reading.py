"""An article and its page in, what the reader sees out: its text with every finding marked, furniture in its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from isnad.export.report_text import Mark, marked_paragraphs
from isnad.model import Article, Extraction, Furniture, Record, Span


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the page, in its order."""

    kind: str
    """`text` is the article's own; `head` stands beside it (title, byline, date); `furniture` belongs to no article;
    `other` is another article of the page."""
    lines: tuple[Markup | str, ...]
    article: str | None = None
    """The other article."""


def blocks_of(
    record: Record,
    page: Extraction,
    backs: dict[str, tuple[int, str]],
    here: Span | None,
    gone: frozenset[str] = frozenset(),
) -> tuple[Block, ...]:
    """The whole page around one article. `here` is marked as what the reader came for; `gone` statements are not."""
    kept = tuple(a for a in record.annotations.attributions if a.id not in gone)
    shown = Record(record.article, replace(record.annotations, attributions=kept))
    paragraphs = marked_paragraphs(shown, backs, _more(shown, here))
    out: list[Block] = []
    at = 0
    for paragraph, text in zip(record.article.paragraphs, paragraphs, strict=True):
        start, end = page_place(record.article, paragraph)
        if start is not None and end is not None:
            out += _between(page, record.article, at, start)
            at = max(at, end)
        out.append(Block("text", (text,)))
    out += _between(page, record.article, at, len(page.visible))
    return tuple(_joined(out))


def page_place(article: Article, span: Span) -> tuple[int | None, int | None]:
    """Where the characters of a span begin and end in the page's visible text."""
    inside = [p for p in article.pieces if p.start < span.end and span.start < p.start + p.length]
    if not inside:
        return None, None
    first, last = inside[0], inside[-1]
    start = first.page_start + max(0, span.start - first.start)
    return start, last.page_start + min(last.length, span.end - last.start)


def _more(record: Record, here: Span | None) -> Iterator[Mark]:
    for mention in record.annotations.mentions:
        yield Mark(mention.span, "span", (("class", f"nm nm-{mention.kind}"),))
    if here is not None and here.start < here.end:
        yield Mark(here, "mark", (("id", "here"), ("class", "here")))


def _between(page: Extraction, article: Article, start: int, end: int) -> Iterator[Block]:
    """What stands on the page between two paragraphs of the article, line by line."""
    others = [
        (p.page_start, p.page_start + p.length, other.id)
        for other in page.articles
        if other.id != article.id
        for p in other.pieces
    ]
    at = start
    for line in page.visible[start:end].split("\n"):
        span = Span(at, at + len(line))
        at += len(line) + 1
        if line.strip():
            yield _line(line, span, page.furniture, others)


def _line(line: str, span: Span, furniture: tuple[Furniture, ...], others: list[tuple[int, int, str]]) -> Block:
    for start, end, id in others:
        if start < span.end and span.start < end:
            return Block("other", (line,), id)
    covered = any(f.start < span.end and span.start < f.end for f in furniture)
    return Block("furniture" if covered else "head", (line,))


def _joined(blocks: list[Block]) -> Iterator[Block]:
    """Neighbours of one kind as one."""
    held: Block | None = None
    for block in blocks:
        if held and block.kind == held.kind != "text" and block.article == held.article:
            held = Block(held.kind, (*held.lines, *block.lines), held.article)
            continue
        if held:
            yield held
        held = block
    if held:
        yield held
