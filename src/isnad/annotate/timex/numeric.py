"""Readings of dates in digits in, days and months out: the order of day and month by evidence, never by habit."""

from __future__ import annotations

from datetime import date

from isnad.annotate.timex.days import nearest_year
from isnad.annotate.timex.found import NOTHING, Found, Reading, day_found, month_found
from isnad.text.calendars import hijri_day, real_date


def numeric(r: Reading) -> Found | None:
    """A date in digits: the order of day and month by what is possible, by the weekday, by nearness."""
    sense = r.sense("a")
    if "dotted" in sense.classes:
        numbers = [int(n) for n in sense.value.split(".")] if sense.value.count(".") == 2 else []
        texts = sense.value.split(".")
    else:
        text = r.setting.doc.folded.text if r.setting.doc.folded.aligned else ""
        if text and " " in text[r.named["a"].start : r.named["c"].end]:
            return None
        texts = [r.sense(k).value for k in "abc"]
        numbers = [r.sense(k).number for k in "abc"]
    if len(numbers) != 3:
        return None
    hijri = "=ه" in (r.atoms[-1].sense.classes if r.atoms[-1].sense else ()) or any(1300 <= n <= 1500 for n in numbers)
    readings = _orders(numbers, texts)
    if hijri:
        days = [d for y, m, d0 in readings[:1] if (d := hijri_day(y, m, d0))]
        return day_found(days[0], False, "Hijri by Umm al-Qura, a day either way") if days else None
    days = sorted({d for y, m, d0 in readings if (d := real_date(y, m, d0))})
    return _decide(r, days)


def numeric_month(r: Reading) -> Found | None:
    return month_found(r.sense("y").number, r.sense("m").number, False)


def numeric_day(r: Reading) -> Found | None:
    """«يوم 25/4»: a day and a month where one of the two can only be the day."""
    a, b = r.sense("a").number, r.sense("b").number
    if (a > 12) == (b > 12):
        return None
    day, month = (a, b) if a > 12 else (b, a)
    reference = r.setting.day
    if real_date(2000, month, day) is None:
        return NOTHING
    if reference is None:
        return Found("DATE", f"XXXX-{month:02d}-{day:02d}", unit="D")
    chosen = nearest_year(r, month, day)
    return None if chosen is None else day_found(chosen, True)


def _orders(numbers: list[int], texts: list[str]) -> list[tuple[int, int, int]]:
    a, b, c = numbers
    if len(texts[0]) == 4:
        return [(a, b, c)]
    if len(texts[2]) == 4:
        return [(c, b, a), (c, a, b)]
    if len(texts[0]) == len(texts[2]) == 2 or len(texts[2]) == 2:
        return [(_full(c), b, a), (_full(c), a, b), (_full(a), b, c)]
    return []


def _full(two: int) -> int:
    return 2000 + two if two < 40 else 1900 + two


def _decide(r: Reading, days: list[date]) -> Found | None:
    if r.has("w"):
        days = [d for d in days if d.isoweekday() == r.sense("w").weekday] or days
    if len(days) <= 1:
        return day_found(days[0], False) if days else None
    reference = r.setting.day
    if reference is not None:
        near = sorted(days, key=lambda d: abs((d - reference).days))
        if abs((near[0] - reference).days) * 4 < abs((near[1] - reference).days):
            return day_found(near[0], True, f"not {near[1].isoformat()}, which is further from the reference day")
    if len({d.year for d in days}) > 1 or len(r.sense("c").value or r.sense("a").value.split(".")[-1]) != 4:
        return None
    note = "the order of day and month is not shown by anything on the page"
    return Found("DATE", str(days[0].year), days[0], days[-1], False, "", note)
