"""Records in, storylines out: a mixed pile falls into its stories, in order of time, with a page's words for title."""

from __future__ import annotations

import heapq
import math
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

import xxhash

from isnad.link.decisions import Decided
from isnad.link.reading import Reading
from isnad.link.statements import ordinal
from isnad.link.words import content_words
from isnad.model import Claim, Dating, DuplicateGroup, Record, Span, Storyline
from isnad.text.fold import fold

CENTRAL, NEAR = 0.15, 0.12
"""Cosines with a story's centre, and with its nearest articles, from which an article goes on with it, in a pile of
300."""

CENTRAL_GROWS, NEAR_GROWS = 0.02, 0.04
"""What either asks more in a pile ten times as large, where rare words weigh more."""

OF_CENTRE = 0.6
"""Share of the centre in the decision. Alone it lets a large story swallow its neighbours: such a centre is near to
anything; `bench/storylines.py` shows what that costs."""

NEAREST = 3
"""Articles of a story whose mean likeness counts."""

TERMS = 150
"""Terms kept of an article, the most telling ones."""

CENTRE = 300
"""Terms kept of a story."""

_KEYS = 40
"""Terms of an article that are looked up among the stories'."""

_RECENT = 100
"""The latest articles with a term that are looked at: a term that stands in more tells little."""

_COMPARED = 24
"""Articles, by looked-up terms in common, that an article is compared with."""

_FORGOTTEN = 0.01
"""What an article loses in likeness to another a day between them, up to half."""

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
    records: Sequence[Record], terms: Mapping[str, Sequence[str]], copies: Sequence[DuplicateGroup],
    claims: Sequence[Claim], datings: Sequence[Dating], people: Decided,
) -> tuple[Storyline, ...]:  # fmt: skip
    """Storylines of two articles or more, in order of their first day; `terms` are those of each article.

    One pass in order of time: an article goes on with the story it is most like, or begins one. Copies of one text stay
    together whatever their likeness.
    """
    placed = {d.article: d.begin for d in datings}
    profiles = _profiles(records, terms, placed)
    same = {article: g.first for g in copies for article in g.articles}
    stories = _stories(sorted(profiles, key=lambda p: (p.day or 10**7, p.article)), same)
    by_id = {r.article.id: r for r in records}
    told = _claims_by_article(claims, records)
    found = [_storyline(s, by_id, told, placed, people) for s in stories if len(s.members) > 1]
    return tuple(sorted((s for s in found if s.id not in people.rejected), key=lambda s: (s.begin or "9999", s.id)))


def _profiles(
    records: Sequence[Record], terms: Mapping[str, Sequence[str]], placed: Mapping[str, str]
) -> list[Profile]:
    counts = [Counter(terms[r.article.id]) for r in records]
    frequency: Counter[str] = Counter()
    for c in counts:
        frequency.update(c.keys())
    pile = len(records) + 2
    rarity = {t: 1 + math.log(pile / (n + 1)) for t, n in frequency.items()}
    out = []
    for record, c in zip(records, counts, strict=True):
        weights = {t: (1 + math.log(n)) * rarity[t] for t, n in c.items()}
        kept = sorted(weights.items(), key=lambda kv: (-kv[1], kv[0]))[:TERMS]
        norm = math.sqrt(sum(w * w for _, w in kept)) or 1.0
        published = record.article.published.value[:10] if record.article.published else placed.get(record.article.id)
        day = ordinal(published) if published else None
        out.append(Profile(record.article.id, day, {t: w / norm for t, w in kept if w > 0}))
    return out


def subject(reading: Reading) -> Iterator[str]:
    """Terms of an article: content keys of its title, twice, and of its beginning; of each word its first reading."""
    for word in content_words(fold(reading.record.article.title or "")):
        yield word.keys[0]
        yield word.keys[0]
    for word in reading.within(Span(0, _LEAD)):
        yield word.keys[0]


@dataclass(slots=True)
class _Pass:
    """What one pass over a pile has seen so far."""

    central: float
    near: float
    stories: list[_Story] = field(default_factory=list)
    seen: list[tuple[Profile, int]] = field(default_factory=list)
    """Articles and the numbers of their stories."""
    index: dict[str, tuple[array[int], array[float]]] = field(default_factory=dict)
    """The latest articles by looked-up term, and the term's weight in each: side by side, because all are gone over."""

    def remember(self, p: Profile, at: int) -> None:
        """An article and the number of its story, for those that come after."""
        for term, weight in islice(p.terms.items(), _KEYS):
            latest = self.index.get(term)
            if latest is None:
                latest = self.index[term] = array("L"), array("d")
            elif len(latest[0]) == _RECENT:
                del latest[0][0], latest[1][0]
            latest[0].append(len(self.seen))
            latest[1].append(weight)
        self.seen.append((p, at))


def _stories(profiles: Sequence[Profile], same: Mapping[str, str]) -> list[_Story]:
    """Stories of articles in order of time; `same` names the first of the copies of one text."""
    tens = math.log10(max(len(profiles), 30) / 300)
    done = _Pass(CENTRAL + CENTRAL_GROWS * tens, NEAR + NEAR_GROWS * tens)
    home: dict[str, int] = {}
    for p in profiles:
        at = home.get(same.get(p.article, ""))
        if at is None:
            at = _best(p, done)
        if at is None:
            at = len(done.stories)
            done.stories.append(_Story())
        _join(done.stories[at], p)
        done.remember(p, at)
        if p.article in same:
            home.setdefault(same[p.article], at)
    return done.stories


def _best(p: Profile, done: _Pass) -> int | None:
    """The story an article goes on with: near its centre and near some of its articles, taken together."""
    best, at = 1.0, None
    for n, found in _near(p, done).items():
        nearest = sorted(found, reverse=True)[:NEAREST]
        count = min(NEAREST, len(done.stories[n].members))
        part = _likeness(p, done.stories[n]) / done.central
        likeness = OF_CENTRE * part + (1 - OF_CENTRE) * sum(nearest) / count / done.near
        if likeness > best:
            best, at = likeness, n
    return at


def _near(p: Profile, done: _Pass) -> dict[int, list[float]]:
    """Likenesses to the nearest articles, by story."""
    shared: defaultdict[int, float] = defaultdict(float)
    for term, weight in islice(p.terms.items(), _KEYS):
        if term in done.index:
            for i, other_weight in zip(*done.index[term], strict=True):
                shared[i] += weight * other_weight
    least = heapq.nlargest(_COMPARED, shared.values())[-1:]
    best = sorted([(-weight, i) for i, weight in shared.items() if weight >= least[0]])[:_COMPARED]
    terms = list(p.terms.items())
    out: dict[int, list[float]] = {}
    for _, i in best:
        other, n = done.seen[i]
        known = other.terms
        dot = sum([w * known[t] for t, w in terms if t in known])
        days = abs(p.day - other.day) if p.day and other.day else 0
        out.setdefault(n, []).append(dot * (1 - min(0.5, _FORGOTTEN * days)))
    return out


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
