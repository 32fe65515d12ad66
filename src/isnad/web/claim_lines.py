"""Rows of claims in, the lines a list shows out: each with the first who vouch, deny, or could not verify."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from isnad.store.file import Story
from isnad.store.query.claim_voices import ClaimVoice, claim_voices
from isnad.store.query.lists import ClaimRow

FIRST = 12
"""Statements of each side among which its speakers are looked for."""


@dataclass(frozen=True, slots=True)
class Side:
    """Those who take one side, each once."""

    role: str
    """`vouches`, `denies` or `unverified`."""
    people: tuple[ClaimVoice, ...]
    """In the order met."""
    more: bool
    """Whether others speak beside them."""


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim of a list."""

    row: ClaimRow
    sides: tuple[Side, ...]


def lines_of_claims(db: Story, rows: Sequence[ClaimRow]) -> tuple[ClaimLine, ...]:
    """The lines of a list, in the order of the rows."""
    ids = [row.id for row in rows]
    voices = claim_voices(db, ids, each=FIRST)
    return tuple(_line(row, voices.get(row.id, ())) for row in rows)


def _line(row: ClaimRow, voices: Sequence[ClaimVoice]) -> ClaimLine:
    sides = []
    for role in ("vouches", "denies", "unverified"):
        people: dict[str, ClaimVoice] = {}
        for voice in voices:
            if voice.role == role:
                people.setdefault(_who(voice), voice)
        if people:
            shown = tuple(people.values())[:3]
            sides.append(Side(role, shown, len(people) > 3))
    return ClaimLine(row, tuple(sides))


def _who(voice: ClaimVoice) -> str:
    return voice.speaker.id if voice.speaker else voice.source or voice.statement
