"""Readings of dates in, calendar values out: days, weekdays, months, years, weeks, the last and the next of each."""

from __future__ import annotations

from datetime import date, timedelta

from isnad.annotate.timex.found import NOTHING, Found, Reading, day_found, month_found, year_found
from isnad.annotate.timex.reference import choose, weekday_date
from isnad.text.calendars import add_months, hijri_day, hijri_month, hijri_year, real_date, week_start, week_value
from isnad.text.fold import fold

_OFFSET = {
    "beforelast": -2,
    "afternext": 2,
    "last": -1,
    "previous": -1,
    "next": 1,
    "following": 1,
    "this": 0,
    "same": 0,
}
_MONTHS_OF = {"M": 1, "Y": 12, "E": 120, "C": 1200}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def when(r: Reading) -> Found | None:
    """Whatever names a day, week, month or year, with the part of the day where one stands."""
    found = core(r)
    part = r.gives.get("part") or r.sense("part").value
    if found is None or not part:
        return found
    if found.unit != "D":
        return None
    return found.at("TIME", f"{found.value}T{part}")


def core(r: Reading) -> Found | None:
    """The calendar value without a part of the day. None where the words give none (31 February, no anchor)."""
    named = r.named
    if "near" in named or "offset" in r.gives:
        return _near(r)
    if "d" in named and "m" in named:
        return _day_of_month(r)
    if "d" in named and "u" in named:
        return _day_of_period(r)
    if "m" in named:
        return _month(r)
    if "u" in named:
        return period(r, r.sense("u").value, r.gives.get("rel") or r.rel())
    if "y" in named:
        return _year(r)
    if "w" in named:
        return _weekday(r)
    return None


def _near(r: Reading) -> Found | None:
    """Today, yesterday, tomorrow: a weekday beside them is the stronger evidence."""
    day = r.setting.day
    offset = int(r.gives["offset"]) if "offset" in r.gives else int(r.sense("near").value)
    if r.has("w"):
        weekday = r.sense("w").weekday
        if day is None:
            return _open_weekday(weekday)
        named = day + timedelta(days=offset)
        if named.isoweekday() == weekday:
            return day_found(named, True)
        away = (named.isoweekday() - weekday) % 7
        nearest = named + timedelta(days=7 - away if offset > 0 else -away)
        return day_found(nearest, True, f"the words give a {WEEKDAYS[weekday - 1]}, the reference day another weekday")
    if day is None:
        return None
    return day_found(day + timedelta(days=offset), True)


def _open_weekday(weekday: int, note: str = "") -> Found:
    return Found("DATE", f"XXXX-WXX-{weekday}", unit="D", note=note)


def _weekday(r: Reading) -> Found | None:
    weekday = r.sense("w").weekday
    if not r.rel("wrel") and _indefinite(r):
        return _open_weekday(weekday)
    early = "part" in r.named or "part" in r.gives
    day = weekday_date(r.setting, weekday, r.rel("wrel"), r.token, early)
    return _open_weekday(weekday) if day is None else day_found(day, True)


def _indefinite(r: Reading) -> bool:
    """«يوم جمعة»: a Friday, whichever; «يوم الجمعة» is the last one."""
    weekday = r.named["w"]
    return not fold(r.setting.doc.text[weekday.start : weekday.end]).startswith("ال")


def _year_of(r: Reading) -> int | None:
    """The year the words give: a number, or last, next, this year; None where they give none."""
    if r.has("y"):
        return r.sense("y").number
    if not r.has("yrel"):
        return None
    rel = r.rel("yrel")
    base = r.setting.last_day if rel in ("same", "following", "previous") else r.setting.day
    return base.year + _OFFSET[rel] if base else None


def _day_of_month(r: Reading) -> Found | None:
    day, month = r.sense("d").number, r.month
    if r.sense("m").hijri:
        return _hijri_day(r, day, month)
    year = _year_of(r)
    if year is not None:
        found = real_date(year, month, day)
        if found is None:
            return NOTHING
        if day <= 5 and r.sense("d").classes & {"ord", "ordf"} and _weekday_note(r, found):
            return None  # «الثلاثاء الثالث من سبتمبر» where the third is no Tuesday: the third Tuesday
        return day_found(found, r.has("yrel"), _weekday_note(r, found))
    if not 1 <= day <= 31 or real_date(2000, month, day) is None:
        return NOTHING
    if r.has("yrel") or r.setting.day is None:
        return Found("DATE", f"XXXX-{month:02d}-{day:02d}", unit="D")
    chosen = nearest_year(r, month, day)
    return None if chosen is None else day_found(chosen, True, _weekday_note(r, chosen))


def _weekday_note(r: Reading, day: date) -> str:
    if not r.has("w") or r.sense("w").weekday == day.isoweekday():
        return ""
    return f"the day of the month stands; it is a {WEEKDAYS[day.isoweekday() - 1]}, not the weekday beside it"


def nearest_year(r: Reading, month: int, day: int) -> date | None:
    """The year of a day and month: by the weekday beside it, else by the words that look back or ahead."""
    reference = r.setting.day
    assert reference is not None
    reach = 8 if r.has("w") or (month, day) == (2, 29) else 1
    days = [d for y in range(reference.year - reach, reference.year + reach + 1) if (d := real_date(y, month, day))]
    if r.has("w"):
        fitting = [d for d in days if d.isoweekday() == r.sense("w").weekday and abs((d - reference).days) < 800]
        if fitting:
            days = fitting if len(fitting) == 1 else days
            if len(fitting) == 1:
                return fitting[0]
    rel = r.rel()
    if rel == "this":
        return real_date(reference.year, month, day)
    strict = rel in ("last", "previous", "recent")
    past = max((d for d in days if d < reference or (d == reference and not strict)), default=None)
    future = min((d for d in days if d > reference), default=None)
    if past == reference and rel != "next":
        return past
    if past is None or future is None:
        return past or future
    return choose(r.setting, past, future, rel, r.token)


def _hijri_day(r: Reading, day: int, month: int) -> Found | None:
    year = _year_of(r)
    if year is not None:
        found = hijri_day(year, month, day)
    elif r.setting.day is not None:
        near = [d for y in range(r.setting.day.year - 581, r.setting.day.year - 575) if (d := hijri_day(y, month, day))]
        reference = r.setting.day
        past = max((d for d in near if d <= reference), default=None)
        future = min((d for d in near if d > reference), default=None)
        found = choose(r.setting, past, future, r.rel(), r.token) if past and future else None
    else:
        return None
    if found is None:
        return None
    one = timedelta(days=1)
    return Found(
        "DATE", found.isoformat(), found - one, found + one, year is None, "D", "Hijri by Umm al-Qura, a day either way"
    )


def _month(r: Reading) -> Found | None:
    month, rel = r.month, r.rel()
    if r.sense("m").hijri:
        return _hijri_month(r, month)
    year = _year_of(r)
    if year is not None:
        return month_found(year, month, r.has("yrel")) if 1 <= year <= 9999 else None
    reference = r.setting.day
    if r.has("yrel") or reference is None:
        return Found("DATE", f"XXXX-{month:02d}", unit="M")
    if rel == "this":
        return month_found(reference.year, month, True)
    passed = month < reference.month
    past = date(reference.year if passed else reference.year - 1, month, 1)
    future = date(reference.year + 1 if month <= reference.month else reference.year, month, 1)
    if month == reference.month and not rel:
        return month_found(reference.year, month, True)
    chosen = choose(r.setting, past, future, rel, r.token)
    return month_found(chosen.year, month, True)


def _hijri_month(r: Reading, month: int) -> Found | None:
    year = _year_of(r)
    if year is not None:
        found = hijri_month(year, month)
    elif r.setting.day is not None and r.rel():
        reference = r.setting.day
        near = [m for y in range(reference.year - 581, reference.year - 575) if (m := hijri_month(y, month))]
        past = max((m for m in near if m[1] < reference), default=None)
        future = min((m for m in near if m[0] > reference), default=None)
        running = next((m for m in near if m[0] <= reference <= m[1]), None)
        found = {"last": past, "previous": past, "recent": past, "next": future, "this": running}.get(r.rel())
    else:
        return None
    if found is None:
        return None
    return Found("DATE", f"{found[0].isoformat()}/{found[1].isoformat()}", found[0], found[1], year is None, "",
                 "Hijri by Umm al-Qura, a day either way")  # fmt: skip


def _year(r: Reading) -> Found | None:
    sense = r.sense("y")
    marked = any(
        "=" + mark in atom.sense.classes for atom in r.atoms[-1:] if atom.sense for mark in ("ه", "هجري", "هجريه")
    )
    if marked or ("hyear" in sense.classes and _hijri_page(r)):
        span = hijri_year(sense.number)
        if span is None:
            return None
        return Found(
            "DATE", f"{span[0].isoformat()}/{span[1].isoformat()}", span[0], span[1], False, "", "a Hijri year"
        )
    return year_found(sense.number, False)


def _hijri_page(r: Reading) -> bool:
    """A year from 1300 to 1500 on a page of our time is a Hijri one where the page is within a few years of it."""
    return r.setting.day is not None and abs(r.setting.day.year - 579 - r.sense("y").number) <= 25


def period(r: Reading, unit: str, rel: str) -> Found | None:
    """Last, this, next week, month, year, decade, century."""
    relative_to_text = rel in ("same", "following", "previous") and r.setting.last_day is not None
    base = r.setting.last_day if relative_to_text else r.setting.day
    if base is None or rel not in _OFFSET or (rel == "same" and not relative_to_text):
        return None
    offset = _OFFSET[rel]
    if unit == "D":
        base = r.setting.last_named[1] if r.setting.last_named else r.setting.day
        return day_found(base + timedelta(days=offset), True) if base else None
    if unit == "W":
        first = week_start(base) + timedelta(days=7 * offset)
        return Found("DATE", week_value(first), first, first + timedelta(days=6), True, "W")
    if unit == "M":
        moved = add_months(base.replace(day=1), offset)
        return month_found(moved.year, moved.month, True)
    if unit == "Y":
        return year_found(base.year + offset, True)
    if unit not in ("E", "C"):
        return None
    length = 10 if unit == "E" else 100
    number = base.year // length + offset
    value = f"{number:03d}" if unit == "E" else f"{number:02d}"
    return Found("DATE", value, date(number * length, 1, 1), date(number * length + length - 1, 12, 31), True)


def _day_of_period(r: Reading) -> Found | None:
    if r.sense("u").value != "M":
        return None
    month = period(r, "M", r.rel())
    if month is None or month.begin is None:
        return None
    found = real_date(month.begin.year, month.begin.month, r.sense("d").number)
    return None if found is None else day_found(found, True, _weekday_note(r, found))


def weekday_day(r: Reading) -> Found | None:
    """«السبت 15»: the month in which the two agree, near the reference day; where none does the number is left out."""
    weekday, number, reference = r.sense("w").weekday, r.sense("d").number, r.setting.day
    after = r.after.sense.classes if r.after is not None and r.after.sense is not None else frozenset()
    if not 1 <= number <= 31 or after & {"dash", "colon", "slash", "padv", "sg", "pl", "dpl", "fraction", "counted"}:
        return None
    if reference is None:
        return _open_weekday(weekday)
    months = (add_months(reference.replace(day=1), k) for k in (0, -1, 1))
    days = [d for m in months if (d := real_date(m.year, m.month, number))]
    fitting = [d for d in days if d.isoweekday() == weekday and abs((d - reference).days) <= 31]
    if fitting:
        return day_found(min(fitting, key=lambda d: abs((d - reference).days)), True)
    note = f"day {number} is no {WEEKDAYS[weekday - 1]} near the reference day, so the week stays open"
    return _open_weekday(weekday, note)


def day_alone(r: Reading) -> Found | None:
    """«يوم 15»: of the running month, the one before or the one after, as the words look."""
    reference, number = r.setting.day, r.sense("d").number
    after = r.after.sense.classes if r.after is not None and r.after.sense is not None else frozenset()
    if reference is None or after & {"dash", "colon", "slash", "sg", "pl", "dpl", "counted", "dot", "num"}:
        return None
    months = (add_months(reference.replace(day=1), k) for k in (-2, -1, 0, 1, 2))
    days = [d for m in months if (d := real_date(m.year, m.month, number))]
    past = max(d for d in days if d <= reference)
    future = min(d for d in days if d > reference)
    return day_found(choose(r.setting, past, future, "", r.token), True)


def week_of_day(r: Reading) -> Found | None:
    """«الجمعة من الأسبوع المقبل»."""
    if r.sense("u").value != "W":
        return None
    week = period(r, "W", r.rel())
    if week is None or week.begin is None:
        return _open_weekday(r.sense("w").weekday)
    return day_found(week.begin + timedelta(days=r.sense("w").weekday - 1), True)


def september(r: Reading) -> Found | None:
    """«هجمات 11 سبتمبر»: the year that the rule names."""
    if (r.sense("d").number, r.month) != (11, 9):
        return None
    return day_found(date(int(r.gives["year"]), 9, 11), False)


def any_weekday(r: Reading) -> Found:
    """A weekday of no week in particular."""
    return _open_weekday(r.sense("w").weekday)


def weekend(r: Reading) -> Found | None:
    if r.sense("u").value != "W":
        return None
    week = period(r, "W", r.rel() or "this")
    if week is None or week.end is None:
        return None
    return Found("DATE", f"{week.value}-WE", week.end - timedelta(days=1), week.end, True)


def bare_year(r: Reading) -> Found | None:
    """A year without the word for it: round numbers before a noun, and numbers of things counted, are none."""
    number, after = r.sense("y").number, r.after
    if (
        after is not None
        and after.sense is not None
        and after.sense.classes & {"counted", "sg", "pl", "dpl", "fraction"}
    ):
        return None
    follows = after is not None and after.sense is None and after.start < after.end
    if (number % 50 == 0 and number != 2000 and follows) or (number == 2000 and follows and r.token > 0):
        return None
    return year_found(number, False)
