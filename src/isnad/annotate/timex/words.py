"""A doc in, its time words out: runs of atoms, one for each word, number, month or mark that a time expression may hold.

An atom carries a one-character code for the set of classes it belongs to (`month`, `weekday`, `num` and `d31` …), so
that a rule is a regular expression over codes and a page is scanned as one short string.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from isnad.annotate.timex.patterns import literals
from isnad.rules.dates import MonthName, month_names, numerals, weekday_names
from isnad.rules.load import load_rows
from isnad.text.doc import Doc
from isnad.text.fold import fold
from isnad.text.numbers import Numeral, read_number
from isnad.text.tokens import Token, readings

GAP = "\x01"
"""A word that no rule knows."""
STOP = "\x02"
"""The end of a paragraph, or a mark that no rule knows."""

_MARKS = {
    ",": "comma", "،": "comma", "-": "dash", "–": "dash", "—": "dash", "−": "dash", "/": "slash", "\\": "slash",
    ":": "colon", ".": "dot", "(": "open", ")": "close", "[": "open", "]": "close", "|": "bar", "٫": "comma", "+": "plus", "«": "quote", "»": "quote", '"': "quote", "“": "quote", "”": "quote",
}  # fmt: skip
_CLOCK_SEPARATORS = ",."


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


class Atom(NamedTuple):
    """One word of the scan: original offsets, token index and meaning."""

    start: int
    end: int
    token: int
    sense: Sense | None


class Scan(NamedTuple):
    """The atoms of a doc and their codes, one character an atom, a `STOP` after the last."""

    codes: str
    atoms: list[Atom]


_STOP_SENSE = Sense(frozenset({"?"}))
_codes: dict[frozenset[str], str] = {_STOP_SENSE.classes: STOP}


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
    for month in (MonthName("", 1, c, b, "") for c in ("gregorian", "hijri") for b in (True, False)):  # type: ignore[arg-type]
        code_of(_month_sense(month).classes)
    for number in range(10000):
        for text in {str(number), f"{number:02d}"}:
            code_of(_digits(text).classes)
    for kind in ("unit", "ordinal", "ordinal-f", "ordinal-i"):
        for number in range(1, 3001):
            code_of(_counted(number, kind).classes)
    for text in ("3.5", "11,00", "4.22", "2015.3", "16.04.2021", "1,500", "123.45", "123456"):
        code_of(_digits(text).classes)
    for sense in lexicon().values():
        if sense.numeral is not None and read_number((sense.numeral,), (False,)):
            code_of(_alone(sense, sense.numeral).classes)
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
            old.month or sense.month, old.weekday or sense.weekday, old.hijri or sense.hijri, old.written or sense.written,
            max(old.minute, sense.minute), old.numeral or sense.numeral,
        )  # fmt: skip

    for literal in literals():
        add(literal, Sense(frozenset({"=" + literal})))
    for name in month_names().values():
        if " " not in name.norm:
            add(name.norm, _month_sense(name))
    for day in weekday_names().values():
        add(day.norm, Sense(frozenset({"weekday" if day.bare else "weekdayx"}), weekday=day.day))
    for norm in _first_words():
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
    return out


def _month_sense(name: MonthName) -> Sense:
    kind = ("hmonth" if name.calendar == "hijri" else "month") + ("" if name.bare else "x")
    return Sense(frozenset({kind}), month=name.month, hijri=name.calendar == "hijri", written=name.written)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(norm.split()[0] for norm in month_names() if " " in norm)


@lru_cache(maxsize=65536)
def _pieces(norm: str) -> tuple[tuple[int, Sense], ...]:
    """The time words in one token: offset in the match form and meaning; a proclitic before one stands for itself."""
    if norm[0].isdigit():
        return ((0, _digits(norm)),)
    words = lexicon()
    if norm in words:
        return ((0, words[norm]),)
    if not norm[0].isalpha():
        return ((0, Sense(frozenset({_MARKS[norm]}))),) if norm in _MARKS else ((0, Sense(frozenset({"?"}))),)
    for reading in readings(norm)[1:]:
        if reading.rest in words:
            letters = tuple((i, Sense(frozenset({"=" + c}))) for i, c in enumerate(reading.prefix))
            return (*letters, (len(reading.prefix), words[reading.rest]))
    return ()


@lru_cache(maxsize=16384)
def _digits(text: str) -> Sense:
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
        kinds |= {"hyear"} if 1300 <= number <= 1500 else set()
    if len(text) == 3:
        kinds |= {"oddyear"}
    return Sense(frozenset(kinds), text, number)


@lru_cache(maxsize=8192)
def _counted(value: int, kind: str) -> Sense:
    """What a number in words may be."""
    kind = kind.removesuffix("1")
    kinds = {"num"} if not kind.startswith("ordinal") else {"ord" + kind[8:]}
    kinds |= {"d31" if kind == "ordinal" else "card31"} if value <= 31 and kind in ("unit", "ordinal") else set()
    kinds |= {"h24"} if value <= 12 and kind != "ordinal" else set()
    kinds |= {"wordyear"} if 1000 <= value <= 2150 else set()
    kinds |= {"oddyear"} if 100 <= value < 1000 else set()
    kinds |= {"words"}
    return Sense(frozenset(kinds), str(value), value)


class _Kinds(dict[str, str]):
    """For every word met, one letter: C, a time expression may turn on it; H, it may help one; N number; D dash; `.` neither."""

    def __missing__(self, norm: str) -> str:
        if len(self) > _KINDS_KEPT:
            self.clear()
        pieces = _pieces(norm)
        classes = frozenset[str]().union(*(sense.classes for _, sense in pieces))
        if not pieces or classes == {"?"}:
            kind = "."
        elif classes & _TURNING:
            kind = "C"
        elif classes == {"dash"}:
            kind = "D"
        else:
            kind = "N" if classes & {"num"} and norm[0].isdigit() else "H"
        self[norm] = kind
        return kind


_KINDS_KEPT = 200_000
_kinds = _Kinds()
_TURN = re.compile(r"C|ND?ND?N")
_ON = re.compile(r"[CHND]*")
_BEFORE = 3
"""Words read before a stretch: an event and its country stand before the year («مونديال البرازيل 2014»)."""
_TURNING = frozenset({
    "month", "monthx", "monthword", "hmonth", "hmonthx", "weekday", "weekdayx", "sg", "du", "pl", "dsg", "ddu", "dpl", "cdu", "near", "part",
    "padv", "set", "season", "decade", "plainyear", "dotted", "hm", "zulu", "slash", "=الساعه", "=الفطر", "=الاضحي",
    "=الميلاد", "=البارحه", "=عندما", "=العمر", "=عمره", "=عمرها", "=ت",
})  # fmt: skip


def scan(doc: Doc) -> list[Scan]:
    """The stretches of a doc in which time expressions can stand, in order.

    Most words of a page are no part of one: a string of one letter a word finds the few stretches worth reading.
    """
    letters = "".join([_kinds[token[1]] for token in doc.tokens])
    windows: list[list[int]] = []
    end = 0
    while m := _TURN.search(letters, end):
        start = m.start()
        while start > end and letters[start - 1] != ".":
            start -= 1
        start = max(start - _BEFORE, 0)
        if windows and start <= end:
            start = windows.pop()[0]
        end = _ON.match(letters, m.start()).end()  # type: ignore[union-attr]
        windows.append([start, end])
    if not windows:
        return []
    breaks = {doc.token_at(p.start) for p in doc.paragraphs}
    return [_stretch(doc, start, min(end + 1, len(letters)), breaks) for start, end in windows]


def _stretch(doc: Doc, first: int, last: int, breaks: set[int]) -> Scan:
    atoms: list[Atom] = []
    aligned = doc.folded.aligned
    for token in doc.tokens[first:last]:
        if token.index in breaks and atoms:
            atoms.append(Atom(token.start, token.start, token.index, _STOP_SENSE))
        pieces = _pieces(token.norm)
        if not pieces:
            if not atoms or atoms[-1].sense is not None:
                atoms.append(Atom(token.start, token.end, token.index, None))
        elif len(pieces) == 1:
            atoms.append(Atom(token.start, token.end, token.index, pieces[0][1]))
        else:
            starts = [token.start + at for at, _ in pieces] if aligned else _starts(doc, token, (at for at, _ in pieces))
            ends = [*starts[1:], token.end]
            atoms += [Atom(starts[i], ends[i], token.index, sense) for i, (_, sense) in enumerate(pieces)]
    return _joined(doc, atoms)


def _starts(doc: Doc, token: Token, offsets: Iterable[int]) -> list[int]:
    """Original offsets of folded offsets inside one token, where folding dropped or added characters."""
    out = []
    for at in offsets:
        i, folded = token.start, 0
        while i < token.end and folded < at:
            folded += len(fold(doc.text[i]))
            i += 1
        out.append(i)
    return out


def _joined(doc: Doc, atoms: list[Atom]) -> Scan:
    """Numbers in words become one atom, two-word and double month names too; then every atom has its code."""
    out: list[Atom] = []
    codes: list[str] = []
    i = 0
    while i < len(atoms):
        atom = atoms[i]
        sense = atom.sense
        i += 1
        if sense is not None and (sense.month or "monthword" in sense.classes):
            atom, i = _month(doc, atoms, i - 1) or (atom, i)
            sense = atom.sense
        elif sense is not None and sense.numeral is not None:
            atom, i = _number(atoms, i - 1) or (atom, i)
            sense = atom.sense
        out.append(atom)
        codes.append(GAP if sense is None or not sense.classes else _codes.get(sense.classes, GAP))
    codes.append(STOP)
    return Scan("".join(codes), out)


def _number(atoms: list[Atom], i: int) -> tuple[Atom, int] | None:
    sense = atoms[i].sense
    if sense is None or sense.numeral is None:
        return None
    words, joins, ends = [sense.numeral], [False], [i]
    k = i + 1
    while k < len(atoms):
        here = atoms[k].sense
        with_and = here is not None and here.classes == {"=و"}
        k += with_and
        here = atoms[k].sense if k < len(atoms) else None
        if here is None or here.numeral is None:
            break
        words.append(here.numeral)
        joins.append(bool(with_and))
        ends.append(k)
        k += 1
    found = read_number(words, joins)
    if found is None:
        return None
    value, used = found
    last = ends[used - 1]
    counted = _alone(sense, words[0]) if used == 1 else _counted(value, words[0].kind if words[0].ordinal else "unit")
    return Atom(atoms[i].start, atoms[last].end, atoms[i].token, counted), last + 1


def _alone(sense: Sense, numeral: Numeral) -> Sense:
    """A number of one word, which may be more than a number: «ثانية», «اثنين»."""
    counted = _counted(numeral.value, numeral.kind if numeral.ordinal else "unit")
    extra = sense.classes - {"word-number"}
    if not extra:
        return counted
    value = sense.value or counted.value
    return Sense(counted.classes | extra, value, numeral.value, weekday=sense.weekday, minute=sense.minute)


def _month(doc: Doc, atoms: list[Atom], i: int) -> tuple[Atom, int] | None:
    found = _one_month(doc, atoms, i)
    if found is None:
        return None
    atom, after = found
    k, opened = after, False
    mark = _mark(atoms, k)
    if mark in ("slash", "dash", "open"):
        opened = mark == "open"
        k += 1
    twin = _one_month(doc, atoms, k)
    if twin is None or atom.sense is None or twin[0].sense is None:
        return atom, after
    second, k = twin
    same = second.sense is not None and (second.sense.month, second.sense.hijri) == (atom.sense.month, atom.sense.hijri)
    if mark == "slash" and second.sense is not None and second.sense.hijri == atom.sense.hijri:
        same = True  # a slip of the desk, «أكتوبر/ تشرين الثاني»: the first name is the one the line is built on
    if not same or (opened and _mark(atoms, k) != "close"):
        return atom, after
    end = second.end
    if opened:
        end, k = atoms[k].end, k + 1
    bare = frozenset({"hmonth" if atom.sense.hijri else "month"})
    return Atom(atom.start, end, atom.token, Sense(bare, month=atom.sense.month, hijri=atom.sense.hijri)), k


def _mark(atoms: list[Atom], i: int) -> str:
    sense = atoms[i].sense if i < len(atoms) else None
    return next(iter(sense.classes)) if sense is not None and len(sense.classes) == 1 else ""


def _one_month(doc: Doc, atoms: list[Atom], i: int) -> tuple[Atom, int] | None:
    if i >= len(atoms) or atoms[i].sense is None:
        return None
    atom, sense = atoms[i], atoms[i].sense
    token = doc.tokens[atom.token]
    if i + 1 < len(atoms) and atoms[i + 1].token == atom.token + 1 and atoms[i].end == token.end:
        rest = next((r.rest for r in readings(token.norm) if r.rest in _first_words()), None)
        name = month_names().get(f"{rest} {doc.tokens[atom.token + 1].norm}") if rest else None
        if name is not None:
            return Atom(atom.start, doc.tokens[atom.token + 1].end, atom.token, _month_sense(name)), i + 2
    if sense is None or not sense.month:
        return None
    if sense.written and sense.written not in doc.text[atom.start : atom.end]:
        return Atom(atom.start, atom.end, atom.token, Sense(sense.classes - {"month", "monthx"})), i + 1
    return atom, i + 1
