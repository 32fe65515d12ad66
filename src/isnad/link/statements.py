"""Records in, statements out: each attribution as claims are made of it, small enough to hold a whole pile of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from isnad.link.numbers import quantities, toll
from isnad.link.polarity import (
    Negations,
    accuses,
    any_such,
    calls_false,
    framed,
    negations,
    of_oneself,
    of_rumour,
    points_back,
    refuses,
    talks_of,
    told_by,
)
from isnad.link.reading import Names, Reading
from isnad.link.words import Word, poles, regex_of
from isnad.model import Article, Attribution, EntityId, Span, Stance, Timex
from isnad.text.fold import Folded

_DAYS = 8
"""A time expression as wide as this or wider names no day."""

_HARMED = frozenset({"~kill", "~wound"})
"""Concepts of a toll: two speakers who count the dead of one day's event and differ contradict each other. Other
numbers that differ are mostly of two things: of 40 such pairs of 10,000 articles read by eye, one in ten contradicted.
"""

_OPENING = 5
"""Content words within which a statement says what is done."""

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
    poles: frozenset[tuple[str, str]] = frozenset()
    """What its first words say, not negated, of which something else is the opposite, and that opposite."""
    whose: str | None = None
    """Content key of him whose words it denies: «نفى تصريحات المدير»."""
    rumour: bool = False
    """Denies what some say: «نفى مزاعم عن اتفاق سري»."""
    unsaid: bool = False
    """Told within the denial that anything of the kind exists: «نفى تلقي أي تقرير يحذر من الفيضان»."""
    toll: frozenset[tuple[str, float]] = frozenset()
    """Of the killed or hurt, whom it counts, by content key, and how many, where it counts flatly."""

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


def statements_of(reading: Reading, names: Names, placed: str | None = None) -> Iterator[Statement]:
    """Statements of one article, in the order of its attributions; `placed` is the first day of an undated one."""
    record = reading.record
    published = record.article.published.value[:10] if record.article.published else placed
    day = ordinal(published) if published else None
    found = record.annotations.attributions
    nested = frozenset(a.id for a in found)
    empty = frozenset(a.id for a in found if a.stance == "deny" and any_such(_opening(reading, a)))
    for a in found:
        made = _statement(reading, a, names, nested, day)
        yield replace(made, unsaid=True) if a.parent in empty else made


def _opening(reading: Reading, a: Attribution) -> str:
    first = min(a.content)
    return reading.folded(first.start, first.end)


@dataclass(frozen=True, slots=True)
class _Content:
    """What comparison reads of an attribution's content."""

    words: tuple[Word, ...]
    numbers: frozenset[float]
    negations: Negations
    opening: str
    """Its first span in match form."""
    named: Word | None
    """The first entity, where it is among the first words."""
    before: str
    """What stands before that entity, in match form."""


def _content(reading: Reading, spans: tuple[Span, ...]) -> _Content:
    text, words, numbers = reading.record.article.text, list[Word](), set[float]()
    for span in spans:
        words += reading.within(span)
        numbers |= quantities(reading.folded(span.start, span.end), span.start, reading.record.annotations.timexes)
    first = spans[0].start
    opening = Folded.of(spans[0].of(text).replace(*_THAT_NOT))
    found = negations(opening.text, words, lambda i: first + opening.at(i))
    begin = first + opening.at(framed(opening.text) or any_such(opening.text))
    named = next((w for w in words[:_OPENING] if w.keys[0][0] == "@"), None)
    before = opening.text[: opening.back(named.start - first)] if named else ""
    told = tuple(w for w in found.words if w.start >= begin)
    return _Content(told, frozenset(numbers), found, opening.text, named, before)


def _statement(
    reading: Reading, a: Attribution, names: Names, nested: frozenset[str], published: int | None
) -> Statement:
    article = reading.record.article
    day = article.published.value[:10] if article.published else "9999"
    spans = tuple(sorted(a.content))
    content = _content(reading, spans)
    resolve = names.ids.get
    speakers = frozenset(resolve((article.id, s), s) for s in (a.speaker, *a.co_speakers) if s)
    told = reading.folded(a.cue.start, max(a.cue.end, spans[0].end))
    return Statement(
        a.id,
        article.id,
        (day, article.id, a.cue.start, a.id),
        spans,
        _paragraph(article, a.cue.start),
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
        a.stance == "deny" and refuses(reading.folded(a.cue.start, a.cue.end), content.opening),
        a.stance == "doubt" and bool(regex_of("unverified").match(told)),
        a.confidence,
        published,
        _when(reading.record.annotations.timexes, spans),
        frozenset(k for s in speakers for k in names.voices.get(s, ())),
        points_back(content.opening),
        of_oneself(content.opening),
        accuses(told),
        a.stance != "deny" and talks_of(content.opening),
        poles(w for w in content.words[:_OPENING] if content.negations.anywhere.isdisjoint(w.keys)),
        *(_words_denied(content) if a.stance == "deny" else (None, False)),
        toll=toll(" ".join(reading.folded(s.start, s.end) for s in spans)) if _counts_people(content) else frozenset(),
    )


def _paragraph(article: Article, at: int) -> tuple[int, int]:
    return next(((p.start, p.end) for p in article.paragraphs if p.start <= at < p.end), (0, len(article.text)))


def _words_denied(content: _Content) -> tuple[str | None, bool]:
    """Whose words a denial is about, and whether it is about what some say."""
    whose = content.named.keys[0] if content.named and told_by(content.before) else None
    return whose, of_rumour(content.opening)


def _counts_people(content: _Content) -> bool:
    return bool(content.numbers) and any(w.keys[0] in _HARMED for w in content.words)


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
