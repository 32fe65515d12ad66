"""Every value that travels between rooms: frozen, slotted, compared by value, importing nothing of ours.

Every span is half-open and counted in Unicode code points of `Article.text` unless its docstring says otherwise.
Every finding carries the `RuleId` of the knowledge that made it, so that `isnad why` can show it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

RuleId = str
"""`file#entry`, for example `timex/relative#yesterday`: the rule file below `isnad/rules/` and the entry in it."""

EntityId = str
"""Within one article's annotations a local id; after linking, the id of an `Entity` of the store."""

Form = Literal["direct", "indirect", "mixed"]
"""Whether the content stands as quoted words, as reported speech, or as reported speech with a quoted part."""

Stance = Literal["assert", "deny", "doubt", "commit", "urge", "warn", "evaluate"]
"""What the source does with the content: says it is so, says it is not, holds it for likely, will do it, asks for it,
threatens or warns of it, praises or condemns or hopes or fears it."""

EntityKind = Literal["person", "org", "place", "group"]

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]

DateOrigin = Literal["stated", "metadata", "url", "feed", "inferred", "decided"]
"""How a publication date is known: words on the page, its machine-readable metadata, its address, the feed that
listed it, inference from other pages (never shown without its reasons), or a person's decision."""


class IsnadError(Exception):
    """The one error family. The message names the file or record and the remedy."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters it covers: `Span(0, 4).of("قالت وكالة")` is `"قالت"`."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether at least one character lies in both."""
        return self.start < other.end and other.start < self.end


# --- what arrives, and what is published -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hints:
    """What a feed, a dump's columns or an archive's headers say of a page, before the page itself is read."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    """As the carrier wrote it, not yet parsed."""
    url: str | None = None
    crawled: str | None = None
    """When the page was fetched (ISO 8601): never a publication date."""


@dataclass(frozen=True, slots=True)
class Page:
    """What arrived: decoded characters and where they came from."""

    id: str
    """Twelve hexadecimal digits of a digest of the bytes (and of the address, where the record has one)."""
    source: str
    """Path or address, as the user would find it again; an archive's record is `path#record`."""
    kind: Literal["text", "html"]
    text: str
    """Decoded characters: the markup itself where `kind` is html."""
    encoding: str
    hints: Hints = Hints()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A no is a value: a page (or a file) that gives no article, why, and what the user can do."""

    source: str
    reason: str
    """One word or two, stable across versions: `empty`, `binary`, `not-arabic`, `too-large`, `unreadable` …"""
    remedy: str
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A crash on one record, never of the run: which record, in which stage, and the last line of the traceback."""

    source: str
    stage: str
    error: str
    page: str | None = None
    """`Page.id`, where the record came from a page."""


@dataclass(frozen=True, slots=True)
class Piece:
    """`length` code points of `Article.text` from `start` are those of the page's visible text from `page_start`."""

    start: int
    page_start: int
    length: int


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """One piece of evidence for a publication date, kept also when it loses."""

    value: str
    """ISO 8601 date, or date and time with its zone where the page gives one."""
    origin: DateOrigin
    words: str
    """The characters that state it: words of the page, a meta tag, a path of the address."""
    rule: RuleId
    verdict: str = ""
    """Why it won or lost, in a few English words: `chosen`, `crawl banner`, `event in the body` …"""


@dataclass(frozen=True, slots=True)
class Furniture:
    """Characters of the page that belong to no article: menus, share strips, comment forms, crawl banners."""

    start: int
    """Offset into the page's visible text."""
    end: int
    kind: str
    rule: RuleId


@dataclass(frozen=True, slots=True)
class Article:
    """What was published."""

    id: str
    page: str
    """`Page.id`."""
    source: str
    """`Page.source`."""
    number: int
    """0 for the page's main article, 1 and up for articles glued below it, in reading order."""
    title: str | None
    text: str
    """Paragraphs joined by one line break; spans of all findings count in it."""
    paragraphs: tuple[Span, ...]
    pieces: tuple[Piece, ...] = ()
    """The way back to the page's visible text."""
    outlet: str | None = None
    byline: str | None = None
    """The line as printed: `عبدالكريم الحمد - الرياض`, `لندن: رويترز`."""
    credit: str | None = None
    """The agency or newspaper the page credits with the text, as printed: `أ ف ب`."""
    dateline: str | None = None
    """The place the text opens with: `موسكو`."""
    section: str | None = None
    url: str | None = None
    published: DateCandidate | None = None
    """None where the page does not say. Never a crawl date, never a guess."""
    crawled: str | None = None
    dates: tuple[DateCandidate, ...] = ()
    """Every candidate weighed, the chosen one first."""
    captions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """What `extract` makes of one page."""

    page: str
    visible: str
    """The page's visible text, line by line: what `Piece` and `Furniture` offsets count in."""
    articles: tuple[Article, ...]
    furniture: tuple[Furniture, ...] = ()


# --- what is found in an article -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression in TIMEX3 terms (ISO-TimeML)."""

    span: Span
    text: str
    type: TimexType
    value: str | None
    """TIMEX3 value; open where the anchor is unknown (`XXXX-WXX-4`), None where the words give no calendar value."""
    rule: RuleId
    anchor: str | None = None
    """The reference date it was resolved against, where it was."""
    begin: str | None = None
    """First day it can mean (ISO date), where the value has a calendar range."""
    end: str | None = None
    """Last day it can mean, inclusive."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the article that name or describe an entity."""

    span: Span
    text: str
    kind: EntityKind
    entity: EntityId
    rule: RuleId
    head: Span | None = None
    """The proper name inside a titled mention: «بوتين» in «الرئيس الروسي بوتين»."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, organisation, place or group, with every form it was seen in."""

    id: EntityId
    name: str
    kind: EntityKind
    name_en: str | None = None
    mentions: tuple[str, ...] = ()
    """Surface forms, each once, in order of first appearance."""
    iso: str | None = None
    """ISO 3166-1 alpha-2 code of a state."""
    wikidata: str | None = None
    known: bool = False
    """Whether the lexicon knows it; otherwise it was learned from the text."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One reported statement: PARC 3.0's source, cue and content, with the stance, speaker and chain it came by."""

    id: str
    cue: Span
    source: Span | None
    """None where the source is elided or hidden."""
    content: tuple[Span, ...]
    form: Form
    stance: Stance
    speaker: EntityId | None
    """None where the text hides who speaks."""
    via: tuple[EntityId, ...]
    """From the one nearest the reader to the one nearest the speaker; the page's own outlet is not repeated."""
    rules: tuple[RuleId, ...]
    co_speakers: tuple[EntityId, ...] = ()
    parent: str | None = None
    """Id of the attribution whose content holds this one."""
    confidence: float = 0.5
    """Probability that the whole row is right, calibrated on annotated pages."""


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, in PLOVER terms."""

    id: str
    span: Span
    """The words that report it, from the verb to the end of its clause."""
    trigger: Span
    type: str
    """A PLOVER event type: CONSULT, AGREE, SUPPORT, ACCUSE, ASSAULT …"""
    actor: EntityId | None
    recipient: EntityId | None
    place: EntityId | None
    begin: str | None
    end: str | None
    precision: str | None
    """`day`, `week`, `month`, `year`, or None where undated."""
    attribution: str | None
    """Id of the attribution that vouches for it; None where the page itself does."""
    rule: RuleId


@dataclass(frozen=True, slots=True)
class Annotations:
    """Everything found in one article."""

    article: str
    timexes: tuple[Timex, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """An article with its annotations: what analysis gives and linking takes."""

    article: Article
    annotations: Annotations


# --- what is found across articles -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reuse:
    """A passage of one article that stands in another: spans in each article's own text."""

    article: str
    span: Span
    other: str
    other_span: Span


@dataclass(frozen=True, slots=True)
class DuplicateGroup:
    """Articles that carry the same text, whole or in part."""

    id: str
    articles: tuple[str, ...]
    first: str
    """The article published first among the dated ones, else the one others are contained in."""
    containment: tuple[tuple[str, str, float], ...]
    """For each reused pair: the share of the first one's shingles that the second one holds (0 to 1)."""
    reuses: tuple[Reuse, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words on a page that prove something."""

    article: str
    span: Span
    text: str
    says: str
    """What they prove, in a few words: `credit`, `chain end`, `reused text` …"""


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent end of the chains behind a claim."""

    entity: EntityId | None
    """None where the page hides its source."""
    name: str
    hidden: bool
    """Whether it may coincide with another origin: hidden ones widen the range, they do not raise its lower bound."""
    articles: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Drift:
    """What changed between two tellings of one claim, with both passages."""

    kind: Literal[
        "hedge-dropped",
        "speaker-generalised",
        "number-changed",
        "denial-left-out",
        "quote-flattened",
        "date-moved",
        "unverified-dropped",
    ]
    before: Evidence
    after: Evidence


@dataclass(frozen=True, slots=True)
class Claim:
    """Attributions, over one page or many, that assert or contest the same thing."""

    id: str
    text: str
    """The wording that stands for it, cut from a page."""
    attributions: tuple[str, ...]
    """Those that vouch for it, in any stance but denial and unverified."""
    contested_by: tuple[str, ...]
    """Attributions that deny it."""
    unverified: tuple[str, ...]
    """Attributions that say it could not be verified."""
    origins: tuple[Origin, ...]
    at_least: int
    at_most: int
    """Number of independent origins: a range, because pages hide their sources."""
    why: tuple[str, ...]
    """For each attribution after the first, in order, why it was merged, in words."""
    drift: tuple[Drift, ...] = ()
    begin: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Dating:
    """An undated article placed by what it tells in common with dated ones: a range, always marked as inferred."""

    article: str
    begin: str
    end: str
    reasons: tuple[Evidence, ...]
    contradictions: tuple[Evidence, ...] = ()
    weekdays: tuple[tuple[str, str], ...] = ()
    """Open weekday values that the range closes: (`XXXX-WXX-4`, `2023-09-14`)."""


@dataclass(frozen=True, slots=True)
class Storyline:
    """Articles of one unfolding story, in order of time, with a title of the pages' own words."""

    id: str
    title: str
    articles: tuple[str, ...]
    begin: str | None
    end: str | None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unification:
    """Two forms held to be one name, with the evidence."""

    form: str
    same_as: str
    why: str
    rule: RuleId


@dataclass(frozen=True, slots=True)
class EntityLink:
    """One entity of the pile and the article-local entities it stands for."""

    entity: Entity
    members: tuple[tuple[str, EntityId], ...]
    """(article id, local entity id)."""
    unified: tuple[Unification, ...] = ()


@dataclass(frozen=True, slots=True)
class Links:
    """Everything found across articles."""

    duplicates: tuple[DuplicateGroup, ...] = ()
    entities: tuple[EntityLink, ...] = ()
    claims: tuple[Claim, ...] = ()
    datings: tuple[Dating, ...] = ()
    storylines: tuple[Storyline, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided; it outlives every re-run and is part of the export."""

    id: str
    kind: Literal["merge", "split", "reject", "rename", "fix", "date", "undo"]
    target: str
    """Id of the entity, claim, attribution or article it is about."""
    detail: str
    """JSON of what was decided."""
    by: str
    at: str
    note: str = field(default="")

    @property
    def day(self) -> str | None:
        """The ISO day that a `date` sets; None for other kinds, and for a detail that names no day.

        >>> Decision("d1", "date", "a.0", '{"published": "2024-05-01"}', "هدى", "2025-10-20T09:00:00+00:00").day
        '2024-05-01'
        >>> Decision("d2", "date", "a.0", '{"published": "أمس"}', "هدى", "2025-10-20T09:00:00+00:00").day
        """
        try:
            detail = json.loads(self.detail) if self.kind == "date" else None
            return date.fromisoformat(detail["published"]).isoformat() if isinstance(detail, dict) else None
        except (ValueError, KeyError, TypeError):
            return None
