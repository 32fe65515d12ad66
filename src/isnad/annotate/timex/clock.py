"""Readings of the clock in, TIMEX3 times out: hours, minutes, morning told from evening, Greenwich."""

from __future__ import annotations

from isnad.annotate.timex.days import core
from isnad.annotate.timex.found import Found, Reading

_AT = frozenset({"عند", "في", "تمام", "حتي", "نحو", "حوالي", "من", "الي", "قبل", "بعد", "منذ", "قرابه", "قبيل"})
_AFTER_NOON = frozenset({"AF", "EV"})


def clock(r: Reading) -> Found | None:
    """A time of the clock, on the day the words name, else on the day the sentence speaks of."""
    sense = r.sense("h")
    hour = sense.number
    typed = sense.minute if "hm" in sense.classes else None
    if "h4" in sense.classes:  # «الساعة 0647»
        hour, typed = hour // 100, hour % 100
    if (
        hour == 1
        and len(r.atoms) == 2
        and "words" in sense.classes
        and r.setting.doc.tokens[max(0, r.token - 1)].norm not in _AT
    ):
        return None  # «كلفة الساعة الواحدة» is what one hour costs
    minute = _minute(r, typed)
    if minute is None:
        return None
    if minute < 0:
        hour, minute = hour - 1, minute + 60
    hour = _twenty_four(hour, _part(r))
    if not 0 <= hour <= 24:
        return None
    second = r.sense("sec").number if r.has("sec") else None
    stamp = f"{hour % 24:02d}:{minute:02d}" + (f":{second:02d}" if second is not None and second < 60 else "")
    zone = "Z" if r.has("zone") else ""
    day = core(r) if _names_day(r) else None
    prefix = day.value if day is not None else _day_of_sentence(r)
    if day is not None and day.unit != "D":
        return None
    value = f"{prefix}T{stamp}{zone}"
    return Found("TIME", value, day.begin if day else None, day.end if day else None, True)


def clock_range(r: Reading) -> Found | None:
    """From one hour to another; the part of the day said after the second belongs to both where the order allows it."""
    typed = r.sense("h").minute if "hm" in r.sense("h").classes else None
    minute = _minute(r, typed)
    said_later = r.after is not None and r.after.sense is not None and r.after.sense.classes & {"padv", "part"}
    if minute is None or minute < 0 or said_later:
        return None
    part = _part(r)
    last, first = r.sense("g").number, r.sense("h").number
    until = r.sense("gmin").number if r.has("gmin") else r.sense("g").minute if "hm" in r.sense("g").classes else 0
    if _twenty_four(first, part) < _twenty_four(last, part) or (first == last and minute < until):
        first, last = _twenty_four(first, part), _twenty_four(last, part)
    if not (first, minute) < (last, until) or last > 24 or until > 59:
        return None
    day = core(r) if _names_day(r) else None
    prefix = day.value if day is not None else _day_of_sentence(r)
    value = f"{prefix}T{first:02d}:{minute:02d}/{prefix}T{last:02d}:{until:02d}"
    return Found("TIME", value, day.begin if day else None, day.end if day else None, True)


def _names_day(r: Reading) -> bool:
    return any(r.has(name) for name in ("near", "w", "d"))


def _minute(r: Reading, typed: int | None) -> int | None:
    """Minutes past the hour, negative before it; None where the number is no minute."""
    if typed is not None and not (r.has("min") or r.has("half")):
        return typed
    if r.has("less"):
        return -r.sense("less").minute
    if r.has("lessmin"):
        return -r.sense("lessmin").number if r.sense("lessmin").number < 60 else None
    minute = r.sense("half").minute if r.has("half") else 0
    if r.has("but"):
        minute -= r.sense("but").number
    if r.has("min"):
        minute += r.sense("min").number
    return minute if minute < 60 else None


def _part(r: Reading) -> str:
    """`MO`, `AF`, `EV` or `NI` of the words after the hour; «بعد منتصف الليل» and «بعد الظهر» included."""
    parts = [a for a in r.atoms if a.sense is not None and a.sense.classes & {"part", "padv"}]
    return parts[0].sense.value if parts and parts[0].sense is not None else ""


def _twenty_four(hour: int, part: str) -> int:
    if part in _AFTER_NOON and hour < 12:
        return hour + 12
    if part == "NI" and 6 <= hour < 12:
        return hour + 12
    if part in ("NI", "MO") and hour == 12:
        return 0 if part == "NI" else 12
    return hour


def _day_of_sentence(r: Reading) -> str:
    """The day that the sentence's latest dated expression names, else the page's; none where the time recurs."""
    sentence = r.setting.doc.sentence_at(r.atoms[0].start)
    if r.setting.recurs_in == sentence:
        return ""
    last = r.setting.last_named
    if last is not None and r.setting.doc.sentence_at(last[0]) == sentence:
        return last[1].isoformat()
    return r.setting.day.isoformat() if r.setting.day else ""
