"""Names in, keys and likenesses out: which spellings an Arabic newsroom would give one and the same name.

Transliterated names have no fixed spelling: «جونغ» and «جونج», «فوستوشني» and «فوستوتشني», «ترامب» and «ترمب».
Nothing here decides that two people are one; it only says how far apart two spellings stand.
"""

from __future__ import annotations

import re
from functools import lru_cache

from isnad.text.fold import fold

_JOINTS = re.compile(r"[\s\-‐‑–—_'’\".،#«»“”()]+")
_SOUNDS = (("تش", "ش"), ("دج", "ج"), ("تز", "ز"), ("تس", "س"), ("كس", "س"))
_LETTERS = str.maketrans({"غ": "ج", "ق": "ج", "ك": "ج", "ث": "س", "ذ": "ز", "ظ": "ز", "ط": "ت", "ض": "د", "ص": "س"})
_FINE = str.maketrans("غثط", "جتت")
_LONG = re.compile("[اويءه]")
_TWICE = re.compile(r"(.)\1+")


def squeeze(name: str) -> str:
    """The match form without spaces, hyphens and marks: `squeeze("جونغ-أون") == squeeze("جونغ أون") == "جونغاون"`."""
    return _JOINTS.sub("", fold(name))


@lru_cache(maxsize=65536)
def variant_key(name: str) -> str:
    """Consonants of a name, sounds that newsrooms write differently made one: equal for spellings of one name.

    `variant_key("بيونغ يانغ") == variant_key("بيونج يانج")` and `variant_key("ترامب") == variant_key("ترمب")`.
    It is coarse (سالم and سليم share it): a caller needs more evidence before it unifies short names.
    """
    key = squeeze(name)
    for sound, plain in _SOUNDS:
        key = key.replace(sound, plain)
    key = key.translate(_LETTERS)
    first, rest = key[:1], key[1:]
    if not first:
        return ""
    return (first if first not in "اويءه" else "ا") + _TWICE.sub(r"\1", _LONG.sub("", rest))


@lru_cache(maxsize=65536)
def spelling_key(name: str) -> str:
    """A finer key than `variant_key`: vowels stay, only letters that stand for one foreign sound become one.

    `spelling_key("غواتيمالا") == spelling_key("جواتيمالا")`, but «سالم» and «سليم» differ.
    """
    key = squeeze(name)
    for sound, plain in _SOUNDS[:2]:
        key = key.replace(sound, plain)
    return _TWICE.sub(r"\1", key.translate(_FINE))


def one_edit_apart(a: str, b: str) -> bool:
    """Whether one inserted, dropped, changed or swapped letter makes two squeezed names equal."""
    x, y = squeeze(a), squeeze(b)
    if x == y or abs(len(x) - len(y)) > 1:
        return False
    if len(x) > len(y):
        x, y = y, x
    i = 0
    while i < len(x) and x[i] == y[i]:
        i += 1
    if len(x) < len(y):
        return x[i:] == y[i + 1 :]
    return x[i + 1 :] == y[i + 1 :] or (x[i : i + 2] == y[i : i + 2][::-1] and x[i + 2 :] == y[i + 2 :])


def same_spelling(a: str, b: str) -> bool:
    """Whether two strings spell one name: equal but for joints and foreign sounds, or, word by word, long words alike.

    `same_spelling("فوستوشني", "فوستوتشني")`; «علي» and «عدي» stay two names, and so do «محمد سعيد» and «محمود سعيد»:
    short words, and those made with عبد, must be spelled alike.
    """
    if squeeze(a) == squeeze(b) or spelling_key(a) == spelling_key(b):
        return True
    first, second = _words(a), _words(b)
    return len(first) == len(second) and all(_alike(x, y) for x, y in zip(first, second, strict=True))


def _words(name: str) -> list[str]:
    return [word for word in _JOINTS.split(fold(name)) if word]


@lru_cache(maxsize=65536)
def _alike(x: str, y: str) -> bool:
    if x == y or spelling_key(x) == spelling_key(y):
        return True
    shorter = min(len(x), len(y))
    if shorter < 6 or x[0] != y[0] or x.startswith("عب"):
        return False
    key = variant_key(x)
    return (key == variant_key(y) and len(key) >= 3) or (shorter >= 8 and one_edit_apart(x, y))
