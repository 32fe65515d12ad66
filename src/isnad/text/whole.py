"""A place in a text in, where the word that it stands inside of begins out: no reader is shown half a word."""

from __future__ import annotations

import unicodedata

from isnad.model import Span


def word_start(text: str, at: int) -> int:
    """Where the word begins that `at` stands inside of; `at` itself where a word begins there.

    >>> word_start("قال إنّها وصلت", 7)
    4
    """
    if at >= len(text) or not _of_word(text[at]):
        return at
    while at and _of_word(text[at - 1]):
        at -= 1
    return at


def whole_words(text: str, span: Span) -> str:
    """The span's characters from the start of its first word: «إنها وصلت», where the content is «ها وصلت»."""
    return text[word_start(text, span.start) : span.end] if span.start < span.end else ""


def _of_word(char: str) -> bool:
    """A letter, or a mark written on one."""
    return char.isalpha() or unicodedata.category(char) == "Mn"
