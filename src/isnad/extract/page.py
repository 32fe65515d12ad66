"""One page in, its articles out: the order of the steps of extraction; read this file first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from isnad.extract.byline import (
    Credits,
    SignOff,
    credits_of,
    repeated_opening,
    sign_off_of,
    single_credit,
    trailing_sign_off,
)
from isnad.extract.dateline import dateline_of, place_beside_day, writer_beside_day
from isnad.extract.furniture import Label, cuts_in, role_of, roles_in
from isnad.extract.head import Head, head_of, same_headline
from isnad.extract.language import language_of
from isnad.extract.lines import Line, content_words, words_in
from isnad.extract.published import Clue, choose_published, clue_of_url, clue_of_value, clues_in, is_today_of
from isnad.extract.split import Stretch, mark_inner_headlines, split
from isnad.extract.view import Facts, View, page_title, view_of
from isnad.model import Article, Extraction, Furniture, Page, Piece, Rejected, Span
from isnad.text.fold import fold


@dataclass(frozen=True, slots=True)
class Part:
    """A region of a page: its lines, what each is, and what is known of its articles beforehand."""

    page: Page
    view: View
    lines: tuple[Line, ...]
    labels: list[Label | None]


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
    view = view_of(page)
    articles: list[Article] = []
    furniture: list[Furniture] = []
    at = 0
    for region in view.regions:
        _outside(view, at, region.first, furniture)
        part = Part(page, view, view.lines[region.first : region.last], view.labels[region.first : region.last])
        for stretch in split(part.lines, part.labels):
            article = _article(part, stretch, len(articles), furniture)
            if article is not None:
                articles.append(article)
        at = region.last
    language = language_of("\n".join(article.text for article in articles) or view.visible)
    if language not in ("ar", "none"):
        return Rejected(page.source, "not-arabic", f"it reads as {language}; isnad reads Arabic alone", page.id)
    if not articles:
        return Rejected(page.source, "no-article", "no running text is on it; is it a list of headlines?", page.id)
    _outside(view, at, len(view.lines), furniture)
    return Extraction(page.id, view.visible, tuple(articles), tuple(furniture))


def _outside(view: View, first: int, last: int, furniture: list[Furniture]) -> None:
    """Note lines that stand in no article's region."""
    for line, label in zip(view.lines[first:last], view.labels[first:last], strict=True):
        kind, rule = (label.kind, label.rule) if label else ("outside", "extract/main")
        furniture.append(Furniture(line.start, line.end, kind, rule))


def _article(part: Part, stretch: Stretch, number: int, furniture: list[Furniture]) -> Article | None:
    lines, labels, page = part.lines, part.labels, part.page
    facts = part.view.facts if number == 0 else Facts()
    head = head_of(lines, labels, stretch.first, stretch.last, facts.titles)
    mark_inner_headlines(lines, labels, head.body, stretch.last)
    byline = _byline(lines, head) or facts.byline or _beside_day(lines, head)
    body = _body_of(lines, labels, head, stretch.last, byline)
    if not body.kept:
        return None
    _keep_furniture(lines, labels, stretch, head, body, furniture)
    text, paragraphs, pieces = _assemble(body)
    title = lines[head.title].text if head.title is not None else page_title(facts)
    published, dates = choose_published(_clues(part, stretch, head, number, title, text), page.hints.crawled, text)
    dateline = dateline_of(body.kept[0][0])
    place = next(filter(None, (place_beside_day(lines[n]) for n in head.dates)), None)
    named = [c for c in (credits_of(byline) if byline else None, dateline.credits if dateline else None) if c]
    hidden = any(c.unnamed for c in named)
    return Article(
        id=f"{page.id}.{number}",
        page=page.id,
        source=page.source,
        number=number,
        title=title,
        text=text,
        paragraphs=paragraphs,
        pieces=pieces,
        outlet=next((c.outlet for c in named + body.credits if c.outlet), None) or facts.outlet,
        byline=byline,
        credit=single_credit(named + body.credits) or (None if hidden else body.source),
        dateline=dateline.place if dateline else place,
        section=facts.section,
        url=facts.url,
        published=published,
        crawled=page.hints.crawled,
        dates=dates,
        captions=_captions(part, stretch, head),
    )


def _byline(lines: Sequence[Line], head: Head) -> str | None:
    """The byline as printed, without a day on the same line."""
    return None if head.byline is None else writer_beside_day(lines[head.byline]) or lines[head.byline].text


def _beside_day(lines: Sequence[Line], head: Head) -> str | None:
    """The agency that stands before the day on one line, where no byline stands elsewhere."""
    below = (writer_beside_day(lines[n]) for n in head.dates if head.title is not None and n > head.title)
    return next(filter(None, below), None)


def _captions(part: Part, stretch: Stretch, head: Head) -> tuple[str, ...]:
    """Captions of pictures, by the markup or by their place between title and text."""
    return tuple(
        part.lines[n].text
        for n in range(stretch.first, stretch.last)
        if n in head.captions or ((label := part.labels[n]) is not None and label.kind == "caption")
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
    body.source = body.source or signed.source


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


def _clues(part: Part, stretch: Stretch, head: Head, number: int, title: str | None, text: str) -> list[Clue]:
    """Evidence for the day of publication: the article's head and tail, and for the main one the page's metadata."""
    clues: list[Clue] = []
    for n in range(stretch.first, stretch.last):
        line, label = part.lines[n], part.labels[n]
        if n in head.dates:
            clues += _head_clues(part, head, n, text)
        elif n >= head.body and label is not None and label.reach == "date":
            said = {"labelled": "tail", "updated": "updated"}
            clues += [replace(c, kind=said[c.kind]) for c in _clues_by_role(line, "") if c.kind in said]
    return [*clues, *_times(part, stretch, head), *_facts_clues(part, number, title)]


def _head_clues(part: Part, head: Head, n: int, text: str) -> list[Clue]:
    """A date line of the head; above a title it may be the clock of the site or of its crawler.

    Beside a section's name, with an hour, first in the box that holds title and text («<div class="date">… <h1>»), or
    between a newspaper's name and a headline whose text says «اليوم الجمعة» of it, it may be the article's; bare it is
    a clock.
    """
    line, label = part.lines[n], part.labels[n]
    if any(roles_in(line.norm)) or head.title is None or n > head.title:
        return _clues_by_role(line, "head")
    trusted = line.tag and (label is None or _opens_the_box(part.lines, head, n))
    below_name = 0 < n == head.title - 1 and part.labels[n - 1] is None
    return [
        replace(clue, kind="above" if trusted or (line.tag and clue.clock) or (below_name and told) else "banner")
        for clue in clues_in(line.norm, line.text, "banner")
        for told in [len(clue.days) == 1 and is_today_of(clue.days[0], text)]
    ]


def _opens_the_box(lines: Sequence[Line], head: Head, n: int) -> bool:
    """Whether a line stands just above the title in a box of their own, which the text's box stands in as well."""
    if head.title != n + 1 or head.body >= len(lines) or not lines[n].gap:
        return False
    box = lines[n].around[0]
    return box > 0 and box == lines[head.title].around[0] and box in lines[head.body].around


def _clues_by_role(line: Line, otherwise: str) -> list[Clue]:
    """The dates of a line, each of the kind that the line says it is."""
    kinds = ({"published": "labelled"}.get(role or "", role) or otherwise for role in roles_in(line.norm))
    clues = clues_in(line.norm, line.text, otherwise)
    return [replace(clue, kind=kind) for clue, kind in zip(clues, kinds, strict=True)]


def _times(part: Part, stretch: Stretch, head: Head) -> list[Clue]:
    """`<time datetime>` between an article's first line and its text."""
    start = part.lines[stretch.first].start
    end = part.lines[head.body].start if head.body < len(part.lines) else len(part.view.visible)
    found = []
    for offset, stamp, words in part.view.times:
        if start <= offset < end:
            role = role_of(fold(words))
            kind = "updated" if role and role[0] == "updated" else "time"
            found.append(clue_of_value(stamp, kind, "metadata", f"<time datetime={stamp}>", "html#time"))
    return [clue for clue in found if clue]


def _facts_clues(part: Part, number: int, title: str | None) -> list[Clue]:
    """What metadata, the address and the feed say of the main article, and metadata of others by their headlines."""
    if number == 0:
        stated = part.page.hints.published
        feed = clue_of_value(stated, "feed", "feed", stated, "feed#published") if stated else None
        found = [*part.view.facts.clues, clue_of_url(part.view.facts.url), feed]
        return [clue for clue in found if clue]
    words = content_words(words_in(title or ""))
    return [
        clue
        for headline, clues in part.view.others
        if same_headline(words, content_words(words_in(headline)))
        for clue in clues
    ]


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
