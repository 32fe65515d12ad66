"""A doc and its reference day in, time expressions with TIMEX3 values out.

>>> from isnad.text.doc import Doc
>>> [(t.text, t.value) for t in find_timexes(Doc.of("زار الوزير المصنع الخميس الماضي"), "2024-06-17")]
[('الخميس الماضي', '2024-06-13')]
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from isnad.annotate.timex import clock, days, lengths, numeric, spans
from isnad.annotate.timex.found import NOTHING, Found, Reading
from isnad.annotate.timex.grammar import Matcher, by_code
from isnad.annotate.timex.reference import Setting
from isnad.annotate.timex.words import Atom, scan
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
    "tens": lengths.tens,
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
    "sharedyear": spans.shared_year,
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
    out: list[Timex] = []
    for stretch in scan(doc):
        begin, end, places = _PLANS[stretch.codes]
        if not places:
            continue
        atoms, after = stretch.atoms(doc, begin, end), 0
        for i, fits in places:
            if i >= after:
                timex, after = _try(setting, atoms, fits, i)
                if timex is not None:
                    out.append(timex)
    return tuple(out)


def _try(setting: Setting, atoms: list[Atom], fits: tuple[_Fit, ...], i: int) -> tuple[Timex | None, int]:
    """The longest match at atom `i` that has a value, and the atom to go on from."""
    for fit in fits:
        rule = fit.rule
        if rule.make == "nothing":
            return None, i + fit.whole
        start, end = i + fit.start, i + fit.end
        made = _make(rule, _reading(setting, atoms, fit, i))
        if made is None:
            continue
        if made is NOTHING:
            return None, end
        end -= made.drop
        return _timex(setting, atoms, rule, made, start, end), end
    return None, i + 1


class _Fit(NamedTuple):
    """A rule that matches, in atoms counted from the one it was tried at."""

    rule: Matcher
    start: int
    end: int
    whole: int
    """Where the match ends, with the context it reads."""
    named: tuple[tuple[str, int], ...]


class _Plan(NamedTuple):
    """Where rules match in a stretch: at which atoms, counted from `begin`, and which rules there."""

    begin: int
    end: int
    """After the last atom that the rules look at."""
    places: tuple[tuple[int, tuple[_Fit, ...]], ...]


class _Plans(dict[str, _Plan]):
    """For the codes of a stretch, its plan.

    Newsrooms say dates in the same few ways: two stretches of three have codes that were met before.
    """

    def __missing__(self, codes: str) -> _Plan:
        if len(self) > _PLANS_KEPT:
            self.clear()
        found = [(i, fits) for i in range(len(codes) - 1) if (fits := _fits_at(codes, i))]
        begin = found[0][0] if found else 0
        end = max((i + fit.whole + 1 for i, fits in found for fit in fits), default=0)
        plan = self[codes] = _Plan(begin, end, tuple((i - begin, fits) for i, fits in found))
        return plan


_PLANS = _Plans()
_PLANS_KEPT = 100_000


def _fits_at(codes: str, i: int) -> tuple[_Fit, ...]:
    """What matches at atom `i`; a rule looks no farther back than one atom."""
    rules = by_code().get(codes[i])
    if rules is None:
        return ()
    key = codes[i - 1 if i else 0 :], i > 0
    fits = _FITS.get(key)
    if fits is None:
        if len(_FITS) > _PLANS_KEPT:
            _FITS.clear()
        fits = _FITS[key] = _fits(codes, rules, i)
    return fits


_FITS: dict[tuple[str, bool], tuple[_Fit, ...]] = {}
"""What matches the codes from one atom before a place to the end of its stretch."""


def _fits(codes: str, rules: tuple[Matcher, ...], i: int) -> tuple[_Fit, ...]:
    """Every rule that matches at atom `i`, the longest match first."""
    atoms = len(codes) - 1
    out = []
    for rule in rules:
        m = rule.regex.match(codes, i)
        if m is None or m.end() <= i:
            continue
        start, end = m.regs[rule.marked]
        named = {stands: at - i for k, stands in rule.groups if 0 <= (at := m.regs[k][0]) < atoms}
        out.append(_Fit(rule, start - i, min(end, atoms) - i, m.end() - i, tuple(named.items())))
    return tuple(sorted(out, key=lambda fit: -fit.whole))


def _reading(setting: Setting, atoms: list[Atom], fit: _Fit, i: int) -> Reading:
    rule, start, end, whole, places = fit
    whole += i
    named = {stands: atoms[i + at] for stands, at in places}
    after = atoms[whole] if whole < len(atoms) else None
    start += i
    return _new(Reading, (setting, named, atoms[start : i + end], atoms[start].token, rule.gives, after))


_new = tuple.__new__
"""Makes a reading without the detour of its named constructor."""


def _make(rule: Matcher, reading: Reading) -> Found | None:
    make = _MAKE.get(rule.make)
    if make is None:
        raise IsnadError(f"rule {rule.rule.id}: `make` is one of {', '.join(sorted(_MAKE))}, not {rule.make!r}")
    return make(reading)


def _timex(setting: Setting, atoms: list[Atom], rule: Matcher, made: Found, start: int, end: int) -> Timex:
    while end > start + 1 and ((last := atoms[end - 1]).sense is None or last.start == last.end):
        end -= 1
    type, value, first_day, last_day, anchored, unit = made[:6]
    text, opens = setting.doc.text, atoms[start].start
    if text[opens] == "ل":
        opens = _opening(setting.doc, atoms[start])
    span = Span(opens, atoms[end - 1].end)
    if first_day is not None and (type == "DATE" or type == "TIME"):
        setting.last_day = first_day
        if unit == "D":
            setting.last_named = (span.start, first_day)
    if type == "DURATION" and unit:
        setting.last_unit = unit
    anchor = setting.written if anchored and setting.day else None
    begin = None
    if first_day is not None:
        plain = unit == "D" and last_day == first_day and len(value) == _DAY
        begin = value if plain else first_day.isoformat()
    end_day = begin if last_day == first_day else last_day.isoformat() if last_day else None
    return Timex(span, text[opens : span.end], type, value, rule.rule.id, anchor, begin, end_day)


def _opening(doc: Doc, atom: Atom) -> int:
    """Where an expression begins: «للعام» is not parted, its article is written with the preposition."""
    start = atom.start
    fused = doc.tokens[atom.token].start == start - 1 and doc.text[start - 1] == "ل"
    return start - 1 if fused else start


_DAY = len("2024-06-17")
