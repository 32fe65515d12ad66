"""A doc in, its tokens ready to be looked up in the lexicon, each place once."""

from __future__ import annotations

from dataclasses import dataclass

from isnad.annotate.mentions_lexicon import SKIPPED, Hit, hits_at
from isnad.text.doc import Doc

OPENERS = frozenset('«“"‹„(')


CLOSERS = frozenset('»”"›)')


@dataclass(frozen=True, slots=True)
class Scan:
    """A text's tokens, ready to be looked up."""

    doc: Doc
    norms: tuple[str, ...]
    _hits: dict[int, list[Hit]]

    def hits(self, i: int) -> list[Hit]:
        found = self._hits.get(i)
        if found is None:
            found = self._hits[i] = hits_at(self.norms, i) if i < len(self.norms) else []
        return found

    def hit(self, i: int, *kinds: type) -> Hit | None:
        """The longest hit of these kinds at token `i` (the one without proclitics among equals)."""
        best: Hit | None = None
        for hit in self.hits(i):
            if isinstance(hit.meaning, kinds) and (best is None or hit.end > best.end):
                best = hit
        return best

    def bare(self, i: int, *kinds: type) -> Hit | None:
        """The same, without proclitics."""
        best: Hit | None = None
        for hit in self.hits(i):
            if not hit.prefix and isinstance(hit.meaning, kinds) and (best is None or hit.end > best.end):
                best = hit
        return best

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
