"""An article's text in, everything finders share out: match form, tokens, quotes and sentences, computed once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from isnad.model import Span
from isnad.text.fold import Folded
from isnad.text.quotes import Quote, find_quotes, join_paragraphs
from isnad.text.sentences import split_sentences
from isnad.text.tokens import Token, tokenize


@dataclass(frozen=True, slots=True)
class Doc:
    """One text, read once."""

    text: str
    folded: Folded
    tokens: tuple[Token, ...]
    paragraphs: tuple[Span, ...]
    quotes: tuple[Quote, ...]
    sentences: tuple[Span, ...]
    norms: tuple[str, ...]
    """`tokens[i].norm`."""
    padded: tuple[str, ...]
    """The same with empty strings behind them, so that `padded[i]` is one also a few tokens outside the text."""
    starts: tuple[int, ...]
    """`tokens[i].start`, for bisecting."""
    sentence_bounds: tuple[tuple[int, int], ...]
    """For each sentence, its half-open range of token indices."""
    sentence_starts: tuple[int, ...]
    """`sentences[i].start`, for bisecting."""

    @classmethod
    def of(cls, text: str, paragraphs: tuple[Span, ...] = ()) -> Doc:
        """Read a text; without `paragraphs`, its lines are taken for them."""
        folded = Folded.of(text)
        tokens = tokenize(text, folded)
        norms = tuple([t.norm for t in tokens])
        starts = tuple([t.start for t in tokens])
        paragraphs = paragraphs or _lines(text)
        quotes: list[list[Quote]] = []
        sentences: list[Span] = []
        for paragraph in paragraphs:
            inside = find_quotes(text, paragraph.start, paragraph.end)
            quotes.append(list(inside))
            sentences += split_sentences(text, paragraph, inside)
        bounds = [(bisect_left(starts, s.start), bisect_left(starts, s.end)) for s in sentences]
        if any(last - first > _LONGEST for first, last in bounds):
            bounds = [(k, min(k + _LONGEST, last)) for first, last in bounds for k in range(first, last, _LONGEST)]
            sentences = [Span(tokens[first].start, tokens[last - 1].end) for first, last in bounds]
        opens = tuple([s.start for s in sentences])
        return cls(
            text, folded, tokens, paragraphs, tuple(join_paragraphs(text, paragraphs, quotes)), tuple(sentences),
            norms, norms + _PADDING, starts, tuple(bounds), opens,
        )  # fmt: skip

    def token_at(self, offset: int) -> int:
        """Index of the first token that starts at or after `offset`."""
        return bisect_left(self.starts, offset)

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that holds `offset` (or the one before it)."""
        return max(0, bisect_right(self.sentence_starts, offset) - 1)

    def paragraph_at(self, offset: int) -> Span:
        """The paragraph that holds `offset` (or the one before it)."""
        return self.paragraphs[max(0, bisect_right(self.paragraphs, offset, key=attrgetter("start")) - 1)]

    def span(self, first: int, last: int) -> Span:
        """Span of the tokens `first` to `last`, both included."""
        return Span(self.tokens[first].start, self.tokens[last].end)


_LONGEST = 300
"""Tokens after which a sentence ends, stop or no stop: one in ten thousand is longer, and a page without any stop would
be a single one, which everybody who looks around in a sentence would read from end to end."""

_PADDING = ("",) * 100
"""Farther than anybody looks from a token."""


def _lines(text: str) -> tuple[Span, ...]:
    breaks = [-1, *(i for i, c in enumerate(text) if c == "\n"), len(text)]
    return tuple(Span(a + 1, b) for a, b in pairwise(breaks) if text[a + 1 : b].strip())
