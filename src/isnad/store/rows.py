"""An analysed page in, its rows out, table by table: made in the workers, so that the writer only writes.

Rows are plain tuples: a page's findings cross from a worker as one, ten times cheaper than as objects.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from isnad.model import Annotations, Article, Attribution, Page, Span
from isnad.pipeline import Analysed
from isnad.plan import Map
from isnad.text.searched import besides_of, forms_of

Row = tuple[Any, ...]


class PageRows(NamedTuple):
    """Everything the store keeps of one analysed page."""

    page: str
    source: str
    articles: int
    tables: tuple[tuple[str, tuple[Row, ...]], ...]
    """Table and rows, parents before children."""


def rows_of(found: Analysed) -> Iterator[PageRows]:
    """The rows of one page."""
    page, extraction = found.page, found.extraction
    tables: dict[str, list[Row]] = {name: [] for name in TABLES}
    tables["page"].append(_page(page, extraction.visible))
    tables["furniture"] += [(page.id, n, f.start, f.end, f.kind, f.rule) for n, f in enumerate(extraction.furniture)]
    for record in found.records:
        _article(tables, record.article)
        _annotations(tables, record.article, record.annotations)
    filled = tuple((name, tuple(rows)) for name, rows in tables.items() if rows)
    if not _encodes(page.text) or not _encodes(page.source):
        filled = tuple((name, tuple(tuple(map(whole_text, row)) for row in rows)) for name, rows in filled)
    yield PageRows(page.id, whole_text(page.source), len(extraction.articles), filled)


TO_ROWS = Map("rows", rows_of)
"""The step that follows `ANALYSE` on the way into a store."""

TABLES = (
    "page",
    "furniture",
    "article",
    "date_candidate",
    "article_folded",
    "timex",
    "name",
    "mention",
    "attribution",
    "event",
)
"""Tables filled from one page, parents before children."""


def pack(text: str) -> bytes:
    """Text as the store keeps what arrived: UTF-8 (lone surrogates kept), compressed."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


def unpack(blob: bytes) -> str:
    """The text `pack` was given."""
    return zlib.decompress(blob).decode("utf-8", "surrogatepass")


def whole_text(cell: Any) -> Any:
    """A cell as SQLite takes it: half a surrogate pair (of a damaged name or dump) becomes U+FFFD, one for one."""
    if isinstance(cell, str) and not _encodes(cell):
        return "".join("\N{REPLACEMENT CHARACTER}" if "\ud800" <= c <= "\udfff" else c for c in cell)
    return cell


def _encodes(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def to_json(value: object) -> str:
    """Compact JSON that keeps Arabic readable."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _page(page: Page, visible: str) -> Row:
    h = page.hints
    hints = (h.title, h.outlet, h.byline, h.published, h.url, h.crawled)
    return (page.id, page.source, page.kind, page.encoding, pack(page.text), pack(visible), *hints)


def _article(tables: dict[str, list[Row]], a: Article) -> None:
    date = a.published
    tables["article"].append((
        a.id, a.page, a.number, a.title, a.text, a.outlet, a.byline, a.credit, a.dateline, a.section, a.url,
        date.value if date else None, date.origin if date else None, a.crawled,
        to_json(_pairs(a.paragraphs)), to_json([(p.start, p.page_start, p.length) for p in a.pieces]),
        to_json(a.captions),
    ))  # fmt: skip
    dates = a.dates if date is None or date in a.dates else (date, *a.dates)
    tables["date_candidate"] += [
        (a.id, n, int(d == date), d.value, d.origin, d.words, d.rule, d.verdict) for n, d in enumerate(dates)
    ]
    tables["article_folded"].append(searched_row(a.id, a.title, a.text))


def searched_row(id: str, title: str | None, text: str) -> Row:
    """What the search index holds of an article."""
    title = title or ""
    return (None, id, forms_of(title), forms_of(text), besides_of(f"{title} {text}"))


def _annotations(tables: dict[str, list[Row]], article: Article, found: Annotations) -> None:
    a = article.id
    tables["timex"] += [
        (f"{a}.t{n}", a, n, t.span.start, t.span.end, t.text, t.type, t.value, t.anchor, t.begin, t.end, t.rule)
        for n, t in enumerate(found.timexes)
    ]
    tables["name"] += [
        (a, e.id, n, e.name, e.kind, e.name_en, e.iso, e.wikidata, int(e.known), to_json(e.mentions))
        for n, e in enumerate(found.entities)
    ]
    tables["mention"] += [
        (a, n, m.span.start, m.span.end, m.text, m.kind, m.entity, *_edges(m.head), m.rule)
        for n, m in enumerate(found.mentions)
    ]
    ids = Counter([row.id for row in found.attributions] + [event.id for event in found.events])
    if max(ids.values(), default=0) > 1:
        raise ValueError(f"two findings of {a} have one id: {ids.most_common(1)[0][0]}")
    tables["attribution"] += [attribution_row(article, n, row) for n, row in enumerate(found.attributions)]
    tables["event"] += [
        (e.id, a, n, e.type, *_edges(e.span), *_edges(e.trigger), e.span.of(article.text), e.actor,
         e.recipient, e.place, e.begin, e.end, e.precision, e.attribution, e.rule)
        for n, e in enumerate(found.events)
    ]  # fmt: skip


def attribution_row(article: Article, n: int, row: Attribution) -> Row:
    """One statement, the `n`-th of its article, as a row of its table."""
    text = article.text
    return (
        row.id, article.id, n, row.stance, row.form, row.speaker, to_json(row.co_speakers),
        to_json(row.via), row.cue.of(text), None if row.source is None else row.source.of(text),
        " … ".join(s.of(text) for s in row.content), *_edges(row.cue), *_edges(row.source),
        to_json(_pairs(row.content)), row.parent, row.confidence, to_json(row.rules),
    )  # fmt: skip


def _edges(span: Span | None) -> tuple[int | None, int | None]:
    return (None, None) if span is None else (span.start, span.end)


def _pairs(spans: Sequence[Span]) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in spans]
