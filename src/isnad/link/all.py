"""Records in, links out: duplicates, entities, claims, datings and storylines of a whole pile, each found once."""

from __future__ import annotations

from collections.abc import Iterable

from isnad.link.build import build_claims
from isnad.link.claims import Pile, alike, bundles
from isnad.link.contests import ties
from isnad.link.dating import find_datings
from isnad.link.decisions import Decided, decided
from isnad.link.duplicates import Copies, find_duplicates
from isnad.link.entities import ids_of, link_entities
from isnad.link.happenings import find_happenings
from isnad.link.origins import Sources, reused_by_article, spokesmen
from isnad.link.shingles import fingerprint
from isnad.link.statements import Names, Statement, names_of, statements_of
from isnad.link.steps import each
from isnad.link.storylines import find_storylines
from isnad.model import Claim, Dating, Decision, EntityLink, Links, Record
from isnad.plan import Map

FINGERPRINTS = Map("fingerprints of articles", fingerprint)


def link(records: Iterable[Record], decisions: tuple[Decision, ...] = ()) -> Links:
    """Everything found across articles; what a person decided stands above what is computed.

    The same records and decisions give the same links, whatever the order of the records. Ids are made of the earliest
    member (by day, then article id), so they stay when unrelated pages come in. Raises `IsnadError` for a decision
    that cannot be read.
    """
    pile = tuple(sorted(records, key=lambda r: r.article.id))
    people = decided(decisions)
    copies = find_duplicates(list(each(FINGERPRINTS, pile)))
    entities = link_entities(pile, people)
    names = names_of(entities, ids_of(entities))
    datings = find_datings(pile, names)
    claims = _claims(pile, entities, names, copies, datings, people)
    happenings = find_happenings(pile, names, entities, datings, copies.groups)
    claims += tuple(c for c in happenings if c.id not in people.rejected)
    duplicates = tuple(g for g in copies.groups if g.id not in people.rejected)
    storylines = find_storylines(pile, names, duplicates, claims, datings, people)
    return Links(duplicates, entities, claims, datings, storylines)


def _claims(
    records: tuple[Record, ...],
    entities: tuple[EntityLink, ...],
    names: Names,
    copies: Copies,
    datings: tuple[Dating, ...],
    people: Decided,
) -> tuple[Claim, ...]:
    placed = {d.article: d.begin for d in datings}
    rows = {r.article.id: list(statements_of(r, names, placed.get(r.article.id))) for r in records}
    found = Pile.of([s for same in rows.values() for s in same], names)
    reuses = [*copies.passages, *(r for g in copies.groups for r in g.reuses)]
    sources = Sources(
        {r.article.id: r for r in records},
        {e.entity.id: e.entity for e in entities},
        {a.id: a for r in records for a in r.annotations.attributions},
        spokesmen(records, names.ids),
        reused_by_article(reuses),
    )
    by_article: dict[str, list[Statement]] = {a: sorted(same, key=lambda s: s.order) for a, same in rows.items()}
    return build_claims(found, bundles(found, alike(found)), ties(found, by_article), sources, people)
