"""Rows of claims in, the lines a list shows out: each with the first who vouch, deny, or could not verify."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from isnad.store import query
from isnad.store.file import Story
from isnad.store.query import Statement
from isnad.store.query.lists import ClaimRow, statements_of_claims
from isnad.store.query.voices import claim_leads


@dataclass(frozen=True, slots=True)
class Side:
    """Those who take one side, each once."""

    role: str
    """`vouches`, `denies` or `unverified`."""
    people: tuple[Statement, ...]
    """A statement for each of them, the first met."""
    more: bool


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim of a list."""

    row: ClaimRow
    text: str
    sides: tuple[Side, ...]


def lines_of_claims(db: Story, rows: Sequence[ClaimRow]) -> tuple[ClaimLine, ...]:
    """The lines of a list, in the order of the rows."""
    said = statements_of_claims(db, [row.id for row in rows], each=5) if rows else {}
    known = query.statements_by_id(db, sorted({id for pairs in said.values() for _, id in pairs}))
    begun = claim_leads(db, [row.id for row in rows])
    return tuple(_line(row, said.get(row.id, ()), known, begun.get(row.id, "")) for row in rows)


def _line(row: ClaimRow, said: Sequence[tuple[str, str]], known: dict[str, Statement], begun: str) -> ClaimLine:
    totals = {"vouches": row.vouching, "denies": row.denying, "unverified": row.unverified}
    sides = []
    for role, total in totals.items():
        people: dict[str, Statement] = {}
        for each, id in said:
            if each == role and id in known:
                people.setdefault(_who(known[id]), known[id])
        if people:
            shown = tuple(people.values())[:3]
            sides.append(Side(role, shown, total > 5 or len(people) > 3))
    return ClaimLine(row, begun + row.text, tuple(sides))


def _who(s: Statement) -> str:
    return s.speaker.id if s.speaker else s.source or s.id
