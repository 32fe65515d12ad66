"""One page in, its articles out: the order of the steps of extraction; read this file first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from isnad.extract.byline import (
    Credits,
    SignOff,
    credits_of,
    dateline_of,
    repeated_opening,
    sign_off_of,
    single_credit,
    trailing_sign_off,
)
from isnad.extract.furniture import Label, cuts_in, labels_of, role_of
from isnad.extract.head import Head, head_of
from isnad.extract.language import language_of
from isnad.extract.lines import Line, lines_of
from isnad.extract.published import Clue, choose_published, clue_of_url, clue_of_value, clues_in
from isnad.extract.split import Stretch, mark_inner_headlines, split
from isnad.model import Article, Extraction, Furniture, Hints, Page, Piece, Rejected, Span


@dataclass(frozen=True, slots=True)
class Facts:
    """What metadata says of the page's main article, before its lines are read."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    section: str | None = None
    url: str | None = None
    clues: tuple[Clue, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """A page as its reader sees it: the visible text, its lines, and what stands in its metadata."""

    visible: str
    lines: tuple[Line, ...]
    facts: Facts = Facts()


@dataclass(slots=True)
class Body:
    """The text of one article while it is put together."""

    kept: list[tuple[Line, int, int]] = field(default_factory=list)
    """Lines, each with the part of it that belongs to the text."""
    credits: list[Credits] = field(default_factory=list)
    source: str | None = None


def extract(page: Page) -> Extraction | Rejected:
    """Articles of one page, with the furniture around them; never an exception for what the page holds.

    Rejected: `not-arabic` for pages in another language, `no-article` where no text is left.
    """
    view = _view(page)
    language = language_of(view.visible)
    if language != "ar":
        return Rejected(page.source, "not-arabic", f"it reads as {language}; isnad reads Arabic alone", page.id)
    labels = labels_of(view.lines)
    stretches = split(view.lines, labels)
    furniture: list[Furniture] = []
    articles: list[Article] = []
    for stretch in stretches:
        article = _article(page, view, labels, stretch, len(articles), furniture)
        if article is not None:
            articles.append(article)
    if not articles:
        return Rejected(page.source, "no-article", "no running text is on it; is it a list of headlines?", page.id)
    furniture.sort(key=lambda f: (f.start, f.end))
    return Extraction(page.id, view.visible, tuple(articles), tuple(furniture))


def _view(page: Page) -> View:
    if page.kind == "html":
        from isnad.extract.html import view_of_html

        return view_of_html(page)
    visible = page.text.replace("\r\n", "\n").replace("\r", "\n")
    return View(visible, lines_of(visible), _facts_of(page.hints))


def _facts_of(hints: Hints) -> Facts:
    return Facts(title=hints.title, outlet=hints.outlet, byline=hints.byline, url=hints.url)


def _article(
    page: Page,
    view: View,
    labels: list[Label | None],
    stretch: Stretch,
    number: int,
    furniture: list[Furniture],
) -> Article | None:
    lines, facts = view.lines, view.facts if number == 0 else Facts()
    head = head_of(lines, labels, stretch.first, stretch.last, facts.title)
    mark_inner_headlines(lines, labels, head.body, stretch.last)
    byline = lines[head.byline].text if head.byline is not None else facts.byline
    body = _body_of(lines, labels, head, stretch.last, byline)
    if not body.kept:
        return None
    _keep_furniture(lines, labels, stretch, head, body, furniture)
    text, paragraphs, pieces = _assemble(body)
    clues = _clues(page, view, labels, stretch, head, number)
    crawled = page.hints.crawled
    published, dates = choose_published(clues, crawled, text)
    dateline = dateline_of(body.kept[0][0])
    named = [c for c in (credits_of(byline) if byline else None, dateline.credits if dateline else None) if c]
    outlet = next((c.outlet for c in named + body.credits if c.outlet), None) or facts.outlet
    title = lines[head.title].text if head.title is not None else facts.title
    return Article(
        id=f"{page.id}.{number}",
        page=page.id,
        source=page.source,
        number=number,
        title=title,
        text=text,
        paragraphs=paragraphs,
        pieces=pieces,
        outlet=outlet,
        byline=byline,
        credit=single_credit(named + body.credits) or (body.source if not any(c.unnamed for c in named) else None),
        dateline=dateline.place if dateline else None,
        section=facts.section,
        url=facts.url,
        published=published,
        crawled=crawled,
        dates=dates,
        captions=tuple(lines[n].text for n in head.captions),
    )


def _body_of(lines: Sequence[Line], labels: Sequence[Label | None], head: Head, last: int, byline: str | None) -> Body:
    """Lines of the text, without what rules call furniture, a repeated byline and the sign-off."""
    body = Body()
    numbers = [n for n in range(head.body, last) if _belongs(lines[n], labels[n])]
    while numbers and (signed := sign_off_of(lines[numbers[-1]])) is not None:
        _sign(body, signed)
        numbers.pop()
    for n in numbers:
        line, start, end = lines[n], 0, len(lines[n].text)
        for cut in cuts_in(line):
            start, end = (cut.end, end) if cut.start == 0 else (start, min(end, cut.start))
        if n == numbers[-1] and (signed := trailing_sign_off(line)) is not None:
            _sign(body, signed)
            end = min(end, signed.start)
        if byline and not body.kept:
            start = max(start, repeated_opening(line, byline))
        if line.text[start:end].strip():
            body.kept.append((line, start, end))
    return body


def _belongs(line: Line, label: Label | None) -> bool:
    """Unlabelled lines, and bare dates between paragraphs: the headings of a chronicle."""
    return label is None or (label.reach == "date" and role_of(line.norm) is None)


def _sign(body: Body, signed: SignOff) -> None:
    body.credits.append(signed.credits)
    body.source = body.source or signed.credit


def _assemble(body: Body) -> tuple[str, tuple[Span, ...], tuple[Piece, ...]]:
    parts: list[str] = []
    paragraphs: list[Span] = []
    pieces: list[Piece] = []
    at = 0
    for line, start, end in body.kept:
        raw = line.text[start:end]
        left = len(raw) - len(raw.lstrip())
        text = raw.strip()
        parts.append(text)
        paragraphs.append(Span(at, at + len(text)))
        pieces.append(Piece(at, line.start + start + left, len(text)))
        at += len(text) + 1
    return "\n".join(parts), tuple(paragraphs), tuple(pieces)


def _clues(
    page: Page, view: View, labels: Sequence[Label | None], stretch: Stretch, head: Head, number: int
) -> list[Clue]:
    """Evidence for the day of publication: the article's head and tail, and for the main one the page's metadata."""
    clues: list[Clue] = []
    for n in range(stretch.first, stretch.last):
        line, label = view.lines[n], labels[n]
        role = role_of(line.norm)
        if n in head.dates:
            above = head.title is not None and n < head.title
            kind = {"published": "labelled", "updated": "updated", "crawled": "crawled", "event": "event"}.get(
                role[0] if role else "", "banner" if above else "head"
            )
            clues += clues_in(line.norm, line.text, kind)
        elif (
            n >= head.body
            and label is not None
            and label.reach == "date"
            and role
            and role[0] in ("published", "updated")
        ):
            clues += clues_in(line.norm, line.text, "tail" if role[0] == "published" else "updated")
    if number == 0:
        found = [*view.facts.clues, clue_of_url(view.facts.url)]
        if page.hints.published:
            found.append(
                clue_of_value(page.hints.published, "feed", "feed", page.hints.published, "published/forms#feed")
            )
        clues += [clue for clue in found if clue]
    return clues


def _keep_furniture(
    lines: Sequence[Line],
    labels: Sequence[Label | None],
    stretch: Stretch,
    head: Head,
    body: Body,
    furniture: list[Furniture],
) -> None:
    """Note every character of the stretch that is neither title nor text."""
    kept = {id(line): (start, end) for line, start, end in body.kept}
    for n in range(stretch.first, stretch.last):
        line, label = lines[n], labels[n]
        start, end = kept.get(id(line), (0, 0))
        if n == head.title:
            continue
        kind, rule = (label.kind, label.rule) if label else ("head" if n < head.body else "tail", "extract/head")
        if start:
            furniture.append(Furniture(line.start, line.start + start, kind, rule))
        if end < len(line.text):
            furniture.append(Furniture(line.start + end, line.end, kind, rule))
