"""Names in, keys and likenesses out: which spellings an Arabic newsroom would give one and the same name.

Transliterated names have no fixed spelling: «جونغ» and «جونج», «فوستوشني» and «فوستوتشني», «ترامب» and «ترمب».
Nothing here decides that two people are one; it only says how far apart two spellings stand.
"""

from __future__ import annotations

import re
from functools import lru_cache

from isnad.text.fold import fold
from isnad.text.per_word import per_word

_JOINTS = re.compile(r"[\s\-‐‑–—_'’\".،#«»“”()]+")
_SOUNDS = (("تش", "ش"), ("دج", "ج"), ("تز", "ز"), ("تس", "س"), ("كس", "س"))
_LETTERS = str.maketrans({"غ": "ج", "ق": "ج", "ك": "ج", "ث": "س", "ذ": "ز", "ظ": "ز", "ط": "ت", "ض": "د", "ص": "س"})
_FINE = str.maketrans("غثط", "جتت")
_LONG = re.compile("[اويءه]")
_TWICE = re.compile(r"(.)\1+")


@per_word
def squeeze(name: str) -> str:
    """The match form without spaces, hyphens and marks: `squeeze("جونغ-أون") == squeeze("جونغ أون") == "جونغاون"`."""
    return _JOINTS.sub("", fold(name))


@per_word
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


@per_word
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


def same_spelling(a: str, b: str, fixed: frozenset[str] = frozenset()) -> bool:
    """Whether two strings spell one name: equal but for joints and foreign sounds, or with foreign words alike.

    `same_spelling("فوستوشني", "فوستوتشني")`; «علي» and «عدي» stay two names, and so do «محمد سعيد» and «محمود سعيد»:
    words of `fixed` (match forms), with the article or made with عبد have one spelling. A word beside one that is
    spelled alike («مايك بنس», «مايك بينس») may differ more than a word alone.
    """
    if squeeze(a) == squeeze(b) or spelling_key(a) == spelling_key(b):
        return True
    first, second = words_of_name(a), words_of_name(b)
    if len(first) != len(second):
        free = not any(has_one_spelling(word, fixed) for word in (*first, *second))
        x, y = squeeze(a), squeeze(b)
        return free and min(len(x), len(y)) > _LONG_NAME and _alike(x, y, True)
    pairs = [(x, y, spelling_key(x) == spelling_key(y)) for x, y in zip(first, second, strict=True)]
    beside = any(same and len(x) > 2 and not has_one_spelling(x, fixed) for x, _, same in pairs)
    return all(
        same or not (has_one_spelling(x, fixed) or has_one_spelling(y, fixed) or not _alike(x, y, beside))
        for x, y, same in pairs
    )


_LONG_NAME = 8
"""Letters from which a name of several words may be joined in another place as well: «لو دريان», «لودريان»."""


def has_one_spelling(word: str, fixed: frozenset[str]) -> bool:
    """Whether a word of a name, in match form, is an Arabic one, which every newsroom spells alike."""
    return word in fixed or word.startswith(("ال", "عب"))


def words_of_name(name: str) -> list[str]:
    """The words of a name in match form: `words_of_name("جونغ-أون") == ["جونغ", "اون"]`."""
    return [word for word in _JOINTS.split(fold(name)) if word]


@lru_cache(maxsize=65536)
def _alike(x: str, y: str, beside: bool) -> bool:
    """Whether two foreign words are one: the same but for vowels inside and sounds near each other.

    `beside` says that the rest of the name agrees; a word alone needs five letters, three of them consonants, and may
    gain or lose a vowel, not change one, unless it is long.
    """
    a, b = spelling_key(x), spelling_key(y)
    shorter = min(len(a), len(b))
    if shorter < (3 if beside else 5) or a[0] != b[0] or _ending(a) != _ending(b):
        return False
    if not beside and min(len(variant_key(x)), len(variant_key(y))) < 3:
        return False
    changed = 1 if beside or shorter > 6 else 2
    if _distance(a, b, changed) <= (1 if shorter < 6 else 2):
        return True
    return shorter > 7 and one_edit_apart(x, y)


_VOWELS = frozenset("اويءه")
_NEAR = frozenset(frozenset(pair) for pair in ("سز", "سص", "زص", "سش", "زذ", "ذد", "دض", "ظز", "كق", "قج", "دت", "كخ"))
"""Consonants that newsrooms write for one foreign sound."""


def _ending(word: str) -> str:
    """The vowel a word ends with: «كريستيان», «كريستيانو» and «كريستينا» are three names."""
    last = word[-1]
    return "ا" if last in "اه" else last if last in "وي" else ""


def _distance(x: str, y: str, changed: int) -> int:
    """Vowels lost or gained and sounds made near ones, a changed vowel counted `changed`; 9 where more differs."""
    row = [0]
    for c in y:
        row.append(row[-1] + (1 if c in _VOWELS else 9))
    for a in x:
        lost = 1 if a in _VOWELS else 9
        last = [row[0] + lost]
        for j, b in enumerate(y, 1):
            gained = 1 if b in _VOWELS else 9
            both = a in _VOWELS and b in _VOWELS
            cost = 0 if a == b else changed if both else 1 if frozenset((a, b)) in _NEAR else 9
            last.append(min(row[j] + lost, last[-1] + gained, row[j - 1] + cost))
        row = last
    return row[-1]
