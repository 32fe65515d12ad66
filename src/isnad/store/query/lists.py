"""Lists of claims, speakers and relays as a desk turns their leaves: counted in the file, a page of rows at a time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from isnad.model import Entity, EntityKind, EntityLink

CLAIM_KINDS = {
    "told": "size > 1",
    "contested": "contested",
    "unverified": "unverified",
    "hidden": "hidden",
    "drift": "drift",
    "single": "size = 1",
    "all": "1",
}
"""Which claims to list, and the condition that says so."""

CLAIM_ORDERS = {
    "weight": "contested DESC, size DESC, n",
    "origins": "at_least DESC, at_most DESC, n",
    "time": "n",
}


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim of a list."""

    id: str
    text: str
    at_least: int
    at_most: int
    vouching: int
    denying: int
    unverified: int
    first_day: str | None
    last_day: str | None
    pages: int
    published: str | None
    """The first day it was published on."""
    drift: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """One who speaks or relays, with how often."""

    id: str
    name: str
    name_en: str | None
    kind: EntityKind
    said: int
    denied: int
    relayed: int


@dataclass(frozen=True, slots=True)
class Relay:
    """Words of one came to the reader through another, so many times."""

    through: str
    """Entity id, or the outlet's name where `outlet`."""
    speaker: str
    times: int
    outlet: bool


def claim_rows(
    db: sqlite3.Connection,
    kind: str = "told",
    *,
    storyline: str | None = None,
    speaker: str | None = None,
    order: str = "weight",
    limit: int = 20,
    offset: int = 0,
) -> tuple[ClaimRow, ...]:
    """Claims of a kind in an order; only those of a storyline, or with statements of an entity, where it is named."""
    listed, values = _listed(kind, storyline, speaker)
    rows = db.execute(
        f"SELECT claim {listed} ORDER BY {CLAIM_ORDERS[order]} LIMIT ? OFFSET ?", (*values, limit, offset)
    )
    ids = [id for (id,) in rows]
    found = claim_rows_by_id(db, ids)
    return tuple(found[id] for id in ids)


def claim_rows_by_id(db: sqlite3.Connection, ids: Sequence[str]) -> dict[str, ClaimRow]:
    """Named claims, those that exist."""
    out: dict[str, ClaimRow] = {}
    for at in range(0, len(ids), 500):
        part = ids[at : at + 500]
        rows = db.execute(
            "SELECT c.id, c.text, c.at_least, c.at_most, c.vouching, c.denying, c.unverified, c.first_day, c.last_day, "
            f"l.pages, l.published, l.drift FROM claim c JOIN listed_claim l ON l.claim = c.id "
            f"WHERE c.id IN ({_marks(part)})",
            tuple(part),
        )
        out |= {row[0]: ClaimRow(*row) for row in rows}
    return out


def count_claims(
    db: sqlite3.Connection, kind: str = "told", *, storyline: str | None = None, speaker: str | None = None
) -> int:
    """How many claims of a kind there are."""
    if storyline is None and speaker is None:
        return tally(db, kind)
    listed, values = _listed(kind, storyline, speaker)
    return int(db.execute(f"SELECT count(*) {listed}", values).fetchone()[0])


def tally(db: sqlite3.Connection, name: str) -> int:
    """How many there are, as of the last linking: claims by kind, `storylines`, `copies`, `speakers`."""
    row = db.execute("SELECT n FROM tally WHERE name = ?", (name,)).fetchone()
    return int(row[0]) if row else 0


def statements_of_claims(
    db: sqlite3.Connection, claims: Sequence[str], each: int = 4
) -> dict[str, tuple[tuple[str, str], ...]]:
    """The first statements of each claim, as (role, attribution id): at most `each` of a role."""
    rows = db.execute(
        f"SELECT claim, role, attribution FROM claim_statement WHERE claim IN ({_marks(claims)}) AND n < ? "
        "ORDER BY claim, role = 'vouches' DESC, role, n",
        (*claims, each),
    )
    out: dict[str, tuple[tuple[str, str], ...]] = {}
    for claim, role, attribution in rows:
        out[claim] = (*out.get(claim, ()), (role, attribution))
    return out


def claims_of_article(db: sqlite3.Connection, article: str) -> dict[str, str]:
    """For each statement of an article, the claim it belongs to."""
    rows = db.execute(
        "SELECT cs.attribution, cs.claim FROM attribution s JOIN claim_statement cs ON cs.attribution = s.id "
        "WHERE s.article = ? ORDER BY cs.claim DESC",
        (article,),
    )
    return dict(rows)


def entity_links_of(db: sqlite3.Connection, names: Iterable[tuple[str, str]]) -> tuple[EntityLink, ...]:
    """Entities of some (article, article's own name id), with those names alone."""
    members: dict[str, list[tuple[str, str]]] = {}
    entities: dict[str, Entity] = {}
    todo = sorted(set(names))
    for at in range(0, len(todo), 300):
        part = todo[at : at + 300]
        rows = db.execute(
            "WITH wanted (article, name) AS (VALUES " + ",".join(["(?,?)"] * len(part)) + ") "
            "SELECT e.id, e.name, e.kind, e.name_en, e.forms, e.iso, e.wikidata, e.known, m.article, m.name "
            "FROM wanted w CROSS JOIN entity_member m ON m.article = w.article AND m.name = w.name "
            "JOIN entity e ON e.id = m.entity",
            [value for pair in part for value in pair],
        )
        for id, name, kind, name_en, forms, iso, wikidata, known, article, local in rows:
            if id not in entities:
                entities[id] = Entity(id, name, kind, name_en, tuple(json.loads(forms)), iso, wikidata, bool(known))
            members.setdefault(id, []).append((article, local))
    return tuple(EntityLink(entities[id], tuple(members[id])) for id in sorted(entities))


_SPEAKER = "SELECT entity, name, name_en, kind, said, denied, relayed FROM listed_speaker"


def speakers(
    db: sqlite3.Connection, words: str = "", kind: str | None = None, *, limit: int = -1, offset: int = 0
) -> tuple[Speaker, ...]:
    """Who speaks or relays, the most heard first; only those whose name holds `words`, in match form, or of a kind."""
    where, values = _speakers_where(words, kind)
    rows = db.execute(f"{_SPEAKER} {where} ORDER BY place LIMIT ? OFFSET ?", (*values, limit, offset))
    return tuple(Speaker(*row) for row in rows)


def count_speakers(db: sqlite3.Connection, words: str = "", kind: str | None = None) -> int:
    """How many those are."""
    if not words and kind is None:
        return tally(db, "speakers")
    where, values = _speakers_where(words, kind)
    return int(db.execute(f"SELECT count(*) FROM listed_speaker {where}", values).fetchone()[0])


def speakers_by_id(db: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Speaker]:
    """Named ones, those that speak or relay."""
    rows = db.execute(f"{_SPEAKER} WHERE entity IN ({_marks(ids)})", tuple(ids))
    return {row[0]: Speaker(*row) for row in rows}


def relays(db: sqlite3.Connection, *, outlet: bool, least: int = 1, limit: int = -1) -> tuple[Relay, ...]:
    """Who relays whom, or (`outlet`) which outlets print whom, the most frequent first; from so many times on."""
    rows = db.execute(
        "SELECT through, speaker, times FROM relay WHERE outlet = ? AND times >= ? "
        "ORDER BY times DESC, through, speaker LIMIT ?",
        (outlet, least, limit),
    )
    return tuple(Relay(through, speaker, times, outlet) for through, speaker, times in rows)


def count_relays(db: sqlite3.Connection, *, outlet: bool, least: int = 1) -> int:
    """How many those are."""
    return int(db.execute("SELECT count(*) FROM relay WHERE outlet = ? AND times >= ?", (outlet, least)).fetchone()[0])


def _speakers_where(words: str, kind: str | None) -> tuple[str, tuple[str, ...]]:
    conditions = {"instr(folded, ?)": words or None, "kind = ?": kind}
    used = {condition: value for condition, value in conditions.items() if value is not None}
    return ("WHERE " + " AND ".join(used) if used else ""), tuple(used.values())


def _listed(kind: str, storyline: str | None, speaker: str | None) -> tuple[str, tuple[str, ...]]:
    """Table and condition of a list of claims; each table holds what the conditions and orders speak of."""
    if storyline is not None and speaker is not None:
        of = f"(SELECT s.* FROM {_TOLD_IN} t CROSS JOIN speaker_claim s ON s.claim = t.claim AND s.entity = ?)"
        values: tuple[str, ...] = (storyline, speaker)
    elif storyline is not None:
        of, values = f"(SELECT l.* FROM {_TOLD_IN} t CROSS JOIN listed_claim l ON l.claim = t.claim)", (storyline,)
    elif speaker is not None:
        of, values = "(SELECT * FROM speaker_claim WHERE entity = ?)", (speaker,)
    else:
        of, values = "listed_claim", ()
    return f"FROM {of} WHERE {CLAIM_KINDS[kind]}", values


_TOLD_IN = "(SELECT claim FROM storyline_claim WHERE storyline = ?)"


def _marks(values: Sequence[str]) -> str:
    return ",".join("?" * len(values))
