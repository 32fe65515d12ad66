"""What an assistant is told: values whose every claim stands on words of a page, with where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from isnad.model import EntityKind, Span, Stance
from isnad.text.whole import word_start

LONGEST = 4_000
"""Code points of one passage; more are counted and not given."""
LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article: `text[start:end]`, in Unicode code points."""

    words: str
    article: str
    start: int
    end: int
    left_out: int = 0
    """Code points that follow and were left out, because the passage is long."""


@dataclass(frozen=True, slots=True)
class Person:
    """A speaker or a relay; with `id`, `speaker` tells more."""

    id: str | None
    name: str
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class Head:
    """Which article, printed by whom and when."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    """ISO day or time; None where nobody knows."""


@dataclass(frozen=True, slots=True)
class Told:
    """One statement of one article: who says what, through whom, in which words."""

    id: str
    article: Head
    stance: Stance
    speaker: Person | None
    """None where the page hides who speaks; `source` then has its words for him."""
    with_him: tuple[Person, ...]
    via: tuple[Person, ...]
    """Through whom, from the one nearest the reader to the one nearest the speaker."""
    content: tuple[Passage, ...]
    cue: Passage
    source: Passage | None
    confidence: float
    rejected: bool
    """Whether a person took it out of the record."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article that holds the words asked for."""

    article: Head
    snippet: Passage
    hits: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """One leaf of results, best first."""

    found: tuple[Found, ...]
    more: bool
    """Whether another leaf follows."""


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim of a list, with the first statements of each side."""

    id: str
    text: str
    origins_at_least: int
    origins_at_most: int
    """Independent origins, as a range where pages hide their source."""
    pages: int
    vouching: int
    denying: int
    unverified: int
    published: str | None
    statements: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class ClaimsAnswer:
    """One leaf of a list of claims."""

    total: int
    leaf: int
    leaves: int
    claims: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """Words that prove something, and what they prove."""

    says: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class OriginLine:
    """One independent origin of a claim."""

    name: str
    hidden: bool
    """Whether the pages hide it: several hidden ones may be one."""
    articles: tuple[str, ...]
    proof: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What changed between two tellings."""

    kind: str
    before: Passage
    after: Passage


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """What a person decided."""

    kind: str
    by: str
    at: str
    note: str
    stands: bool


@dataclass(frozen=True, slots=True)
class ClaimAnswer:
    """One claim: who vouches, who denies, who could not verify it, and its independent origins."""

    id: str
    text: str
    origins_at_least: int
    origins_at_most: int
    origins: tuple[OriginLine, ...]
    vouches: tuple[Told, ...]
    denies: tuple[Told, ...]
    unverified: tuple[Told, ...]
    left_out: int
    """Statements beyond those given."""
    changes: tuple[Change, ...]
    decisions: tuple[DecisionLine, ...]


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression and its TIMEX3 value; None where the words give no calendar value."""

    passage: Passage
    value: str | None


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """A piece of evidence for the date of publication."""

    value: str
    words: str
    how: str
    taken: bool


@dataclass(frozen=True, slots=True)
class ArticleAnswer:
    """One article, a part of its text at a time, with what it attributes to whom in that part."""

    article: Head
    url: str | None
    text: Passage
    next_start: int | None
    """Ask again with it for the next part; None at the end."""
    statements: tuple[Told, ...]
    claims: dict[str, str]
    """For each statement, the claim it belongs to."""
    times: tuple[Time, ...]
    dates: tuple[DateEvidence, ...]


@dataclass(frozen=True, slots=True)
class SpeakerAnswer:
    """One speaker; or, where a name fits several, those it may be."""

    speaker: Person | None
    forms: tuple[str, ...]
    """The names it appears under."""
    stances: dict[str, int]
    said: tuple[Told, ...]
    """In order of time."""
    leaves: int
    said_of: tuple[Told, ...]
    """What others say of it."""
    may_be: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class StorylineLine:
    """One unfolding story."""

    id: str
    title: str
    begin: str | None
    end: str | None
    articles: int
    claims: int


@dataclass(frozen=True, slots=True)
class StorylinesAnswer:
    """One leaf of the storylines, the widest first."""

    total: int
    leaf: int
    leaves: int
    storylines: tuple[StorylineLine, ...]


@dataclass(frozen=True, slots=True)
class StorylineAnswer:
    """One storyline: its articles in order of time, and the most told of its claims."""

    storyline: StorylineLine
    articles: tuple[Head, ...]
    leaves: int
    claims: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain."""

    kind: str
    """`origin`, `hidden` (an origin the pages do not name), `relay` or `page`."""
    name: str
    proof: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """The way of words to the reader, from origin to page."""

    role: str
    """What came this way: `vouches`, `denies` or `unverified`; for a statement asked for by itself, `said`."""
    links: tuple[Link, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChainsAnswer:
    """The chains of a claim, or of one statement."""

    id: str
    origins_at_least: int | None
    origins_at_most: int | None
    """Independent origins of a claim; None for a statement alone."""
    chains: tuple[Chain, ...]


def passage(article: str, text: str, span: Span, whole_words: bool = False) -> Passage:
    """The words of a span; with `whole_words` from the start of its first one («إنها» where it begins with «ها»)."""
    start = word_start(text, span.start) if whole_words else span.start
    end = min(span.end, start + LONGEST)
    return Passage(text[start:end], article, start, end, span.end - end)


def short(name: str) -> str:
    """A name as it is told: one of a megabyte by its beginning."""
    return name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME] + "…"
