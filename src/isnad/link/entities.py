"""Records in, entities of the pile out: one behind the forms of many articles, and why they are one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import xxhash

from isnad.link.steps import each
from isnad.model import Entity, EntityId, EntityKind, EntityLink, Record
from isnad.plan import Map
from isnad.text.fold import fold


@dataclass(frozen=True, slots=True)
class Local:
    """One article's entity."""

    article: str
    day: str
    entity: Entity

    @property
    def key(self) -> str:
        """Equal for entities that are one by lexicon, state, or name and kind; an article's own where nothing tells."""
        e = self.entity
        if e.known:
            return e.id
        if e.iso:
            return f"state:{e.iso}"
        name = name_key(e.name)
        if e.kind == "person" and " " not in name:
            return f"{self.article}/{e.id}"
        return f"{e.kind}:{name}"


def locals_of(record: Record) -> Iterator[Local]:
    """The entities of one record."""
    day = record.article.published.value[:10] if record.article.published else "9999"
    return (Local(record.article.id, day, e) for e in record.annotations.entities)


LOCALS = Map("entities of articles", locals_of)


def name_key(name: str) -> str:
    """A name without what spelling varies: `name_key("جونغ-أون")  == name_key("جونغ أون")`."""
    return " ".join(fold(name).replace("-", " ").replace('"', " ").split())


def link_entities(records: Sequence[Record]) -> tuple[EntityLink, ...]:
    """Entities of the pile, in order of id."""
    groups: dict[str, list[Local]] = {}
    for local in each(LOCALS, records):
        groups.setdefault(local.key, []).append(local)
    return tuple(sorted((_entity_link(key, rows) for key, rows in groups.items()), key=lambda e: e.entity.id))


def _entity_link(key: str, rows: list[Local]) -> EntityLink:
    rows = sorted(rows, key=lambda r: (r.day, r.article, r.entity.id))
    entities = [r.entity for r in rows]
    id = key if entities[0].known else "ent-" + xxhash.xxh3_64_hexdigest(key.encode())[:12]
    name = _most([e.name for e in entities])
    forms = tuple(dict.fromkeys(form for e in entities for form in e.mentions))
    entity = Entity(
        id,
        name,
        _kind([e.kind for e in entities]),
        next((e.name_en for e in entities if e.name_en), None),
        forms,
        next((e.iso for e in entities if e.iso), None),
        next((e.wikidata for e in entities if e.wikidata), None),
        entities[0].known,
    )
    return EntityLink(entity, tuple((r.article, r.entity.id) for r in rows))


def _most(values: list[str]) -> str:
    """The commonest value, the earliest of equals."""
    counts = Counter(values)
    return max(counts, key=lambda v: (counts[v], -values.index(v)))


def _kind(kinds: list[EntityKind]) -> EntityKind:
    counts = Counter(kinds)
    return max(counts, key=lambda v: (counts[v], -kinds.index(v)))


def ids_of(links: Sequence[EntityLink]) -> dict[tuple[str, EntityId], EntityId]:
    """From (article id, local entity id) to the id of the pile's entity."""
    return {member: link.entity.id for link in links for member in link.members}
