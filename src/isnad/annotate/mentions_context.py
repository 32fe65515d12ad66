"""A doc in, its tokens ready to be looked up in the lexicon, each place once."""

from __future__ import annotations

from dataclasses import dataclass, field

from isnad.annotate.mentions_lexicon import SKIPPED, Hit, hits_at
from isnad.text.doc import Doc

OPENERS = frozenset('«“"‹„(')
CLOSERS = frozenset('»”"›)')

_Longest = dict[type, Hit]
_NOTHING: tuple[_Longest, _Longest] = ({}, {})


@dataclass(frozen=True, slots=True)
class Scan:
    """A text's tokens, ready to be looked up."""

    doc: Doc
    norms: tuple[str, ...]
    _longest: dict[int, tuple[_Longest, _Longest]] = field(default_factory=dict)
    """For each token asked about, the longest hit of each kind: with any proclitics, and without."""

    @classmethod
    def of(cls, doc: Doc) -> Scan:
        return cls(doc, doc.norms)

    def hits(self, i: int) -> list[Hit]:
        """Everything the lexicon knows at token `i`."""
        return hits_at(self.norms, i) if i < len(self.norms) else []

    def _at(self, i: int) -> tuple[_Longest, _Longest]:
        found = self._longest.get(i)
        if found is None:
            hits = self.hits(i)
            found = self._longest[i] = _sorted(hits) if hits else _NOTHING
        return found

    def known(self, i: int) -> bool:
        """Whether the lexicon knows anything that begins at token `i`."""
        return bool(self._at(i)[0])

    def hit(self, i: int, *kinds: type) -> Hit | None:
        """The longest hit of these kinds at token `i` (the one without proclitics among equals)."""
        return _best(self._at(i)[0], kinds)

    def bare(self, i: int, *kinds: type) -> Hit | None:
        """The same, without proclitics."""
        return _best(self._at(i)[1], kinds)

    def norm(self, i: int) -> str:
        return self.norms[i] if 0 <= i < len(self.norms) else ""

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
    either: _Longest = {}
    bare: _Longest = {}
    for hit in hits:
        kind = type(hit.meaning)
        if kind not in either or hit.end > either[kind].end:
            either[kind] = hit
        if not hit.prefix and (kind not in bare or hit.end > bare[kind].end):
            bare[kind] = hit
    return either, bare


def _best(longest: _Longest, kinds: tuple[type, ...]) -> Hit | None:
    if len(kinds) == 1:
        return longest.get(kinds[0])
    best: Hit | None = None
    for kind in kinds if longest else ():
        hit = longest.get(kind)
        if hit and (best is None or hit.end > best.end):
            best = hit
    return best
