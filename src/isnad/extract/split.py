"""Labelled lines in, the range of lines of each article out: where a page goes over from one story to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from isnad.extract.byline import is_byline, sign_off_of
from isnad.extract.furniture import Label
from isnad.extract.lines import Line, content_words, shared, words_of

OTHER_STORIES = "other stories"
LINK = "extract/main#link"
"""Rule of a line that is all link."""
_RELATED = "furniture/lines#read_also"
LEAD_SHARE = 0.4
"""Share of a headline's content words that its own lead holds: of 3,000 articles 0.82 reach it, and 0.18 of the fourth
paragraphs of the same articles do."""
LONE_SHARE = 0.6
"""The same where nothing else says that the article above has ended: 0.56 of the leads, 0.04 of the others."""
TURN = 0.3
"""How much more of the headline between than of the title above three paragraphs must hold to be its story."""
SUBHEAD_SHARE = 0.3
"""Share of a subheading's content words in its own paragraph: 0.65 of France 24's subheadings of 8 words and more reach
it, 0.05 to 0.2 of the links to other stories in BBC and CNN articles do."""
LONGEST_LIST = 6
"""Headlines in a row, at most: longer runs of short lines are verse or a list of the text's own."""
_HEAD_LINES = 4
"""Lines that may stand above a text and be no furniture: title, byline, caption, section."""
WHOLE_STORY = 600
"""Characters from which, below a closed article, three paragraphs under a headline are a story whatever they say."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines `first` to `last`, `last` not included, of one article with its head and tail."""

    first: int
    last: int


def split(lines: Sequence[Line], labels: list[Label | None]) -> tuple[Stretch, ...]:
    """Ranges of the page's articles in reading order; `labels` gains the headlines of other stories found on the way.

    A marker («إقرأ أيضاً») opens an article where a headline and a lead that retells it stand below; otherwise what it
    opens are teasers, and the article above goes on where its paragraphs go on.
    """
    starts = [0]
    at = 0
    while at < len(lines):
        label = labels[at]
        if label is not None and label.reach in ("related", "after") and not _in_head(lines, labels, starts[-1], at):
            at = _below_marker(lines, labels, at, starts)
            continue
        if _scrolled_to(lines, labels, starts[-1], at):
            labels[at] = None
            starts.append(at)
        at += 1
    return tuple(Stretch(a, b) for a, b in zip(starts, [*starts[1:], len(lines)], strict=True))


def _in_head(lines: Sequence[Line], labels: Sequence[Label | None], first: int, at: int) -> bool:
    """Whether what closes articles stands above a text: themes count comments there («لا توجد تعليقات»)."""
    marker = labels[at]
    above = [n for n in range(first, at) if labels[n] is None]
    if marker is None or marker.reach != "after" or not 1 <= len(above) <= _HEAD_LINES:
        return False
    below = next((label for label in labels[at + 1 :] if label is None or label.reach == "after"), marker)
    return below is None and not any(lines[n].is_paragraph for n in above)


def _below_marker(lines: Sequence[Line], labels: list[Label | None], at: int, starts: list[int]) -> int:
    """Decide what stands below a marker at `at`: a story (its start is added), teasers, or the article again."""
    marker = labels[at]
    assert marker is not None
    ended = marker.reach == "after" or _has_ended(lines, labels, starts[-1], at)
    threshold = LEAD_SHARE if ended else LONE_SHARE
    below, listed = at + 1, False
    while below < len(lines):
        label = labels[below]
        if label is not None and label.reach in ("related", "after"):
            return below
        if _may_head(label) and (
            _is_story(lines, labels, below, threshold, strict=marker.reach == "after")
            or (not ended and _turns_to(lines, labels, starts[-1], below))
        ):
            labels[below] = None
            starts.append(below)
            return below + 1
        if label is None and not ended and lines[below].is_paragraph:
            if _goes_on(lines, labels, starts[-1], at, below) and not _is_summary(lines, labels, below, listed):
                return below
            listed = True
        if label is None or label.reach == "date":
            labels[below] = Label(OTHER_STORIES if marker.reach == "related" else marker.kind, "line", marker.rule)
        below += 1
    return below


def _may_head(label: Label | None) -> bool:
    """Whether a line may be a story's title: one that no rule knows, or that opens with «بالفيديو..» as teasers do."""
    return label is None or (label.reach == "teaser" and label.rule != LINK)


def _turns_to(lines: Sequence[Line], labels: Sequence[Label | None], first: int, at: int) -> bool:
    """Whether the paragraphs below a headline speak of it and no longer of the article above, which did not close."""
    if not _is_story(lines, labels, at, LEAD_SHARE):
        return False
    below = [n for n in range(at + 1, len(lines)) if labels[n] is None and lines[n].is_paragraph][:3]
    words = frozenset().union(*(content_words(lines[n].words) for n in below))
    of_headline = _share_in(content_words(lines[at].words), words)
    return of_headline >= _share_in(content_words(lines[first].words), words) + TURN


def _share_in(wanted: frozenset[str], words: frozenset[str]) -> float:
    return len(wanted & words) / len(wanted) if wanted else 0.0


def _goes_on(lines: Sequence[Line], labels: Sequence[Label | None], first: int, at: int, below: int) -> bool:
    """Whether the markup puts a paragraph below a marker at `at` beside the last one above it, if any stands there."""
    above = next((n for n in range(at - 1, first - 1, -1) if labels[n] is None and lines[n].is_paragraph), None)
    return above is None or lines[above].is_kin(lines[below])


def _has_ended(lines: Sequence[Line], labels: Sequence[Label | None], first: int, at: int) -> bool:
    """Whether a sign-off, tags or a comment form between the last paragraph and `at` closed the article."""
    for back in range(at - 1, max(first, at - 8), -1):
        label = labels[back]
        if label is not None:
            if label.kind in ("tags", "comment form", "share strip", "author box", "rights"):
                return True
        elif sign_off_of(lines[back]):
            return True
        elif lines[back].is_paragraph:
            return False
    return False


def _is_story(
    lines: Sequence[Line], labels: Sequence[Label | None], at: int, threshold: float, strict: bool = False
) -> bool:
    """Whether a headline stands at `at` and a story below it: its lead retells it, and more than a summary follows."""
    head = lines[at]
    if not head.is_headline or len(content_words(head.words)) < 3:
        return False
    lead = _lead(lines, labels, at)
    if lead is None:
        return False
    letters = paragraphs = headlines = 0
    for line, label in zip(lines[lead:], labels[lead:], strict=True):
        if label is not None and label.reach in ("related", "after"):
            break
        if label is None and line.is_paragraph:
            paragraphs += 1
            letters += len(line.text)
        elif line.is_headline and (label is None or label.kind == OTHER_STORIES):
            headlines += 1
    if headlines >= max(2, paragraphs - 1) or _is_listed(lines, labels, lead):
        return False  # headline, summary, headline, summary: a list of teasers
    if threshold == LEAD_SHARE and paragraphs >= 3 and letters >= WHOLE_STORY:
        return not strict or shared(head, lines[lead]) >= 0.2
    long_enough = letters >= (150 if paragraphs >= 2 else 400)
    return long_enough and (paragraphs >= 2 or not strict) and shared(head, lines[lead]) >= threshold


def _is_listed(lines: Sequence[Line], labels: Sequence[Label | None], lead: int) -> bool:
    """Whether the next headline, with a lead of its own, follows upon a single paragraph; subheadings are shorter."""
    after = lead + 1
    if after + 1 >= len(lines) or not _is_other_headline(lines, labels, after) or len(lines[after].words) < 6:
        return False
    return lines[after + 1].is_paragraph and shared(lines[after], lines[after + 1]) >= LEAD_SHARE


def _lead(lines: Sequence[Line], labels: Sequence[Label | None], head: int) -> int | None:
    """The first paragraph below a headline, over date lines, bylines and buttons."""
    for at in range(head + 1, min(len(lines), head + 7)):
        label = labels[at]
        if label is not None:
            if label.reach in ("related", "after"):
                return None
            continue
        if lines[at].is_paragraph:
            return at
        if not is_byline(lines[at]):
            return None
    return None


def _is_summary(lines: Sequence[Line], labels: Sequence[Label | None], at: int, listed: bool) -> bool:
    """Whether a paragraph below a marker is a teaser's summary: a headline goes on below it, or ended a list above it.

    `listed` says that a summary has already come.
    """
    if len(lines[at].words) >= 60:
        return False
    return _is_other_headline(lines, labels, at + 1) or (listed and _is_other_headline(lines, labels, at - 1))


def _is_other_headline(lines: Sequence[Line], labels: Sequence[Label | None], at: int) -> bool:
    if not 0 <= at < len(lines) or lines[at].is_paragraph:
        return False
    label = labels[at]
    return lines[at].is_headline and (label is None or label.kind == OTHER_STORIES)


def _scrolled_to(lines: Sequence[Line], labels: Sequence[Label | None], first: int, at: int) -> bool:
    """Whether another article begins without any marker: a headline with a date line of its own and its lead below."""
    if not _may_head(labels[at]) or not (lines[at].gap or lines[at].tag in ("h1", "h2")):
        return False
    below = labels[at + 1 : at + 4]
    if not any(label is not None and label.reach == "date" for label in below) or is_byline(lines[at]):
        return False
    above = any(labels[n] is None and lines[n].is_paragraph for n in range(first + 1, at))
    return above and _is_story(lines, labels, at, LEAD_SHARE, strict=True)


def mark_inner_headlines(lines: Sequence[Line], labels: list[Label | None], first: int, last: int) -> None:
    """Label headlines of other stories that stand between a body's paragraphs or below its last one.

    A subheading is short, or says what the next paragraph says; two headlines in a row, or a long one that its next
    paragraph does not take up, are links to other stories whose markup was lost.
    """
    open_ = [n for n in range(first, last) if labels[n] is None]
    for place, at in enumerate(open_):
        if not _looks_like_teaser(lines[at]):
            continue
        following = lines[open_[place + 1]] if place + 1 < len(open_) else None
        before = lines[open_[place - 1]] if place else None
        run = _run_of_headlines(lines, open_, place)
        count = len(lines[at].words)
        if following is None or not following.is_paragraph or place + run >= len(open_):
            teaser = 2 <= run <= LONGEST_LIST and count >= 4
        elif lines[at].is_paragraph:  # a question inside the text
            teaser = False
        elif run >= 2 and before is not None and not before.is_paragraph:
            teaser = count >= 5 and run <= LONGEST_LIST and shared(lines[at], following) < LEAD_SHARE
        else:
            teaser = count >= 7 and shared(lines[at], following) < (SUBHEAD_SHARE if count > 7 else 0.2)
        if teaser:
            labels[at] = Label(OTHER_STORIES, "line", _RELATED)


def _looks_like_teaser(line: Line) -> bool:
    """A headline's shape: no list item, no clause that goes on from the one before («وقال …»)."""
    return (
        line.is_headline
        and len(line.words) <= 15
        and not line.text.startswith(("-", "*", "•", "–", "«", '"', "“"))
        and not line.words[0].isdigit()
        and not (line.words[0].startswith("و") and line.words[0] not in words_of("radical"))
        and (not line.is_paragraph or line.text.endswith(("؟", "?")))
    )


def _run_of_headlines(lines: Sequence[Line], open_: Sequence[int], place: int) -> int:
    """Number of headline-like lines in a row around one of them."""
    run = 1
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(open_) and _looks_like_teaser(lines[open_[at]]):
            run += 1
            at += step
    return run
