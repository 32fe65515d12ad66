"""Records in, links out: duplicates, entities, claims, datings and storylines of a whole pile, each found once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from isnad.link.build import build_claims
from isnad.link.claims import Pile, alike, bundles
from isnad.link.contests import crossed, ties
from isnad.link.dating import find_datings
from isnad.link.decisions import Decided, decided
from isnad.link.duplicates import Copies, find_duplicates
from isnad.link.entities import ids_of, link_entities
from isnad.link.happenings import find_happenings
from isnad.link.origins import Sources, reused_by_article, spokesmen
from isnad.link.reading import Names, Reading, names_of
from isnad.link.shingles import of_article
from isnad.link.statements import Statement, statements_of
from isnad.link.storylines import find_storylines, subject
from isnad.link.tellings import Telling, tellings_of
from isnad.model import Claim, Dating, Decision, EntityLink, Links, Record
from isnad.text.fold import Folded
from isnad.text.unswept import unswept


def link(records: Iterable[Record], decisions: tuple[Decision, ...] = ()) -> Links:
    """Everything found across articles; what a person decided stands above what is computed.

    The same records and decisions give the same links, whatever the order of the records. Ids are made of the earliest
    member (by day, then article id), so they stay when unrelated pages come in. Raises `IsnadError` for a decision
    that cannot be read.
    """
    with unswept():
        return _link(tuple(sorted(records, key=lambda r: r.article.id)), decided(decisions))


@dataclass(frozen=True, slots=True)
class _Read:
    """What linking reads of one article."""

    statements: tuple[Statement, ...]
    tellings: tuple[Telling, ...]
    subject: tuple[str, ...]


def _read(record: Record, names: Names, form: Folded) -> _Read:
    reading = Reading.of(record, names, form)
    return _Read(tuple(statements_of(reading, names)), tuple(tellings_of(reading)), tuple(subject(reading)))


def _link(pile: tuple[Record, ...], people: Decided) -> Links:
    forms = [Folded.of(r.article.text) for r in pile]
    prints = (of_article(r.article, form) for r, form in zip(pile, forms, strict=True))
    copies = find_duplicates([p for p in prints if p.hashes])
    entities = link_entities(pile, people)
    names = names_of(entities, ids_of(entities))
    read = {r.article.id: _read(r, names, form) for r, form in zip(pile, forms, strict=True)}
    forms.clear()
    tellings = {article: found.tellings for article, found in read.items()}
    datings = find_datings(pile, names, tellings)
    statements = {article: found.statements for article, found in read.items()}
    statements |= _placed(pile, names, datings)
    claims = _claims(pile, entities, names, copies, statements, people)
    happenings = find_happenings(pile, tellings, names, entities, datings, copies.groups)
    claims += tuple(c for c in happenings if c.id not in people.rejected)
    duplicates = tuple(g for g in copies.groups if g.id not in people.rejected)
    subjects = {article: found.subject for article, found in read.items()}
    storylines = find_storylines(pile, subjects, duplicates, claims, datings, people)
    return Links(duplicates, entities, claims, datings, storylines)


def _placed(records: tuple[Record, ...], names: Names, datings: tuple[Dating, ...]) -> dict[str, tuple[Statement, ...]]:
    """Statements of the undated articles that are placed on days."""
    days = {d.article: d.begin for d in datings}
    found = ((r, days[r.article.id]) for r in records if r.article.id in days)
    return {r.article.id: tuple(statements_of(Reading.of(r, names), names, day)) for r, day in found}


def _claims(
    records: tuple[Record, ...],
    entities: tuple[EntityLink, ...],
    names: Names,
    copies: Copies,
    statements: Mapping[str, tuple[Statement, ...]],
    people: Decided,
) -> tuple[Claim, ...]:
    found = Pile.of([s for same in statements.values() for s in same], names)
    reuses = [*copies.passages, *(r for g in copies.groups for r in g.reuses)]
    sources = Sources(
        {r.article.id: r for r in records},
        {e.entity.id: e.entity for e in entities},
        {a.id: a for r in records for a in r.annotations.attributions},
        spokesmen(records, names.ids),
        reused_by_article(reuses),
    )
    by_article: dict[str, list[Statement]] = {a: sorted(same, key=lambda s: s.order) for a, same in statements.items()}
    edges = list(alike(found))
    groups = bundles(found, edges)
    return build_claims(found, groups, [*ties(found, by_article), *crossed(found, groups, edges)], sources, people)
