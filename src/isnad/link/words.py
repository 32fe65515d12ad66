"""A passage's tokens in, its content keys out: what it is about, with spelling, affixes and synonyms taken off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from sys import maxsize
from typing import NamedTuple

from isnad.rules.dates import numerals
from isnad.rules.load import load_rows, load_rules
from isnad.text.fold import fold

_WEAK = re.compile("[اويء]")
_ARTICLE = re.compile("^[وف]?(?:ال|بال|كال|لل)")
_LONG_SUFFIXES = frozenset(
    ["هما", "تها", "تهم", "تين", "تان", "هم", "هن", "ها", "كم", "ات", "ون", "ين", "ان", "وا", "ته"]
)
_SHORT_SUFFIXES = ("يا", "يه", "ي", "ه", "ا", "ت")
_ENDS = frozenset(suffix[-1] for suffix in (*_LONG_SUFFIXES, *_SHORT_SUFFIXES))
_WORD = re.compile(r"[^\W_]+")


class Word(NamedTuple):
    """One content word (a named tuple, because a page makes hundreds). Two words match if they share a reading."""

    start: int
    """Offset in the text the words were taken from."""
    keys: tuple[str, ...]
    """The readings it may have, best first."""
    form: str
    """Its consonants, before synonyms were put together."""


_new = tuple.__new__
"""Makes a `Word` in half the time its own constructor takes: a pile has millions."""


@cache
def words_of(entry: str) -> frozenset[str]:
    """Match forms of one entry of `rules/link/words.toml`: `"لم" in words_of("negation")`."""
    return frozenset(fold(w) for w in pattern_of(entry).split("|"))


@cache
def forms_of(entry: str) -> frozenset[str]:
    """The consonants of the words of one entry, as `Word.form` has them."""
    return frozenset(map(consonants, words_of(entry)))


@cache
def pattern_of(entry: str) -> str:
    """The pattern of one entry of `rules/link/words.toml`."""
    return next(r.pattern for r in load_rules("link/words") if r.id == f"link/words#{entry}")


@cache
def regex_of(entry: str) -> re.Pattern[str]:
    """The pattern of one entry, to be searched in folded text, between word edges."""
    return re.compile(rf"(?<!\w)(?:{pattern_of(entry)})")


@cache
def _concepts() -> dict[str, str]:
    out: dict[str, str] = {}
    for row in load_rows("link/concepts"):
        for form in row.get("forms").split("|"):
            out.setdefault(consonants(fold(form)), "~" + row.get("concept"))
    return out


@cache
def event_keys() -> frozenset[str]:
    """Concepts that name something that happens on a day: `"~meeting" in event_keys()`."""
    return frozenset("~" + row.get("concept") for row in load_rows("link/concepts") if row.get("event") == "yes")


@cache
def _poles() -> dict[str, tuple[str, str]]:
    rows = load_rows("link/opposites")
    return {
        consonants(fold(f)): (row.get("pole"), row.get("opposite")) for row in rows for f in row.get("forms").split("|")
    }


def poles(words: Iterable[Word]) -> frozenset[tuple[str, str]]:
    """What words say of which something else is the opposite, each with that: `("rise", "fall")` for «ارتفع»."""
    found = _poles()
    return frozenset(found[form] for w in words for form in (w.form, *w.keys[1:]) if form in found)


@lru_cache(maxsize=65536)
def consonants(norm: str) -> str:
    """What is left of a match form without article, suffixes and weak letters: `consonants("الاسلحه") == "سلح"`.

    An index key, never shown: broken plurals, verbs and their nouns fall together (سلاح and أسلحة, قذيفة and قذائف).
    Below three consonants the weak letters stay, because too much would fall together (روسيا and رئيس).
    """
    word = _ARTICLE.sub("", norm) if len(norm) > 4 else norm
    for _ in range(3):
        word = _shorter(word)
    bare = _WEAK.sub("", word)
    return bare if len(bare) > 2 else word


def _shorter(word: str) -> str:
    """One suffix less, where enough of a word is left without it."""
    if word[-1:] not in _ENDS:
        return word
    for width in (3, 2):
        rest = word[:-width]
        if word[-width:] in _LONG_SUFFIXES and (len(rest) > 3 or len(_WEAK.sub("", rest)) > 2):
            return rest
    for suffix in _SHORT_SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) > 2:
            return word[: -len(suffix)]
    return word


@lru_cache(maxsize=65536)
def keys_of(norm: str) -> tuple[str, ...]:
    """Readings of a word as content keys, a concept's name first where one is known."""
    forms = [consonants(norm)]
    if len(norm) == 4 and norm.startswith("ال"):
        forms.append(norm[2:])
    if len(norm) > 3 and norm[0] in "وبلكفس":
        forms.append(consonants(norm[1:]))
    if len(norm) > 4 and norm[0] in "وفسل" and norm[1] in "بلتنيسا":
        forms.append(consonants(norm[2:]))
    found = [_concepts()[f] for f in forms if f in _concepts()]
    return tuple(dict.fromkeys(found[:1] + [f for f in forms if len(f) > 1]))


@lru_cache(maxsize=1 << 18)  # thirty thousand articles have a quarter of a million forms
def _reading(norm: str) -> tuple[tuple[str, ...], str] | None:
    """Keys and form of a word; None where it is no content."""
    if norm[0].isdigit() or len(norm) < 2 or _empty(norm) or (norm[0] in "وف" and _empty(norm[1:])):
        return None
    keys = keys_of(norm)
    return (keys, consonants(norm)) if keys else None


def _empty(norm: str) -> bool:
    plain = norm in words_of("function") or norm in words_of("negation")
    return plain or norm in numerals() or norm.removeprefix("ال") in numerals()


def content_words(
    text: str, start: int = 0, end: int = maxsize, place: Callable[[int], int] | None = None
) -> list[Word]:
    """Content words of a folded text, or of a part of it, function words and numbers left out.

    `place` gives the offset in the original for one in the folded text, where the two differ.
    """
    out = []
    for m in _WORD.finditer(text, start, end):
        found = _reading(m[0])
        if found is not None:
            out.append(_new(Word, (m.start() if place is None else place(m.start()), *found)))
    return out
