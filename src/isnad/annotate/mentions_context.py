"""A doc in, its tokens ready to be looked up in the lexicon, each place once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from isnad.annotate.mentions_found import Found
from isnad.annotate.mentions_lexicon import SKIPPED, Hit, hits_at
from isnad.text.doc import Doc

OPENERS = frozenset('«“"‹„(')
CLOSERS = frozenset('»”"›)')

_Longest = dict[type, Hit]
_NOTHING: tuple[_Longest, _Longest] = ({}, {})


class _Places(dict[int, tuple[_Longest, _Longest]]):
    """For each token asked about, the longest hit of each kind: with any proclitics, and without."""

    def __init__(self, norms: tuple[str, ...]) -> None:
        super().__init__()
        self._norms = norms

    def __missing__(self, i: int) -> tuple[_Longest, _Longest]:
        hits = hits_at(self._norms, i) if i < len(self._norms) else []
        found = self[i] = _sorted(hits) if hits else _NOTHING
        return found


@dataclass(frozen=True, slots=True)
class Scan:
    """A text's tokens, ready to be looked up."""

    doc: Doc
    norms: tuple[str, ...]
    padded: tuple[str, ...]
    _places: _Places
    roles: dict[int, Found | None] = field(default_factory=dict)
    """The role phrase read at a token, for those that were asked for again and again."""

    @classmethod
    def of(cls, doc: Doc) -> Scan:
        return cls(doc, doc.norms, doc.padded, _Places(doc.norms))

    def hits(self, i: int) -> list[Hit]:
        """Everything the lexicon knows at token `i`."""
        return hits_at(self.norms, i) if i < len(self.norms) else []

    def kinds(self, i: int) -> Collection[type]:
        """What the lexicon knows that begins at token `i`, with any proclitics."""
        return self._places[i][0]

    def hit(self, i: int, *kinds: type) -> Hit | None:
        """The longest hit of these kinds at token `i` (the one without proclitics among equals)."""
        longest = self._places[i][0]
        return _best(longest, kinds) if longest else None

    def bare(self, i: int, *kinds: type) -> Hit | None:
        """The same, without proclitics."""
        longest = self._places[i][1]
        return _best(longest, kinds) if longest else None

    def norm(self, i: int) -> str:
        try:
            return self.padded[i]
        except IndexError:
            return ""

    def past_marks(self, i: int) -> int:
        """First token from `i` on that is no quote mark, hyphen or hash."""
        while i < len(self.norms) and self.norms[i] in SKIPPED:
            i += 1
        return i

    def same_sentence(self, i: int) -> bool:
        """Whether token `i` stands on the same line as the one before it."""
        a, b = self.doc.tokens[i - 1], self.doc.tokens[i]
        return "\n" not in self.doc.text[a.end : b.start]


def _sorted(hits: list[Hit]) -> tuple[_Longest, _Longest]:
    if len(hits) == 1:
        only = {type(hits[0].meaning): hits[0]}
        return only, {} if hits[0].prefix else only
    either: _Longest = {}
    bare: _Longest = {}
    for hit in hits:
        meaning, end, prefix = hit
        kind = type(meaning)
        if kind not in either or end > either[kind].end:
            either[kind] = hit
        if not prefix and (kind not in bare or end > bare[kind].end):
            bare[kind] = hit
    return either, bare


def _best(longest: _Longest, kinds: tuple[type, ...]) -> Hit | None:
    if len(kinds) == 1:
        return longest.get(kinds[0])
    best: Hit | None = None
    for kind in kinds:
        hit = longest.get(kind)
        if hit and (best is None or hit.end > best.end):
            best = hit
    return best
