"""A word in, what its letters say of it: an everyday word, or one that may be part of a name no list holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from math import log

from isnad.annotate.mentions_lexicon import Cue, Institution, Known, Nisba, Part, Title, Word, starts
from isnad.rules.load import load_rows
from isnad.text.fold import fold
from isnad.text.per_word import per_word
from isnad.text.tokens import readings

_ENDINGS = (
    "هما",
    "كما",
    "تهم",
    "تها",
    "هم",
    "ها",
    "كم",
    "نا",
    "ات",
    "ون",
    "ين",
    "ان",
    "وا",
    "ته",
    "تي",
    "ه",
    "ي",
    "ا",
    "ك",
    "ت",
)


_ARABIC = frozenset("ابتثجحخدذرزسشصضطظعغفقكلمنهويء")


_VERB = re.compile(
    "ي.{3,5}(?:ني|نا|هم|هما)|[يتن][^اوي]{3}|س[يتن]..+|ا.ت..|است.{3,}|[يت].{2,4}(?:ون|وا)|ي[^اوي]{3}ه|[يت].{3,}ها"
)
"""Shapes of inflected verbs: يصمم, سيحاسب, اقترن, استبق."""


_VERB_OR_NAME = re.compile(
    "[وفلس]?[يتن](?:.ا..|ست.{2,4}|ت.{3}|[^اوي]{3,4}|.[ويا].|..[وي])(?:ون|وا|ان|ين)?(?:ني|نا|ها|هم|هما|ه|ك|كم)?"
    "|.{3,5}(?:وا|تها|ته|تهم)"
)
"""Shapes that verbs and a few names share («يناسبني», «ليفاوض», «يناهز»; «نظمي», «ترامب»): the letters decide."""
_VERBAL_BELOW = 1
"""Likeness below which a word of such a shape is a verb: 97 of 100 everyday verbs stand below, 1 of 100 names."""


@cache
def common_words() -> frozenset[str]:
    """Match forms of words that are no names, without article or proclitics."""
    return frozenset(fold(form) for row in load_rows("names/common") for form in row.get("forms").split("|"))


@per_word
def is_common(norm: str) -> bool:
    """Whether a word is an everyday word, with whatever proclitics, article and endings it carries."""
    common = common_words()
    for reading in readings(norm):
        word = reading.rest
        if reading.prefix.endswith("س") and word[0] not in "ايتن":  # the future's س stands before verbs alone
            continue
        if word in common:
            return True
        if word.startswith("ال") and len(word) > 4:
            word = word[2:]
            if word in common:
                return True
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                stem = word[: -len(ending)]
                if stem in common or (ending in ("ته", "تها", "تهم", "تي", "ات") and stem + "ه" in common):
                    return True
    return False


_POSSESSIVE = ("هما", "تهم", "تها", "هم", "ها", "كم", "نا", "ته", "ه", "ك", "ا")


@per_word
def family_like(norm: str) -> bool:
    """Whether a word right after a given name may be the family's: no everyday word as it stands, or with a clitic.

    «حلمي» and «عابدين» are, though «حلم» and «عابد» are everyday words; «بسعادة» and «زملاءه» are not.
    """
    common = common_words()
    if len(norm) < 3 or norm in common or norm[0] not in _ARABIC:
        return False
    for reading in readings(norm):
        rest = reading.rest
        if rest in common or (reading.prefix and rest.startswith("ال")):
            return False
        stems = (rest.removesuffix(ending) for ending in _POSSESSIVE if rest.endswith(ending))
        if any(stem in common or f"{stem}ه" in common for stem in stems if len(stem) > 2):
            return False
    if any(norm.endswith(dual) and f"{norm[:-3]}ه" in common for dual in ("تين", "تان")):
        return False
    return likeness(norm) > _VERBAL if norm.endswith("ت") or _VERB.fullmatch(norm) else True


_VERBAL = 3
"""Likeness of a word shaped like a verb («تناولت») from which it is a name all the same: «سيروب»."""


@cache
def _shares() -> dict[str, float]:
    """For each run of three letters, how much oftener names of the lexicon hold it than everyday words (log)."""
    counts: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for name in _listed_names():
        counts[0].update(_trigrams(name))
    for word in common_words():
        counts[1].update(_trigrams(word))
    totals = [sum(c.values()) for c in counts]
    return {
        run: log((counts[0][run] + 0.5) / (totals[0] + 500)) - log((counts[1][run] + 0.5) / (totals[1] + 500))
        for run in {*counts[0], *counts[1]}
    }


def _listed_names() -> Iterator[str]:
    columns = (
        ("names/given", "forms"),
        ("names/surnames", "forms"),
        ("names/people", "name"),
        ("names/people", "names"),
    )
    for file, column in columns:
        for row in load_rows(file):
            yield from (word for word in fold(row.get(column).replace("|", " ")).split() if len(word) > 2)


def _trigrams(word: str) -> list[str]:
    padded = f"^{word.removeprefix('ال')}$"
    return [padded[i : i + 3] for i in range(len(padded) - 2)]


@per_word
def likeness(norm: str) -> float:
    """Log odds that an unknown word is a name, by its letters: above 0 where names of the lexicon look so."""
    shares = _shares()
    return sum(shares.get(run, 0.3) for run in _trigrams(norm))


@per_word
def could_name(norm: str) -> bool:
    """Whether a word that no name list holds may be part of a name: Arabic letters, and no everyday word."""
    if len(norm) < 3 or norm[0] not in _ARABIC:
        return False
    found = [(prefix, meaning) for prefix, node in starts(norm) for meaning in node.get("", ())]
    if any(not prefix and isinstance(meaning, Part) and not meaning.given for prefix, meaning in found):
        return True
    if _VERB.fullmatch(norm) or is_common(norm):
        return False
    if likeness(norm) < _VERBAL_BELOW and _VERB_OR_NAME.fullmatch(norm):
        return False
    for prefix, meaning in found:
        if prefix and isinstance(meaning, Known):
            return False
        if isinstance(meaning, Title | Nisba | Institution | Cue):
            return False
        if isinstance(meaning, Word) and meaning.type != "particle":
            return False
    return True


@per_word
def looks_foreign(norm: str) -> bool:
    """Whether a word no list holds has the letters of a foreign name."""
    return could_name(norm) and likeness(norm) > 2 and not norm.startswith(("ال", "ب", "ل", "و"))


def servant(norm: str) -> bool:
    """«عبدالمعين»: any name made with عبد."""
    return norm.lstrip("ولبف").startswith("عبدال") and len(norm) > 7


def given_name(norm: str) -> bool:
    """Whether a word is a listed given name and nothing else: «ميساء»."""
    found = [meaning for _, node in starts(norm) for meaning in node.get("", ())]
    return bool(found) and all(isinstance(meaning, Part) and meaning.given for meaning in found)


@per_word
def unlisted(norm: str) -> bool:
    """Whether a name that no list holds may begin with a word."""
    return could_name(norm) or servant(norm)


@per_word
def idle(norm: str) -> bool:
    """Whether nothing can begin with a word: most words of a page, told apart by one look at a table."""
    if unlisted(norm):
        return False
    for _, node in starts(norm):
        if len(node) > 1 or "" not in node:
            return False
        if any(not isinstance(m, Word) or m.type == "particle" for m in node[""]):
            return False
    return True
