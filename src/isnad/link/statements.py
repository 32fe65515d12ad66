"""Records in, statements out: each attribution as claims are made of it, small enough to hold a whole pile of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from isnad.link.numbers import quantities
from isnad.link.words import Word, consonants, content_words, regex_of, words_of
from isnad.model import Attribution, EntityId, EntityLink, Record, Span, Stance, Timex
from isnad.text.fold import Folded, fold

_DAYS = 8
"""A time expression as wide as this or wider names no day."""

_NEGATED_WITHIN = 4
"""Words from the start of a content within which a negation turns the whole."""


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
    negated: bool
    """Negated at its beginning, where that turns the whole."""
    negates: bool
    """Negated anywhere."""
    unverified: bool
    """Says that something could not be checked."""
    confidence: float
    day: int | None = None
    """When it was published, as a day's ordinal; of an undated article, the first day it was placed on."""
    when: tuple[int, int] | None = None
    """First and last day, as ordinals, that the content's own words give, where they give days and not years."""

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
    return Names(ids, states, keys, shown)


def statements_of(record: Record, names: Names, placed: str | None = None) -> Iterator[Statement]:
    """Statements of one record, in the order of its attributions; `placed` is the first day of an undated article."""
    published = record.article.published.value[:10] if record.article.published else placed
    day = ordinal(published) if published else None
    nested = frozenset(a.id for a in record.annotations.attributions)
    for a in record.annotations.attributions:
        yield _statement(record, a, names, nested, day)


def _statement(
    record: Record, a: Attribution, names: Names, nested: frozenset[str], published: int | None
) -> Statement:
    article = record.article
    day = article.published.value[:10] if article.published else "9999"
    spans = tuple(sorted(a.content))
    words, numbers = [], set[float]()
    negated = negates = False
    for i, span in enumerate(spans):
        found = words_in(record, span, names)
        words += found
        numbers |= quantities(fold(span.of(article.text)), span.start, record.annotations.timexes)
        turned = [w in words_of("negation") for w in fold(span.of(article.text)).split()]
        negated |= not i and any(turned[:_NEGATED_WITHIN])
        negates |= any(turned)
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
        tuple(words),
        frozenset(numbers),
        negated,
        negates,
        a.speaker is None and bool(regex_of("unverified").match(told)),
        a.confidence,
        published,
        _when(record.annotations.timexes, spans),
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
