"""Words of a date in, what they name out: months of every calendar, weekdays, number words, from the tables here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from isnad.model import IsnadError, RuleId
from isnad.rules.load import load_rows
from isnad.text.fold import fold
from isnad.text.numbers import Numeral

Calendar = Literal["gregorian", "hijri"]


@dataclass(frozen=True, slots=True)
class MonthName:
    """One name of a month in its match form; two words where the name has two («كانون الثاني»)."""

    norm: str
    month: int
    calendar: Calendar
    bare: bool
    """Whether the name alone is a month; otherwise it needs a day, a year, «شهر» or its twin beside it."""
    rule: RuleId
    written: str = ""
    """Letters the original must have, where folding merges the name with another word: «آب», but not «أب»."""


@dataclass(frozen=True, slots=True)
class WeekdayName:
    """One name of a weekday in its match form; `day` is 1 for Monday to 7 for Sunday."""

    norm: str
    day: int
    bare: bool
    rule: RuleId


@cache
def month_names() -> dict[str, MonthName]:
    """Every month name by its match form: `month_names()["كانون الثاني"].month == 1`."""
    out: dict[str, MonthName] = {}
    for row in load_rows("dates/months"):
        kind = row.get("calendar")
        if kind not in ("gregorian", "hijri"):
            raise IsnadError(f"rule {row.id}: calendar is gregorian or hijri, not {kind!r}")
        calendar: Calendar = "hijri" if kind == "hijri" else "gregorian"
        norm = fold(row.get("form"))
        out[norm] = MonthName(
            norm, int(row.get("month")), calendar, row.get("bare") == "yes", row.id, row.get("written")
        )
    return out


@cache
def weekday_names() -> dict[str, WeekdayName]:
    """Every weekday name by its match form: `weekday_names()["الخميس"].day == 4`."""
    out: dict[str, WeekdayName] = {}
    for row in load_rows("dates/weekdays"):
        norm = fold(row.get("form"))
        out[norm] = WeekdayName(norm, int(row.get("day")), row.get("bare") == "yes", row.id)
    return out


def month_of(words: str) -> MonthName | None:
    """The month a name means, in any spelling: `month_of("تشرين الأول").month == 10`; None where it is no month."""
    return month_names().get(" ".join(fold(words).split()))


def weekday_of(words: str) -> WeekdayName | None:
    """The weekday a name means: `weekday_of("الأربعاء").day == 3`; None where it is none."""
    return weekday_names().get(fold(words).strip())


@cache
def numerals() -> dict[str, tuple[Numeral, RuleId]]:
    """Every number word by its match form: `numerals()["ثلاثه"][0].value == 3`."""
    return {
        fold(row.get("form")): (Numeral(int(row.get("value")), row.get("kind")), row.id)
        for row in load_rows("dates/numerals")
    }
