"""A line in, the calendar days written in it out, with every reading where the form leaves day and month open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from isnad.model import RuleId
from isnad.rules.dates import month_names, weekday_names
from isnad.rules.load import load_rules
from isnad.text.calendars import hijri_day, real_date

_ENGLISH = dict(zip(re.findall("...", "janfebmaraprmayjunjulaugsepoctnovdec"), range(1, 13), strict=True))
_ENGLISH_DAYS = dict(zip(re.findall("...", "montuewedthufrisatsun"), range(1, 8), strict=True))
_YEAR = re.compile(r"\d{4}")
_CLOCK = re.compile(
    r"(?<![\d:])(?P<h>\d{1,2})\s?[:٫]\s?(?P<min>[0-5]\d)(?::(?P<s>[0-5]\d)(?:\.\d+)?)?"
    r"\s*(?:(?P<half>am|pm|صباحا|مساء|ظهرا|عصرا|فجرا|ص(?!\w)|م(?!\w)))?\s*(?P<zone>z\b|gmt|utc|[+-]\d{2}:?\d{2})?"
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A day as a line writes it; offsets count in the line's match form."""

    start: int
    end: int
    days: tuple[date, ...]
    """One day, or the two readings of «3/4/2016», day first."""
    weekday: int | None
    """1 for Monday to 7 for Sunday, where the line names one beside it."""
    clock: str
    """`T19:01`, with its zone where the line gives one; empty without a time."""
    hijri: bool
    rule: RuleId

    @property
    def value(self) -> str:
        """`2016-04-03`, or `2016-04-03 or 2016-03-04`."""
        return " or ".join(day.isoformat() for day in self.days)


@lru_cache(maxsize=4096)  # labels, head and clues look at the same lines
def written_dates(norm: str) -> tuple[WrittenDate, ...]:
    """Days in one line of match form, in order, none inside another.

    `written_dates(fold("الإثنين 17-6-2024 | 19:01"))[0].value == "2024-06-17"`; a weekday that fits one reading alone
    decides between two.
    """
    if not _YEAR.search(norm):
        return ()
    found: list[WrittenDate] = []
    for rule, pattern in _forms():
        for match in pattern.finditer(norm):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            days = _days(match)
            if days:
                weekday = _weekday_beside(norm, match.start(), match.end())
                days = _fitting(days, weekday)
                hijri = "hy" in match.groupdict()
                found.append(WrittenDate(match.start(), match.end(), days, weekday, "", hijri, rule))
    found.sort(key=lambda w: w.start)
    return tuple(_with_clock(norm, w) for w in found)


@cache
def _forms() -> tuple[tuple[RuleId, re.Pattern[str]], ...]:
    names = month_names().values()
    gregorian, hijri = (
        "|".join(sorted((re.escape(m.norm) for m in names if m.calendar == kind), key=len, reverse=True))
        for kind in ("gregorian", "hijri")
    )
    english = "|".join(_ENGLISH)
    return tuple(
        (
            rule.id,
            re.compile(
                rule.pattern.replace("{month}", gregorian)
                .replace("{hijri_month}", hijri)
                .replace("{month_en}", english)
            ),
        )
        for rule in load_rules("published/forms")
    )


def _days(match: re.Match[str]) -> tuple[date, ...]:
    """Real days a match can mean, none where the calendar has no such day."""
    part = match.groupdict()
    if part.get("hy") or part.get("hy2"):
        return _hijri(part)
    year = int(part["y"])
    if part.get("a"):
        one, two = int(part["a"]), int(part["b"])
        readings = (real_date(year, two, one), real_date(year, one, two))
        return tuple(dict.fromkeys(day for day in readings if day))
    if part.get("mon"):
        month = month_names()[part["mon"]].month
    elif part.get("mon_en"):
        month = _ENGLISH[part["mon_en"]]
    else:
        month = int(part["m"])
    day = real_date(year, month, int(part["d"]))
    return (day,) if day else ()


def _hijri(part: dict[str, str | None]) -> tuple[date, ...]:
    name = part.get("hmon")
    month = month_names()[name].month if name else int(part.get("hm") or part.get("hm2") or 0)
    day = hijri_day(int(part.get("hy") or part.get("hy2") or 0), month, int(part.get("hd") or part.get("hd2") or 0))
    return (day,) if day else ()


def _fitting(days: tuple[date, ...], weekday: int | None) -> tuple[date, ...]:
    fit = tuple(day for day in days if day.isoweekday() == weekday)
    return fit or days


@cache
def _weekday_pattern() -> re.Pattern[str]:
    names = [re.escape(name) for name in weekday_names()]
    return re.compile(rf"(?<!\w)(?:{'|'.join([*names, *_ENGLISH_DAYS])})(?:[a-z]*)(?!\w)")


def _weekday_beside(norm: str, start: int, end: int) -> int | None:
    """A weekday just before the date («الإثنين، 17 يونيو») or just after it («17/6/2024 الإثنين»)."""
    before = list(_weekday_pattern().finditer(norm, max(0, start - 25), start))
    after = _weekday_pattern().search(norm, end, end + 12)
    match = before[-1] if before else after
    if match is None:
        return None
    word = match[0]
    return _ENGLISH_DAYS[word[:3]] if word[0].isascii() else weekday_names()[word].day


def _with_clock(norm: str, written: WrittenDate) -> WrittenDate:
    """Add the time of day that stands within a few words of the date."""
    window = max(0, written.start - 30), written.end + 30
    match = _CLOCK.search(norm, written.end, window[1]) or _CLOCK.search(norm, window[0], written.start)
    if not match or written.hijri:
        return written
    hour, half = int(match["h"]), match["half"]
    if half in ("pm", "مساء", "م", "عصرا", "ظهرا") and hour < 12:
        hour += 12
    elif half in ("am", "صباحا", "ص", "فجرا") and hour == 12:
        hour = 0
    if hour > 23:
        return written
    clock = f"T{hour:02d}:{match['min']}" + (f":{match['s']}" if match["s"] else "") + _zone(match["zone"])
    return WrittenDate(written.start, written.end, written.days, written.weekday, clock, written.hijri, written.rule)


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone in ("z", "gmt", "utc"):
        return "+00:00"
    return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
