"""Doc in, the tokens that stand in verses, headlines or tables out: lines in a row that end no sentence."""

from __future__ import annotations

from bisect import bisect_left

from isnad.text.doc import Doc

_LINES = 4
"""Lines in a row that make a list: two or three short ones are a title with its summary, or a photograph's caption."""
_WORDS = 9
"""Words of the longest headline or half verse."""


def listed_tokens(doc: Doc) -> frozenset[int]:
    """Tokens of four or more lines in a row, each of at most nine words without a mark at its end.

    `listed_tokens(Doc.of("قال الليل إن الفجر آت\\n" * 4))` are all 20 of them: in a poem nobody is reported to speak.
    """
    out: list[int] = []
    run: list[tuple[int, int]] = []
    for paragraph in doc.paragraphs:
        first, last = (bisect_left(doc.starts, offset) for offset in (paragraph.start, paragraph.end))
        if last > first and _is_line(doc, first, last):
            run.append((first, last))
            continue
        out += _if_long(run)
        run = []
    return frozenset(out + _if_long(run))


def _if_long(run: list[tuple[int, int]]) -> list[int]:
    return [i for first, last in run for i in range(first, last)] if len(run) >= _LINES else []


def _is_line(doc: Doc, first: int, last: int) -> bool:
    return doc.tokens[last - 1].norm[0].isalnum() and sum(t.word for t in doc.tokens[first:last]) <= _WORDS
