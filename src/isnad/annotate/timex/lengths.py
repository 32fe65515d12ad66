"""Readings of lengths of time in, TIMEX3 durations, sets and points counted from the reference day out."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from isnad.annotate.timex.found import NOTHING, Found, Reading, day_found, month_found, year_found
from isnad.annotate.timex.lexicon import Sense
from isnad.annotate.timex.reference import lasts, looks
from isnad.text.calendars import add_months, week_start, week_value

_ORDER = ("Y", "M", "W", "D", "TH", "TM", "TS")
_A_YEAR = 1000
"""A number of years that is the name of one."""
_IN_YEARS = {"E": 10, "C": 100}
_PARTS_OF = {"Y": ("M", 12), "M": ("D", 30), "W": ("D", 7), "D": ("TH", 24), "TH": ("TM", 60), "TM": ("TS", 60)}
_UNITS = frozenset({"sg", "pl", "dpl", "dsg"})
_DUALS = frozenset({"du", "ddu", "cdu"})

Amounts = dict[str, float]


def amounts(r: Reading) -> tuple[Amounts, str]:
    """How much of each unit the words count, and the smallest unit among them.

    «سبع سنوات ونصف» is seven years and six months; a year and a half alone is eighteen months, as the language says it.
    """
    out: Amounts = {}
    number: float | None = None
    fraction, halved = 0, False
    unit = ""
    pending = ""  # a definite plural that waits for its number: «الأيام الثلاثة»
    for atom in r.atoms:
        sense = atom.sense
        if sense is None:
            continue
        kinds = sense.classes
        if kinds & _DUALS:
            unit, number = sense.value, None
            out[unit] = out.get(unit, 0) + 2
        elif "fraction" in kinds and not (kinds & _UNITS):
            fraction = sense.minute
            if unit and number is None:
                _halve(out, unit, fraction)
                fraction, halved = 0, True
        elif kinds & _UNITS:
            if halved and sense.value == unit:
                halved = False  # «عام ونصف عام»: the half is counted already
                continue
            unit = sense.value
            if number is None and not fraction and kinds & {"dpl"}:
                pending = unit
                continue
            if fraction:
                _halve(out, unit, fraction)
                fraction, number = 0, None
                continue
            out[unit] = out.get(unit, 0) + (1 if number is None else number)
            number = None
        elif sense.number >= 0 and kinds & {"num", "dec"} and not kinds & {"=واحد", "=واحده"}:
            number = _decimal(sense) if "dec" in kinds else sense.number
            if pending:
                out[pending] = out.get(pending, 0) + number
                number, pending = None, ""
    return _years(out), unit


def _decimal(sense: Sense) -> float:
    """«58,6» and «58.6» as a number; of «7.34.66», a time or a version, only what stands before the first mark."""
    value = sense.value.replace(",", ".")
    return float(value) if value.count(".") == 1 else sense.number


def _halve(out: Amounts, unit: str, fraction: int) -> None:
    """Add a half, a third or a quarter (as minutes of sixty) of a unit, in the next smaller one."""
    if unit in _IN_YEARS:
        out["Y"] = out.get("Y", 0) + _IN_YEARS[unit] * fraction / 60
    elif unit in _PARTS_OF:
        smaller, per = _PARTS_OF[unit]
        out[smaller] = out.get(smaller, 0) + per * fraction / 60
    if out.get("Y") == 1 and out.get("M") == 6:
        del out["Y"]
        out["M"] = 18


def _years(counted: Amounts) -> Amounts:
    for unit, years in _IN_YEARS.items():
        if unit in counted:
            counted["Y"] = counted.get("Y", 0) + counted.pop(unit) * years
    return counted


def length_value(counted: Amounts) -> str:
    """The TIMEX3 duration: `length_value({"Y": 7, "M": 6}) == "P7Y6M"`."""
    days = "".join(
        f"{counted[u]:g}{u}" if counted[u] < 1e6 else f"{int(counted[u])}{u}" for u in _ORDER[:4] if u in counted
    )
    clock = "".join(f"{counted[u]:g}{u[1]}" for u in _ORDER[4:] if u in counted)
    return f"P{days}T{clock}" if clock else f"P{days}"


_NAMES = {
    "Y": frozenset({"year", "wordyear", "oddyear"}),
    "M": frozenset({"month", "monthx", "hmonth", "hmonthx"}),
    "D": frozenset({"d31", "num", "weekday", "weekdayx", "ordf", "ordi", "near"}),
}


def _names_a_date(r: Reading) -> bool:
    """«منذ عام» before «2003», «خلال شهر» before «يوليو», «قبل يوم» before «24»: part of a date."""
    last, following = r.atoms[-1].sense, r.after.sense if r.after is not None else None
    if last is None or following is None or not last.classes & {"sg", "cdu"}:
        return False
    return bool(following.classes & _NAMES.get(last.value, frozenset()))


def _to_hold(r: Reading, unit: str) -> bool:
    """«لعقد قمة», «خلال عقد اجتماع»: to hold a meeting, not a decade, where another noun follows."""
    last = r.atoms[-1].sense
    noun = r.after is not None and (r.after.sense is None or "yearly" in r.after.sense.classes)  # «لعقد قمة»
    follows = noun and r.after is not None and r.after.end > r.after.start
    return unit == "E" and last is not None and "sg" in last.classes and len(r.atoms) < 3 and follows


def duration(r: Reading) -> Found | None:
    first = _first_length(r)
    counted, unit = amounts(first)
    if counted.get("Y", 0) >= _A_YEAR and any(a.sense and a.sense.classes & {"dpl"} for a in first.atoms):
        return None  # «الأعوام 2021» are no two thousand years
    if not counted or not all(counted.values()) or _names_a_date(r) or _to_hold(r, unit):
        return None
    dropped = len(r.atoms) - len(first.atoms) + int(r.gives.get("drop", "0"))
    return Found("DURATION", length_value(counted), unit=unit, drop=dropped)


def _first_length(r: Reading) -> Reading:
    """The reading up to where a unit is counted anew: «ثلاثة أيام وخمسة أيام» are two lengths."""
    seen: set[str] = set()
    number = -1
    for k, atom in enumerate(r.atoms):
        sense = atom.sense
        if sense is None:
            continue
        if sense.classes & {"num", "dec"}:
            number = k
        elif "fraction" in sense.classes:
            number = -1
        elif sense.classes & (_UNITS | _DUALS):
            if sense.value in seen and number > 0:
                return r._replace(atoms=r.atoms[: number - 1])
            seen.add(sense.value)
            number = -1
    return r


def tens(r: Reading) -> Found | None:
    """«الأربعين سنة الماضية»: round numbers alone, whose ordinals are written alike."""
    number, unit = r.sense("n").number, r.sense("u").value
    if number < 20 or number % 10:
        return None
    return Found("DURATION", length_value(_years({unit: number})), unit=unit)


def more(r: Reading) -> Found | None:
    """«إلى 48 المقبلة»: a second number of the unit just counted."""
    if not r.setting.last_unit:
        return None
    number = next(a.sense.number for a in r.atoms if a.sense is not None and a.sense.number >= 0)
    return Found("DURATION", length_value({r.setting.last_unit: number}), unit=r.setting.last_unit)


def ago(r: Reading) -> Found | None:
    """The day, week, month or year that counting back lands on, as fine as the smallest unit counted."""
    counted, unit = amounts(r)
    return _landing(r, counted, unit, -1) if counted and not _names_a_date(r) else None


def after(r: Reading) -> Found | None:
    """«بعد أسبوعين»: from the reference day where the words look ahead, else a length from one event to another."""
    counted, unit = amounts(r)
    if not counted or _names_a_date(r):
        return None
    follows = r.after.sense.classes if r.after is not None and r.after.sense is not None else frozenset()
    if not follows & {"=من", "=علي"} and looks(r.setting.doc, r.token) == "ahead":
        return _landing(r, counted, unit, 1)
    return Found("DURATION", length_value(counted), unit=unit)


def since(r: Reading) -> Found | None:
    """«منذ عشرة أعوام»: a length that lasts, or, after a verb of the past, the point it began."""
    counted, unit = amounts(r)
    if not counted or _names_a_date(r):
        return None
    if _tells_a_point(r):
        return _landing(r, counted, unit, -1)
    return Found("DURATION", length_value(counted), unit=unit)


def _tells_a_point(r: Reading) -> bool:
    """Whether the clause tells of one moment: a feminine verb of the past is the nearest verb, or «عندما» follows.

    A participle between them («المحتجز منذ عامين») tells of a state that lasts.
    """
    tokens = r.setting.doc.tokens
    last = r.atoms[-1].token
    if last + 1 < len(tokens) and tokens[last + 1].norm in ("عندما", "حين", "حينما"):
        return True
    if any(a.sense is not None and a.sense.classes & {"=اكثر", "=اقل", "approx"} for a in r.atoms):
        return False
    for i in range(r.token - 1, max(-1, r.token - 12), -1):
        norm = tokens[i].norm
        if lasts(norm):
            return False
        if re.fullmatch(r"[وف]?(?!ال)\w{3,}[^اويت]ت", norm) and norm not in ("تحت", "وقت", "بيت", "كانت"):
            return True
        if norm in ".؟!؛" or (re.fullmatch(r"[وف]?[يت]\w{3,}", norm) and norm[:2] != "تا"):
            return False
        if norm in ("مستمر", "مستمره", "متواصل", "متواصله", "مره", "الاول", "الاولي"):
            return False
    return False


def _landing(r: Reading, counted: Amounts, unit: str, sign: int) -> Found | None:
    day = r.setting.day
    if day is None:
        return NOTHING
    months = sign * int(counted.get("Y", 0) * 12 + counted.get("M", 0))
    days = sign * (counted.get("W", 0) * 7 + counted.get("D", 0))
    if abs(months) > 12 * 1900 or abs(days) > 40000:
        return None
    landed = add_months(day, months) + timedelta(days=days)
    if unit.startswith("T"):
        return _clock_landing(r, landed, counted, sign)
    if unit == "D":
        return day_found(landed, True)
    if unit == "W":
        first = week_start(landed)
        return Found("DATE", week_value(landed), first, first + timedelta(days=6), True, "W")
    if unit == "M":
        return month_found(landed.year, landed.month, True)
    return year_found(landed.year, True)


def _clock_landing(r: Reading, day: date, counted: Amounts, sign: int) -> Found | None:
    if counted.get("TH", 0) % 24 == 0 and set(counted) == {"TH"}:
        return day_found(day + timedelta(days=sign * counted["TH"] / 24), True)
    if r.setting.hour is None:
        return NOTHING
    seconds = counted.get("TH", 0) * 3600 + counted.get("TM", 0) * 60 + counted.get("TS", 0)
    moment = datetime.combine(day, time(r.setting.hour, r.setting.minute)) + timedelta(seconds=sign * seconds)
    return Found("TIME", moment.isoformat(timespec="minutes"), moment.date(), moment.date(), True)


def age(r: Reading) -> Found | None:
    number = next((a.sense.number for a in r.atoms if a.sense is not None and a.sense.number > 0), 0)
    return Found("DURATION", f"P{number}Y") if 5 <= number <= 120 else None


def rate(r: Reading) -> Found | None:
    if not _describes(r):
        return None
    r.setting.recurs_in = r.setting.doc.sentence_at(r.atoms[0].start)
    return Found("SET", r.gives.get("rate") or r.sense("set").value)


def _describes(r: Reading) -> bool:
    """Whether an adjective with the article has a definite noun before it; «علي الشهري» is a man's name."""
    tokens = r.setting.doc.tokens
    if not tokens[r.token].norm.startswith("ال") or r.token == 0:
        return True
    before = tokens[r.token - 1].norm
    if r.token > 1 and tokens[r.token - 2].norm == "عبد":
        return False  # «عبد المنعم الشهري»
    return (
        before.startswith(("ال", "لل", "بال", "وال", "و"))
        or before.endswith(("ه", "ها", "هم", "نا"))
        or not before[0].isalpha()
    )


def every(r: Reading) -> Found | None:
    counted, _ = amounts(r)
    return Found("SET", length_value(counted)) if counted else None


def every_weekday(r: Reading) -> Found | None:
    if "plural" in r.gives and r.after is not None and r.after.sense is not None and "=و" in r.after.sense.classes:
        return None  # «أيام الجمعة والسبت» are two days of one week
    return Found("SET", f"XXXX-WXX-{r.sense('w').weekday}")


def every_month(r: Reading) -> Found | None:
    number = r.sense("d").number
    return Found("SET", f"XXXX-XX-{number:02d}") if 1 <= number <= 31 else None


def every_part(r: Reading) -> Found | None:
    return Found("SET", f"T{r.sense('part').value}")
