"""Links in, rows of the story file out: everything found across articles is replaced as one, in one transaction."""

from __future__ import annotations

import sqlite3
from typing import Any

from isnad.model import Claim, Dating, DuplicateGroup, EntityLink, Evidence, Links, Storyline
from isnad.store.file import transaction
from isnad.store.listed import list_links
from isnad.store.rows import to_json

Row = tuple[Any, ...]


def write_links(db: sqlite3.Connection, links: Links, state: str) -> None:
    """Replace all links; `state` says what they were made of, so that an unchanged pile is not linked again."""
    tables = link_rows(links)
    with transaction(db):
        for name in reversed(LINK_TABLES):
            db.execute(f"DELETE FROM {name}")
        for name, rows in tables.items():
            if rows:
                db.executemany(f"INSERT INTO {name} VALUES ({','.join('?' * len(rows[0]))})", rows)
        list_links(db)
        db.execute("INSERT OR REPLACE INTO meta VALUES ('linked', ?)", (state,))


def link_rows(links: Links, before: int = 0) -> dict[str, list[Row]]:
    """Rows by table; `before` is the number of claims that stand before the first of these."""
    tables: dict[str, list[Row]] = {name: [] for name in LINK_TABLES}
    for group in links.duplicates:
        _duplicates(tables, group)
    for entity in links.entities:
        _entity(tables, entity)
    for n, claim in enumerate(links.claims):
        _claim(tables, before + n, claim)
    for dating in links.datings:
        _dating(tables, dating)
    for n, storyline in enumerate(links.storylines):
        _storyline(tables, n, storyline)
    return tables


LINK_TABLES = (
    "duplicate_group", "duplicate_article", "containment", "reuse", "entity", "entity_member", "unification",
    "claim", "claim_statement", "origin", "origin_evidence", "drift", "dating", "dating_evidence",
    "storyline", "storyline_article", "storyline_claim",
)  # fmt: skip
"""Parents before children."""


def _duplicates(tables: dict[str, list[Row]], g: DuplicateGroup) -> None:
    tables["duplicate_group"].append((g.id, g.first))
    tables["duplicate_article"] += [(g.id, n, article) for n, article in enumerate(g.articles)]
    tables["containment"] += [(g.id, n, *pair) for n, pair in enumerate(g.containment)]
    tables["reuse"] += [
        (g.id, n, r.article, r.span.start, r.span.end, r.other, r.other_span.start, r.other_span.end)
        for n, r in enumerate(g.reuses)
    ]


def _entity(tables: dict[str, list[Row]], link: EntityLink) -> None:
    e = link.entity
    row = (e.id, e.name, e.kind, e.name_en, e.iso, e.wikidata, int(e.known), to_json(e.mentions))
    tables["entity"].append(row)
    tables["entity_member"] += [(e.id, n, article, local) for n, (article, local) in enumerate(link.members)]
    tables["unification"] += [(e.id, n, u.form, u.same_as, u.why, u.rule) for n, u in enumerate(link.unified)]


def _claim(tables: dict[str, list[Row]], number: int, c: Claim) -> None:
    counts = (len(c.attributions), len(c.contested_by), len(c.unverified))
    tables["claim"].append((c.id, number, c.text, c.at_least, c.at_most, *counts, c.begin, c.end))
    for role, ids in (("vouches", c.attributions), ("denies", c.contested_by), ("unverified", c.unverified)):
        whys = (None, *c.why) if role == "vouches" else ()
        tables["claim_statement"] += [
            (c.id, role, n, id, whys[n] if n < len(whys) else None) for n, id in enumerate(ids)
        ]
    for n, o in enumerate(c.origins):
        tables["origin"].append((c.id, n, o.entity, o.name, int(o.hidden), to_json(o.articles)))
        tables["origin_evidence"] += [(c.id, n, m, *_evidence(e)) for m, e in enumerate(o.evidence)]
    tables["drift"] += [(c.id, n, d.kind, *_evidence(d.before), *_evidence(d.after)) for n, d in enumerate(c.drift)]


def _dating(tables: dict[str, list[Row]], d: Dating) -> None:
    tables["dating"].append((d.article, d.begin, d.end, to_json(d.weekdays)))
    evidence = [(0, e) for e in d.reasons] + [(1, e) for e in d.contradictions]
    tables["dating_evidence"] += [(d.article, n, against, *_evidence(e)) for n, (against, e) in enumerate(evidence)]


def _storyline(tables: dict[str, list[Row]], number: int, s: Storyline) -> None:
    tables["storyline"].append((s.id, number, s.title, s.begin, s.end))
    tables["storyline_article"] += [(s.id, n, article) for n, article in enumerate(s.articles)]
    tables["storyline_claim"] += [(s.id, n, claim) for n, claim in enumerate(s.claims)]


def _evidence(e: Evidence) -> Row:
    return (e.article, e.span.start, e.span.end, e.text, e.says)
