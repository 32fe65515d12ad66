"""A text in, the forms a search finds its words by out: spelling folded, article and proclitics off.

Each word has one form, which it shares with the word asked for: «والجسر», «بالجسر», «للجسر» and «جسر» are «جسر». Where
a letter may lean on the word or belong to it («وقال», «وزير»; «للجنة» of جنة or لجنة), the form keeps it, and what
remains without it stands beside: a search for «قال» finds it there, with less weight.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain

from isnad.text.fold import fold
from isnad.text.tokens import readings

WORD = re.compile(r"[^\W_]+")
"""A word of a folded text, as the index cuts them."""

LEAST = 3
"""Letters that remain at least: «والد» is not «و» before «الد»."""


def forms_of(text: str) -> str:
    """The form of every word, in their order.

    >>> forms_of("وللجسرِ الجديد")
    'جسر جديد'
    """
    return " ".join(map(form, WORD.findall(fold(text))))


def besides_of(text: str) -> str:
    """What its words may be besides, in no order that means anything.

    >>> besides_of("وقال للوزير")
    'قال لوزير'
    """
    return " ".join(chain.from_iterable(map(besides, WORD.findall(fold(text)))))


@lru_cache(65_536)
def form(word: str) -> str:
    """The form of one folded word: `form("والجسر") == form("للجسر") == "جسر"`."""
    for prefix, rest in _taken_apart(word):
        if rest.startswith("ال"):
            bare = rest[2:]
            if len(bare) >= LEAST:
                return bare
            if prefix.endswith("ل") and len(bare) == LEAST - 1:
                return "ل" + bare  # «للغة»: the word itself begins with the letter that the article is written with
    return word


@lru_cache(65_536)
def besides(word: str) -> tuple[str, ...]:
    """What one folded word may be besides its form: `besides("وبقرار") == ("قرار", "بقرار")`."""
    own = form(word)
    if own != word:
        return ("ل" + own,) if word.endswith("لل" + own) else ()
    return tuple(dict.fromkeys(form(rest) for prefix, rest in _taken_apart(word) if prefix and len(rest) >= LEAST))


def _taken_apart(word: str) -> list[tuple[str, str]]:
    """Proclitics and rest, the most proclitics first."""
    return [(r.prefix, r.rest) for r in reversed(readings(word))]
