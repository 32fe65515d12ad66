"""Year, month and day in, calendar days out: what is a real date, ISO weeks, and the Hijri calendar (Umm al-Qura).

Names of months and weekdays are knowledge of the language and live in `isnad.rules.dates`.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from hijridate import Hijri

FIRST_HIJRI_YEAR, LAST_HIJRI_YEAR = 1343, 1500
"""Years for which the Umm al-Qura tables are known; before them a printed Hijri date names no certain day."""


def real_date(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day: `real_date(2023, 2, 31) is None`."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_range(year: int, month: int) -> tuple[date, date]:
    """First and last day: `month_range(2024, 2) == (date(2024, 2, 1), date(2024, 2, 29))`."""
    after = date(year + month // 12, month % 12 + 1, 1) if (year, month) != (9999, 12) else date.max
    return date(year, month, 1), after - timedelta(days=1) if after != date.max else after


def add_months(day: date, count: int) -> date:
    """The same day `count` months on (back where negative), cut to the month's last day."""
    total = day.year * 12 + day.month - 1 + count
    year, month = divmod(total, 12)
    if not 1 <= year <= 9999:
        return day
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def week_start(day: date) -> date:
    """Monday of the ISO week that holds `day`."""
    return day - timedelta(days=day.weekday())


def week_value(day: date) -> str:
    """TIMEX3 value of the ISO week: `week_value(date(2024, 6, 12)) == "2024-W24"`."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def hijri_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a Hijri date by Umm al-Qura, or None where there is none.

    `hijri_day(1439, 9, 1) == date(2018, 5, 16)`; where the crescent is sighted, the day may be one later.
    """
    if not (FIRST_HIJRI_YEAR <= year <= LAST_HIJRI_YEAR and 1 <= month <= 12):
        return None
    if not 1 <= day <= Hijri(year, month, 1).month_length():
        return None
    return date(*Hijri(year, month, day).to_gregorian().datetuple())


def hijri_month(year: int, month: int) -> tuple[date, date] | None:
    """First and last Gregorian day of a Hijri month, None outside the tables."""
    first = hijri_day(year, month, 1)
    if first is None:
        return None
    return first, first + timedelta(days=Hijri(year, month, 1).month_length() - 1)


def hijri_year(year: int) -> tuple[date, date] | None:
    """First and last Gregorian day of a Hijri year, None outside the tables."""
    first, last = hijri_month(year, 1), hijri_month(year, 12)
    return (first[0], last[1]) if first and last else None
