"""Claims of a list in, those who speak in each out: names alone, without what they say."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from isnad.store.query.statements import Name, names_of


@dataclass(frozen=True, slots=True)
class ClaimVoice:
    """One statement of a claim, by who makes it."""

    role: str
    """`vouches`, `denies` or `unverified`."""
    statement: str
    speaker: Name | None
    co_speakers: tuple[Name, ...]
    source: str | None
    """The words of the page for a speaker it does not name."""


def claim_voices(db: sqlite3.Connection, claims: Sequence[str], each: int) -> dict[str, tuple[ClaimVoice, ...]]:
    """The first voices of each claim, those who vouch for it before the others: at most `each` of a role."""
    rows = db.execute(
        "SELECT cs.claim, cs.role, s.id, s.article, s.speaker, s.co_speakers, s.source FROM claim_statement cs "
        f"CROSS JOIN attribution s ON s.id = cs.attribution WHERE cs.claim IN ({','.join('?' * len(claims))}) "
        "AND cs.n < ? ORDER BY cs.claim, cs.role = 'vouches' DESC, cs.role, cs.n",
        (*claims, each),
    ).fetchall()
    people = [([row[4]] if row[4] else [], json.loads(row[5]) if row[5] != "[]" else []) for row in rows]
    wanted = ((row[3], id) for row, lists in zip(rows, people, strict=True) for ids in lists for id in ids)
    names = names_of(db, wanted)
    out: dict[str, tuple[ClaimVoice, ...]] = {}
    for (claim, role, id, article, _, _, source), (speaker, others) in zip(rows, people, strict=True):
        who = names[article, speaker[0]] if speaker else None
        voice = ClaimVoice(role, id, who, tuple(names[article, other] for other in others), source)
        out[claim] = (*out.get(claim, ()), voice)
    return out
