"""Records in, statements out: each attribution as claims are made of it, small enough to hold a whole pile of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from isnad.link.numbers import quantities
from isnad.link.polarity import (
    Negations,
    accuses,
    calls_false,
    framed,
    negations,
    of_oneself,
    points_back,
    refuses,
    talks_of,
)
from isnad.link.words import Word, consonants, content_words, regex_of
from isnad.model import Attribution, EntityId, EntityLink, Record, Span, Stance, Timex
from isnad.text.fold import Folded, fold

_DAYS = 8
"""A time expression as wide as this or wider names no day."""

_THAT_NOT = ("ألا ", "لا  ")
"""«ألا» is «أن لا», which folding makes one with «إلا»; written so, no offset moves."""

FACTUAL = frozenset({"assert", "deny", "doubt", "warn", "commit"})
"""Stances in which different speakers can tell the same thing. Praise, blame and calls are acts of their speaker."""


Order = tuple[str, str, int, str]
"""Day, article, offset, and the id where all that is equal: the earliest told first."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution, as claims are made of it."""

    id: str
    article: str
    order: Order
    spans: tuple[Span, ...]
    sentence: tuple[int, int]
    """The paragraph the cue stands in."""
    stance: Stance
    speaker: EntityId | None
    speakers: frozenset[EntityId]
    via: tuple[EntityId, ...]
    parent: str | None
    words: tuple[Word, ...]
    """Content words and entities in reading order."""
    numbers: frozenset[float]
    negated: frozenset[str]
    """Keys of the words it negates."""
    turned: frozenset[str]
    """Those near its beginning, where a negation turns the whole."""
    false: bool
    """Calls what it tells of false: «لا صحة لـ»."""
    refuses: bool
    """Refuses to do something: a denial by its stance, and no word on whether something is so."""
    unverified: bool
    """Says that something could not be checked."""
    confidence: float
    day: int | None = None
    """When it was published, as a day's ordinal; of an undated article, the first day it was placed on."""
    when: tuple[int, int] | None = None
    """First and last day, as ordinals, that the content's own words give, where they give days and not years."""
    voices: frozenset[str] = frozenset()
    """Content keys of its speakers' names: «وزارة الخارجية السورية» is no stranger to «النظام السوري»."""
    back: bool = False
    """Only points back: «نفى هذه الاتهامات»."""
    own: bool = False
    """About one's own part in something: «نفى تورطه»."""
    accuses: bool = False
    """Lays something at somebody's door."""
    talks: bool = False
    """Speaks of accusations or reports («الاتهامات تهدف إلى …») and makes none."""

    @property
    def denies(self) -> bool:
        """Says that something is not so, by its stance or by its words."""
        return (self.stance == "deny" and not self.refuses) or self.false

    @property
    def factual(self) -> bool:
        """States what somebody else may state as well, and is no act of its speaker."""
        return self.stance in FACTUAL and not self.refuses

    @property
    def keys(self) -> frozenset[str]:
        """Every reading of every word."""
        return frozenset(k for w in self.words for k in w.keys)

    @property
    def signature(self) -> str:
        """Equal for statements whose words are the same."""
        return " ".join(w.keys[0] for w in self.words) + "|" + " ".join(map(str, sorted(self.numbers)))


@dataclass(frozen=True, slots=True)
class Names:
    """What the pile's entities give to statements: who is who, and which adjectives mean which state."""

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
    """Names as statements use them; `known` are states of the pile, where `links` are those of a part of it."""
    states = dict(known or {})
    keys: dict[EntityId, str] = {}
    for link in links:
        e = link.entity
        keys[e.id] = f"@{e.iso}" if e.iso else f"@{e.id}"
        if e.iso and e.kind == "place":
            states[tuple(consonants(w) for w in fold(e.name).split())] = f"@{e.iso}"
    shown = {keys[link.entity.id]: link.entity.name for link in reversed(links)}
    voices = {}
    for link in links:
        words = _with_states(list(content_words(fold(link.entity.name))), states)
        voices[link.entity.id] = frozenset((keys[link.entity.id], *(w.keys[0] for w in words)))
    return Names(ids, states, keys, shown, voices)


def statements_of(record: Record, names: Names, placed: str | None = None) -> Iterator[Statement]:
    """Statements of one record, in the order of its attributions; `placed` is the first day of an undated article."""
    published = record.article.published.value[:10] if record.article.published else placed
    day = ordinal(published) if published else None
    nested = frozenset(a.id for a in record.annotations.attributions)
    for a in record.annotations.attributions:
        yield _statement(record, a, names, nested, day)


@dataclass(frozen=True, slots=True)
class _Content:
    """What comparison reads of an attribution's content."""

    words: tuple[Word, ...]
    numbers: frozenset[float]
    negations: Negations
    opening: str
    """Its first span in match form."""


def _content(record: Record, spans: tuple[Span, ...], names: Names) -> _Content:
    text, words, numbers = record.article.text, list[Word](), set[float]()
    for span in spans:
        words += words_in(record, span, names)
        numbers |= quantities(fold(span.of(text)), span.start, record.annotations.timexes)
    opening = Folded.of(spans[0].of(text).replace(*_THAT_NOT))
    first = spans[0].start
    found = negations(opening.text, words, lambda i: first + opening.at(i))
    begin = first + opening.at(framed(opening.text))
    return _Content(tuple(w for w in found.words if w.start >= begin), frozenset(numbers), found, opening.text)


def _statement(
    record: Record, a: Attribution, names: Names, nested: frozenset[str], published: int | None
) -> Statement:
    article = record.article
    day = article.published.value[:10] if article.published else "9999"
    spans = tuple(sorted(a.content))
    content = _content(record, spans, names)
    resolve = names.ids.get
    speakers = frozenset(resolve((article.id, s), s) for s in (a.speaker, *a.co_speakers) if s)
    told = fold(article.text[a.cue.start : max(a.cue.end, spans[0].end)])
    paragraph = next((p for p in article.paragraphs if p.start <= a.cue.start < p.end), Span(0, len(article.text)))
    return Statement(
        a.id,
        article.id,
        (day, article.id, a.cue.start, a.id),
        spans,
        (paragraph.start, paragraph.end),
        a.stance,
        resolve((article.id, a.speaker), a.speaker) if a.speaker else None,
        speakers,
        tuple(resolve((article.id, v), v) for v in a.via),
        a.parent if a.parent in nested else None,
        content.words,
        content.numbers,
        content.negations.anywhere,
        content.negations.turned,
        calls_false(content.opening),
        a.stance == "deny" and refuses(fold(a.cue.of(article.text)), content.opening),
        a.speaker is None and bool(regex_of("unverified").match(told)),
        a.confidence,
        published,
        _when(record.annotations.timexes, spans),
        frozenset(k for s in speakers for k in names.voices.get(s, ())),
        points_back(content.opening),
        of_oneself(content.opening),
        accuses(told),
        a.stance != "deny" and talks_of(content.opening),
    )


def ordinal(day: str) -> int | None:
    """A day's ordinal; None where the string is no ISO day."""
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return None


def _when(timexes: Sequence[Timex], spans: tuple[Span, ...]) -> tuple[int, int] | None:
    found = []
    for t in timexes:
        if t.type == "DATE" and t.begin and t.end and any(s.covers(t.span) for s in spans):
            first, last = ordinal(t.begin[:10]), ordinal(t.end[:10])
            if first and last and last - first < _DAYS:
                found.append((first, last))
    return (min(f for f, _ in found), max(e for _, e in found)) if found else None


def words_in(record: Record, span: Span, names: Names) -> list[Word]:
    """Content words of a span, its mentions put in as one word each and adjectives of states as the state."""
    text, article = record.article.text, record.article.id
    out: list[Word] = []
    at = span.start
    inside = [
        m for m in record.annotations.mentions if span.start <= (m.head or m.span).start and m.span.end <= span.end
    ]
    for m in inside:
        name = m.head or m.span
        if name.start < at:
            continue
        out += _read(text[at : name.start], at)
        entity = names.ids.get((article, m.entity), m.entity)
        form = fold(name.of(text))
        spelled = "=" + " ".join(consonants(w) for w in form.split())
        out.append(Word(name.start, (names.keys.get(entity, f"@{entity}"), spelled), form))
        at = name.end
    out += _read(text[at : span.end], at)
    return _with_states(out, names.states)


def _read(text: str, at: int) -> tuple[Word, ...]:
    """Content words of a passage that stands at `at`, placed in the original text where folding drops characters."""
    folded = fold(text)
    if len(folded) == len(text):
        return content_words(folded, at)
    form = Folded.of(text)
    return tuple(w._replace(start=at + form.at(w.start)) for w in content_words(form.text))


def _with_states(words: list[Word], states: Mapping[tuple[str, ...], str]) -> list[Word]:
    opening = {name[0] for name in states}
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
