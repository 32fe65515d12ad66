"""Everything that may tell when a page was published in, the chosen date and the verdict on every other out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from isnad.extract.dates import written_dates
from isnad.model import DateCandidate, DateOrigin, RuleId
from isnad.rules.dates import month_names, weekday_names
from isnad.text.calendars import real_date
from isnad.text.fold import fold

# What each kind of evidence weighs; agreeing ones add up, so that a date in the address settles a quarrel between the
# page's words and its metadata. Update times count only where nothing else is said; the last three never win alone.
WEIGHTS = {
    "labelled": 10.0,  # «تاريخ النشر: …»
    "metadata": 9.0,  # JSON-LD datePublished, article:published_time
    "head": 8.0,  # a date line between title and text
    "tail": 6.0,  # a labelled date below the text
    "time": 7.0,  # <time datetime> beside the title
    "feed": 7.0,
    "url": 6.0,
    "above": 4.0,  # a date beside the section's name, just above the title
    "meta": 5.0,  # meta tags that also carry other days: dc.date, date
    "updated": 3.0,
    "banner": 0.0,  # a bare day above everything: the clock of the site or of its crawler
    "crawled": 0.0,
    "event": 0.0,
}
_LOST = {
    "banner": "crawl banner",
    "crawled": "crawl date",
    "event": "event in the page",
    "updated": "update time",
}


@dataclass(frozen=True, slots=True)
class Clue:
    """One piece of evidence before it is weighed."""

    days: tuple[date, ...]
    """Its readings: two where «3/4/2016» leaves day and month open."""
    clock: str
    """Time of day and zone, or empty."""
    kind: str
    """A key of `WEIGHTS`."""
    origin: DateOrigin
    words: str
    rule: RuleId


def clues_in(norm: str, words: str, kind: str, origin: DateOrigin = "stated") -> list[Clue]:
    """Every date of one line as a clue: `clues_in("2019-07-03", …, "head")`."""
    return [Clue(w.days, w.clock, kind, origin, words, w.rule) for w in written_dates(norm)]


def clue_of_value(value: str, kind: str, origin: DateOrigin, words: str, rule: RuleId) -> Clue | None:
    """A clue of a machine's date (`2019-07-03T11:00:00Z`, `Tue, 09 Oct 2018 …`), None where it is none."""
    found = written_dates(fold(value).strip())
    return Clue(found[0].days, found[0].clock, kind, origin, words, rule) if found else None


_URL_DATE = re.compile(
    r"[/=_-](20[0-4]\d)[/_-](\d{1,2})[/_-](\d{1,2})(?=[/_.?&#-]|$)|/(20[0-4]\d)(\d\d)(\d\d)(?=[/_.-]|$)"
)


def clue_of_url(url: str | None) -> Clue | None:
    """The day an address holds: `https://example.org/2018/02/18/story.html`."""
    match = _URL_DATE.search(url or "")
    if match is None:
        return None
    year, month, day = (int(g) for g in match.groups() if g)
    found = real_date(year, month, day)
    return Clue((found,), "", "url", "url", match[0].strip("/=_-"), "published/forms#url") if found else None


def choose_published(
    clues: Sequence[Clue], crawled: str | None = None, body: str = ""
) -> tuple[DateCandidate | None, tuple[DateCandidate, ...]]:
    """The date of publication, or None, and every candidate with its verdict, the chosen one first.

    `crawled` (ISO) refutes days after it; `body` may decide between two readings of a numeric date.
    """
    limit = _day(crawled)
    settled = [_settle(clue, clues, limit, body) for clue in clues]
    scores: dict[date, float] = {}
    for clue in settled:
        if len(clue.days) == 1 and not (limit and clue.days[0] > limit + timedelta(days=1)):
            scores[clue.days[0]] = scores.get(clue.days[0], 0.0) + WEIGHTS[clue.kind]
    best = max(scores, key=lambda day: (scores[day], -day.toordinal()), default=None)
    if best is not None and not scores[best]:
        best = None
    chosen = _representative(settled, best)
    out = [_candidate(clue, "chosen" if n == chosen else _verdict(clue, best, limit)) for n, clue in enumerate(settled)]
    if chosen is None:
        return None, tuple(out)
    first = out.pop(chosen)
    return first, (first, *out)


def _representative(clues: Sequence[Clue], best: date | None) -> int | None:
    """Among clues of the chosen day the weightiest, one with a time of day before one without."""
    on_day = [n for n, clue in enumerate(clues) if clue.days == (best,) and WEIGHTS[clue.kind]]
    return max(on_day, key=lambda n: (bool(clues[n].clock), WEIGHTS[clues[n].kind], -n), default=None)


def _candidate(clue: Clue, verdict: str) -> DateCandidate:
    value = clue.days[0].isoformat() + (clue.clock if len(clue.days) == 1 else "")
    return DateCandidate(value, clue.origin, clue.words, clue.rule, verdict)


def _verdict(clue: Clue, best: date | None, limit: date | None) -> str:
    if len(clue.days) > 1:
        return f"day and month cannot be told apart ({' or '.join(d.isoformat() for d in clue.days)})"
    if clue.kind in _LOST:
        return _LOST[clue.kind]
    if limit and clue.days[0] > limit + timedelta(days=1):
        return "after the crawl"
    return "agrees" if clue.days[0] == best else "outweighed"


# --- day and month, where the form leaves them open -------------------------------------------------------------------


def _settle(clue: Clue, clues: Sequence[Clue], limit: date | None, body: str) -> Clue:
    """Drop the reading that evidence speaks against; both stay where none does."""
    if len(clue.days) < 2:
        return clue
    left = [day for day in clue.days if not (limit and day > limit + timedelta(days=1))]
    certain = {other.days[0] for other in clues if other is not clue and len(other.days) == 1}
    for keep in (
        left,
        [day for day in left if day in certain],
        [day for n, day in enumerate(clue.days) if day in left and n in _orders_of(clue, clues)],
        _told_by_body(left, body),
    ):
        if len(keep) == 1:
            return replace(clue, days=(keep[0],))
    return clue


def _orders_of(clue: Clue, clues: Sequence[Clue]) -> set[int]:
    """0 where other numeric dates of the page are day first, 1 where month first."""
    orders = set()
    for other in clues:
        numbers = re.search(r"(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?\d{4}", fold(other.words))
        if other is not clue and len(other.days) == 1 and numbers and other.rule == clue.rule:
            one, two = int(numbers[1]), int(numbers[2])
            if one != two:
                orders.add(0 if other.days[0].day == one else 1)
    return orders


_NEAR = timedelta(days=10)


def _told_by_body(days: Sequence[date], body: str) -> list[date]:
    """Readings that the text's own «اليوم الإثنين», «أمس الأحد» or «14 أغسطس» fit, where it speaks of any."""
    norm = fold(body)
    named = _named_days(norm)
    fit = [day for day in days if any((day - timedelta(days=ago)).isoweekday() == weekday for ago, weekday in named)]
    if len(fit) == 1:
        return fit
    return [
        day
        for day in days
        if any(-timedelta(days=1) <= day - told <= _NEAR for told in _told_days(norm, {d.year for d in days}))
    ]


def is_today_of(day: date, body: str) -> bool:
    """Whether a text speaks of a day as its own: «اليوم الجمعة», «أمس الخميس» in it, and no other weekday so."""
    named = _named_days(fold(body))
    return bool(named) and all((day - timedelta(days=ago)).isoweekday() == weekday for ago, weekday in named)


@cache
def _today_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<when>اليوم|امس)[\s،,(]+(?P<day>{'|'.join(weekday_names())})(?!\w)")


def _named_days(norm: str) -> set[tuple[int, int]]:
    """(days ago, weekday) for each «اليوم الإثنين» and «أمس (الأحد)»."""
    return {(0 if m["when"] == "اليوم" else 1, weekday_names()[m["day"]].day) for m in _today_pattern().finditer(norm)}


@cache
def _day_and_month() -> re.Pattern[str]:
    names = "|".join(m.norm for m in month_names().values() if m.calendar == "gregorian")
    return re.compile(rf"(?<!\d)(\d{{1,2}})\s+({names})(?!\w)(?:\s*/\s*[^\W\d]+)?(?:\s+(\d{{4}}))?")


def _told_days(norm: str, years: set[int]) -> list[date]:
    found = []
    for m in _day_and_month().finditer(norm):
        for year in {int(m[3])} if m[3] else years:
            day = real_date(year, month_names()[m[2]].month, int(m[1]))
            if day:
                found.append(day)
    return found


def _day(value: str | None) -> date | None:
    found = written_dates(fold(value)) if value else ()
    return found[0].days[0] if found else None
