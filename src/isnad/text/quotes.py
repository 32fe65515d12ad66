"""Text in, quoted passages out: every kind of quote mark, nested, and those an editor forgot to close."""

from __future__ import annotations

import re
from dataclasses import dataclass

from isnad.model import Span

_PAIRS = {"«": "»", "“": "”", "„": "”", "‹": "›"}
_STRAIGHT = '"'
_MARK = re.compile('[«»“”„‹›"″]')
_FAR = 1500
"""Characters to the mark that closes a long quotation: none is looked for farther off, so the time stays linear."""

_DEEPEST = 50
"""Open passages among which a mark finds the one it closes: nobody opens more, but a text that closes none."""


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
        if char == _STRAIGHT or (char == "“" and _turns(text, i, start, stop, open_at, "“")):
            _straight(text, i, start, stop, open_at, out, char)
        elif char == "«" and open_at and open_at[-1][1] == "«":
            _close(out, open_at, i, char)
        elif char in _PAIRS:
            open_at.append((i, _PAIRS[char]))
        elif not open_at and _turned_round(text, i, start, stop, char):
            open_at.append((i, "«" if char == "»" else char))
        elif not _close(out, open_at, i, char):
            _close_another(text, i, start, stop, open_at, out)
    for depth, (at, _) in enumerate(open_at):
        if stop - at > 2:
            out.append(Quote(Span(at, stop), Span(at + 1, stop), False, depth))
    return tuple(sorted(out, key=lambda q: (q.span.start, -q.span.end)))


def join_paragraphs(text: str, paragraphs: tuple[Span, ...], quotes: list[list[Quote]]) -> list[Quote]:
    """The quotes of each paragraph, those left open taken on to the paragraph below that closes them.

    «قال: "عدنا.⏎ وسنبقى".» is one quotation; a mark that opens another on the way leaves the first one open.
    """
    for k, inside in enumerate(quotes[:-1]):
        left = inside[-1] if inside and not inside[-1].closed and inside[-1].depth == 0 else None
        end = _closed_below(text, text[left.span.start], paragraphs[k + 1 : k + 1 + _PARAGRAPHS]) if left else 0
        if left and end:
            inside[-1] = Quote(Span(left.span.start, end), Span(left.inner.start, end - 1), True, 0)
    return [quote for inside in quotes for quote in inside]


_PARAGRAPHS = 3
"""Paragraphs below in which an open quotation may end."""


def _closed_below(text: str, mark: str, paragraphs: tuple[Span, ...]) -> int:
    """Offset behind the mark that closes what a paragraph above opened with `mark`; 0 where none does."""
    for paragraph in paragraphs:
        m = _MARK.search(text, paragraph.start, paragraph.end)
        if m is not None:
            fits = m.group() in (_PAIRS.get(mark, mark), "”")
            return m.end() if fits and _looks_closing(text, m.start(), paragraph.start, paragraph.end) else 0
    return 0


def _straight(
    text: str, i: int, start: int, stop: int, open_at: list[tuple[int, str]], out: list[Quote], mark: str
) -> None:
    """Open or close with a mark that looks the same on both sides."""
    if mark == "“" or _turns(text, i, start, stop, open_at, _STRAIGHT):
        _close(out, open_at, i, mark)
    elif not _close_another(text, i, start, stop, open_at, out) and not _lone_closer(text, i, start, stop):
        open_at.append((i, _STRAIGHT))


def _turned_round(text: str, i: int, start: int, stop: int, char: str) -> bool:
    """Whether a closing mark opens: ”…” typed with one key, ”…“ and »…« with the two turned round."""
    begins = i == start or text[i - 1].isspace() or text[i - 1] in "(:،ـ"
    if char != "»":
        return begins and char == "”"
    closing = text.find("«", i + 1, min(stop, i + _FAR))
    return begins and closing > 0 and _looks_closing(text, closing, start, stop)


def _close_another(text: str, i: int, start: int, stop: int, open_at: list[tuple[int, str]], out: list[Quote]) -> bool:
    """Close the innermost passage with a mark of another kind, where its own mark never comes: «« … "»."""
    if (
        not open_at
        or not _looks_closing(text, i, start, stop)
        or text.find(open_at[-1][1], i + 1, min(stop, i + _FAR)) > 0
    ):
        return False
    at, _ = open_at.pop()
    out.append(Quote(Span(at, i + 1), Span(at + 1, i), True, len(open_at)))
    return True


def _turns(text: str, i: int, start: int, stop: int, open_at: list[tuple[int, str]], mark: str) -> bool:
    """Whether a mark that looks the same on both sides closes here."""
    if not any(closer == mark or (mark == "“" and text[at] in "“”") for at, closer in open_at[-_DEEPEST:]):
        return False
    before = text[i - 1] if i > start else " "
    after = text[i + 1] if i + 1 < stop else " "
    joined = before in "بلوكفـ" and (i - 2 < start or text[i - 2].isspace() or before == "ـ")  # «حد أدنى لـ"3000"»
    opens = (before.isspace() or before in "([«“" or joined) and not after.isspace() and after not in ".,،؛:!؟?)]»"
    return not opens


def _lone_closer(text: str, i: int, start: int, stop: int) -> bool:
    """Whether a straight mark closes what nobody opened: «والحد من الضجيج،" وفقا للهيئة», no «قال اليوم" إنه عاد"»."""
    following = text.find(_STRAIGHT, i + 1, min(stop, i + _FAR))
    return _looks_closing(text, i, start, stop) and not (following > 0 and _looks_closing(text, following, start, stop))


def _looks_closing(text: str, i: int, start: int, stop: int) -> bool:
    ends = i + 1 == stop or text[i + 1].isspace() or text[i + 1] in ".،؛"
    return ends and i > start and not text[i - 1].isspace() and text[i - 1] not in ":(["


def _close(out: list[Quote], open_at: list[tuple[int, str]], i: int, mark: str) -> bool:
    """Close the innermost passage that `mark` can close; unclosed ones inside it are dropped."""
    for back in range(len(open_at) - 1, max(-1, len(open_at) - 1 - _DEEPEST), -1):
        at, closer = open_at[back]
        if closer == mark or (mark in "“”″" and closer in "“”"):
            del open_at[back:]
            out.append(Quote(Span(at, i + 1), Span(at + 1, i), True, back))
            return True
    return False
