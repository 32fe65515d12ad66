"""A record and the pile's names in, its content words out: an article is read once, for all that linking asks of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from isnad.link.words import Word, consonants, content_words
from isnad.model import EntityId, EntityLink, Record, Span
from isnad.text.fold import Folded, fold


@dataclass(frozen=True, slots=True)
class Names:
    """What the pile's entities give to reading: who is who, and which adjectives mean which state."""

    ids: Mapping[tuple[str, EntityId], EntityId]
    states: Mapping[tuple[str, ...], str]
    """Content keys of a state's name (`("كور", "شمل")`), and its key."""
    keys: Mapping[EntityId, str]
    """The content key of an entity: of a state its code, else its id."""
    shown: Mapping[str, str]
    """The name behind an entity's content key."""
    voices: Mapping[EntityId, frozenset[str]]
    """Content keys of each entity's name, states as their code."""


def names_of(
    links: Sequence[EntityLink],
    ids: Mapping[tuple[str, EntityId], EntityId],
    known: Mapping[tuple[str, ...], str] | None = None,
) -> Names:
    """Names as readings use them; `known` are states of the pile, where `links` are those of a part of it."""
    states = dict(known or {})
    keys: dict[EntityId, str] = {}
    for link in links:
        e = link.entity
        keys[e.id] = f"@{e.iso}" if e.iso else f"@{e.id}"
        if e.iso and e.kind == "place":
            states[tuple(consonants(w) for w in fold(e.name).split())] = f"@{e.iso}"
    shown = {keys[link.entity.id]: link.entity.name for link in reversed(links)}
    voices, opening = {}, _opening(states)
    for link in links:
        words = _with_states(list(content_words(fold(link.entity.name))), states, opening)
        voices[link.entity.id] = frozenset((keys[link.entity.id], *(w.keys[0] for w in words)))
    return Names(ids, states, keys, shown, voices)


@dataclass(frozen=True, slots=True)
class Reading:
    """An article's content words and entities in reading order, and where each one starts."""

    record: Record
    words: tuple[Word, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, record: Record, names: Names) -> Reading:
        """Mentions are put in as one word each, and adjectives of states as the state."""
        words = tuple(_words(record, names))
        return cls(record, words, tuple(w.start for w in words))

    def within(self, span: Span) -> tuple[Word, ...]:
        """The words that start in a span."""
        return self.words[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]


def _words(record: Record, names: Names) -> list[Word]:
    text, article = record.article.text, record.article.id
    out: list[Word] = []
    at = 0
    for m in record.annotations.mentions:
        name = m.head or m.span
        if name.start < at:
            continue
        out += _read(text[at : name.start], at)
        entity = names.ids.get((article, m.entity), m.entity)
        form = fold(name.of(text))
        spelled = "=" + " ".join(consonants(w) for w in form.split())
        out.append(Word(name.start, (names.keys.get(entity, f"@{entity}"), spelled), form))
        at = name.end
    out += _read(text[at:], at)
    return _with_states(out, names.states, _opening(names.states))


def _read(text: str, at: int) -> tuple[Word, ...]:
    """Content words of a passage that stands at `at`, placed in the original text where folding drops characters."""
    folded = fold(text)
    if len(folded) == len(text):
        return content_words(folded, at)
    form = Folded.of(text)
    return tuple(w._replace(start=at + form.at(w.start)) for w in content_words(form.text))


def _opening(states: Mapping[tuple[str, ...], str]) -> frozenset[str]:
    """The first words of states' names."""
    return frozenset(name[0] for name in states)


def _with_states(words: list[Word], states: Mapping[tuple[str, ...], str], opening: frozenset[str]) -> list[Word]:
    if opening.isdisjoint(w.form for w in words):
        return words
    out: list[Word] = []
    i = 0
    while i < len(words):
        key, width = None, 1
        if words[i].form in opening:
            for width in (2, 1):
                key = states.get(tuple(w.form for w in words[i : i + width]))
                if key:
                    break
        out.append(Word(words[i].start, (key,), words[i].form) if key else words[i])
        i += width
    return out
