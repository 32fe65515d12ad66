"""A record and the pile's names in, its content words out: an article is read once, for all that linking asks of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from isnad.link.words import Word, consonants, content_words, words_of
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
    opening: frozenset[str]
    """The first words of states' names."""


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
    voices, opening = {}, frozenset(name[0] for name in states)
    for link in links:
        words = _with_states(list(content_words(fold(link.entity.name))), states, opening)
        voices[link.entity.id] = frozenset((keys[link.entity.id], *(w.keys[0] for w in words)))
    return Names(ids, states, keys, shown, voices, opening)


@dataclass(frozen=True, slots=True)
class Reading:
    """An article's content words and entities in reading order, and where each one starts."""

    record: Record
    form: Folded | None
    """Of the whole text; None where a ligature in it has no way into its middle."""
    words: tuple[Word, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, record: Record, names: Names, form: Folded | None = None) -> Reading:
        """Mentions are put in as one word each, and adjectives of states as the state.

        `form` is the text's match form, where it is made already.
        """
        text = record.article.text
        form = None if _LIGATURE.search(text) else form or Folded.of(text)
        words = tuple(_words(record, form, names))
        return cls(record, form, words, tuple([w.start for w in words]))

    def within(self, span: Span) -> tuple[Word, ...]:
        """The words that start in a span."""
        return self.words[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]

    def folded(self, start: int, end: int) -> str:
        """A passage in match form."""
        return _passage(self.record.article.text, self.form, start, end)


_LIGATURE = re.compile("[\ufb50-\ufdff\ufe70-\ufeff]")


def _words(record: Record, form: Folded | None, names: Names) -> list[Word]:
    text, article = record.article.text, record.article.id
    out: list[Word] = []
    at = 0
    for m in record.annotations.mentions:
        name = m.head or m.span
        told = _passage(text, form, name.start, name.end)
        if name.start < at or _nobody(told):
            continue
        _read(out, text, form, at, name.start)
        entity = names.ids.get((article, m.entity), m.entity)
        out.append(Word(name.start, (names.keys.get(entity, f"@{entity}"), _spelled(told)), told))
        at = name.end
    _read(out, text, form, at, len(text))
    return _with_states(out, names.states, names.opening)


def _nobody(told: str) -> bool:
    """Whether a mention is a noun for what was told and names nobody: «أي تقرير», but not «التقرير»."""
    return told in words_of("word_of") or told.removesuffix("ا") in words_of("word_of")


def _passage(text: str, form: Folded | None, start: int, end: int) -> str:
    if form is None:
        return fold(text[start:end])
    return form.text[start:end] if form.aligned else form.text[form.back(start) : form.back(end)]


@lru_cache(maxsize=1 << 16)
def _spelled(name: str) -> str:
    """The key of a name as it is written here."""
    return "=" + " ".join(consonants(w) for w in name.split())


def _read(out: list[Word], text: str, form: Folded | None, start: int, end: int) -> None:
    """Content words of a passage, placed in the original text where folding drops characters."""
    if form is None:
        own = Folded.of(text[start:end])
        out += content_words(own.text, place=lambda i: start + own.at(i))
    elif form.aligned:
        out += content_words(form.text, start, end)
    elif start < end:
        out += content_words(form.text, form.back(start), form.back(end), form.at)


def _with_states(words: list[Word], states: Mapping[tuple[str, ...], str], opening: frozenset[str]) -> list[Word]:
    """The words with names of states, of one word or two, put in as the state."""
    out: list[Word] = []
    at = 0
    for i in [i for i, w in enumerate(words) if w[2] in opening]:
        for width in (2, 1) if i >= at else ():
            if key := states.get(tuple([w.form for w in words[i : i + width]])):
                out += words[at:i]
                out.append(Word(words[i].start, (key,), words[i].form))
                at = i + width
                break
    return out + words[at:] if at else words
