"""Rule tables in, the meaning of single words out: the classes of time words a token belongs to, and their codes.

A code is one character that stands for a set of classes (`month`, `weekday`, `num` and `d31` …), so that a rule is a
regular expression over codes and a page is scanned as short strings.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from isnad.annotate.timex.patterns import literals
from isnad.rules.dates import MonthName, month_names, numerals, weekday_names
from isnad.rules.load import load_rows
from isnad.text.fold import fold
from isnad.text.numbers import Numeral, read_number
from isnad.text.per_word import per_word
from isnad.text.tokens import readings

GAP = "\x01"
"""A word that no rule knows."""
STOP = "\x02"
"""The end of a paragraph, or a mark that no rule knows."""

_MARKS = {
    ",": "comma", "،": "comma", "-": "dash", "–": "dash", "—": "dash", "−": "dash", "/": "slash", "\\": "slash",
    ":": "colon", ".": "dot", "(": "open", ")": "close", "[": "open", "]": "close", "«": "quote", "»": "quote",
    '"': "quote", "“": "quote", "”": "quote",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word means to the rules; fields that do not apply are empty."""

    classes: frozenset[str]
    value: str = ""
    """TIMEX3 fragment of its class: `MO` of «صباح», `W` of «أسبوع», `P1Y` of «سنوي»."""
    number: int = -1
    month: int = 0
    weekday: int = 0
    hijri: bool = False
    written: str = ""
    minute: int = -1
    numeral: Numeral | None = None


class Piece(NamedTuple):
    """One time word inside a token."""

    at: int
    """Offset in the token's match form."""
    sense: Sense
    code: str
    joins: bool
    """Whether it may be one atom with what follows: a number word, a month."""


STOP_SENSE = Sense(frozenset({"?"}))
_codes: dict[frozenset[str], str] = {STOP_SENSE.classes: STOP}


def code_of(classes: frozenset[str]) -> str:
    """The character that stands for a set of classes; sets are numbered as they are first seen."""
    if classes not in _codes:
        _codes[classes] = chr(0x4E00 + len(_codes))
    return _codes[classes]


@cache
def known_codes() -> dict[frozenset[str], str]:
    """Every set of classes an atom can have, with its code."""
    for sense in lexicon().values():
        code_of(sense.classes)
    for month in (MonthName("", 1, c, b, "") for c in ("gregorian", "hijri") for b in (True, False)):
        code_of(month_sense(month).classes)
    for number in range(10000):
        for text in {str(number), f"{number:02d}"}:
            code_of(digits(text).classes)
    for kind in ("unit", "ordinal", "ordinal-f", "ordinal-i"):
        for number in range(1, 3001):
            code_of(counted(number, kind).classes)
    for text in ("3.5", "11,00", "4.22", "2015.3", "16.04.2021", "1,500", "123.45", "123456"):
        code_of(digits(text).classes)
    for mark in set(_MARKS.values()):
        code_of(frozenset({mark}))
    return _codes


@cache
def lexicon() -> dict[str, Sense]:
    """Every single word that rules know, by match form; a word of two classes has both."""
    out: dict[str, Sense] = {}

    def add(norm: str, sense: Sense) -> None:
        old = out.get(norm)
        if old is None:
            out[norm] = sense
            return
        out[norm] = Sense(
            old.classes | sense.classes, old.value or sense.value, max(old.number, sense.number),
            old.month or sense.month, old.weekday or sense.weekday, old.hijri or sense.hijri,
            old.written or sense.written, max(old.minute, sense.minute), old.numeral or sense.numeral,
        )  # fmt: skip

    for literal in literals():
        add(literal, Sense(frozenset({"=" + literal})))
    for name in month_names().values():
        if " " not in name.norm:
            add(name.norm, month_sense(name))
    for day in weekday_names().values():
        add(day.norm, Sense(frozenset({"weekday" if day.bare else "weekdayx"}), weekday=day.day))
    for norm in first_words():
        add(norm, Sense(frozenset({"monthword"})))
    for norm, (numeral, _) in numerals().items():
        add(norm, Sense(frozenset({"word-number"}), number=numeral.value, numeral=numeral))
    for row in load_rows("timex/units"):
        add(fold(row.get("form")), Sense(frozenset({row.get("kind")}), row.get("unit")))
    for row in load_rows("timex/words"):
        norm, kind, value = fold(row.get("form")), row.get("class"), row.get("value")
        if kind == "fraction":
            add(norm, Sense(frozenset({kind}), minute=int(value)))
        else:
            add(norm, Sense(frozenset({kind}), value))
    return {norm: _alone(sense, sense.numeral) if sense.numeral else sense for norm, sense in out.items()}


def month_sense(name: MonthName) -> Sense:
    kind = ("hmonth" if name.calendar == "hijri" else "month") + ("" if name.bare else "x")
    return Sense(frozenset({kind}), month=name.month, hijri=name.calendar == "hijri", written=name.written)


@cache
def first_words() -> frozenset[str]:
    return frozenset(norm.split()[0] for norm in month_names() if " " in norm)


@per_word
def pieces_of(norm: str) -> tuple[Piece, ...]:
    """The time words in one token; a proclitic before one stands for itself."""
    return tuple(_piece(at, sense) for at, sense in _senses(norm))


def _piece(at: int, sense: Sense) -> Piece:
    joins = bool(sense.month) or sense.numeral is not None or "monthword" in sense.classes
    return Piece(at, sense, known_codes().get(sense.classes, GAP), joins)


def _senses(norm: str) -> tuple[tuple[int, Sense], ...]:
    if norm[0].isdigit():
        return ((0, digits(norm)),)
    words = lexicon()
    if norm in words:
        return ((0, words[norm]),)
    if not norm[0].isalpha():
        return ((0, Sense(frozenset({_MARKS[norm]}))),) if norm in _MARKS else ((0, Sense(frozenset({"?"}))),)
    if norm[0] not in _PROCLITICS:
        return ()
    for reading in readings(norm)[1:]:
        if reading.rest in words:
            letters = tuple((i, Sense(frozenset({"=" + c}))) for i, c in enumerate(reading.prefix))
            return (*letters, (len(reading.prefix), words[reading.rest]))
    return ()


_PROCLITICS = frozenset("وفبلكس")


@lru_cache(maxsize=16384)
def digits(text: str) -> Sense:
    """What a token of digits may be: a count, a day, a month, an hour, a year, a clock time typed with a comma."""
    whole, _, rest = text.replace(",", ".").partition(".")
    if rest:
        kinds = {"dec"}
        minute = -1
        if len(rest) == 2 and len(whole) <= 2 and int(whole) < 25 and int(rest) < 60:
            kinds.add("hm")
            minute = int(rest)
        if text.count(".") == 2 or (len(whole) <= 2 and 1 <= len(rest) <= 2) or len(whole) == 4:
            kinds.add("dotted")
        return Sense(frozenset(kinds), text, int(whole), minute=minute)
    number, kinds = int(text[:9]), {"num"}
    if len(text) <= 2:
        kinds |= {"y2"} if len(text) == 2 else set()
        kinds |= {"d31"} if 1 <= number <= 31 else set()
        kinds |= {"m12"} if 1 <= number <= 12 else set()
        kinds |= {"h24"} if number <= 24 else set()
        kinds |= {"m60"} if number < 60 and len(text) == 2 else set()
    if len(text) == 4:
        kinds |= {"year"} if 1000 <= number <= 2150 else {"oddyear"}
        kinds |= {"plainyear"} if 1900 <= number <= 2060 else set()
        kinds |= {"h4"} if number // 100 < 24 and number % 100 < 60 else set()
        kinds |= {"hyear"} if 1300 <= number <= 1500 else set()
    if len(text) == 3:
        kinds |= {"oddyear"}
    return Sense(frozenset(kinds), text, number)


@lru_cache(maxsize=8192)
def counted(value: int, kind: str) -> Sense:
    """What a number in words may be."""
    kind = kind.removesuffix("1").removesuffix("-ten")
    kinds = {"num"} if not kind.startswith("ordinal") else {"ord" + kind[8:]}
    kinds |= {"d31" if kind == "ordinal" else "card31"} if value <= 31 and kind in ("unit", "ordinal") else set()
    kinds |= {"h24"} if value <= 12 and kind != "ordinal" else set()
    kinds |= {"card12"} if value <= 12 and kind in ("unit", "ordinal") else set()
    kinds |= {"wordyear"} if 1000 <= value <= 2150 else set()
    kinds |= {"oddyear"} if 100 <= value < 1000 else set()
    kinds |= {"words"}
    return Sense(frozenset(kinds), str(value), value)


def _alone(sense: Sense, numeral: Numeral) -> Sense:
    """A number word by itself, which may be more than a number («ثانية», «اثنين»), or none alone («آلاف»)."""
    extra = sense.classes - {"word-number"}
    if read_number((numeral,), (False,)) is None:
        return Sense(extra, sense.value, weekday=sense.weekday, minute=sense.minute, numeral=numeral)
    plain = counted(numeral.value, numeral.kind if numeral.ordinal else "unit")
    value = sense.value or plain.value
    return Sense(
        plain.classes | extra, value, numeral.value, weekday=sense.weekday, minute=sense.minute, numeral=numeral
    )


@lru_cache(maxsize=64)
def double_month(month: int, hijri: bool) -> Sense:
    """A month under two of its names («أغسطس/آب»): it needs nothing beside it to be one."""
    return Sense(frozenset({"hmonth" if hijri else "month"}), month=month, hijri=hijri)
