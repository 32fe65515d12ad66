"""Articles, entities and passages in, sheets out: an article's statements, each with what a claim shows of its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from isnad.link.claims import vouching, wording
from isnad.link.origins import reused_by_article, spokesmen
from isnad.link.reading import Names, Reading, names_of
from isnad.link.spread.articles import Read
from isnad.link.spread.copies import Passage
from isnad.link.spread.packed import packed, unpacked
from isnad.link.spread.tally import Seen
from isnad.link.statements import Order, Statement, statements_of
from isnad.link.weights import telling_keys
from isnad.model import Annotations, Article, Attribution, DuplicateGroup, Entity, EntityId, EntityLink, Record, Reuse
from isnad.plan import Group, Keep, Kept, Map, swift


@dataclass(frozen=True, slots=True)
class State:
    """A state of the pile."""

    entity: Entity


@dataclass(frozen=True, slots=True)
class Member:
    """An entity of the pile, as one article knows it."""

    article: str
    local: EntityId
    entity: Entity


@dataclass(frozen=True, slots=True)
class Reused:
    """Passages of an article that stand in other ones, seen from this one, in the order in which they were found."""

    article: str
    order: tuple[int, str, str, int]
    reuses: tuple[Reuse, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement that is compared with others."""

    id: str
    article: str
    order: Order
    wording: str
    packed: bytes
    """A `Statement`."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a claim shows of a statement's page, and of who speaks."""

    record: Record
    """Its text and credit, the statement's own attribution and days."""
    entities: tuple[Entity, ...]
    shown: Mapping[str, str]
    """The names behind the content keys of its words."""
    reuses: tuple[tuple[int, Reuse], ...]
    """Those of its passages that stand elsewhere, by their place among those of the article."""


@dataclass(frozen=True, slots=True)
class Row:
    """A statement and what stands beside it."""

    id: str
    packed: bytes
    """A `Statement`."""
    beside: bytes
    """A `Beside`."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What claims are made of, of one article."""

    article: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Doubtful:
    """An article in which something is denied or not verified: what it is about may stand beside it."""

    article: str
    packed: bytes
    """Its statements, and `Names.keys`."""


@dataclass(frozen=True, slots=True)
class Speaks:
    """Who speaks for whom, by the words of one article."""

    person: EntityId
    body: Entity
    article: str


Found = Sheet | Said | Seen | Doubtful | Speaks
"""What is told of one article."""


def sheets(keep: Keep, articles: Kept, entities: Kept, passages: Kept, copies: Kept) -> Kept:
    """A step that holds a `Sheet` for each article, `Said`, `Doubtful` and `Speaks`, and a `Seen` for its keys."""
    states = keep("states", (STATES,), entities.of(EntityLink))
    links = sorted((EntityLink(s.entity, ()) for s in states.of(State)), key=lambda link: link.entity.id)
    reused = keep("reused", (REUSED,), passages.of(Passage), copies.of(DuplicateGroup))
    members = keep("members", (MEMBERS,), entities.of(EntityLink))
    read = Group("articles with their names", _article, _Sheets(names_of(links, {})))
    return keep("sheets", (read,), articles.of(Read), members.of(Member), reused.of(Reused))


def _slim(entity: Entity) -> Entity:
    return replace(entity, mentions=(), name_en=None, wikidata=None)


def _states(link: EntityLink) -> Iterator[State]:
    if link.entity.iso:
        yield State(_slim(link.entity))


def _members(link: EntityLink) -> Iterator[Member]:
    entity = _slim(link.entity)
    for article, local in link.members:
        yield Member(article, local, entity)


def _reused(found: Passage | DuplicateGroup) -> Iterator[Reused]:
    """Passages first, then those of copies."""
    reuses = (found.reuse,) if isinstance(found, Passage) else found.reuses
    order = (0, found.a, found.b, found.number) if isinstance(found, Passage) else (1, found.id, "", 0)
    for article, rows in reused_by_article(reuses).items():
        yield Reused(article, order, rows)


def _article(one: Read | Member | Reused) -> Iterable[str]:
    return (one.article,)


@dataclass(frozen=True, slots=True)
class _Sheets:
    base: Names
    """The states of the pile."""

    def __call__(self, article: str, met: tuple[Read | Member | Reused, ...]) -> Iterator[Found]:
        read = next((one for one in met if isinstance(one, Read)), None)
        if read is None:
            return
        record: Record = unpacked(read.packed)
        members = [one for one in met if isinstance(one, Member)]
        entities = {m.entity.id: m.entity for m in sorted(members, key=lambda m: m.entity.id)}
        names = self._names({(article, m.local): m.entity.id for m in members}, entities)
        statements = tuple(statements_of(Reading.of(record, names), names))
        reused = sorted((one for one in met if isinstance(one, Reused)), key=lambda r: r.order)
        page = _Page(
            record, entities, {**names.shown, **self.base.shown}, tuple(r for one in reused for r in one.reuses)
        )
        yield from _told(page, statements, names)
        for person, body in spokesmen([record], names.ids).items():
            yield Speaks(person, entities[body], article)

    def _names(self, ids: Mapping[tuple[str, EntityId], EntityId], entities: Mapping[EntityId, Entity]) -> Names:
        names = names_of([EntityLink(e, ()) for e in entities.values()], ids, self.base.states)
        return replace(names, states=self.base.states)


@dataclass(frozen=True, slots=True)
class _Page:
    """One article, and what the pile knows of it."""

    record: Record
    entities: Mapping[EntityId, Entity]
    shown: Mapping[str, str]
    reuses: tuple[Reuse, ...]

    def beside(self, s: Statement, attribution: Attribution) -> Beside:
        """What stands beside one statement."""
        article = self.record.article
        days = tuple(t for t in self.record.annotations.timexes if any(span.covers(t.span) for span in s.spans))
        bare = Article(
            article.id, article.page, article.source, article.number, None, article.text, (), credit=article.credit
        )
        return Beside(
            Record(bare, Annotations(article.id, days, attributions=(attribution,))),
            tuple(self.entities[e] for e in dict.fromkeys((s.speaker, *s.via)) if e and e in self.entities),
            {w.keys[0]: self.shown[w.keys[0]] for w in s.words if w.keys[0] in self.shown},
            tuple((n, r) for n, r in enumerate(self.reuses) if any(r.span.meets(span) for span in s.spans)),
        )


def _told(page: _Page, statements: tuple[Statement, ...], names: Names) -> Iterator[Found]:
    article, attributions = page.record.article.id, page.record.annotations.attributions
    rows = tuple(Row(s.id, packed(s), packed(page.beside(s, a))) for s, a in zip(statements, attributions, strict=True))
    yield Sheet(article, rows)
    for s, row in zip(statements, rows, strict=True):
        if vouching(s) and s.words:
            yield Said(s.id, article, s.order, wording(s), row.packed)
    if statements:
        yield Seen(article, tuple({key for s in statements for key in telling_keys(s)}))
    if any(s.denies or s.unverified for s in statements):
        yield Doubtful(article, packed((statements, dict(names.keys))))


STATES = Map("states", _states)
MEMBERS = Map("entities of articles", _members)
REUSED = Map("passages of articles", _reused)

swift(State, Member, Reused, Said, Beside, Row, Sheet, Doubtful, Speaks, Statement)
