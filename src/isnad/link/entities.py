"""Records in, entities of the pile out: one behind the forms of many articles, and why they are one.

Entities the lexicon knows are one by their id, states by their code. Names learned from the text are one across
articles where they are spelled alike and what stands around them agrees: two people of one name, told with other
states and other company, stay two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import xxhash

from isnad.link.components import Components
from isnad.link.decisions import Decided
from isnad.link.steps import each, together
from isnad.model import Entity, EntityId, EntityKind, EntityLink, Record, Unification
from isnad.plan import Group, Map
from isnad.rules.names import fixed_names
from isnad.text.fold import fold
from isnad.text.names import same_spelling, variant_key

Text = TypeVar("Text", bound=str)

_EVERYWHERE = 0.2
"""Share of the articles beyond which an entity tells nothing of whose company somebody is in."""

_NOBODY = ""
"""The company of a name that stands alone: nothing tells it from the earliest one told."""

_SPELLINGS = 40
"""Spellings of one sound compared with each other; more are compared with the commonest only."""


@dataclass(frozen=True, slots=True)
class Local:
    """One article's entity."""

    article: str
    day: str
    entity: Entity
    company: frozenset[str]
    """The known entities and states of the same article."""

    @property
    def order(self) -> tuple[str, str, str]:
        return self.day, self.article, self.entity.id

    @property
    def key(self) -> str:
        """Equal for entities that are one by lexicon, state, or name and kind; an article's own where nothing tells."""
        e = self.entity
        if e.known:
            return e.id
        if e.iso:
            return f"state:{e.iso}"
        name = variant_free(e.name)
        if e.kind == "person" and " " not in name:
            return f"{self.article}/{e.id}"
        return f"{e.kind}:{name}"


def locals_of(record: Record) -> Iterator[Local]:
    """The entities of one record."""
    day = record.article.published.value[:10] if record.article.published else "9999"
    known = {e.id: e.iso or e.id for e in record.annotations.entities if e.known or e.iso}
    for e in record.annotations.entities:
        yield Local(record.article.id, day, e, frozenset(known.values()) - {known.get(e.id, "")})


LOCALS = Map("entities of articles", locals_of)


def variant_free(name: str) -> str:
    """A name's match form, joints and quotation marks made spaces: «جونغ-أون» and «جونغ أون» are one."""
    return " ".join(fold(name).replace("-", " ").replace('"', " ").split())


def link_entities(records: Sequence[Record], people: Decided | None = None) -> tuple[EntityLink, ...]:
    """Entities of the pile, in order of id; what people merged, split or renamed stands above what is found."""
    people = people or Decided()
    known = (key for r in records for key in known_keys(r))
    everywhere = common(Counter(known), len(records))
    groups: dict[str, list[Local]] = {}
    for local in each(LOCALS, records):
        apart = (local.article, local.entity.id) in people.names_apart
        key = f"{local.article}/{local.entity.id}/apart" if apart else local.key
        groups.setdefault(key, []).append(local)
    told = {k: part for key, rows in groups.items() for k, part in split_homonyms(key, rows, everywhere)}
    spellings = [s for key, rows in told.items() for s in spelling(key, rows, everywhere)]
    links = unify(told, set(together(BY_SOUND, spellings)))
    return tuple(sorted(_decide(links, people), key=lambda e: e.entity.id))


def known_keys(record: Record) -> frozenset[str]:
    """Entities the lexicon knows, and states by their code, in one article."""
    return frozenset(e.iso or e.id for e in record.annotations.entities if e.known or e.iso)


def common(counts: Mapping[str, int], articles: int) -> frozenset[str]:
    """Known entities that stand in so many of the articles that they tell nothing of the company somebody is in."""
    return frozenset(k for k, n in counts.items() if n > max(3.0, _EVERYWHERE * articles))


def split_homonyms(key: str, rows: Sequence[Local], everywhere: frozenset[str]) -> Iterator[tuple[str, list[Local]]]:
    """Persons of one name, apart where no company connects them; the earliest told keep the plain key."""
    articles = {r.article for r in rows}
    if not key.startswith("person:") or len(articles) == 1 or rows[0].entity.known:
        yield key, list(rows)
        return
    forest = Components()
    owner: dict[str, str] = {}
    for r in sorted(rows, key=lambda r: r.order):
        forest.join(owner.setdefault(_NOBODY, r.article), r.article if not r.company else owner[_NOBODY])
        for other in (r.company - everywhere or r.company) or (_NOBODY,):
            forest.join(owner.setdefault(other, r.article), r.article)
    parts: dict[str, list[Local]] = {}
    for r in sorted(rows, key=lambda r: r.order):
        parts.setdefault(forest.find(r.article), []).append(r)
    for n, part in enumerate(parts.values()):
        yield (key if not n else f"{key}@{part[0].article}"), part


@dataclass(frozen=True, slots=True)
class Spelling:
    """One name as its articles spell it, with the company it is told in."""

    key: str
    kind: EntityKind
    name: str
    count: int
    company: frozenset[str]


def spelling(key: str, rows: Sequence[Local], everywhere: frozenset[str]) -> Iterator[Spelling]:
    """What a name is compared with others by; nothing where it is known or no name that can be spelled in two ways."""
    entity = rows[0].entity
    if not entity.known and "/" not in key and entity.kind != "group":
        company = frozenset[str]().union(*(r.company for r in rows)) - everywhere
        yield Spelling(key, entity.kind, entity.name, len(rows), company)


def _sounds(name: Spelling) -> Iterator[str]:
    key = variant_key(name.name)
    if len(key) > 3:
        yield f"{name.kind} {key}"
    if len(key) > 5:
        yield f"{name.kind} {key[:-1]}"
        yield f"{name.kind} {key[0]}{key[2:]}"


Pair = tuple[str, str, tuple[str, ...]]
"""Keys of two names that are one, and the company they share."""


def _alike(_: str, names: tuple[Spelling, ...]) -> Iterator[Pair]:
    ranked = sorted(names, key=lambda n: (-n.count, n.key))
    for i, a in enumerate(ranked[: _SPELLINGS if len(ranked) <= _SPELLINGS else 1]):
        for b in ranked[i + 1 :]:
            if not a.company.isdisjoint(b.company) and same_spelling(a.name, b.name, fixed_names()):
                yield a.key, b.key, tuple(sorted(a.company & b.company))[:3]


BY_SOUND = Group("names by their consonants", _sounds, _alike, 2)


def unify(groups: Mapping[str, list[Local]], pairs: Iterable[Pair]) -> list[EntityLink]:
    """One entity for each group of names; those that pairs say are one are put together."""
    forest = Components()
    proof: dict[str, list[Unification]] = {}
    for a, b, shared in sorted(pairs):
        if forest.find(a) != forest.find(b):
            forest.join(a, b)
            why = f"spelled alike, and both told together with {', '.join(shared)}"
            form, same = groups[b][0].entity.name, groups[a][0].entity.name
            proof.setdefault(a, []).append(Unification(form, same, why, "names#same-spelling"))
    joined: dict[str, list[Local]] = {}
    for key, rows in groups.items():
        joined.setdefault(forest.find(key), []).extend(rows)
    kept: dict[str, tuple[Unification, ...]] = {}
    for a, rows_of_proof in proof.items():
        kept[forest.find(a)] = kept.get(forest.find(a), ()) + tuple(rows_of_proof)
    return [_entity_link(key, rows, kept.get(key, ())) for key, rows in joined.items()]


def _entity_link(key: str, rows: list[Local], why: tuple[Unification, ...]) -> EntityLink:
    id = key if rows[0].entity.known else "ent-" + xxhash.xxh3_64_hexdigest(key.encode())[:12]
    if len(rows) == 1:  # most of them
        alone = rows[0].entity
        entity = replace(alone, id=id, mentions=tuple(dict.fromkeys(alone.mentions)))
        return EntityLink(entity, ((rows[0].article, alone.id),), why)
    rows = sorted(rows, key=lambda r: r.order)
    entities = [r.entity for r in rows]
    forms = tuple(dict.fromkeys(form for e in entities for form in e.mentions))
    entity = Entity(
        id,
        _most([e.name for e in entities]),
        _most([e.kind for e in entities]),
        next((e.name_en for e in entities if e.name_en), None),
        forms,
        next((e.iso for e in entities if e.iso), None),
        next((e.wikidata for e in entities if e.wikidata), None),
        entities[0].known,
    )
    return EntityLink(entity, tuple((r.article, r.entity.id) for r in rows), why)


def _decide(links: list[EntityLink], people: Decided) -> Iterable[EntityLink]:
    by_id = {link.entity.id: link for link in links}
    for a, b in people.merged:
        if a in by_id and b in by_id and a != b:
            kept, gone = by_id[a], by_id.pop(b)
            forms = tuple(dict.fromkeys(kept.entity.mentions + gone.entity.mentions))
            row = Unification(gone.entity.name, kept.entity.name, "merged by a person", "decision#merge")
            entity = replace(kept.entity, mentions=forms)
            by_id[a] = EntityLink(entity, kept.members + gone.members, (*kept.unified, *gone.unified, row))
    for id, link in by_id.items():
        name = people.name_of(id, link.entity.name)
        yield link if name == link.entity.name else replace(link, entity=replace(link.entity, name=name))


def _most(values: list[Text]) -> Text:
    """The commonest value, the earliest of equals."""
    counts = Counter(values)
    return max(counts, key=lambda v: (counts[v], -values.index(v)))


def ids_of(links: Sequence[EntityLink]) -> dict[tuple[str, EntityId], EntityId]:
    """From (article id, local entity id) to the id of the pile's entity."""
    return {member: link.entity.id for link in links for member in link.members}
