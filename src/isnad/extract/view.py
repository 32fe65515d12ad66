"""A page in, what a reader sees of it out: visible text, labelled lines, where articles stand, metadata."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from resiliparse.extract.html2text import extract_plain_text
from selectolax.lexbor import LexborHTMLParser

from isnad.extract.furniture import Label, labels_of
from isnad.extract.head import same_headline
from isnad.extract.html import Tree, tree_of
from isnad.extract.lines import Line, content_words, lines_of, words_in
from isnad.extract.main import Region, regions_of
from isnad.extract.meta import Metadata, metadata_of, strip_site
from isnad.extract.published import Clue
from isnad.extract.split import LINK, OTHER_STORIES
from isnad.extract.state import text_in_scripts
from isnad.model import Hints, Page

THIN = 200
"""Characters of text below which the markup is taken not to hold the article."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What metadata, a feed or an archive says of one article, before its lines are read."""

    titles: tuple[str, ...] = ()
    outlet: str | None = None
    byline: str | None = None
    section: str | None = None
    url: str | None = None
    clues: tuple[Clue, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """A page as its reader sees it."""

    visible: str
    lines: tuple[Line, ...]
    labels: list[Label | None]
    """For each line what it is besides body text; later steps add to it."""
    regions: tuple[Region, ...]
    """Where articles stand, in reading order."""
    facts: Facts
    """Of the main article."""
    others: tuple[tuple[str, tuple[Clue, ...]], ...] = ()
    """Headlines and dates that metadata gives further articles."""
    times: tuple[tuple[int, str, str], ...] = ()
    """`<time datetime>`: offset into the visible text, the attribute, the words."""


def view_of(page: Page) -> View:
    """Lay a page out, text or HTML; a page without words gives a view without regions."""
    return _view_of_html(page) if page.kind == "html" else _view_of_text(page.text, page.hints)


def _view_of_text(text: str, hints: Hints) -> View:
    visible = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = lines_of(visible)
    return View(visible, lines, labels_of(lines), (Region(0, len(lines)),) if lines else (), _facts(hints))


def _facts(hints: Hints, found: Metadata | None = None) -> Facts:
    found = found or Metadata()
    titles = (*((hints.title,) if hints.title else ()), *found.titles)
    return Facts(
        titles=titles,
        outlet=hints.outlet or found.outlet,
        byline=hints.byline or found.byline,
        section=found.section,
        url=hints.url or found.url,
        clues=found.clues,
    )


def _view_of_html(page: Page) -> View:
    """Boxes and lines from the tree, the main text by resiliparse's vote over them.

    resiliparse is the extractor, for it costs a sixth of trafilatura's time; what it leaves out or keeps too much of on
    Arabic pages is put right by the boxes (`main`) and the rules.
    """
    parser = LexborHTMLParser(page.text)
    found = metadata_of(parser)
    facts = _facts(page.hints, found)
    scripts = text_in_scripts(parser, found.bodies)
    tree = tree_of(parser)
    thin = max(THIN, len(scripts) // 3) if scripts else 0
    regions = () if scripts and tree.boxes[0].mass < thin else regions_of(tree, _kept(page.text), facts.titles)
    if scripts and _letters(tree, regions) < thin:
        return replace(_view_of_text(scripts, page.hints), facts=facts)
    return View(
        tree.visible, tree.lines, _labels(tree, regions, facts.titles), regions, facts, found.others, tree.times
    )


def _kept(markup: str) -> str:
    """What the extractor takes for the main text, runs of white space made one blank."""
    text = extract_plain_text(
        markup, main_content=True, alt_texts=False, links=False, form_fields=False, noscript=False, comments=False
    )
    return " ".join(text.split())


def _letters(tree: Tree, regions: tuple[Region, ...]) -> int:
    return sum(
        len(tree.lines[n].text)
        for region in regions
        for n in range(region.first, region.last)
        if tree.lines[n].is_paragraph and tree.boxes[tree.box_of[n]].kind is None
    )


def _labels(tree: Tree, regions: tuple[Region, ...], titles: Sequence[str]) -> list[Label | None]:
    """What rules say of each line's words and of its boxes; lines outside every region belong to no article."""
    known = [content_words(words_in(title)) for title in titles]
    labels: list[Label | None] = [Label("outside", "line", "extract/main")] * len(tree.lines)
    for region in regions:
        inside = tree.lines[region.first : region.last]
        for n, label in enumerate(labels_of(inside), region.first):
            box = tree.boxes[tree.box_of[n]]
            if box.kind and not (label is not None and label.reach == "date"):
                label = Label(box.kind, "line", box.rule)
            elif label is None and tree.lines[n].links > 0.8 and len(tree.lines[n].words) >= 4:
                label = Label(OTHER_STORIES, "teaser", LINK)
            if label is not None and label.reach == "teaser" and _is_title(tree.lines[n], known):
                label = None
            labels[n] = label
    return labels


def _is_title(line: Line, known: Sequence[frozenset[str]]) -> bool:
    """Whether a line that looks like a teaser, by its opening («شاهد.. …») or as a link, is the page's own title."""
    words = content_words(line.words)
    return line.tag == "h1" or any(same_headline(words, title) for title in known)


def page_title(facts: Facts) -> str | None:
    """The title metadata gives, where no line of the page prints it."""
    return strip_site(facts.titles[0]) if facts.titles else None
