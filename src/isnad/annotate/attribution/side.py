"""A speaker's mentions in, the side that speaks out: the states and bodies whose doing the speaker can announce."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from isnad.annotate.attribution.lexicon import media, words
from isnad.annotate.mentions_lexicon import Nisba, lexicon
from isnad.model import EntityId, Mention
from isnad.text.fold import fold
from isnad.text.per_word import per_word


@dataclass(frozen=True, slots=True)
class Side:
    """Whom the speaker speaks for: «وزير الخارجية الروسي» for himself, for Russia and for its ministry."""

    official: bool
    """Whether a title or a body's name shows the speaker to speak for more than themselves."""
    entities: frozenset[EntityId]

    @property
    def governs(self) -> bool:
        """Whether it is known of which state the speaker is."""
        return any(entity.startswith("state-") for entity in self.entities)


NOBODY = Side(False, frozenset())
"""The side of a speaker not yet known."""


def side_of(speaker: EntityId, official: bool, named: Iterable[EntityId]) -> Side:
    """The side of `speaker`, given whom the titles of the speaker name."""
    if speaker in media():
        return Side(False, frozenset({speaker}))  # what «الأناضول» says of Turkish troops, nobody promises
    facts = lexicon().facts.get(speaker)
    held = {speaker, *named}
    held.update(state for entity in tuple(held) for state in states_of(entity))
    body = bool(states_of(speaker)) and (facts is None or facts.kind != "person")
    return Side(official or body or bool(facts and facts.offices), frozenset(held))


def named_in_title(mentions: Sequence[Mention], at: int) -> set[EntityId]:
    """Bodies and states that the mention at an index names besides itself: «سفير الكويت لدى الأمم المتحدة»."""
    outer = mentions[at]
    if " " not in outer.text or not _speaks_for(outer.text):
        return set()
    named = _nationalities(outer.text)
    for inner in mentions[at + 1 : at + _NESTED]:
        if inner.span.start >= outer.span.end:
            break
        before = outer.text[: inner.span.start - outer.span.start].rstrip('"«“').split()
        away = inner.kind == "place" and before[-1:] in (["في"], ["لدى"], ["إلى"])  # «السفير السابق في الدوحة»
        if inner.span.end <= outer.span.end and inner.entity != outer.entity and not away:
            named.add(inner.entity)
    return named


@per_word
def _speaks_for(text: str) -> bool:
    """Whether a title says that its bearer speaks for what it names."""
    return any(word in words("speaks_for") for word in fold(text).split())


_NESTED = 8
"""Mentions looked at inside one: a title names two or three."""


def states_of(entity: EntityId) -> tuple[EntityId, ...]:
    """The state an entity belongs to: of «الجيش المصري» by its id, of a known name by the lexicon."""
    facts = lexicon().facts.get(entity)
    if facts is not None:
        return (facts.state,) if facts.state else ()
    state = _by_iso().get(entity.rpartition("-")[2].upper()) if ":" not in entity else None
    return (state,) if state else ()


@cache
def _by_iso() -> dict[str, EntityId]:
    return {f.iso: f.id for f in lexicon().facts.values() if f.iso and f.type == "state"}


def _nationalities(text: str) -> set[EntityId]:
    """States whose nationality adjective stands in a title: «الرئيس الإيراني»."""
    meanings = (m for word in fold(text).split() for m in lexicon().root.get(word, {}).get("", ()))
    return {m.state for m in meanings if isinstance(m, Nisba)}


@per_word
def is_official(text: str) -> bool:
    """Whether a title or a body's name shows that its bearer speaks for more than themselves."""
    return any(word in words("official") for word in fold(text).split())
