"""Visible text in, its language out: Arabic is told from the other languages of its script by their commonest words."""

from __future__ import annotations

import re
from functools import cache

from isnad.rules.load import load_rows
from isnad.text.fold import fold

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 150
"""Words looked at, from the second quarter on: articles are told after 30, and a page may open in another language."""

_PLENTY = 80
"""Words of the script from which less than the half of a text is enough."""


def language_of(text: str) -> str:
    """`ar`, `fa`, `ur`, `ckb`, `ps` …, `latin`, `other`, or `none` without words, after what most words are."""
    words = _WORD.findall(text)
    letters = sum(map(len, words))
    if not letters:
        return "none"
    arabic_script = [word for word in words if "\u0600" <= word[0] <= "\u06ff" or word[0] >= "\ufb50"]
    share = 0.2 if len(arabic_script) >= _PLENTY else 0.4  # a long article may carry a page of Latin style sheets
    if sum(map(len, arabic_script)) < share * letters:
        return "latin" if sum(len(w) for w in words if w[0] < "\u0250") > 0.5 * letters else "other"
    counts = _counts(arabic_script[len(arabic_script) // 4 :][:_SAMPLE])
    return max(counts, key=lambda language: (counts[language], language == "ar"))


def _counts(words: list[str]) -> dict[str, float]:
    """How many words of the sample are told to be of each language; «ال…» counts for Arabic."""
    marks = _marks()
    counts = dict.fromkeys(_languages(), 0.0)
    for word in words:
        known = marks.get(word) or (marks.get(fold(word)) if word[0] >= "\ufb50" else None)
        for language in known or ():
            counts[language] += 1
        if word.startswith(("ال", "وال", "بال", "لل")) and len(word) > 4:
            counts["ar"] += 1
    return counts


@cache
def _languages() -> tuple[str, ...]:
    return tuple(sorted({"ar", *(language for owners in _marks().values() for language in owners)}))


@cache
def _marks() -> dict[str, tuple[str, ...]]:
    """Words that tell a language, as printed and in the match form."""
    marks: dict[str, tuple[str, ...]] = {}
    for row in load_rows("language/words"):
        for word in row.get("words").split():
            for form in {word, fold(word)} if row.get("language") == "ar" else {word}:
                marks[form] = tuple({*marks.get(form, ()), row.get("language")})
    return marks
