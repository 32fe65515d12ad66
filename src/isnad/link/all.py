"""Records in, links out: duplicates, entities, claims, datings and storylines of a whole pile, each found once."""

from __future__ import annotations

from collections.abc import Iterable

from isnad.link.build import build_claims
from isnad.link.claims import Pile, bundles
from isnad.link.contests import ties
from isnad.link.decisions import Decided, decided
from isnad.link.duplicates import Copies, find_duplicates
from isnad.link.entities import ids_of, link_entities
from isnad.link.origins import Sources, reused_by_article, spokesmen
from isnad.link.shingles import fingerprint
from isnad.link.statements import Statement, names_of, statements_of
from isnad.link.steps import each
from isnad.model import Claim, Decision, EntityLink, Links, Record
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
    entities = link_entities(pile)
    claims = _claims(pile, entities, copies, people)
    return Links(
        tuple(g for g in copies.groups if g.id not in people.rejected),
        entities,
        claims,
    )


def _claims(
    records: tuple[Record, ...], entities: tuple[EntityLink, ...], copies: Copies, people: Decided
) -> tuple[Claim, ...]:
    ids = ids_of(entities)
    names = names_of(entities, ids)
    rows = {record.article.id: list(statements_of(record, names)) for record in records}
    found = Pile.of([s for same in rows.values() for s in same], names)
    reuses = [*copies.passages, *(r for g in copies.groups for r in g.reuses)]
    sources = Sources(
        {r.article.id: r for r in records},
        {e.entity.id: e.entity for e in entities},
        {a.id: a for r in records for a in r.annotations.attributions},
        spokesmen(records, ids),
        reused_by_article(reuses),
    )
    by_article: dict[str, list[Statement]] = {a: sorted(same, key=lambda s: s.order) for a, same in rows.items()}
    return build_claims(found, bundles(found), ties(found, by_article), sources, people)
