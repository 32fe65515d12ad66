"""Text in, its match form out: spelling variants folded to one, with the way back to the original offsets.

Folded: hamza seats of alef (أ إ آ ٱ → ا), of waw and ya (ؤ ئ → ء), ة → ه, ى → ي, Persian and Urdu letters
(ی ې → ي, ک ڪ → ك, ہ ھ ە → ه, گ → ك, پ → ب, چ → ج, ڤ → ف, ژ → ز), Arabic-Indic and extended digits, presentation
forms (NFKC of the Arabic blocks). Dropped: harakat, tatweel, Quranic marks, bidi controls, zero-width characters.
Latin letters are lowercased. Where folding would merge two words that a rule must keep apart (على / علي), the rule
looks at the original characters too.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from operator import add

from isnad.text.per_word import per_word

_LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا",
    "ؤ": "ء", "ئ": "ء", "ة": "ه", "ۃ": "ه", "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي",
    "ک": "ك", "ڪ": "ك", "گ": "ك", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۀ": "ه",
    "پ": "ب", "چ": "ج", "ڤ": "ف", "ژ": "ز", "ۋ": "و",
}  # fmt: skip

_OTHER_DIGITS = [
    code
    for first, last in (
        (0xB2, 0xBA), (0x1369, 0x1372), (0x19DA, 0x19DB), (0x2070, 0x2090), (0x2460, 0x2500), (0x2776, 0x2793),
        (0x10A40, 0x10A49), (0x10E60, 0x10E69), (0x11052, 0x1105B), (0x1F100, 0x1F10B),
    )
    for code in range(first, last)
    if chr(code).isdigit() and not chr(code).isdecimal()
]  # fmt: skip


def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {ord(a): b for a, b in _LETTERS.items()}
    for first in (0x0660, 0x06F0):  # Arabic-Indic and extended Arabic-Indic digits
        table |= {first + d: str(d) for d in range(10)}
    for code in _OTHER_DIGITS:  # ² ⑤ and their like: `str.isdigit` holds of them, `int` does not read them
        table[code] = str(unicodedata.digit(chr(code)))
    table |= {ord("٫"): ".", ord("٬"): ",", ord("٪"): "%"}
    for code in [
        *range(0x0610, 0x061B),
        *range(0x064B, 0x0660),
        0x0670,
        *range(0x06D6, 0x06EE),
        *range(0x08D3, 0x0900),
    ]:
        if unicodedata.category(chr(code)) in ("Mn", "Cf", "So"):
            table[code] = None
    for code in (
        0x0640,
        0x00AD,
        0xFEFF,
        0x061C,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x206A),
    ):
        table[code] = None
    for code in [*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00)]:  # presentation forms
        plain = unicodedata.normalize("NFKC", chr(code))
        folded = "".join(table.get(ord(c), c) or "" for c in plain).strip()
        if plain != chr(code) and " " not in folded:  # «ﷺ» stays one word: no token stands inside one character
            table[code] = folded
    table[0xA0] = table[0x202F] = " "
    table |= {code: chr(code).lower() for code in [*range(65, 91), *range(0xC0, 0xDF)]}
    return table


_FOLD = _table()
_LONG = {chr(code) for code, plain in _FOLD.items() if plain is None or len(plain) != 1}
_EACH_LONG = re.compile(f"[{''.join(map(re.escape, sorted(_LONG)))}]")
_EVERYDAY = tuple((letter, _LETTERS[letter]) for letter in "أإآؤئةى")
"""Letters that every page has."""
_RARE = {chr(code): plain or "" for code, plain in _FOLD.items() if plain != chr(code) and chr(code) not in "أإآؤئةى"}
_EACH_RARE = re.compile(
    f"[{''.join(re.escape(c) for c in sorted(_RARE) if c < chr(0x10000))}{chr(0x10000)}-{chr(0x10FFFF)}]"
)
"""Beyond the first plane all letters, in one range: letter by letter they cost every character of a page 40 tests."""


def fold(text: str) -> str:
    """The match form: `fold("مُسْئُولٌ في أمريكا") == "مسءول في امريكا"`."""
    return _phrase(text) if len(text) < _PHRASE else _folded(text)


_PHRASE = 60
"""Characters below which a text is a name or a title: a page folds each a dozen times."""


@per_word
def _phrase(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    # a pass over the text for each letter that is in it, in C: `str.translate` looks up every letter, ten times as long
    for letter, plain in _EVERYDAY:
        text = text.replace(letter, plain)
    for letter in set(_EACH_RARE.findall(text)):
        text = text.replace(letter, _RARE.get(letter, letter))
    return text


@dataclass(frozen=True, slots=True)
class Folded:
    """A match form and, where characters were dropped or expanded, the way back."""

    text: str
    _marks: tuple[int, ...]
    """Folded offsets at which the shift changes; empty where the two texts align one to one."""
    _shifts: tuple[int, ...]
    _starts: tuple[int, ...]
    """The same places in the original."""

    @classmethod
    def of(cls, original: str) -> Folded:
        if not _EACH_LONG.search(original):
            return cls(fold(original), (), (), ())
        marks, shifts = [0], [0]
        at = start = 0
        for found in _EACH_LONG.finditer(original):
            first, next_start = found.span()
            begin = at + first - start
            at = begin + len(_FOLD[ord(found[0])] or "")
            start = next_start
            for inside in range(begin + 1, at):  # a place inside «لا» of «ﻻ» is the end of the one character
                marks.append(inside)
                shifts.append(start - inside)
            if marks[-1] == at:
                shifts[-1] = start - at
            else:
                marks.append(at)
                shifts.append(start - at)
        return cls(fold(original), tuple(marks), tuple(shifts), tuple(map(add, marks, shifts)))

    @property
    def aligned(self) -> bool:
        """Whether folded and original offsets are the same."""
        return not self._marks

    def at(self, offset: int) -> int:
        """Original offset for a folded one, as the start or the end of a span (an end keeps the marks before it)."""
        if not self._marks:
            return offset
        return offset + self._shifts[bisect_right(self._marks, offset) - 1]

    def places(self, offsets: Iterable[int]) -> list[int]:
        """Original offsets for folded ones: `at` of each."""
        marks, shifts = self._marks, self._shifts
        if not marks:
            return list(offsets)
        return [offset + shifts[bisect_right(marks, offset) - 1] for offset in offsets]

    def back(self, offset: int) -> int:
        """Folded offset for an original one, where no ligature is written: between those of its start and its end
        lies a passage's match form.

        >>> form = Folded.of("مُدُن كُبرى")
        >>> form.text[form.back(6) : form.back(11)]
        'كبري'
        """
        marks, shifts = self._marks, self._shifts
        n = bisect_right(self._starts, offset) - 1
        if n < 0:
            return 0 if marks else offset
        at = offset - shifts[n]
        return min(at, marks[n + 1]) if n + 1 < len(marks) else at


def unvowelled(text: str) -> bool:
    """Whether no haraka or other mark is written: `unvowelled("قبل")`, but not `unvowelled("قبِل")`."""
    return not _EACH_LONG.search(text)
