"""Text in, quoted passages out: every kind of quote mark, nested, and those an editor forgot to close."""

from __future__ import annotations

import re
from dataclasses import dataclass

from isnad.model import Span

_PAIRS = {"«": "»", "“": "”", "„": "”", "‹": "›"}
_CLOSERS = frozenset(_PAIRS.values())
_STRAIGHT = '"'
_MARK = re.compile('[«»“”„‹›"]')


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted passage. `span` takes the marks in, `inner` leaves them out."""

    span: Span
    inner: Span
    closed: bool
    """False where the closing mark is missing and the passage was ended at its paragraph's end."""
    depth: int
    """0 for an outer quote, 1 for a quote inside it …"""


def find_quotes(text: str, start: int = 0, end: int | None = None) -> tuple[Quote, ...]:
    """Quoted passages of one paragraph `text[start:end]`, outer ones before those inside them.

    `[q.inner.of(t) for q in find_quotes(t := "قال «نعم»")] == ["نعم"]`. Straight marks open and
    close in turn, a mark after a space or a bracket opening and one before a space or a stop closing; “ used on both
    sides is read the same way.
    """
    stop = len(text) if end is None else end
    open_at: list[tuple[int, str]] = []
    out: list[Quote] = []
    for m in _MARK.finditer(text, start, stop):
        i, char = m.start(), m.group()
        if char in _PAIRS and not (char == "“" and _turns(text, i, start, stop, open_at, "“")):
            open_at.append((i, _PAIRS[char]))
        elif char in _CLOSERS or char == "“":
            if char == "”" and not open_at and (i == start or text[i - 1].isspace() or text[i - 1] in "(:،"):
                open_at.append((i, "”"))  # ”…” typed with one key, ”…“ with the two turned round
            else:
                _close(out, open_at, i, char)
        elif char == _STRAIGHT:
            if _turns(text, i, start, stop, open_at, _STRAIGHT):
                _close(out, open_at, i, _STRAIGHT)
            elif not _lone_closer(text, i, start, stop):
                open_at.append((i, _STRAIGHT))
    for depth, (at, _) in enumerate(open_at):
        if stop - at > 2:
            out.append(Quote(Span(at, stop), Span(at + 1, stop), False, depth))
    return tuple(sorted(out, key=lambda q: (q.span.start, -q.span.end)))


def _turns(text: str, i: int, start: int, stop: int, open_at: list[tuple[int, str]], mark: str) -> bool:
    """Whether a mark that looks the same on both sides closes here."""
    if not any(closer == mark or (mark == "“" and text[at] in "“”") for at, closer in open_at):
        return False
    before = text[i - 1] if i > start else " "
    after = text[i + 1] if i + 1 < stop else " "
    opens = (
        (before.isspace() or before in "([«“" or before in "بلوكف")
        and not after.isspace()
        and after not in ".,،؛:!؟?)]»"
    )
    return not opens or not before.isspace()


def _lone_closer(text: str, i: int, start: int, stop: int) -> bool:
    """Whether a straight mark closes what nobody opened: «والحد من الضجيج،" وفقا للهيئة», no «قال اليوم" إنه عاد"»."""
    following = text.find(_STRAIGHT, i + 1, stop)
    return _looks_closing(text, i, start, stop) and not (following > 0 and _looks_closing(text, following, start, stop))


def _looks_closing(text: str, i: int, start: int, stop: int) -> bool:
    ends = i + 1 == stop or text[i + 1].isspace() or text[i + 1] in ".،؛"
    return ends and i > start and not text[i - 1].isspace() and text[i - 1] not in ":(["


def _close(out: list[Quote], open_at: list[tuple[int, str]], i: int, mark: str) -> None:
    """Close the innermost passage that `mark` can close; unclosed ones inside it are dropped."""
    for back in range(len(open_at) - 1, -1, -1):
        at, closer = open_at[back]
        if closer == mark or (mark in "“”" and closer in "“”"):
            del open_at[back:]
            out.append(Quote(Span(at, i + 1), Span(at + 1, i), True, back))
            return
