"""A page's laid-out tree in, the regions that hold its articles out; an extractor's vote weighs every line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from isnad.extract.dates import written_dates
from isnad.extract.head import HEADINGS, same_headline
from isnad.extract.html import Tree
from isnad.extract.lines import content_words, shared, words_in

DOMINANT = 0.72
"""Share of a box's paragraphs that one box inside it must hold for the text to be looked for in there."""
UNVOTED = 0.35
"""Weight of a paragraph that the extractor left out, against 1 for one it kept."""


STORY = 400
"""Characters from which a box may hold a story of its own: teasers with a summary stay below 250."""


@dataclass(frozen=True, slots=True)
class Region:
    """Lines `first` to `last` (not included) of the visible page, around and of one article or several in a row."""

    first: int
    last: int


def regions_of(tree: Tree, kept: str, titles: Sequence[str]) -> tuple[Region, ...]:
    """Where the articles stand. `kept` is the text the extractor kept."""
    weights = _weights(tree, kept)
    if not any(weights):
        return ()
    path = _path_to_text(tree, weights)
    stories = _stories(tree, path)
    if stories:
        return tuple(_region(tree, box, (), inside=True) for box in stories)
    return (_region(tree, path[-1], titles),)


def _weights(tree: Tree, kept: str) -> list[float]:
    """Weight of each box: characters of paragraphs in it and below, outside furniture, by the extractor's vote."""
    weights = [0.0] * len(tree.boxes)
    for line, box in zip(tree.lines, tree.box_of, strict=True):
        if line.is_paragraph and line.links < 0.5 and tree.boxes[box].kind is None:
            vote = 1.0 if not kept or line.text[:80] in kept else UNVOTED
            weights[box] += min(len(line.text), 1500) * vote
    for number in range(len(weights) - 1, 0, -1):
        weights[tree.boxes[number].parent] += weights[number]
    return weights


def _children(tree: Tree) -> list[list[int]]:
    children: list[list[int]] = [[] for _ in tree.boxes]
    for number, box in enumerate(tree.boxes[1:], 1):
        children[box.parent].append(number)
    return children


def _path_to_text(tree: Tree, weights: list[float]) -> list[int]:
    """Boxes from the page down to the main one: as long as one box inside holds nearly all of the text, it goes on."""
    children = _children(tree)
    path = [0]
    while True:
        heaviest = max(children[path[-1]], key=lambda n: weights[n], default=None)
        if heaviest is None or weights[heaviest] < DOMINANT * weights[path[-1]]:
            return path
        if not children[heaviest] and tree.boxes[heaviest].tag in ("p", "td", "li", "blockquote"):
            return [*path, heaviest] if weights[heaviest] == weights[0] else path
        path.append(heaviest)


def _stories(tree: Tree, path: list[int]) -> list[int]:
    """Boxes of one kind beside each other, each with a heading and a text of its own: a page that scrolls on.

    They are looked for inside the main box, and beside it and the boxes around it. Where a heading of the first rank
    stands above them all, they are parts of one article: updates, sections.
    """
    children = _children(tree)
    for outer in reversed(path):
        heavy = [n for n in children[outer] if tree.boxes[n].mass >= STORY]
        if len(heavy) < 2:
            continue
        stories = [n for n in heavy if _has_head(tree, n) and _paragraphs(tree, n) >= 2]
        kinds = {re.sub(r"\d+", "", tree.boxes[n].name) for n in stories}
        if len(stories) >= 2 and len(kinds) <= len(stories) // 2:
            alone = title_line(tree, (), _lines_in(tree, stories[0])[0]) is None
            return stories if alone else []
    return []


def _inside(tree: Tree, box: int, outer: int) -> bool:
    while box > outer:
        box = tree.boxes[box].parent
    return box == outer


def _lines_in(tree: Tree, box: int) -> range:
    return range(*tree.ranges[box])


def _has_head(tree: Tree, box: int) -> bool:
    """Whether a box opens with a heading: an `h1`, or one that a date follows or the first paragraph retells."""
    head, dated = None, False
    for n in _lines_in(tree, box)[:25]:
        line = tree.lines[n]
        if head is None and line.tag in ("h1", "h2") and line.is_headline:
            head = line
        elif head is not None and line.is_paragraph and tree.boxes[tree.box_of[n]].kind is None:
            return head.tag == "h1" or dated or shared(head, line) >= 0.25
        elif len(line.words) <= 12 and written_dates(line.norm):
            dated = True
    return False


def _paragraphs(tree: Tree, box: int) -> int:
    return sum(tree.lines[n].is_paragraph and tree.boxes[tree.box_of[n]].kind is None for n in _lines_in(tree, box))


def _region(tree: Tree, box: int, titles: Sequence[str], inside: bool = False) -> Region:
    """Lines of a box, and above it up to its title unless that stands inside."""
    numbers = _lines_in(tree, box)
    if inside:
        return Region(numbers[0], numbers[-1] + 1)
    paragraphs = [n for n in numbers if tree.lines[n].is_paragraph and tree.boxes[tree.box_of[n]].kind is None]
    first, last = numbers[0], numbers[-1] + 1
    start = title_line(tree, titles, paragraphs[0] if paragraphs else last)
    if start is None:
        return Region(first, last)
    return Region(min(first, start - _date_above(tree, start)), last)


def _date_above(tree: Tree, title: int) -> int:
    """How many lines above a title belong to its head, because one of the last of them dates it; usually none."""
    near = tree.box_of[title]
    for _ in range(3):
        near = max(tree.boxes[near].parent, 0)
    for back in range(1, min(title, 5) + 1):
        box = tree.box_of[title - back]
        if tree.boxes[box].kind in ("navigation", "other stories", "hidden") or not _inside(tree, box, near):
            return 0
        if len(tree.lines[title - back].words) <= 12 and written_dates(tree.lines[title - back].norm):
            return back
    return 0


def title_line(tree: Tree, titles: Sequence[str], before: int) -> int | None:
    """The line above `before` that prints the article's title: a heading that metadata knows, else the nearest `h1`."""
    wanted = [content_words(words_in(title)) for title in titles]
    above = [n for n in range(before - 1, -1, -1) if tree.boxes[tree.box_of[n]].kind in (None, "sidebar")]
    same = [n for n in above if any(same_headline(content_words(tree.lines[n].words), words) for words in wanted)]
    headings = [n for n in same if tree.lines[n].tag in HEADINGS] or same
    return next(iter(headings), None) or next((n for n in above if tree.lines[n].tag == "h1"), None)
