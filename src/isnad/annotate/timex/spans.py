"""Readings of stretches in, values out: days of one month, years, seasons, quarters, decades, centuries, feasts."""

from __future__ import annotations

from datetime import date, timedelta

from isnad.annotate.timex.days import core, period
from isnad.annotate.timex.found import NOTHING, Found, Reading, day_found, month_found
from isnad.annotate.timex.reference import looks
from isnad.text.calendars import hijri_day, month_range, real_date, week_value

_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}


def days(r: Reading) -> Found | None:
    """«يومي 18 و19 يونيو», «27 يوليو إلى 7 أغسطس»: from one day to another."""
    first = core(r)
    if first is None or first.unit != "D":
        return None
    last = r.sense("e").number
    if first.begin is None:
        if r.has("f") or not r.sense("d").number < last <= 31:
            return None
        return Found("DATE", f"{first.value}/{first.value[:-2]}{last:02d}")
    begin = date.fromisoformat(first.value)
    end = _last_day(r, begin, last)
    if end is None or not begin < end or (end - begin).days > 366:
        return None
    return Found("DATE", f"{first.value}/{end.isoformat()}", begin, end, first.anchored)


def _last_day(r: Reading, begin: date, last: int) -> date | None:
    """The second day: of its own month, else of the first one's; Hijri days are as far apart as their numbers."""
    month = r.sense("f")
    if r.sense("m").hijri:
        return begin + timedelta(days=last - r.sense("d").number) if not r.has("f") else None
    if not r.has("f"):
        return real_date(begin.year, begin.month, last)
    year = begin.year + (month.month < begin.month)
    return None if month.hijri else real_date(year, month.month, last)


def shared_year(r: Reading) -> Found | None:
    """«أبريل ويونيو 2017», «23 أبريل و3 مايو 1991»: the first month, in the year that stands after the second."""
    if r.sense("m").hijri or r.sense("f").hijri:
        return None
    year = r.sense("y").number - (r.sense("f").month < r.month)
    if not r.has("d"):
        return month_found(year, r.month, False) if 1 <= year <= 9999 else None
    day = real_date(year, r.month, r.sense("d").number)
    return day_found(day, False) if day is not None else None


def years(r: Reading) -> Found | None:
    first, last = r.sense("y").number, r.sense("z").number
    if not first < last:
        return None
    return Found("DURATION", f"{first}/{last}", date(first, 1, 1), date(last, 12, 31))


def rest(r: Reading) -> Found | None:
    """What is left of the running week, month or year, from the reference day on."""
    whole = period(r, r.sense("u").value, "this")
    if whole is None or whole.end is None or r.setting.day is None:
        return None
    day = r.setting.day
    return Found("DATE", f"{day.isoformat()}/{whole.end.isoformat()}", day, whole.end, True)


def _month_meant(r: Reading) -> tuple[date, date] | None:
    """First and last day of the month or year in which a week or weekday is counted."""
    found = core(r) if r.has("m") or r.has("y") else period(r, r.sense("u").value, r.rel())
    return (found.begin, found.end) if found is not None and found.begin and found.end else None


def nth_weekday(r: Reading) -> Found | None:
    """«ثالث ثلاثاء من سبتمبر», «الأحد الأخير من مايو»."""
    meant = _month_meant(r)
    weekday = r.sense("w").weekday
    if meant is None or (meant[1] - meant[0]).days > 31:
        return None
    if r.has("last"):
        day = meant[1] - timedelta(days=(meant[1].isoweekday() - weekday) % 7)
        return day_found(day, True)
    first = meant[0] + timedelta(days=(weekday - meant[0].isoweekday()) % 7)
    day = first + timedelta(days=7 * (r.sense("n").number - 1))
    return day_found(day, True) if day <= meant[1] else None


def nth_week(r: Reading) -> Found | None:
    """«الأسبوع الثاني من سبتمبر»: a week belongs to the month or year that holds its Thursday, as ISO 8601 has it."""
    meant = _month_meant(r)
    if meant is None:
        return None
    if r.has("last"):
        thursday = meant[1] - timedelta(days=(meant[1].isoweekday() - 4) % 7)
    else:
        thursday = meant[0] + timedelta(days=(4 - meant[0].isoweekday()) % 7 + 7 * (r.sense("n").number - 1))
    if thursday > meant[1]:
        return None
    monday = thursday - timedelta(days=3)
    return Found("DATE", week_value(monday), monday, monday + timedelta(days=6), True, "W")


def season(r: Reading) -> Found | None:
    """A season of a year; «الصيف الماضي» is the latest one over."""
    name, rel, day = r.sense("season").value, r.rel(), r.setting.day
    first, last = _SEASONS[name]
    if r.has("y"):
        year, anchored = r.sense("y").number, False
    elif day is None:
        return None
    else:
        anchored = True
        year = day.year
        if r.has("yrel"):
            year += {"last": -1, "next": 1, "previous": -1, "following": 1}.get(r.rel("yrel"), 0)
        elif rel == "last" and day <= _end(year, last):
            year -= 1
        elif rel == "next" and day >= date(year, first, 1):
            year += 1
    return Found("DATE", f"{year:04d}-{name}", date(year, first, 1), _end(year, last), anchored)


def _end(year: int, month: int) -> date:
    return month_range(year + (month - 1) // 12, (month - 1) % 12 + 1)[1]


def quarter(r: Reading) -> Found | None:
    half = "=النصف" in r.sense("q").classes
    number = r.sense("n").number
    if number > (2 if half else 4):
        return None
    if r.has("y"):
        year, anchored = r.sense("y").number, False
    else:
        base = r.setting.last_day if r.rel("yrel") == "same" else r.setting.day
        if base is None:
            return NOTHING
        year, anchored = base.year + {"last": -1, "next": 1}.get(r.rel("yrel"), 0), True
        if (
            not r.has("yrel")
            and date(year, (number - 1) * 3 + 1, 1) > base
            and looks(r.setting.doc, r.token) != "ahead"
        ):
            year -= 1  # «في الربع الرابع», said in February
    months = 6 if half else 3
    end = month_range(year, number * months)[1]
    return Found(
        "DATE", f"{year:04d}-{'H' if half else 'Q'}{number}", date(year, (number - 1) * months + 1, 1), end, anchored
    )


def first_months(r: Reading) -> Found | None:
    """«الأشهر الستة الأولى من عام 2015»: a half or a quarter, nothing where other months are counted."""
    name = {6: "H1", 3: "Q1"}.get(r.sense("n").number)
    if name is None:
        return None
    year, anchored = r.sense("y").number, False
    if not r.has("y"):
        base = r.setting.last_day if r.rel("yrel") == "same" else r.setting.day
        if base is None:
            return NOTHING
        year, anchored = base.year + {"last": -1, "next": 1}.get(r.rel("yrel"), 0), True
    end = month_range(year, r.sense("n").number)[1]
    return Found("DATE", f"{year:04d}-{name}", date(year, 1, 1), end, anchored)


def decade(r: Reading) -> Found | None:
    """«خمسينيات القرن الماضي»; without a century the twentieth's, and none for tens that are more often an age."""
    value = int(r.sense("decade").value)
    day = r.setting.day
    if r.has("n"):
        century = r.sense("n").number - 1
    elif r.has("rel"):
        # on an undated page of our time «القرن الماضي» is the twentieth
        century = 19 if day is None else day.year // 100 - (r.rel() == "last")
    elif "named" in r.gives:
        century = day.year // 100 if day is not None and looks(r.setting.doc, r.token) == "ahead" else 19
    else:
        century = 19
        if value <= 40:  # «في الثلاثينيات» alone is more often a person's age
            return None
    first = century * 100 + value
    return Found("DATE", f"{first // 10:03d}", date(first, 1, 1), date(first + 9, 12, 31), r.has("rel"))


def century(r: Reading) -> Found | None:
    number = r.sense("n").number - 1
    if not 1 <= number <= 30:
        return None
    return Found("DATE", f"{number:02d}", date(number * 100, 1, 1), date(number * 100 + 99, 12, 31))


def feast(r: Reading) -> Found | None:
    """A feast by the Hijri or the Gregorian calendar; without a year the one nearest the reference day."""
    kinds = r.sense("feast").classes
    years_near = [r.sense("y").number] if r.has("y") else []
    if not years_near:
        if r.setting.day is None:
            return None
        years_near = [r.setting.day.year + k for k in (-1, 0, 1)]
    found: list[date] = []
    for year in years_near:
        if "=الميلاد" in kinds:
            found.append(date(year, 12, 25))
            continue
        month, first = (10, 1) if "=الفطر" in kinds else (1, 1) if "=الهجريه" in kinds else (12, 10)
        found += [
            d for h in (year - 580, year - 579, year - 578) if (d := hijri_day(h, month, first)) and d.year == year
        ]
    if not found:
        return None
    reference = r.setting.day
    day = found[0] if len(found) == 1 or reference is None else _pick(found, reference, r.rel())
    day += timedelta(days=max(0, r.sense("n").number - 1))
    return Found("DATE", day.isoformat(), day - timedelta(days=1), day + timedelta(days=1), not r.has("y"), "D")


def _pick(found: list[date], reference: date, rel: str) -> date:
    if rel == "last":
        return max((d for d in found if d < reference), default=found[0])
    if rel == "next":
        return min((d for d in found if d > reference), default=found[-1])
    return min(found, key=lambda d: abs((d - reference).days))
