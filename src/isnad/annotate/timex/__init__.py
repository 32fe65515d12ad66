"""A doc and its reference day in, time expressions with TIMEX3 values out.

>>> from isnad.text.doc import Doc
>>> [(t.text, t.value) for t in find_timexes(Doc.of("زار الوزير المصنع الخميس الماضي"), "2024-06-17")]
[('الخميس الماضي', '2024-06-13')]
"""

from __future__ import annotations

from collections.abc import Callable
from re import Match

from isnad.annotate.timex import clock, days, lengths, numeric, spans
from isnad.annotate.timex.found import NOTHING, Found, Reading
from isnad.annotate.timex.grammar import Matcher, by_code
from isnad.annotate.timex.reference import Setting
from isnad.annotate.timex.words import Scan, scan
from isnad.model import IsnadError, Span, Timex
from isnad.text.doc import Doc

_MAKE: dict[str, Callable[[Reading], Found | None]] = {
    "when": days.when,
    "dayalone": days.day_alone,
    "weekdayday": days.weekday_day,
    "weekofday": days.week_of_day,
    "weekend": days.weekend,
    "day": lambda r: days.period(r, "D", r.rel()),
    "bareyear": days.bare_year,
    "numeric": numeric.numeric,
    "numericmonth": numeric.numeric_month,
    "numericday": numeric.numeric_day,
    "rest": spans.rest,
    "nthweekday": spans.nth_weekday,
    "nthweek": spans.nth_week,
    "clockrange": clock.clock_range,
    "clock": clock.clock,
    "duration": lengths.duration,
    "more": lengths.more,
    "ago": lengths.ago,
    "after": lengths.after,
    "since": lengths.since,
    "age": lengths.age,
    "set": lengths.rate,
    "every": lengths.every,
    "everyday": lengths.every_weekday,
    "everymonth": lengths.every_month,
    "september": days.september,
    "anyweekday": days.any_weekday,
    "firstmonths": spans.first_months,
    "everypart": lengths.every_part,
    "days": spans.days,
    "years": spans.years,
    "season": spans.season,
    "quarter": spans.quarter,
    "decade": spans.decade,
    "century": spans.century,
    "feast": spans.feast,
    "nothing": lambda r: None,
}


def find_timexes(doc: Doc, reference: str | None) -> tuple[Timex, ...]:
    """Time expressions in order of their words, each with a value.

    `reference` is the article's publication date or date and time (ISO 8601), or None: then weekdays, and days and
    months without a year, keep open values (`XXXX-WXX-4`, `XXXX-06-26`), and other relative words give nothing.
    """
    setting = Setting.of(doc, reference)
    index = by_code()
    out: list[Timex] = []
    for stretch in scan(doc):
        codes, i, last = stretch.codes, 0, len(stretch.atoms)
        while i < last:
            rules = index.get(codes[i])
            if rules is None:
                i += 1
                continue
            timex, i = _try(setting, stretch, rules, i)
            if timex is not None:
                out.append(timex)
    return tuple(out)


def _try(setting: Setting, found: Scan, rules: tuple[Matcher, ...], i: int) -> tuple[Timex | None, int]:
    """The longest match at atom `i` that has a value, and the atom to go on from."""
    codes = found.codes
    matches = [(m, rule) for rule in rules if (m := rule.regex.match(codes, i)) and m.end() > i]
    if len(matches) > 1:
        matches.sort(key=_length)
    for m, rule in matches:
        if rule.make == "nothing":
            return None, m.end()
        start, end = m.regs[rule.marked]
        if end > len(found.atoms):
            end = len(found.atoms)
        made = _make(rule, _reading(setting, found, m, rule, start, end))
        if made is None:
            continue
        if made is NOTHING:
            return None, end
        end -= made.drop
        return _timex(setting, found, rule, made, start, end), end
    return None, i + 1


def _length(pair: tuple[Match[str], Matcher]) -> int:
    return -pair[0].end()


def _reading(setting: Setting, found: Scan, m: Match[str], rule: Matcher, start: int, end: int) -> Reading:
    regs, last = m.regs, len(found.atoms)
    named = {stands: found.atoms[at] for k, stands in rule.groups if 0 <= (at := regs[k][0]) < last}
    after = found.atoms[m.end()] if m.end() < len(found.atoms) else None
    return Reading(setting, named, tuple(found.atoms[start:end]), found.atoms[start].token, rule.gives, after)


def _make(rule: Matcher, reading: Reading) -> Found | None:
    make = _MAKE.get(rule.make)
    if make is None:
        raise IsnadError(f"rule {rule.rule.id}: `make` is one of {', '.join(sorted(_MAKE))}, not {rule.make!r}")
    return make(reading)


def _timex(setting: Setting, found: Scan, rule: Matcher, made: Found, start: int, end: int) -> Timex:
    while end > start + 1 and (
        found.atoms[end - 1].sense is None or found.atoms[end - 1].start == found.atoms[end - 1].end
    ):
        end -= 1
    span = Span(found.atoms[start].start, found.atoms[end - 1].end)
    if made.begin is not None and made.type in ("DATE", "TIME"):
        setting.last_day = made.begin
        if made.unit == "D":
            setting.last_named = (span.start, made.begin)
    if made.type == "DURATION" and made.unit:
        setting.last_unit = made.unit
    anchor = setting.day.isoformat() if made.anchored and setting.day else None
    begin = made.begin.isoformat() if made.begin else None
    end_day = begin if made.end == made.begin else made.end.isoformat() if made.end else None
    return Timex(span, span.of(setting.doc.text), made.type, made.value, rule.rule.id, anchor, begin, end_day)
