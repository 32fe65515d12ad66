"""Readings in, tellings out: which events each sentence speaks of, and the days its words allow for them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import combinations

from isnad.link.reading import Reading
from isnad.link.words import event_keys, pattern_of, words_of
from isnad.model import Span, Timex
from isnad.text.sentences import split_sentences

FRESH = 3
"""Days within which news of one event is told: a page that tells it first thing is not older than that."""

_LEAD = 3
"""Sentences in which an article tells its news; what stands later may be background."""

_CROWD = 6
"""Entities nearest to an event word that may take part in it."""

_REACH = 14
"""Content words between an event word and those who take part."""

_WORD = re.compile(r"\w+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_YEAR = re.compile(r"\d{4}$")


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """First and last day, inclusive."""

    begin: date
    end: date

    def meets(self, other: Window) -> bool:
        return self.begin <= other.end and other.begin <= self.end

    def within(self, other: Window) -> Window:
        """The days in both."""
        return Window(max(self.begin, other.begin), min(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence that speaks of events."""

    article: str
    span: Span
    signatures: frozenset[str]
    """`~meeting @kim @putin`: what happens, and two of those it happens between."""
    lead: bool
    future: bool
    stated: Window | None
    """The days its own words give."""


def tellings_of(reading: Reading) -> Iterator[Telling]:
    """Sentences of one article that speak of events between named entities."""
    article, keys = reading.record.article, event_keys()
    events = [w.start for w in reading.words if w.keys[0] in keys]
    if not events:
        return
    number = 0
    for paragraph in article.paragraphs:
        here = bisect_left(events, paragraph.start) < bisect_left(events, paragraph.end)
        if not here and number >= _LEAD:
            continue
        for sentence in split_sentences(article.text, paragraph):
            for span in _clauses(article.text, sentence) if here else ():
                if found := _signatures([w.keys[0] for w in reading.within(span)]):
                    yield _telling(reading, span, found, number < _LEAD)
            number += 1


def _telling(reading: Reading, span: Span, found: frozenset[str], lead: bool) -> Telling:
    future = not words_of("future").isdisjoint(_WORD.findall(reading.folded(span.start, span.end)))
    times = [t for t in reading.record.annotations.timexes if span.covers(t.span)]
    return Telling(reading.record.article.id, span, found, lead, future, _stated(times))


@cache
def _opener() -> re.Pattern[str]:
    return re.compile(rf"[،,؛]\s+(?=(?:{pattern_of('clause')})\s)")


def _clauses(text: str, sentence: Span) -> Iterator[Span]:
    """A sentence cut where a comma and a word like «كما» begin another matter."""
    start = sentence.start
    for m in _opener().finditer(text, sentence.start, sentence.end):
        yield Span(start, m.start())
        start = m.end()
    yield Span(start, sentence.end)


def _signatures(keys: list[str]) -> frozenset[str]:
    """Each event word with every two of the entities named nearest to it."""
    found: set[str] = set()
    events, named = event_keys(), [(i, k) for i, k in enumerate(keys) if k[0] == "@"]
    for at, key in enumerate(keys) if len(named) > 1 else ():
        if key in events:
            near = sorted((abs(i - at), k) for i, k in named if abs(i - at) <= _REACH)
            who = sorted(list(dict.fromkeys(k for _, k in near))[:_CROWD])
            found.update(f"{key} {a} {b}" for a, b in combinations(who, 2))
    return frozenset(found)


def _stated(times: list[Timex]) -> Window | None:
    """The narrowest days that the time expressions of a sentence give."""
    windows = [w for t in times if t.type in ("DATE", "TIME") and (w := window_of(t))]
    return min(windows, key=lambda w: (w.end - w.begin, w.begin), default=None)


def window_of(timex: Timex) -> Window | None:
    """The days a time expression can mean; None where its value is open."""
    if timex.begin and timex.end:
        return Window(date.fromisoformat(timex.begin[:10]), date.fromisoformat(timex.end[:10]))
    begin, _, end = (timex.value or "").partition("/")
    first, last = _days(begin), _days(end or begin)
    return Window(first.begin, last.end) if first and last else None


def _days(value: str) -> Window | None:
    value = value.split("T")[0]
    try:
        if _DAY.match(value):
            day = date.fromisoformat(value)
            return Window(day, day)
        if month := _MONTH.match(value):
            begin = date(int(month[1]), int(month[2]), 1)
            return Window(begin, (begin + timedelta(days=31)).replace(day=1) - timedelta(days=1))
        if _YEAR.match(value):
            return Window(date(int(value), 1, 1), date(int(value), 12, 31))
    except ValueError:
        return None
    return None


def happened(t: Telling, published: Window) -> Window | None:
    """The days in which an article published in `published` sets what a sentence tells; None where it does not say."""
    if t.stated:
        return t.stated
    if not t.lead:
        return None
    before = timedelta(days=0 if t.future else FRESH)
    return Window(published.begin - before, published.end + timedelta(days=FRESH))
