"""Records, entities and passages in, sheets out: an article, its statements, and what the pile knows of its names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from isnad.link.origins import spokesmen
from isnad.link.reading import Names, Reading, names_of
from isnad.link.similar import telling_keys
from isnad.link.spread.copies import Passage
from isnad.link.spread.tally import Seen
from isnad.link.statements import Statement, statements_of
from isnad.model import DuplicateGroup, Entity, EntityId, EntityLink, Record, Reuse
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
    """A passage of an article that stands in another one, seen from this one."""

    order: tuple[int, str, str, int]
    reuse: Reuse


@dataclass(frozen=True, slots=True)
class Sheet:
    """What claims are made of, of one article."""

    record: Record
    """Its text, times and attributions alone."""
    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...]
    names: Names
    reuses: tuple[Reuse, ...]


@dataclass(frozen=True, slots=True)
class Speaks:
    """Who speaks for whom, by the words of one article."""

    person: EntityId
    body: Entity
    article: str


def sheets(keep: Keep, records: Kept, entities: Kept, passages: Kept, copies: Kept) -> Kept:
    """A step that holds a `Sheet` for each article, in order, a `Seen` where it has statements, and `Speaks`."""
    states = keep("states", (STATES,), entities.of(EntityLink))
    links = sorted((EntityLink(s.entity, ()) for s in states.of(State)), key=lambda link: link.entity.id)
    reused = keep("reused", (REUSED,), passages.of(Passage), copies.of(DuplicateGroup))
    members = keep("members", (MEMBERS,), entities.of(EntityLink))
    read = Group("articles with their names", _article, _Read(names_of(links, {})))
    return keep("sheets", (read,), records.of(Record), members.of(Member), reused.of(Reused))


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
    """Passages first, then those of copies, each in the order in which they were found."""
    if isinstance(found, Passage):
        rows = [((0, found.a, found.b, found.number), found.reuse)]
    else:
        rows = [((1, found.id, "", n), reuse) for n, reuse in enumerate(found.reuses)]
    for order, r in rows:
        yield Reused(order, r)
        yield Reused(order, Reuse(r.other, r.other_span, r.article, r.span))


def _article(one: Record | Member | Reused) -> Iterable[str]:
    if isinstance(one, Record):
        return (one.article.id,)
    return (one.article if isinstance(one, Member) else one.reuse.article,)


@dataclass(frozen=True, slots=True)
class _Read:
    base: Names
    """The states of the pile."""

    def __call__(self, article: str, met: tuple[Record | Member | Reused, ...]) -> Iterator[Sheet | Seen | Speaks]:
        record = next((one for one in met if isinstance(one, Record)), None)
        if record is None:
            return
        members = [one for one in met if isinstance(one, Member)]
        entities = {m.entity.id: m.entity for m in sorted(members, key=lambda m: m.entity.id)}
        names = self._names({(article, m.local): m.entity.id for m in members}, entities)
        statements = tuple(statements_of(Reading.of(record, names), names))
        reuses = sorted((one for one in met if isinstance(one, Reused)), key=lambda r: r.order)
        words = {w.keys[0] for s in statements for w in s.words}
        shown = {**names.shown, **{k: self.base.shown[k] for k in words if k in self.base.shown}}
        here = replace(names, ids={}, states={}, shown=shown)
        yield Sheet(_bare(record), statements, tuple(entities.values()), here, tuple(r.reuse for r in reuses))
        if statements:
            yield Seen(article, tuple({key for s in statements for key in telling_keys(s)}))
        for person, body in spokesmen([record], names.ids).items():
            yield Speaks(person, entities[body], article)

    def _names(self, ids: Mapping[tuple[str, EntityId], EntityId], entities: Mapping[EntityId, Entity]) -> Names:
        names = names_of([EntityLink(e, ()) for e in entities.values()], ids, self.base.states)
        return replace(names, states=self.base.states)


def _bare(record: Record) -> Record:
    article = replace(record.article, pieces=(), dates=(), captions=(), paragraphs=())
    return Record(article, replace(record.annotations, mentions=(), entities=(), events=()))


STATES = Map("states", _states)
MEMBERS = Map("entities of articles", _members)
REUSED = Map("passages of articles", _reused)

swift(Names, State, Member, Reused, Sheet, Speaks)
