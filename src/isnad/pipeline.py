"""The only file where stages meet: plans that turn pages into analysed pages, and records into links.

`ANALYSE` is what happens to one page and `LINK` what happens to all records together; an engine of `isnad.run` runs
them. A `Rejected` or a `Failure` is a record like any other: it passes every later step untouched.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from isnad.model import (
    Annotations,
    Article,
    Dating,
    Decision,
    Extraction,
    Failure,
    Links,
    Page,
    Record,
    Rejected,
    Span,
)
from isnad.plan import Map, Plan


@dataclass(frozen=True, slots=True)
class Extracted:
    """A page and the articles found on it."""

    page: Page
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class Analysed:
    """A page, the articles found on it, and what was found in each of them."""

    page: Page
    extraction: Extraction
    annotations: tuple[Annotations, ...]
    """One for each article, in the same order."""

    @property
    def records(self) -> tuple[Record, ...]:
        """Its articles with their annotations."""
        return tuple(map(Record, self.extraction.articles, self.annotations))


Outcome = Analysed | Rejected | Failure
"""What a run makes of one page: exactly one of these."""


def extract_page(page: Page) -> Iterator[Extracted | Rejected]:
    """Split one page into its articles, or say why it holds none."""
    from isnad.extract import extract

    found = extract(page)
    yield found if isinstance(found, Rejected) else Extracted(page, found)


def annotate_page(found: Extracted) -> Iterator[Analysed]:
    """Find times, names, statements and events in each article of a page."""
    from isnad.annotate.article import annotate

    yield Analysed(found.page, found.extraction, tuple(_named(annotate(a)) for a in found.extraction.articles))


def _named(found: Annotations) -> Annotations:
    """The same with ids that are unique in any pile: each led by its article's."""

    def whole(id: str) -> str:
        return f"{found.article}.{id}"

    attributions = tuple(
        replace(a, id=whole(a.id), parent=None if a.parent is None else whole(a.parent)) for a in found.attributions
    )
    events = tuple(
        replace(e, id=whole(e.id), attribution=None if e.attribution is None else whole(e.attribution))
        for e in found.events
    )
    return replace(found, attributions=attributions, events=events)


ANALYSE: Plan = (Map("extract", extract_page), Map("annotate", annotate_page))
"""`Page` in, `Analysed` out (or `Rejected`, or `Failure`): one outcome a page, in the order of the pages."""


def link_records(records: Iterable[Record], decisions: tuple[Decision, ...] = ()) -> Links:
    """Everything found across articles; a person's decisions stand above what is computed."""
    from isnad.link.all import link

    return link(records, decisions)


def date_together(records: Sequence[Record]) -> tuple[Record, ...]:
    """The same records, their open times closed where other pages of the pile date the article.

    «الخميس» of an undated page is `XXXX-WXX-4` alone; placed in a range of days by what it tells in common with dated
    pages, it gets the value that every day of the range gives it, and none where they differ.
    """
    datings = {dating.article: dating for dating in link_records(records).datings}
    return tuple(_closed(r, datings[r.article.id]) if r.article.id in datings else r for r in records)


def _closed(record: Record, dating: Dating) -> Record:
    from isnad.annotate.timex import find_timexes
    from isnad.text.doc import Doc

    doc = Doc.of(record.article.text, record.article.paragraphs)
    first, last = (find_timexes(doc, day) for day in (dating.begin, dating.end))
    agreed = {t.span: t for t in first} if first == last else {t.span: t for t in first if t in last}
    timexes = tuple(
        replace(agreed[t.span], rule=t.rule) if t.span in agreed and (t.value or "").startswith("XXXX") else t
        for t in record.annotations.timexes
    )
    return Record(record.article, replace(record.annotations, timexes=timexes))


def annotate_text(text: str, published: str | None = None) -> Record:
    """What is found in a few sentences given by hand, as if they were an article.

    `published` (ISO date) is the reference time: `annotate_text("قال الوزير أمس إن القمة تأجلت.", "2024-06-17")`.
    """
    from isnad.annotate.article import annotate
    from isnad.model import DateCandidate
    from isnad.text.doc import Doc

    date = DateCandidate(published, "stated", published, "given#by-hand", "chosen") if published else None
    paragraphs: tuple[Span, ...] = Doc.of(text).paragraphs
    article = Article("given", "given", "given", 0, None, text, paragraphs, published=date)
    return Record(article, annotate(article))


def warm() -> None:
    """Load what analysing a page needs (rules, lexicons, parsers), so that the first page costs no more than others."""
    markup = "<html><body><p>" + "قال المتحدث أمس إن الاجتماع تأجل إلى الأسبوع المقبل. " * 5 + "</p></body></html>"
    for found in extract_page(Page("0" * 12, "warm", "html", markup, "utf-8")):
        if isinstance(found, Extracted):
            list(annotate_page(found))
    annotate_text("قال المتحدث أمس إن الاجتماع تأجل.", "2024-06-17")


@cache
def analysis_version() -> str:
    """Digest of the code and rules that analyse a page: two runs with the same one find the same things."""
    return _digest("model.py", "text", "rules", "extract", "annotate")


@cache
def link_version() -> str:
    """Digest of the code and rules that link records."""
    return _digest("model.py", "text", "rules", "link")


def _digest(*rooms: str) -> str:
    digest = hashlib.sha256()
    root = files("isnad")
    for room in rooms:
        for name, content in _walk(root / room, room):
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()[:12]


def _walk(node: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    if node.is_file():
        if name.endswith((".py", ".toml", ".tsv")):
            yield name, node.read_bytes().replace(b"\r\n", b"\n")
    elif node.is_dir():
        for child in sorted(node.iterdir(), key=lambda c: c.name):
            yield from _walk(child, f"{name}/{child.name}")


def source_of(record: Any) -> tuple[str, str | None]:
    """Where a record came from, for the message about it: its source, and the id of its page where it has one."""
    page = getattr(record, "page", None)
    if isinstance(page, Page):
        return page.source, page.id
    article = getattr(record, "article", None)
    if isinstance(article, Article):
        return article.source, article.page
    if isinstance(record, Page):
        return record.source, record.id
    if isinstance(record, tuple) and record and isinstance(record[0], str):
        return record[0], None  # a group is named by its key
    return str(getattr(record, "source", type(record).__name__)), None
