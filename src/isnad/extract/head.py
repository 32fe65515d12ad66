"""The lines of one article in, its head out: title, byline, date lines, captions, and where the text begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from isnad.extract.byline import is_byline
from isnad.extract.dates import written_dates
from isnad.extract.furniture import Label
from isnad.extract.lines import Line, content_words, shared, words_in

HEADINGS = frozenset({"h1", "h2", "h3"})
RETOLD = 0.3
"""Share of a headline's content words in its lead from which the lead retells it; of 2,977
headlines of the ANT corpus 0.88 reach it in their own lead, 0.006 in another article's."""
LONGEST_TITLE = 60
"""Words a line may have and still print a title that metadata knows: the longest of 14,668 (ANT) has 19."""
_ZONE = 12
"""Lines between a title and its text, at most: more, and the short lines are the text itself (a poem, a list)."""


@dataclass(frozen=True, slots=True)
class Head:
    """Line numbers of what stands above an article's text."""

    title: int | None
    byline: int | None
    dates: tuple[int, ...]
    """Lines that carry a date, whatever else they carry."""
    captions: tuple[int, ...]
    body: int
    """The first line of the text; the end of the range where there is none."""


def head_of(
    lines: Sequence[Line], labels: Sequence[Label | None], first: int, last: int, known_titles: Sequence[str] = ()
) -> Head:
    """Read the head of `lines[first:last]`; `known_titles` are what metadata or a feed calls the article."""
    open_ = [n for n in range(first, last) if labels[n] is None]
    title = _known(lines, open_, known_titles)
    if title is None and open_ and not (known_titles and not lines[first].tag):  # a row's text without its title
        title = _title(lines, labels, open_)
    start = first if title is None else title + 1
    body = next((n for n in open_ if n >= start and lines[n].is_paragraph), None)
    above = [n for n in open_ if n >= start and (body is None or n < body)]
    if body is None or len(above) > _ZONE:
        above = above[:2]
        body = next((n for n in open_ if n >= start and not (n in above and is_byline(lines[n]))), last)
        above = [n for n in above if n < body]
    byline = next((n for n in above if is_byline(lines[n])), None)
    if (
        above
        and body < last
        and above[-1] != byline
        and not lines[body].gap
        and not lines[body].tag
        and _no_date_between(labels, above[-1], body)
    ):
        body = above.pop()
    dates = tuple(n for n in range(first, body) if _carries_date(lines[n], labels[n]))
    captions = tuple(n for n in above if n != byline and n not in dates)
    return Head(title, byline, dates, captions, body)


def _known(lines: Sequence[Line], open_: Sequence[int], known: Sequence[str]) -> int | None:
    """The line that prints a title known from metadata, a heading before any other."""
    wanted = [content_words(words_in(title)) for title in known]
    near = [n for n in open_[:40] if len(lines[n].words) <= LONGEST_TITLE]
    same = [n for n in near if any(same_headline(content_words(lines[n].words), words) for words in wanted)]
    return next((n for n in same if lines[n].tag in HEADINGS), same[0] if same else None)


def same_headline(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether content words of two headlines are those of one, the second perhaps with a site's name behind it."""
    common = len(one & two)
    if not one or common < 0.7 * len(one):
        return False
    return common >= 0.7 * len(two) or (common == len(one) >= 3 and common >= 0.5 * len(two))


def _title(lines: Sequence[Line], labels: Sequence[Label | None], open_: Sequence[int]) -> int | None:
    """The first line that is not already the text; below other furniture a short one is a section's name."""
    heading = next((n for n in open_ if lines[n].tag in ("h1", "h2")), None)
    if heading is not None and not any(lines[n].is_paragraph for n in open_ if n < heading):
        return heading
    first = open_[0]
    if len(lines[first].words) > 30 or (len(lines[first].words) >= 12 and lines[first].text.endswith(".")):
        return None
    return _below_masthead(lines, labels, open_) or first


def _below_masthead(lines: Sequence[Line], labels: Sequence[Label | None], open_: Sequence[int]) -> int | None:
    """The headline below the name of an outlet or a section, which other furniture or the lead itself give away.

    The lead below «وكالة أنباء الروابي / محليات / وزير المياه يتفقد السد» repeats the headline and not the names.
    Where a line of dates stands between the two, the lead may hold a word of the name («المدينة», «الميزان»).
    """
    first = open_[0]
    if len(lines[first].words) > 3:
        return None
    lead = next((n for n in open_ if lines[n].is_paragraph), None)
    below_furniture = first > 0 and labels[first - 1] is not None
    for n in open_[1:4]:
        if n == lead or len(lines[n].words) < 5 or not lines[n].is_headline or is_byline(lines[n]):
            continue
        if below_furniture:
            return n
        if lead is None or n > lead or shared(lines[n], lines[lead]) < RETOLD:
            continue
        named = shared(lines[first], lines[lead])
        if not named or (named < 1 and _dated_between(labels, first, n)):
            return n
    return None


def _dated_between(labels: Sequence[Label | None], one: int, two: int) -> bool:
    return any(label is not None and label.reach == "date" for label in labels[one + 1 : two])


def _no_date_between(labels: Sequence[Label | None], one: int, two: int) -> bool:
    return all(labels[n] is None for n in range(one, two))


def _carries_date(line: Line, label: Label | None) -> bool:
    if label is not None and label.reach != "date" and label.kind != "crawl banner":
        return False
    return len(line.words) <= 25 and bool(written_dates(line.norm))
