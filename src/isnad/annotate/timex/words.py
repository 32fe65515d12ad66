"""A doc in, its time words out: the stretches in which a time expression can stand, as atoms with their codes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
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
    month_sense,
    pieces_of,
)
from isnad.rules.dates import month_names
from isnad.text.doc import Doc
from isnad.text.fold import fold
from isnad.text.numbers import Numeral, read_number
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
    """The atoms of a stretch of a doc and their codes, one character an atom, a `STOP` after the last."""

    codes: str
    atoms: list[Atom]


class _Kinds(dict[str, str]):
    """For every word met, one letter.

    C: a time expression may turn on it; Y: a year or «اليوم», which may; H: it may help one; N: a number; D: a dash or
    a colon; P: a mark that parts words; G: the second letter of «ت.غ»; a full stop: none of these.
    """

    def __missing__(self, norm: str) -> str:
        if len(self) > _KINDS_KEPT:
            self.clear()
        pieces = pieces_of(norm)
        if not pieces:
            self[norm] = "."
            return "."
        classes = frozenset[str]().union(*(piece.sense.classes for piece in pieces))
        if classes == {"?"}:
            kind = "."
        elif "plainyear" in classes or "=اليوم" in classes:
            kind = "Y"
        elif classes & _TURNING:
            kind = "C"
        elif classes in ({"dash"}, {"colon"}):
            kind = "D"
        elif classes in ({"dot"}, {"quote"}):
            kind = "P"
        elif norm == "غ":
            kind = "G"
        else:
            kind = "N" if classes & {"num", "words"} else "H"
        self[norm] = kind
        return kind


_KINDS_KEPT = 200_000
_kinds = _Kinds()
_WINDOW = re.compile(
    r"[HNDG]{0,7}?(?=([CY])|NDN)"  # up to seven words of time, and the one that the stretch turns on
    r"(?:H{0,4}[CYNDG]|P(?=G)|(?<=N)P(?=[CY]))+H{0,4}"
)
_BEFORE = 3
"""Words read before a year: an event and its country stand there («مونديال البرازيل 2014»)."""
_TURNING = frozenset({
    "month", "monthx", "monthword", "hmonth", "hmonthx", "weekday", "weekdayx", "sg", "du", "pl", "dsg", "ddu", "dpl",
    "cdu", "near", "part", "padv", "set", "season", "decade", "fraction", "plainyear", "dotted", "hm", "zulu", "slash",
    "=الساعه", "=الفطر", "=الاضحي", "=الميلاد", "=الهجريه", "=البارحه", "=عندما", "=العمر", "=عمره", "=عمرها", "=ت",
})  # fmt: skip


def scan(doc: Doc) -> list[Scan]:
    """The stretches of a doc in which time expressions can stand, in order.

    Most words of a page are no part of one: a string of one letter a word finds the few stretches worth reading.
    """
    letters = "".join(map(_kinds.__getitem__, doc.norms))
    windows: list[list[int]] = []
    end = -1
    for m in _WINDOW.finditer(letters):
        start = max(m.start() - (_BEFORE if m[1] == "Y" else 1), 0)
        if start <= end:
            windows[-1][1] = end = m.end()
        else:
            end = m.end()
            windows.append([start, end])
    if not windows:
        return []
    starts = doc.starts
    opens = [bisect_left(starts, p.start) for p in doc.paragraphs]
    stretches = ((start, min(end + 1, len(letters))) for start, end in windows)
    return [_stretch(doc, first, last, _breaks(first, last, opens)) for first, last in stretches]


def _breaks(first: int, last: int, opens: list[int]) -> frozenset[int]:
    """Tokens after the first of a stretch at which a paragraph opens, of all that do."""
    at = bisect_right(opens, first)
    return frozenset(o for o in opens[at:] if o < last) if at < len(opens) and opens[at] < last else _NONE


_NONE: frozenset[int] = frozenset()


def _stretch(doc: Doc, first: int, last: int, breaks: frozenset[int]) -> Scan:
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
        if len(pieces) == 1:
            _, sense, code, may_join = pieces[0]
            atoms.append(_new(Atom, (start, end, index, sense)))
            codes.append(code)
            joins = joins or may_join
        else:
            starts = [start + p.at for p in pieces] if doc.folded.aligned else _starts(doc, token, pieces)
            atoms += [Atom(a, b, index, p.sense) for a, b, p in zip(starts, [*starts[1:], end], pieces, strict=True)]
            codes += [p.code for p in pieces]
            joins = joins or pieces[-1].joins
    if joins:
        return _joined(doc, atoms)
    codes.append(STOP)
    return Scan("".join(codes), atoms)


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


def _joined(doc: Doc, atoms: list[Atom]) -> Scan:
    """Numbers in words become one atom, two-word and double month names too; then every atom has its code."""
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
    codes.append(STOP)
    return Scan("".join(codes), out)


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
