"""Records in, tellings out: which events each sentence speaks of, and the days its words allow for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from isnad.link.statements import Names, words_in
from isnad.link.words import event_keys, words_of
from isnad.model import Record, Span, Timex
from isnad.text.fold import fold
from isnad.text.sentences import split_sentences

FRESH = 3
"""Days within which news of one event is told; `bench/dating.py` measures how much of it is."""

_LEAD = 3
"""Sentences in which an article tells its news; what stands later may be background."""

_CROWD = 6
"""Entities of a sentence beyond which it is a list, not an event."""

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


def tellings_of(record: Record, names: Names) -> Iterator[Telling]:
    """Sentences of one article that speak of events between named entities."""
    text = record.article.text
    sentences = [s for p in record.article.paragraphs for s in split_sentences(text, p)]
    for number, span in enumerate(sentences):
        keys = {w.keys[0] for w in words_in(record, span, names)}
        what = sorted(keys & event_keys())
        who = sorted(k for k in keys if k[0] == "@")
        if what and 2 <= len(who) <= _CROWD:
            found = frozenset(f"{w} {a} {b}" for w in what for a, b in combinations(who, 2))
            future = any(w in words_of("future") for w in re.findall(r"\w+", fold(span.of(text))))
            times = [t for t in record.annotations.timexes if span.covers(t.span)]
            yield Telling(record.article.id, span, found, number < _LEAD, future, _stated(times))


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
