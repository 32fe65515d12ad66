"""Text in, tokens out: words, numbers and marks with their match form, and the proclitics a word may carry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count, repeat
from sys import intern
from typing import NamedTuple

from isnad.text.fold import Folded
from isnad.text.per_word import per_word

_TOKEN = re.compile(
    r"[ء-ي]+(?=[ .،])"  # most words: the letters of every script, below, take longer to tell
    r"|\d+(?:[.,]\d+)*"  # 1,500 and 3.5 are one token; 14/8 and 2011-2012 are three
    r"|[^\W\d_]+(?:['’][^\W\d_]+)?"
    r"|[^\w\s]|_"
)

OPENING = frozenset("«“„‹")
CLOSING = frozenset("»”›")


class Token(NamedTuple):
    """One word, number or mark (a named tuple: a page makes hundreds, and a frozen class costs three times as much)."""

    index: int  # type: ignore[assignment]  # the tuple method of that name is never wanted here
    norm: str
    """Match form (`text.fold`)."""
    start: int
    """Offset in the original text."""
    end: int
    word: bool
    """Made of letters."""

    @property
    def number(self) -> bool:
        return self.norm[0].isdigit()


def tokenize(text: str, folded: Folded | None = None) -> tuple[Token, ...]:
    """Tokens in order: `[t.norm for t in tokenize("وقالت «نعم».")] == ["وقالت", "«", "نعم", "»", "."]`."""
    form = folded or Folded.of(text)
    found = list(_TOKEN.finditer(form.text))
    # one string for each word, however often pages say it: every finder looks words up, and like finds like at once
    norms = list(map(intern, map(re.Match.group, found)))
    starts, ends = form.places(map(re.Match.start, found)), form.places(map(re.Match.end, found))
    words = [norm[0].isalpha() for norm in norms]
    return tuple(map(_made, repeat(Token), zip(count(), norms, starts, ends, words)))


_made = tuple.__new__
"""Makes a named tuple of its values at once: its own constructor is a Python function, called for every token."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a word apart: `Reading("وب", "الرياض")` of «وبالرياض»."""

    prefix: str
    """The proclitics, in order, each one letter: و ف ب ل ك س."""
    rest: str


_ORDERS = {
    "و": ("و", "وب", "ول", "وك", "وس"),
    "ف": ("ف", "فب", "فل", "فك", "فس"),
    "ب": ("ب",),
    "ل": ("ل",),
    "ك": ("ك",),
    "س": ("س",),
}
"""Proclitics in the orders they stand in, by the first."""


@per_word
def readings(norm: str) -> tuple[Reading, ...]:
    """Every way to split proclitics off a match form, the whole word first; a rest keeps its article «ال».

    «للرئيس» gives `Reading("ل", "الرئيس")`: the article's alef, which the spelling drops after ل, is put back.
    The caller keeps those whose rest it knows; nothing here decides.
    """
    out = [Reading("", norm)]
    for prefix in _ORDERS.get(norm[:1], ()):
        if len(norm) - len(prefix) >= 2 and norm.startswith(prefix):
            rest = norm[len(prefix) :]
            out.append(Reading(prefix, rest))
            if prefix[-1] == "ل" and rest[0] == "ل" and len(rest) > 2:
                out.append(Reading(prefix, "ا" + rest))
    return tuple(out)
