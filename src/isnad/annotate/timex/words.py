"""A doc in, its time words out: the stretches in which a time expression can stand, as atoms with their codes."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, partial
from typing import NamedTuple

from isnad.annotate.timex.lexicon import (
    GAP,
    STOP,
    STOP_SENSE,
    Piece,
    Sense,
    counted,
    double_month,
    first_words,
    known_codes,
    lexicon,
    month_sense,
    pieces_of,
)
from isnad.rules.dates import month_names
from isnad.text.doc import Doc
from isnad.text.fold import fold
from isnad.text.numbers import Numeral, read_number
from isnad.text.per_word import per_word
from isnad.text.tokens import Token, readings


class Atom(NamedTuple):
    """One word of the scan: original offsets, token index and meaning."""

    start: int
    end: int
    token: int
    sense: Sense | None


_new = tuple.__new__
"""Makes an atom without the detour of its named constructor: a page makes a hundred of them."""


class Scan(NamedTuple):
    """A stretch of a doc, the tokens `[first, last)`, as codes: one character an atom, a `STOP` after the last."""

    codes: str
    made: list[Atom] | None
    """Its atoms, where making them was needed to know the codes."""
    first: int
    last: int

    def atoms(self, doc: Doc, begin: int, end: int) -> list[Atom]:
        """The atoms `[begin, end)` of the codes, the `STOP` left out."""
        if self.made is not None:
            return self.made[begin:end]
        first, last = self.first, self.last
        if len(self.codes) == last - first + 1:
            tokens = doc.tokens[first + begin : min(first + end, last)]
            return [_new(Atom, (start, end, index, _sense(norm))) for index, norm, start, end, _ in tokens]
        return [atom for token in doc.tokens[first:last] for atom in _atoms_of(doc, token)][begin:end]


def _atoms_of(doc: Doc, token: Token) -> list[Atom]:
    """One token as atoms: «والأربعاء» is two."""
    index, norm, start, end, _ = token
    pieces = pieces_of(norm)
    if len(pieces) < 2:
        return [_new(Atom, (start, end, index, pieces[0].sense if pieces else None))]
    starts = [start + p.at for p in pieces] if doc.folded.aligned else _starts(doc, token, pieces)
    return [Atom(a, b, index, p.sense) for a, b, p in zip(starts, [*starts[1:], end], pieces, strict=True)]


@per_word
def _kind(norm: str) -> str:
    """One letter for a word.

    C: a time expression may turn on it; Y: a year or «اليوم», which may; H: it may help one; N: a number; D: a dash or
    a colon; P: a mark that parts words; G: the second letter of «ت.غ»; a full stop: none of these.
    """
    pieces = pieces_of(norm)
    classes = frozenset[str]().union(*(piece.sense.classes for piece in pieces))
    if not pieces or classes == {"?"}:
        return "."
    if "plainyear" in classes or "=اليوم" in classes:
        return "Y"
    if classes & _TURNING:
        return "C"
    if classes in ({"dash"}, {"colon"}):
        return "D"
    if classes in ({"dot"}, {"quote"}):
        return "P"
    if norm == "غ":
        return "G"
    return "N" if classes & {"num", "words"} else "H"


_TURN = re.compile("C|Y|N(?=DN)")
"""The word that a stretch turns on."""
_RUNS_ON = re.compile("(?:H{0,4}[CYNDG]|P(?=G)|(?<=N)P(?=[CY]))+H{0,4}")
"""That word, and what goes on with it."""
_LEAD = 7
"""Words of time read before it, at most."""
_BEFORE = 3
"""Words read before a year: an event and its country stand there («مونديال البرازيل 2014»)."""
_TURNING = frozenset({
    "month", "monthx", "monthword", "hmonth", "hmonthx", "weekday", "weekdayx", "sg", "du", "pl", "dsg", "ddu", "dpl",
    "cdu", "near", "part", "padv", "set", "season", "decade", "fraction", "plainyear", "dotted", "hm", "zulu", "slash",
    "=الساعه", "=الفطر", "=الاضحي", "=الميلاد", "=الهجريه", "=البارحه", "=عندما", "=العمر", "=عمره", "=عمرها", "=ت",
    "=يومي",
})  # fmt: skip


def scan(doc: Doc) -> list[Scan]:
    """The stretches of a doc in which time expressions can stand, in order.

    Where no paragraph opens inside one and no words of it make one atom, its codes are those of its words.
    """
    windows = _windows("".join(map(_kind, doc.norms)))
    if not windows:
        return []
    norms, code_of, may_join = doc.norms, _codes, _may_join().search
    opens = [*map(partial(bisect_left, doc.starts), [p.start for p in doc.paragraphs]), len(norms) + 1]
    out, at = [], 0
    for first, last in windows:
        while opens[at] <= first:
            at += 1
        codes = "".join(map(code_of, norms[first:last]))
        if opens[at] < last:
            out.append(_read(doc, first, last, frozenset(opens)))
        elif _GAPS in codes or may_join(codes):
            out.append(_read(doc, first, last, _NONE))
        else:
            out.append(_new(Scan, (codes + STOP, None, first, last)))
    return out


def _windows(letters: str) -> list[list[int]]:
    """The tokens of each stretch, as first and one after the last, by one letter a token.

    Most words of a page are no part of one: the letters find the few stretches worth reading.
    """
    out: list[list[int]] = []
    end, count = 0, len(letters)
    turn = _TURN.search(letters)
    while turn is not None:
        at = turn.start()
        lead = letters[max(at - _LEAD, end) : at]
        start = max(at - len(lead) + len(lead.rstrip("HNDG")) - (_BEFORE if letters[at] == "Y" else 1), 0)
        while letters.startswith("..", start):
            start += 1
        runs_on = _RUNS_ON.match(letters, at)
        assert runs_on is not None  # the word itself does
        if out and start <= end:
            end = runs_on.end()
            out[-1][1] = min(end + 1, count)
        else:
            end = runs_on.end()
            out.append([start, min(end + 1, count)])
        turn = _TURN.search(letters, end)
    return out


_NONE: frozenset[int] = frozenset()
_GAPS = GAP + GAP
_LOOK = "\x03"
"""After the code of a word that is one only by its letters («آب»), or with the next one («كانون الثاني»)."""


@per_word
def _codes(norm: str) -> str:
    """The codes of a word's atoms."""
    pieces = pieces_of(norm)
    look = any(p.sense.written or "monthword" in p.sense.classes for p in pieces)
    return ("".join(p.code for p in pieces) or GAP) + (_LOOK if look else "")


@per_word
def _sense(norm: str) -> Sense | None:
    """The sense of a word that is one atom."""
    pieces = pieces_of(norm)
    return pieces[0].sense if pieces else None


@cache
def _may_join() -> re.Pattern[str]:
    """Codes of two neighbours that may be one atom: a month and a mark or month, a number word and another."""
    codes = known_codes()
    months = "".join(code for classes, code in codes.items() if classes & _MONTHS)
    goes_on = "".join(code for classes, code in codes.items() if classes & _MONTH_GOES_ON)
    numbers = "".join({codes[sense.classes] for sense in lexicon().values() if sense.numeral is not None})
    return re.compile(f"{_LOOK}|[{months}][{goes_on}]|[{numbers}][{numbers}{codes[_AND]}]")


def _read(doc: Doc, first: int, last: int, breaks: frozenset[int]) -> Scan:
    """A stretch with its atoms: runs of unknown words are one, and words that make one number or month."""
    atoms: list[Atom] = []
    codes: list[str] = []
    joins = gap = False
    for token, pieces in zip(doc.tokens[first:last], map(pieces_of, doc.norms[first:last]), strict=True):
        index, _, start, end, _ = token
        if index in breaks:
            atoms.append(Atom(start, start, index, STOP_SENSE))
            codes.append(STOP)
            gap = False
        if not pieces:
            if not gap:
                atoms.append(_new(Atom, (start, end, index, None)))
                codes.append(GAP)
                gap = True
            continue
        gap = False
        atoms += _atoms_of(doc, token)
        codes += [p.code for p in pieces]
        joins = joins or pieces[-1].joins
    if joins:
        codes, atoms = _joined(doc, atoms)
    codes.append(STOP)
    return Scan("".join(codes), atoms, first, last)


def _starts(doc: Doc, token: Token, pieces: tuple[Piece, ...]) -> list[int]:
    """Original offsets of the pieces of one token, where folding dropped or added characters."""
    out = []
    for at in (piece.at for piece in pieces):
        i, folded = token.start, 0
        while i < token.end and folded < at:
            folded += len(fold(doc.text[i]))
            i += 1
        out.append(i)
    return out


def _joined(doc: Doc, atoms: list[Atom]) -> tuple[list[str], list[Atom]]:
    """Codes and atoms, numbers in words made one atom, two-word and double month names too."""
    out: list[Atom] = []
    codes: list[str] = []
    code_at = known_codes()
    i = 0
    while i < len(atoms):
        atom = atoms[i]
        sense = atom.sense
        i += 1
        if sense is None:
            out.append(atom)
            codes.append(GAP)
            continue
        after = atoms[i].sense if i < len(atoms) else None
        if sense.month or "monthword" in sense.classes:
            alone = after is None or after.classes.isdisjoint(_MONTH_GOES_ON)
            if not alone or sense.written or "monthword" in sense.classes:
                atom, i = _month(doc, atoms, i - 1) or (atom, i)
                sense = atom.sense
        elif sense.numeral is not None and after is not None and (after.numeral or after.classes == _AND):
            atom, i = _number(atoms, i - 1, sense.numeral) or (atom, i)
            sense = atom.sense
        out.append(atom)
        codes.append(GAP if sense is None or not sense.classes else code_at.get(sense.classes, GAP))
    return codes, out


_MONTHS = frozenset({"month", "monthx", "hmonth", "hmonthx"})
_MONTH_GOES_ON = frozenset({"slash", "dash", "open", "month", "monthx", "hmonth", "hmonthx", "monthword"})
"""What stands between two names of a month, and such names."""


def _number(atoms: list[Atom], i: int, numeral: Numeral) -> tuple[Atom, int] | None:
    """A number of several words from `i` on, as one atom, and the atom after it; None where it is one word."""
    words, joins, ends = [numeral], [False], [i]
    k = i + 1
    while k < len(atoms):
        here = atoms[k].sense
        with_and = here is not None and here.classes == _AND
        k += with_and
        here = atoms[k].sense if k < len(atoms) else None
        if here is None or here.numeral is None:
            break
        words.append(here.numeral)
        joins.append(bool(with_and))
        ends.append(k)
        k += 1
    found = read_number(words, joins) if len(words) > 1 else None
    if found is None or found[1] == 1:
        return None
    value, used = found
    last = ends[used - 1]
    sense = counted(value, numeral.kind if numeral.ordinal else "unit")
    return Atom(atoms[i].start, atoms[last].end, atoms[i].token, sense), last + 1


_AND = frozenset({"=و"})


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
    if second.sense is None:
        return atom, after
    same = (second.sense.month, second.sense.hijri) == (atom.sense.month, atom.sense.hijri)
    if mark == "slash" and second.sense.hijri == atom.sense.hijri:
        same = True  # a slip of the desk, «أكتوبر/ تشرين الثاني»: the first name is the one the line is built on
    if not same or (opened and _mark(atoms, k) != "close"):
        return atom, after
    end = second.end
    if opened:
        end, k = atoms[k].end, k + 1
    month = atom.sense.month or second.sense.month  # «اب/أغسطس»: the first name, without its madda, is none alone
    if not month:
        return atom, after
    return Atom(atom.start, end, atom.token, double_month(month, atom.sense.hijri)), k


def _mark(atoms: list[Atom], i: int) -> str:
    sense = atoms[i].sense if i < len(atoms) else None
    return next(iter(sense.classes)) if sense is not None and len(sense.classes) == 1 else ""


def _one_month(doc: Doc, atoms: list[Atom], i: int) -> tuple[Atom, int] | None:
    if i >= len(atoms) or atoms[i].sense is None:
        return None
    atom, sense = atoms[i], atoms[i].sense
    token = doc.tokens[atom.token]
    if sense is None or not (sense.month or "monthword" in sense.classes):
        return None
    if "monthword" in sense.classes and i + 1 < len(atoms) and atom.end == token.end:
        rest = next((r.rest for r in readings(token.norm) if r.rest in first_words()), None)
        name = month_names().get(f"{rest} {doc.tokens[atom.token + 1].norm}") if rest else None
        if name is not None:
            return Atom(atom.start, doc.tokens[atom.token + 1].end, atom.token, month_sense(name)), i + 2
    if not sense.month:
        return None
    if sense.written and sense.written not in doc.text[atom.start : atom.end]:
        return Atom(atom.start, atom.end, atom.token, Sense(sense.classes - {"month", "monthx"})), i + 1
    return atom, i + 1
