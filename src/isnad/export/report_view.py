"""Records and links in, what the report shows out: cards of claims, trees of chains, days, articles, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from isnad.export.report_text import anchor, marked_paragraphs
from isnad.export.report_tree import Branch, Statement, Telling, chain_tree, tellings
from isnad.export.wording import assistance
from isnad.model import (
    Article,
    Attribution,
    Claim,
    DateCandidate,
    Dating,
    Drift,
    Entity,
    Links,
    Record,
)
from isnad.text.whole import whole_words


@dataclass(frozen=True, slots=True)
class Card:
    """One claim."""

    id: str
    claim: Claim
    vouches: tuple[Telling, ...]
    denies: tuple[Telling, ...]
    unverified: tuple[Telling, ...]
    size: int
    """How many statements it rests on."""
    pages: int
    tree: tuple[Branch, ...]
    drift: tuple[Drift, ...]
    day: str | None
    """The first day it was published on."""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article with its marked text."""

    article: Article
    paragraphs: tuple[Markup, ...]
    statements: int
    dating: Dating | None
    same_text: tuple[tuple[Article, float], ...]
    """Articles that carry its text, with the share of theirs that stands in it."""
    candidates: tuple[DateCandidate, ...]
    """Dates that were weighed and lost."""


@dataclass(frozen=True, slots=True)
class Day:
    """What was published on one day: articles, and the claims first made then."""

    iso: str | None
    articles: tuple[Article, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """One who speaks in the pile, with how often in which stance."""

    entity: Entity
    stances: tuple[tuple[str, int], ...]
    total: int
    relayed: int
    """How often words came through it."""


@dataclass(frozen=True, slots=True)
class View:
    """Everything the report shows."""

    title: str | None
    cards: tuple[Card, ...]
    """Claims that more than one statement touches, the most told first."""
    single: tuple[Card, ...]
    """Claims of one statement."""
    days: tuple[Day, ...]
    articles: tuple[ArticleView, ...]
    voices: tuple[Voice, ...]
    pages: int
    statements: int


class _Pile:
    """The records, looked up: statements by id, names across articles."""

    def __init__(self, records: Iterable[Record], links: Links) -> None:
        self.links = links
        days = {d.article: d.begin for d in links.datings}
        self.records = sorted(records, key=lambda r: (day_of(r.article) or days.get(r.article.id) or "9", r.article.id))
        self.articles = {r.article.id: r.article for r in self.records}
        self.names = {(r.article.id, e.id): e for r in self.records for e in r.annotations.entities}
        self.names |= {member: link.entity for link in links.entities for member in link.members}
        self.found = {a.id: (a, r.article) for r in self.records for a in r.annotations.attributions}
        self.numbers = {id: n for n, id in enumerate(self.found, 1)}

    def name(self, article: Article, id: str | None) -> Entity | None:
        return self.names.get((article.id, id)) if id else None

    def statement(self, found: Attribution, article: Article) -> Statement:
        def named(ids: Iterable[str]) -> tuple[Entity, ...]:
            return tuple(entity for entity in (self.name(article, id) for id in ids) if entity)

        return Statement(
            anchor(found.id),
            self.numbers[found.id],
            found.stance,
            self.name(article, found.speaker),
            named(found.co_speakers),
            named(found.via),
            found.source.of(article.text) if found.source else None,
            found.source or found.cue,
            tuple(whole_words(article.text, span) for span in found.content),
            article,
            assistance(found.rules),
        )

    def statements(self, ids: Iterable[str]) -> tuple[Statement, ...]:
        known = [self.found[id] for id in ids if id in self.found]
        out = [self.statement(found, article) for found, article in known]
        return tuple(sorted(out, key=lambda s: (day_of(s.article) or "9", s.number)))


def day_of(article: Article) -> str | None:
    """The day an article was published, where the page says."""
    return article.published.value[:10] if article.published else None


def view_of(records: Iterable[Record], links: Links) -> View:
    """Everything the report shows of these records."""
    pile = _Pile(records, links)
    cards = [_card(pile, claim) for claim in links.claims]
    told = sorted((c for c in cards if c.size > 1), key=_weight)
    single = [c for c in cards if c.size == 1]
    backs = {id: (pile.numbers[id], c.id) for c in (*single, *told) for id in _ids(c.claim) if id in pile.found}
    title = max(links.storylines, key=lambda s: len(s.articles)).title if links.storylines else None
    return View(
        title,
        tuple(told),
        tuple(single),
        _days(pile, [*told, *single]),
        tuple(_article(pile, record, backs) for record in pile.records),
        _voices(pile),
        len({a.page for a in pile.articles.values()}),
        len(pile.found),
    )


def card_of(records: Iterable[Record], links: Links, claim: Claim) -> Card:
    """One claim's card; the records and links need hold no more than what the claim rests on."""
    return _card(_Pile(records, links), claim)


def lines_of(record: Record, links: Links) -> tuple[Statement, ...]:
    """Every statement of one article as a line, in reading order, numbered from 1."""
    pile = _Pile((record,), links)
    return tuple(pile.statement(found, record.article) for found in record.annotations.attributions)


def _ids(claim: Claim) -> tuple[str, ...]:
    return (*claim.unverified, *claim.contested_by, *claim.attributions)


def _weight(card: Card) -> tuple[bool, int, int, str, str]:
    """What is contested or could not be verified first, then what most pages tell."""
    return (not (card.denies or card.unverified), -card.pages, -card.size, card.day or "9", card.id)


def _card(pile: _Pile, claim: Claim) -> Card:
    vouches, denies, unverified = map(pile.statements, (claim.attributions, claim.contested_by, claim.unverified))
    every = (*vouches, *denies, *unverified)
    articles = {s.article.id: s.article for s in every}
    days = sorted(filter(None, map(day_of, articles.values())))
    return Card(
        f"c-{claim.id}",
        claim,
        tellings(vouches),
        tellings(denies),
        tellings(unverified),
        len(every),
        len({a.page for a in articles.values()}),
        chain_tree(claim.origins, vouches),
        claim.drift,
        days[0] if days else None,
    )


def _days(pile: _Pile, cards: list[Card]) -> tuple[Day, ...]:
    days: dict[str | None, tuple[list[Article], list[Card]]] = {}
    for article in pile.articles.values():
        days.setdefault(day_of(article), ([], []))[0].append(article)
    for card in cards:
        if card.day is not None:
            days[card.day][1].append(card)
    ordered = sorted(days, key=lambda day: day or "9")
    return tuple(Day(day, tuple(days[day][0]), tuple(days[day][1])) for day in ordered)


def _article(pile: _Pile, record: Record, backs: dict[str, tuple[int, str]]) -> ArticleView:
    article = record.article
    shares = [
        (pile.articles[other], share)
        for group in pile.links.duplicates
        for one, other, share in group.containment
        if one == article.id and other in pile.articles
    ]
    dating = next((d for d in pile.links.datings if d.article == article.id), None)
    lost = tuple(c for c in article.dates if c != article.published)
    statements = len(record.annotations.attributions)
    return ArticleView(article, marked_paragraphs(record, backs), statements, dating, tuple(shares), lost)


def _voices(pile: _Pile) -> tuple[Voice, ...]:
    stances: dict[str, Counter[str]] = {}
    relayed: Counter[str] = Counter()
    entities: dict[str, Entity] = {}
    for found, article in pile.found.values():
        speakers = [pile.name(article, id) for id in (found.speaker, *found.co_speakers)]
        relays = [pile.name(article, id) for id in found.via]
        for entity in filter(None, (*speakers, *relays)):
            entities[_key(entity)] = entity
        for entity in filter(None, speakers):
            stances.setdefault(_key(entity), Counter())[found.stance] += 1
        relayed.update(_key(entity) for entity in relays if entity)
    out = [
        Voice(e, tuple(stances.get(k, Counter()).most_common()), stances.get(k, Counter()).total(), relayed[k])
        for k, e in entities.items()
    ]
    return tuple(sorted(out, key=lambda v: (-v.total, -v.relayed, v.entity.name)))


def _key(entity: Entity) -> str:
    return f"{entity.kind} {entity.name}"
