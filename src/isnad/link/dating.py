"""Undated articles and dated ones in, datings out: a range of days, from what they tell in common, with the reasons."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from isnad.link.reading import Names, Reading
from isnad.link.tellings import FRESH, Telling, Window, happened, tellings_of
from isnad.model import Dating, Evidence, Record

ROUNDS = 3
"""A dated article may date another, and that one a third."""

SUPPORT = 2
"""Dated articles that must agree before an undated one is placed."""

_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])$")
_WIDE = timedelta(days=45)
"""A window wider than this supports another but places nothing by itself."""


@dataclass(frozen=True, slots=True)
class Hint:
    """One dated article's word on when something happened that the undated one tells."""

    article: str
    telling: Telling
    window: Window
    own: Telling
    """The undated article's sentence."""


def find_datings(
    records: Sequence[Record], names: Names, tellings: Mapping[str, tuple[Telling, ...]]
) -> tuple[Dating, ...]:
    """Datings of the undated articles that two others place, by the tellings of all; none where nothing tells.

    An article placed in one round helps to place, and to narrow, the others in the next.
    """
    undated = [r for r in records if r.article.published is None and r.article.text]
    if not undated or len(undated) == len(records):
        return ()
    told = dict(tellings)
    days = {r.article.id: _day(r.article.published.value) for r in records if r.article.published}
    known = {article: Window(day, day) for article, day in days.items() if day}
    found: dict[str, Dating] = {}
    by_id = {r.article.id: r for r in records}
    for _ in range(ROUNDS):
        index = _index(told, known)
        placed = {}
        for record in undated:
            dating = _place(record, told[record.article.id], index, known, by_id)
            if dating:
                placed[record.article.id] = dating
        if placed == found:
            break
        found = placed
        for article, dating in placed.items():
            known[article] = Window(date.fromisoformat(dating.begin), date.fromisoformat(dating.end))
            told[article] = tuple(tellings_of(Reading.of(with_weekdays(by_id[article], dating), names)))
    return tuple(found[article] for article in sorted(found))


def with_weekdays(record: Record, dating: Dating) -> Record:
    """The record with its open weekdays closed as a dating closes them."""
    days = dict(dating.weekdays)
    timexes = tuple(
        replace(t, value=days[t.value], begin=days[t.value], end=days[t.value]) if t.value in days else t
        for t in record.annotations.timexes
    )
    return replace(record, annotations=replace(record.annotations, timexes=timexes))


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _index(told: Mapping[str, tuple[Telling, ...]], known: Mapping[str, Window]) -> dict[str, list[Telling]]:
    index: dict[str, list[Telling]] = {}
    for article in known:
        for t in told[article]:
            for signature in t.signatures:
                index.setdefault(signature, []).append(t)
    return index


def _place(
    record: Record,
    own: Sequence[Telling],
    index: Mapping[str, list[Telling]],
    known: Mapping[str, Window],
    records: Mapping[str, Record],
) -> Dating | None:
    lead = [t for t in own if t.lead and (t.stated is None or record.article.id in known)]
    hints = [h for h in _hints(lead, index, known) if h.article != record.article.id]
    best = _agreeing(hints)
    if best is None:
        return None
    event, supporting = best
    window = Window(event.begin, event.end + timedelta(days=FRESH))
    stated = [t.stated for t in own if t.stated and t.stated.end - t.stated.begin < _WIDE and t.stated.meets(window)]
    if stated and record.article.id not in known:
        window = Window(max(window.begin, *(w.begin for w in stated)), window.end)
    closed, open_days = _close_weekdays(record, window)
    reasons = tuple(_evidence(h, records, f"tells the same event, between {h.window.begin} and {h.window.end}")
                    for h in supporting)  # fmt: skip
    against = tuple(
        _evidence(h, records, f"sets the same event between {h.window.begin} and {h.window.end}")
        for h in hints
        if not h.window.meets(event)
        and abs(known[h.article].begin - event.begin) < _WIDE
        and h.window.end - h.window.begin < _WIDE
        and h.telling.lead
    )
    return Dating(
        record.article.id, closed.begin.isoformat(), closed.end.isoformat(), _once(reasons), _once(against), open_days
    )


def _hints(own: list[Telling], index: Mapping[str, list[Telling]], known: Mapping[str, Window]) -> list[Hint]:
    out = []
    for mine in own:
        for signature in sorted(mine.signatures):
            for other in index.get(signature, ())[:200]:
                window = happened(other, known[other.article])
                if window:
                    out.append(Hint(other.article, other, window, mine))
    return out


def _agreeing(hints: list[Hint]) -> tuple[Window, list[Hint]] | None:
    """The days that most dated articles allow, and the hints that do; None where two sets of days compete."""
    scores: dict[date, int] = {}
    for day in {h.window.begin for h in hints}:
        scores[day] = len({h.article for h in hints if h.window.begin <= day <= h.window.end})
    most = max(scores.values(), default=0)
    if most < SUPPORT:
        return None
    best = sorted(day for day, n in scores.items() if n == most)
    first, last = _common(hints, best[0]), _common(hints, best[-1])
    event = Window(first.begin, last.end)
    if event.end - event.begin > _WIDE or best[-1] - best[0] > timedelta(days=2 * FRESH):
        return None
    return event, [h for h in hints if h.window.begin <= best[0] <= h.window.end or h.window.begin == best[-1]]


def _common(hints: list[Hint], day: date) -> Window:
    """The days that every window around a day allows."""
    windows = [h.window for h in hints if h.window.begin <= day <= h.window.end]
    return Window(max(w.begin for w in windows), min(w.end for w in windows))


def _close_weekdays(record: Record, window: Window) -> tuple[Window, tuple[tuple[str, str], ...]]:
    """The range narrowed by the page's open weekdays, and each of them closed where only one day fits.

    News names the day it is written on; the weekday named first tells when, if a single such day lies in the range.
    """
    values = [t.value for t in record.annotations.timexes if t.type == "DATE" and t.value and _WEEKDAY.match(t.value)]
    if not values:
        return window, ()
    newest = _only(window, int(values[0][-1]))
    if newest is None:
        return window, ()
    out = {}
    for value in dict.fromkeys(values):
        back = (newest.isoweekday() - int(value[-1])) % 7
        out[value] = (newest - timedelta(days=back)).isoformat()
    return Window(newest, newest), tuple(out.items())


def _only(window: Window, weekday: int) -> date | None:
    days = [window.begin + timedelta(days=n) for n in range((window.end - window.begin).days + 1)]
    fitting = [d for d in days if d.isoweekday() == weekday]
    return fitting[0] if len(fitting) == 1 else None


def _evidence(hint: Hint, records: Mapping[str, Record], says: str) -> Evidence:
    return Evidence(hint.article, hint.telling.span, hint.telling.span.of(records[hint.article].article.text), says)


def _once(rows: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """One piece of evidence for each sentence, at most eight."""
    return tuple({(e.article, e.span): e for e in rows}.values())[:8]
