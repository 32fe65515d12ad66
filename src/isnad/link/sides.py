"""A bundle of statements in, its two sides out: who tells it, who contests it, and who can do neither."""

from __future__ import annotations

from collections.abc import Sequence

from isnad.link.claims import Pile
from isnad.link.similar import contests, opposed
from isnad.link.statements import Statement


def turned(rows: Sequence[Statement]) -> list[Statement]:
    """Those that say the opposite of what the first one to assert it says; all, where nobody asserts it."""
    base = next((s for s in rows if not s.denies), None)
    return list(rows) if base is None else [s for s in rows if s is not base and opposed(s, base)]


def parted(pile: Pile, members: Sequence[str]) -> list[list[str]]:
    """The bundle, and apart from it those of the other side who would contest themselves, or only seem opposed.

    Nobody contests himself, nor what is told inside his own words; and a negation makes two sides only of statements
    that begin alike.
    """
    rows = [pile.by_id[m] for m in members]
    against = turned(rows)
    if not against or len(against) == len(rows):
        return [list(members)]
    other_side = {s.id for s in against}
    vouching = [s for s in rows if s.id not in other_side]
    gone = {s.id for s in against if not _stands_against(pile, s, vouching)}
    kept = [m for m in members if m not in gone]
    return [kept, [m for m in members if m in gone]] if gone else [kept]


def _stands_against(pile: Pile, s: Statement, vouching: Sequence[Statement]) -> bool:
    told = {v.id for v in vouching}
    if s.parent in told or any(v.parent == s.id or v.speakers & s.speakers for v in vouching):
        return False
    return any(contests(s, v, pile.compare(s.id, v.id)) for v in vouching[:8])
