"""Text in, sentences out: paragraphs cut at stops, but not inside quotes, numbers, initials or site names."""

from __future__ import annotations

import re
from bisect import bisect_right

from isnad.model import Span
from isnad.text.quotes import Quote

_STOP = re.compile(r"[.!؟?…](?:[.!؟?…]*[»”\"')\]]*(?=\s|$)|(?<=[ء-ي][ء-ي]\.)(?=[ء-ي]{3}))")
_INITIAL = re.compile(r"(?:^|[\s(]|\b[أد]\.)(?:[^\W\d_]|د|أ|م|هـ)\.$")


def split_sentences(text: str, paragraph: Span, quotes: tuple[Quote, ...] = ()) -> tuple[Span, ...]:
    """Sentences of one paragraph, outer white space trimmed: a stop inside a closed quote ends nothing.

    A full stop that closes together with the quote's own mark («… نعم.») ends the sentence.
    """
    closed = [q.inner for q in quotes if q.closed and q.depth == 0]
    starts = [q.start for q in closed]
    out: list[Span] = []
    start = paragraph.start
    for m in _STOP.finditer(text, paragraph.start, paragraph.end):
        at = m.start()
        around = bisect_right(starts, at) - 1
        if around >= 0 and m.end() <= closed[around].end:
            continue
        if text[at] == "." and _INITIAL.search(text, max(paragraph.start, at - 4), at + 1):
            continue
        _add(out, text, start, m.end())
        start = m.end()
    _add(out, text, start, paragraph.end)
    return tuple(out)


def _add(out: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        out.append(Span(start, end))
