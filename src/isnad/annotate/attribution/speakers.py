"""Source phrases in, speakers out: who means whom, and who goes on speaking where no source stands."""

from __future__ import annotations

from dataclasses import dataclass

from isnad.annotate.attribution.conjugation import Agreement
from isnad.annotate.attribution.cues import Cue
from isnad.annotate.entities import resolve
from isnad.model import EntityId, Mention, Span
from isnad.text.doc import Doc

_REACH = 5
"""Sentences back in which an elided speaker is sought: the longest run of «وأضاف» without a name seen is four."""


@dataclass(slots=True)
class Floor:
    """Who had the floor, turn by turn: the discourse memory that elided sources are resolved against."""

    doc: Doc
    mentions: list[Mention]
    turns: list[tuple[int, int, EntityId, Agreement | None]]
    """(sentence, depth of nesting, speaker, agreement of the verb)."""

    def speaker(self, span: Span) -> EntityId | None:
        """Entity of a source phrase; its words become a mention where they were none."""
        found = resolve(self.doc, span, tuple(self.mentions))
        if found is None:
            return None
        if all(m.span != found.span or m.entity != found.entity for m in self.mentions):
            self.mentions.append(found)
            self.mentions.sort(key=lambda m: (m.span.start, -m.span.end))
        return found.entity

    def take(self, sentence: int, depth: int, speaker: EntityId | None, agreement: Agreement | None) -> None:
        if speaker is not None:
            self.turns.append((sentence, depth, speaker, agreement))

    def holder(self, cue: Cue, sentence: int, depth: int) -> EntityId | None:
        """Who goes on speaking at a cue without a source: the last turn that agrees, its own depth first."""
        near = [t for t in reversed(self.turns) if sentence - t[0] <= _REACH]
        same = [t for t in near if t[1] == depth] + [t for t in near if t[1] != depth]
        for _, _, speaker, agreement in same:
            if _agree(cue.agreement, agreement):
                return speaker
        return None


_PLURAL = frozenset(("mp", "fp", "md", "fd"))


def _agree(asked: Agreement | None, had: Agreement | None) -> bool:
    if asked is None or had is None or asked == had:
        return True
    if asked in _PLURAL:
        return True  # «قال مسؤولون … وتابعوا»: a verb before its subject is singular
    return had in _PLURAL and asked in ("ms", "fs")
