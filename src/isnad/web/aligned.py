"""Two texts in, their paragraphs beside each other out, with what one has and the other has not marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from markupsafe import Markup, escape

from isnad.text.fold import fold

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
ALIKE = 0.45
"""Share of common words from which two paragraphs are held to be one, retold."""


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of each text, or of one alone."""

    one: Markup | None
    other: Markup | None
    same: bool


def aligned(one: Sequence[str], other: Sequence[str]) -> tuple[Row, ...]:
    """Rows in order: paragraphs that are the same, that were changed, and that stand in one text only."""
    folded = [fold(p) for p in one], [fold(p) for p in other]
    rows: list[Row] = []
    for tag, a, b, c, d in SequenceMatcher(None, *folded, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += [Row(escape(p), escape(q), True) for p, q in zip(one[a:b], other[c:d], strict=True)]
        else:
            rows += _changed(one[a:b], other[c:d])
    return tuple(rows)


def _changed(one: Sequence[str], other: Sequence[str]) -> Iterator[Row]:
    """Pairs within a changed stretch: each paragraph with the most alike one that follows the last pair."""
    at = 0
    for left in one:
        scores = [(_share(left, right), -n) for n, right in enumerate(other[at:])]
        best, place = max(scores, default=(0.0, 0))
        if best < ALIKE:
            yield Row(Markup("<del>{}</del>").format(left), None, False)
            continue
        for right in other[at : at - place]:
            yield Row(None, Markup("<ins>{}</ins>").format(right), False)
        yield Row(*_words(left, other[at - place]), False)
        at += 1 - place
    for right in other[at:]:
        yield Row(None, Markup("<ins>{}</ins>").format(right), False)


def _share(one: str, other: str) -> float:
    words = fold(one).split(), fold(other).split()
    return SequenceMatcher(None, *words, autojunk=False).ratio()


def _words(one: str, other: str) -> tuple[Markup, Markup]:
    left, right = _WORDS.findall(one), _WORDS.findall(other)
    out: tuple[list[Markup], list[Markup]] = ([], [])
    matcher = SequenceMatcher(None, [fold(w) for w in left], [fold(w) for w in right], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        for side, words, mark in ((0, left[a:b], "del"), (1, right[c:d], "ins")):
            text = "".join(words)
            if text:
                out[side].append(escape(text) if tag == "equal" else Markup(f"<{mark}>{{}}</{mark}>").format(text))
    return Markup("").join(out[0]), Markup("").join(out[1])
