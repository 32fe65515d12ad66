"""Lists of claims, speakers and relays as a desk turns their leaves: counted in the file, a page of rows at a time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from isnad.model import Entity, EntityKind, EntityLink

CLAIM_KINDS = {
    "told": "vouching + denying + unverified > 1",
    "contested": "denying > 0",
    "unverified": "unverified > 0",
    "hidden": "at_least < at_most",
    "drift": "id IN (SELECT claim FROM drift)",
    "single": "vouching + denying + unverified = 1",
    "all": "1",
}
"""Which claims to list, and the condition that says so."""

CLAIM_ORDERS = {
    "weight": "denying > 0 DESC, vouching + denying + unverified DESC, n",
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
    where, values = _claims_where(kind, storyline, speaker)
    rows = db.execute(
        f"SELECT id FROM claim WHERE {where} ORDER BY {CLAIM_ORDERS[order]} LIMIT ? OFFSET ?", (*values, limit, offset)
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
            "count(DISTINCT a.page), substr(min(a.published), 1, 10), "
            "(SELECT count(*) FROM drift d WHERE d.claim = c.id) "
            "FROM claim c LEFT JOIN claim_statement cs ON cs.claim = c.id "
            "LEFT JOIN attribution s ON s.id = cs.attribution LEFT JOIN article a ON a.id = s.article "
            f"WHERE c.id IN ({_marks(part)}) GROUP BY c.id",
            tuple(part),
        )
        out |= {row[0]: ClaimRow(*row) for row in rows}
    return out


def count_claims(
    db: sqlite3.Connection, kind: str = "told", *, storyline: str | None = None, speaker: str | None = None
) -> int:
    """How many claims of a kind there are."""
    where, values = _claims_where(kind, storyline, speaker)
    return int(db.execute(f"SELECT count(*) FROM claim WHERE {where}", values).fetchone()[0])


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


def entity_links_in(db: sqlite3.Connection, articles: Sequence[str]) -> tuple[EntityLink, ...]:
    """Entities of some articles, with the names they have there and nowhere else."""
    members: dict[str, list[tuple[str, str]]] = {}
    entities: dict[str, Entity] = {}
    for at in range(0, len(articles), 500):
        part = articles[at : at + 500]
        rows = db.execute(
            "SELECT e.id, e.name, e.kind, e.name_en, e.forms, e.iso, e.wikidata, e.known, m.article, m.name "
            f"FROM article a CROSS JOIN name w ON w.article = a.id CROSS JOIN entity_member m ON m.article = w.article "
            f"AND m.name = w.id JOIN entity e ON e.id = m.entity WHERE a.id IN ({_marks(part)})",
            tuple(part),
        )
        for id, name, kind, name_en, forms, iso, wikidata, known, article, local in rows:
            entities[id] = Entity(id, name, kind, name_en, tuple(json.loads(forms)), iso, wikidata, bool(known))
            members.setdefault(id, []).append((article, local))
    return tuple(EntityLink(entities[id], tuple(members[id])) for id in sorted(entities))


def speakers(db: sqlite3.Connection) -> tuple[Speaker, ...]:
    """Everyone who speaks or relays, the most heard first. It reads every statement: keep the answer."""
    rows = db.execute(
        "WITH said AS (SELECT m.entity, count(*) AS n, sum(s.stance = 'deny') AS denied FROM attribution s "
        "JOIN entity_member m ON m.article = s.article AND m.name = s.speaker GROUP BY m.entity), "
        "relayed AS (SELECT m.entity, count(*) AS n FROM attribution s, json_each(s.via) v "
        "JOIN entity_member m ON m.article = s.article AND m.name = v.value WHERE s.via != '[]' GROUP BY m.entity) "
        "SELECT e.id, e.name, e.name_en, e.kind, coalesce(said.n, 0) AS n, coalesce(said.denied, 0), "
        "coalesce(relayed.n, 0) FROM entity e LEFT JOIN said ON said.entity = e.id "
        "LEFT JOIN relayed ON relayed.entity = e.id WHERE said.n > 0 OR relayed.n > 0 "
        "ORDER BY n DESC, relayed.n DESC, e.name, e.id"
    )
    return tuple(Speaker(*row) for row in rows)


def relays(db: sqlite3.Connection) -> tuple[Relay, ...]:
    """Who relays whom, and which outlets print whom, the most frequent first. It reads every statement."""
    through = db.execute(
        "SELECT r.entity, w.entity, count(*) FROM attribution s, json_each(s.via) v "
        "JOIN entity_member r ON r.article = s.article AND r.name = v.value "
        "JOIN entity_member w ON w.article = s.article AND w.name = s.speaker "
        "WHERE s.via != '[]' AND r.entity != w.entity GROUP BY 1, 2"
    )
    printed = db.execute(
        "SELECT a.outlet, m.entity, count(*) FROM attribution s JOIN article a ON a.id = s.article "
        "JOIN entity_member m ON m.article = s.article "
        "AND m.name = coalesce(json_extract(s.via, '$[0]'), s.speaker) WHERE a.outlet IS NOT NULL GROUP BY 1, 2"
    )
    out = [Relay(a, b, n, False) for a, b, n in through] + [Relay(a, b, n, True) for a, b, n in printed]
    return tuple(sorted(out, key=lambda r: (-r.times, r.through, r.speaker)))


def _claims_where(kind: str, storyline: str | None, speaker: str | None) -> tuple[str, tuple[str, ...]]:
    conditions = [CLAIM_KINDS[kind]]
    values: list[str] = []
    if storyline is not None:
        conditions.append("id IN (SELECT claim FROM storyline_claim WHERE storyline = ?)")
        values.append(storyline)
    if speaker is not None:
        conditions.append(
            "id IN (SELECT cs.claim FROM entity_member m CROSS JOIN attribution s ON s.article = m.article AND "
            "s.speaker = m.name CROSS JOIN claim_statement cs ON cs.attribution = s.id WHERE m.entity = ?)"
        )
        values.append(speaker)
    return " AND ".join(f"({condition})" for condition in conditions), tuple(values)


def _marks(values: Sequence[str]) -> str:
    return ",".join("?" * len(values))
