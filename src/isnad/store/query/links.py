"""Links as they were found: claims, origins, entities, reprints, datings and storylines, one or all of them."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from typing import Any

from isnad.model import (
    Claim,
    Dating,
    Drift,
    DuplicateGroup,
    Entity,
    EntityLink,
    Evidence,
    Links,
    Origin,
    Reuse,
    Span,
    Storyline,
    Unification,
)

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]


def links(db: sqlite3.Connection) -> Links:
    """Everything found across articles, as it was written."""
    return Links(duplicates(db), entity_links(db), claims(db), datings(db), storylines(db))


def claims(db: sqlite3.Connection, *, widest: bool = False, limit: int = -1, offset: int = 0) -> tuple[Claim, ...]:
    """Claims in the order of the links; `widest` puts first what most statements speak of, contested ones ahead."""
    order = "vouching + denying + unverified > 1 DESC, denying > 0 DESC, vouching + denying + unverified DESC, n"
    ids = db.execute(
        f"SELECT id FROM claim ORDER BY {order if widest else 'n'} LIMIT ? OFFSET ?", (limit, offset)
    ).fetchall()
    every = limit < 0 and offset == 0
    return _claims(db, [id for (id,) in ids], every=every)


def claim(db: sqlite3.Connection, id: str) -> Claim | None:
    """One claim."""
    return next(iter(_claims(db, [id])), None)


def claims_of_statement(db: sqlite3.Connection, attribution: str) -> tuple[tuple[str, str], ...]:
    """Claims a statement belongs to, with its role: `vouches`, `denies` or `unverified`."""
    rows = db.execute(
        "SELECT claim, role FROM claim_statement WHERE attribution = ? ORDER BY claim, role", (attribution,)
    )
    return tuple((row[0], row[1]) for row in rows)


def duplicates(db: sqlite3.Connection, article: str | None = None) -> tuple[DuplicateGroup, ...]:
    """Groups of articles that carry the same text; only those of one article, where it is named."""
    where = "WHERE duplicate_group IN (SELECT duplicate_group FROM duplicate_article WHERE article = ?)"
    where, values = ("", ()) if article is None else (where, (article,))
    articles = _by_first(
        db.execute(f"SELECT duplicate_group, article FROM duplicate_article {where} ORDER BY 1, n", values)
    )
    shares = _by_first(
        db.execute(f"SELECT duplicate_group, article, other, share FROM containment {where} ORDER BY 1, n", values)
    )
    reuses = _by_first(
        db.execute(
            "SELECT duplicate_group, article, start, stop, other, other_start, other_stop "
            f"FROM reuse {where} ORDER BY 1, n",
            values,
        )
    )
    heads = db.execute(
        f"SELECT id, first FROM duplicate_group {where.replace('duplicate_group', 'id', 1)} ORDER BY id", values
    )
    return tuple(
        DuplicateGroup(
            id, tuple(a for (a,) in articles[id]), first, tuple((a, b, share) for a, b, share in shares[id]),
            tuple(Reuse(a, Span(s, e), b, Span(t, f)) for a, s, e, b, t, f in reuses[id]),
        )
        for id, first in heads.fetchall()
    )  # fmt: skip


def entity_links(db: sqlite3.Connection) -> tuple[EntityLink, ...]:
    """Every entity of the pile with the articles' own names it stands for."""
    members = _by_first(db.execute("SELECT entity, article, name FROM entity_member ORDER BY entity, n"))
    unified = _by_first(db.execute("SELECT entity, form, same_as, why, rule FROM unification ORDER BY entity, n"))
    rows = db.execute("SELECT id, name, kind, name_en, forms, iso, wikidata, known FROM entity ORDER BY id").fetchall()
    return tuple(
        EntityLink(
            _entity(row), tuple((a, b) for a, b in members[row[0]]), tuple(Unification(*u) for u in unified[row[0]])
        )
        for row in rows
    )


def entity_link(db: sqlite3.Connection, id: str, members: int = -1) -> EntityLink | None:
    """One entity of the pile, with the first so many of its members; -1 gives all."""
    row = db.execute(
        "SELECT id, name, kind, name_en, forms, iso, wikidata, known FROM entity WHERE id = ?", (id,)
    ).fetchone()
    if row is None:
        return None
    first = db.execute("SELECT article, name FROM entity_member WHERE entity = ? ORDER BY n LIMIT ?", (id, members))
    unified = db.execute("SELECT form, same_as, why, rule FROM unification WHERE entity = ? ORDER BY n", (id,))
    return EntityLink(_entity(row), tuple((a, b) for a, b in first), tuple(Unification(*u) for u in unified))


def datings(db: sqlite3.Connection, article: str | None = None) -> tuple[Dating, ...]:
    """Undated articles placed by what they tell; only one's, where it is named."""
    own, values = ("", ()) if article is None else ("WHERE {} = ?", (article,))
    evidence = _by_first(
        db.execute(
            "SELECT dating, contradicts, article, start, stop, text, says FROM dating_evidence "
            f"{own.format('dating')} ORDER BY dating, n",
            values,
        )
    )
    out = []
    rows = db.execute(
        f"SELECT article, first_day, last_day, weekdays FROM dating {own.format('article')} ORDER BY article", values
    )
    for id, begin, end, weekdays in rows.fetchall():
        reasons, against = ([_evidence(e[1:]) for e in evidence[id] if e[0] == kind] for kind in (0, 1))
        days = tuple((a, b) for a, b in json.loads(weekdays))
        out.append(Dating(id, begin, end, tuple(reasons), tuple(against), days))
    return tuple(out)


def storylines(db: sqlite3.Connection) -> tuple[Storyline, ...]:
    """Storylines in the order of the links."""
    articles = _by_first(db.execute("SELECT storyline, article FROM storyline_article ORDER BY storyline, n"))
    told = _by_first(db.execute("SELECT storyline, claim FROM storyline_claim ORDER BY storyline, n"))
    rows = db.execute("SELECT id, title, first_day, last_day FROM storyline ORDER BY n").fetchall()
    return tuple(
        Storyline(id, title, tuple(a for (a,) in articles[id]), begin, end, tuple(c for (c,) in told[id]))
        for id, title, begin, end in rows
    )


def _claims(db: sqlite3.Connection, ids: list[str], *, every: bool = False) -> tuple[Claim, ...]:
    """Claims by id; `every` reads whole tables instead of asking by id."""
    if every:
        return _claims_of(db, ids, "", ())
    out: list[Claim] = []
    for at in range(0, len(ids), 500):
        part = ids[at : at + 500]
        out += _claims_of(db, part, f"WHERE claim IN ({','.join('?' * len(part))})", tuple(part))
    return tuple(out)


def _claims_of(db: sqlite3.Connection, ids: list[str], where: str, values: tuple[str, ...]) -> tuple[Claim, ...]:
    def rows(select: str, order: str) -> Rows:
        return _by_first(db.execute(f"{select} {where} ORDER BY {order}", values))

    said = rows("SELECT claim, role, attribution, why FROM claim_statement", "claim, role, n")
    ends = rows("SELECT claim, n, entity, name, hidden, articles FROM origin", "claim, n")
    words = rows("SELECT claim, origin, article, start, stop, text, says FROM origin_evidence", "claim, origin, n")
    drifts = rows(
        "SELECT claim, kind, before_article, before_start, before_stop, before_text, before_says, after_article, "
        "after_start, after_stop, after_text, after_says FROM drift",
        "claim, n",
    )
    own = where.replace("claim IN", "id IN")
    heads = {
        row[0]: row
        for row in db.execute(f"SELECT id, text, at_least, at_most, first_day, last_day FROM claim {own}", values)
    }
    out = []
    for id in ids:
        if id in heads:
            _, text, at_least, at_most, begin, end = heads[id]
            by_role = {role: [s for s in said[id] if s[0] == role] for role in ("vouches", "denies", "unverified")}
            vouching, denying, unverified = (tuple(s[1] for s in part) for part in by_role.values())
            why = tuple(s[2] for s in by_role["vouches"][1:] if s[2] is not None)
            origins = tuple(_origin(o, words[id]) for o in ends[id])
            drift = tuple(Drift(d[0], _evidence(d[1:6]), _evidence(d[6:])) for d in drifts[id])
            out.append(
                Claim(id, text, vouching, denying, unverified, origins, at_least, at_most, why, drift, begin, end)
            )
    return tuple(out)


def _origin(row: Row, words: list[Row]) -> Origin:
    n, entity, name, hidden, articles = row
    evidence = tuple(_evidence(w[1:]) for w in words if w[0] == n)
    return Origin(entity, name, bool(hidden), tuple(json.loads(articles)), evidence)


def _entity(row: Row) -> Entity:
    id, name, kind, name_en, forms, iso, wikidata, known = row
    return Entity(id, name, kind, name_en, tuple(json.loads(forms)), iso, wikidata, bool(known))


def _evidence(row: Row) -> Evidence:
    article, start, stop, text, says = row
    return Evidence(article, Span(start, stop), text, says)


def _by_first(rows: sqlite3.Cursor) -> Rows:
    out: Rows = defaultdict(list)
    for row in rows:
        out[row[0]].append(row[1:])
    return out
