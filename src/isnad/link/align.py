"""Two articles in, what the second kept, added, dropped and changed of the first out, passage by passage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from isnad.link.duplicates import aligned
from isnad.link.shingles import of_article
from isnad.model import Article, Span


@dataclass(frozen=True, slots=True)
class Change:
    """One passage of both articles, or of one. Spans count in each article's own text; an absent passage is empty."""

    kind: Literal["same", "changed", "added", "dropped"]
    span: Span
    other: Span


def compare(first: Article, second: Article) -> tuple[Change, ...]:
    """The changes from `first` to `second`, in the order of the text; moved passages count as dropped and added.

    Copied passages are those of five words and more; what stands between two of them is `changed` where both articles
    have words there, else `added` or `dropped`.
    """
    out: list[Change] = []
    a = b = 0
    for reuse in _in_order(first, second):
        out += _between(first.text, second.text, Span(a, reuse.span.start), Span(b, reuse.other.start))
        out.append(reuse)
        a, b = reuse.span.end, reuse.other.end
    out += _between(first.text, second.text, Span(a, len(first.text)), Span(b, len(second.text)))
    return tuple(out)


def _in_order(first: Article, second: Article) -> list[Change]:
    """Copied passages that follow each other in both articles, as many characters of them as fit."""
    found = [Change("same", r.span, r.other_span) for r in aligned(of_article(first), of_article(second))]
    best: list[tuple[int, int]] = []
    for i, change in enumerate(found):
        before = [
            j for j in range(i) if found[j].span.end <= change.span.start and found[j].other.end <= change.other.start
        ]
        weight, back = max(((best[j][0], j) for j in before), default=(0, -1))
        best.append((weight + len(change.span), back))
    at = max(range(len(found)), key=lambda i: best[i][0], default=-1)
    chain: list[Change] = []
    while at >= 0:
        chain.append(found[at])
        at = best[at][1]
    return chain[::-1]


def _between(first: str, second: str, a: Span, b: Span) -> list[Change]:
    a, b = _trim(first, a), _trim(second, b)
    if not len(a) and not len(b):
        return []
    return [Change("changed" if len(a) and len(b) else "added" if len(b) else "dropped", a, b)]


def _trim(text: str, span: Span) -> Span:
    """The span without outer white space and stops."""
    start, end = span.start, max(span.start, span.end)
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return Span(start, end)
