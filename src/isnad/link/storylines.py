"""Records in, storylines out: a mixed pile falls into its stories, in order of time, with a page's words for title."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import xxhash

from isnad.link.decisions import Decided
from isnad.link.statements import Names, ordinal, words_in
from isnad.link.words import content_words
from isnad.model import Claim, Dating, DuplicateGroup, Record, Span, Storyline
from isnad.text.fold import fold

JOIN = 0.14
"""Cosine from which an article goes on with a story; `bench/storylines.py` shows what lower and higher do."""

TERMS = 150
"""Terms kept of an article, the most telling ones."""

CENTRE = 300
"""Terms kept of a story."""

_KEYS = 40
"""Terms of an article that are looked up among the stories'."""

_COMMON = 300
"""Stories that may share a term before it is no longer looked up."""

_NEAREST = 30
"""Stories, by looked-up terms in common, whose centres an article is compared with."""

_FADE = 0.004
"""What a story loses in likeness a day that nothing is told of it, up to a quarter of the whole."""

_LEAD = 2500
"""Characters of an article's beginning that tell what it is about."""

_TITLE = re.compile(r"^[^.!؟?\n]{10,140}")


@dataclass(frozen=True, slots=True)
class Profile:
    """One article as stories see it."""

    article: str
    day: int | None
    terms: Mapping[str, float]
    """Unit vector."""


@dataclass(slots=True)
class _Story:
    members: list[Profile] = field(default_factory=list)
    centre: dict[str, float] = field(default_factory=dict)
    square: float = 0.0
    """Of the centre's length."""
    last: int | None = None


def find_storylines(
    records: Sequence[Record], names: Names, copies: Sequence[DuplicateGroup], claims: Sequence[Claim],
    datings: Sequence[Dating], people: Decided,
) -> tuple[Storyline, ...]:  # fmt: skip
    """Storylines of two articles or more, in order of their first day.

    One pass in order of time: an article goes on with the story it is most like, or begins one. Copies of one text stay
    together whatever their likeness.
    """
    placed = {d.article: d.begin for d in datings}
    profiles = _profiles(records, names, placed)
    same = {article: g.first for g in copies for article in g.articles}
    stories: list[_Story] = []
    index: dict[str, set[int]] = {}
    home: dict[str, int] = {}
    for p in sorted(profiles, key=lambda p: (p.day or 10**7, p.article)):
        twin = home.get(same.get(p.article, ""))
        at = twin if twin is not None else _best(p, stories, index)
        if at is None:
            at = len(stories)
            stories.append(_Story())
        _join(stories[at], p)
        for term in list(p.terms)[:_KEYS]:
            index.setdefault(term, set()).add(at)
        home[p.article] = at
        if p.article in same:
            home.setdefault(same[p.article], at)
    by_id = {r.article.id: r for r in records}
    told = _claims_by_article(claims, records)
    found = [_storyline(s, by_id, told, placed, people) for s in stories if len(s.members) > 1]
    return tuple(sorted((s for s in found if s.id not in people.rejected), key=lambda s: (s.begin or "9999", s.id)))


def _profiles(records: Sequence[Record], names: Names, placed: Mapping[str, str]) -> list[Profile]:
    counts = [Counter(_terms(r, names)) for r in records]
    frequency: Counter[str] = Counter()
    for c in counts:
        frequency.update(c.keys())
    pile = len(records) + 2
    out = []
    for record, c in zip(records, counts, strict=True):
        weights = {t: (1 + math.log(n)) * (1 + math.log(pile / (frequency[t] + 1))) for t, n in c.items()}
        kept = sorted(weights.items(), key=lambda kv: (-kv[1], kv[0]))[:TERMS]
        norm = math.sqrt(sum(w * w for _, w in kept)) or 1.0
        published = record.article.published.value[:10] if record.article.published else placed.get(record.article.id)
        day = ordinal(published) if published else None
        out.append(Profile(record.article.id, day, {t: w / norm for t, w in kept if w > 0}))
    return out


def _terms(record: Record, names: Names) -> Iterable[str]:
    """Content keys of an article's title, twice, and of its beginning; of each word its first reading."""
    article = record.article
    for word in content_words(fold(article.title or "")):
        yield word.keys[0]
        yield word.keys[0]
    for word in words_in(record, Span(0, min(_LEAD, len(article.text))), names):
        yield word.keys[0]


def _best(p: Profile, stories: list[_Story], index: Mapping[str, set[int]]) -> int | None:
    near: Counter[int] = Counter()
    for term in list(p.terms)[:_KEYS]:
        stories_of_term = index.get(term, ())
        if len(stories_of_term) <= _COMMON:
            near.update(stories_of_term)
    best, at = JOIN, None
    for n, shared in sorted(near.items(), key=lambda kv: (-kv[1], kv[0]))[:_NEAREST]:
        if shared < 2:
            break
        likeness = _likeness(p, stories[n])
        if likeness > best:
            best, at = likeness, n
    return at


def _likeness(p: Profile, story: _Story) -> float:
    centre = story.centre
    dot = sum([w * centre[t] for t, w in p.terms.items() if t in centre])
    norm = math.sqrt(story.square) or 1.0
    quiet = max(0, p.day - story.last) if p.day and story.last else 0
    return dot / norm * (1 - min(0.25, _FADE * quiet))


def _join(story: _Story, p: Profile) -> None:
    story.members.append(p)
    for term, weight in p.terms.items():
        before = story.centre.get(term, 0.0)
        story.centre[term] = before + weight
        story.square += weight * (2 * before + weight)
    if len(story.centre) > 3 * CENTRE:
        kept = sorted(story.centre.items(), key=lambda kv: (-kv[1], kv[0]))[:CENTRE]
        story.centre = dict(kept)
        story.square = sum(w * w for _, w in kept)
    if p.day:
        story.last = max(p.day, story.last or 0)


def _claims_by_article(claims: Sequence[Claim], records: Sequence[Record]) -> dict[str, list[str]]:
    where = {a.id: r.article.id for r in records for a in r.annotations.attributions}
    out: dict[str, list[str]] = {}
    for c in claims:
        for article in dict.fromkeys(where[a] for a in (*c.attributions, *c.contested_by) if a in where):
            out.setdefault(article, []).append(c.id)
    return out


def _storyline(
    story: _Story, records: Mapping[str, Record], told: Mapping[str, list[str]], placed: Mapping[str, str],
    people: Decided,
) -> Storyline:  # fmt: skip
    members = [p.article for p in story.members]
    id = "story-" + xxhash.xxh3_64_hexdigest(members[0].encode())[:12]
    central = sorted(story.members, key=lambda p: (-_likeness(p, story), p.article))
    title = next((t for p in central if (t := _title(records[p.article]))), members[0])
    published = [records[a].article.published for a in members]
    days = sorted(d for a, p in zip(members, published, strict=True) if (d := p.value[:10] if p else placed.get(a)))
    claims = tuple(dict.fromkeys(c for a in members for c in told.get(a, ())))
    begin, end = (days[0], days[-1]) if days else (None, None)
    return Storyline(id, people.name_of(id, title), tuple(members), begin, end, claims)


def _title(record: Record) -> str | None:
    """The page's title, or the first words of its text."""
    if record.article.title:
        return record.article.title
    found = _TITLE.match(record.article.text)
    return found.group().strip() if found else None
