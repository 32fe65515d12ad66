"""Folded words in, quantities out: «100 ألف», «مئة ألف» and «100,000» are one number; dates are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from isnad.link.words import keys_of, regex_of, words_of
from isnad.model import Span, Timex
from isnad.rules.dates import numerals
from isnad.text.numbers import Numeral, read_number

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_LONG = 9
"""Digits in one run from which they are a telephone number or a code, and count nothing."""

_COUNTED = re.compile(r"(\d[\d.,]*(?:\s+(?:الف|الاف|مليون|ملايين|مليار))?)\s+(\w{3,})")
_KNOWN = 1 << 18
_plain: set[str] = set()
"""Words met that are no numbers: most passages hold no other, and need no second look."""

_SMALL = 3
"""Numbers below this, in words, are grammar more than quantity (أحد, اثنان)."""


def quantities(folded: str, start: int = 0, timexes: Sequence[Timex] = ()) -> frozenset[float]:
    """Quantities of a passage: `quantities("100 الف متطوع") == {100000.0}`.

    `start` is the passage's offset in the text the `timexes` count in; numbers inside dates and times are left out.
    """
    if _plain.issuperset(_TOKEN.findall(folded)):
        return frozenset()
    here = Span(start, start + len(folded))
    for t in timexes:
        if t.type in ("DATE", "TIME") and t.span.meets(here):
            first, last = max(0, t.span.start - start), min(len(folded), t.span.end - start)
            folded = f"{folded[:first]}{' ' * (last - first)}{folded[last:]}"
    tokens = _TOKEN.findall(folded)
    out: set[float] = set()
    i = 0
    while i < len(tokens):
        digits = tokens[i][0].isdigit()
        if not digits and _numeral(tokens[i]) is None:
            if len(_plain) < _KNOWN:
                _plain.add(tokens[i])
            i += 1
            continue
        if digits and _names(tokens, i):
            i += 1
            continue
        value, used = _digits(tokens, i) if digits else _words(tokens, i)
        if value is not None:
            out.add(value)
        i += used
    return frozenset(out)


def _names(tokens: Sequence[str], i: int) -> bool:
    """Whether a number in digits names something and counts nothing: an hour, a year, that of a telephone or house."""
    token = tokens[i]
    before = i > 0 and tokens[i - 1] in words_of("numbered")
    after = i + 1 < len(tokens) and tokens[i + 1] in words_of("hour")
    return before or after or (token.isdigit() and (len(token) >= _LONG or (token[0] == "0" and len(token) > 1)))


def counts(folded: str) -> dict[str, float]:
    """What is counted, and how many: «40 طنا» gives `{"طنا": 40.0}`; units counted twice are left out."""
    found: dict[str, set[float]] = {}
    for m in _COUNTED.finditer(folded):
        if m.group(2) in words_of("hour") or _before(folded, m.start()) in words_of("numbered"):
            continue
        for number in quantities(m.group(1)):
            found.setdefault(m.group(2), set()).add(number)
    return {unit: next(iter(values)) for unit, values in found.items() if len(values) == 1}


def _before(folded: str, at: int) -> str:
    """The word right before an offset."""
    words = folded[:at].split()
    return words[-1] if words else ""


def toll(folded: str) -> frozenset[tuple[str, float]]:
    """How many of whom a passage of the killed or hurt counts, where nothing says that the number is rough or may grow.

    `toll(fold("أصيب 40 عاملا في المصنع")) == {("عمل", 40.0)}`
    """
    if regex_of("roughly").search(folded):
        return frozenset()
    return frozenset((keys_of(unit)[0], number) for unit, number in counts(folded).items())


def _digits(tokens: list[str], i: int) -> tuple[float | None, int]:
    plain = tokens[i].replace(",", "")
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(".", "")
    if plain.count(".") > 1:
        return None, 1
    value, used = float(plain), 1
    while i + used < len(tokens) and (scale := _numeral(tokens[i + used])) and scale.kind.startswith("scale"):
        value, used = value * scale.value, used + 1
    return value, used


def _words(tokens: list[str], i: int) -> tuple[float | None, int]:
    run: list[Numeral] = []
    joined: list[bool] = []
    for j, token in enumerate(tokens[i : i + 12]):
        plain = _numeral(token)
        bare = _numeral(token[1:]) if plain is None and j and token[0] == "و" else None
        found = plain or bare
        if found is None or found.ordinal:
            break
        run.append(found)
        joined.append(bare is not None)
    read = read_number(run, joined) if run else None
    if read is None or (read[1] == 1 and run[0].kind.startswith("scale")):
        return None, 1
    return (float(read[0]) if read[0] >= _SMALL else None), read[1]


@lru_cache(maxsize=1 << 16)
def _numeral(token: str) -> Numeral | None:
    known = numerals()
    for entry, value in (("million", 10**6), ("milliard", 10**9)):
        if token in words_of(entry):
            return Numeral(value, "scale")
    for norm in (token, token.removeprefix("ال"), token.removeprefix("ب"), token.removeprefix("ل")):
        if norm in known:
            return known[norm][0]
    return None
