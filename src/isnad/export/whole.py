"""A story's records, links and decisions in, what every format is written from out: people by name, days, roles.

The records are gone through once a format and never all held at once, so `records` is a tuple or anything else that can
be gone through again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from isnad.export.wording import assistance
from isnad.model import Article, Attribution, Claim, Dating, Decision, Entity, Links, Record, Span, Stance
from isnad.text.whole import whole_words


@dataclass(frozen=True, slots=True)
class Role:
    """What a statement is to a claim: `vouches`, `denies` or `unverified`."""

    claim: str
    role: str


@dataclass(frozen=True, slots=True)
class Said:
    """One statement with its article and its people."""

    found: Attribution
    article: Article
    speaker: Entity | None
    """None where the text hides who speaks."""
    co_speakers: tuple[Entity, ...]
    via: tuple[Entity, ...]
    """From the one nearest the reader to the one nearest the speaker."""
    roles: tuple[Role, ...]

    @property
    def id(self) -> str:
        return self.found.id

    @property
    def stance(self) -> Stance:
        return self.found.stance

    @property
    def cue(self) -> str:
        """The words that report."""
        return self.found.cue.of(self.article.text)

    @property
    def source(self) -> str | None:
        """The words that name the source; None where the text has none."""
        return self.found.source.of(self.article.text) if self.found.source else None

    @property
    def content(self) -> str:
        """What was said; pieces joined by ` … `."""
        return " … ".join(span.of(self.article.text) for span in self.found.content)

    @property
    def told(self) -> str:
        """What was said, from the start of its first word, for a person to read: «إنه وصل», not «ه وصل»."""
        return " … ".join(whole_words(self.article.text, span) for span in self.found.content)

    @property
    def whole(self) -> Span:
        """From its first to its last character, source and cue included."""
        spans = [self.found.cue, *self.found.content, *([self.found.source] if self.found.source else [])]
        return Span(min(s.start for s in spans), max(s.end for s in spans))

    @property
    def people(self) -> tuple[Entity, ...]:
        """All who speak."""
        return (*((self.speaker,) if self.speaker else ()), *self.co_speakers)

    @property
    def assisted(self) -> bool:
        """Whether a language model's answer stands in it."""
        return assistance(self.found.rules) == "answer"

    @property
    def confirmed(self) -> bool:
        """Whether a language model read it as the rules did."""
        return assistance(self.found.rules) == "confirmed"


@dataclass(frozen=True, slots=True)
class Day:
    """When an article was published."""

    first: str
    last: str
    how: str
    """`stated`, `metadata`, `url`, `feed`, `decided` (by a person), or `inferred` from other pages: then a range."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A story, ready to be written."""

    name: str
    records: Iterable[Record]
    links: Links
    decisions: tuple[Decision, ...]
    """All that was ever decided, in order, undone ones included."""
    standing: frozenset[str]
    """Ids of the decisions that no later `undo` takes back."""
    people: dict[tuple[str, str], Entity]
    """The pile's entity for each (article, its own name id)."""
    roles: dict[str, tuple[Role, ...]]
    """The claims each statement belongs to."""
    storylines: dict[str, tuple[str, ...]]
    """The storylines each article belongs to."""
    copies: dict[str, str]
    """The group of copies each article belongs to."""
    datings: dict[str, Dating]
    decided: dict[str, str]
    """The day a person gave an article."""
    rejected: frozenset[str]
    """What a person held to be no finding."""

    def entity(self, record: Record, local: str | None) -> Entity | None:
        """Who an article's own name id stands for in the pile; where the pile is not linked, in the article."""
        if local is None:
            return None
        found = self.people.get((record.article.id, local))
        if found is not None:
            return found
        own = next((e for e in record.annotations.entities if e.id == local), None)
        return replace(own, id=f"{record.article.id}/{local}") if own else None

    def said(self, record: Record) -> tuple[Said, ...]:
        """The article's statements, but for those that a person rejected."""
        return tuple(self._said(record, a) for a in record.annotations.attributions if a.id not in self.rejected)

    def _said(self, record: Record, a: Attribution) -> Said:
        others, via = ([e for id in ids if (e := self.entity(record, id))] for ids in (a.co_speakers, a.via))
        return Said(
            a, record.article, self.entity(record, a.speaker), tuple(others), tuple(via), self.roles.get(a.id, ())
        )

    def every_said(self) -> Iterator[Said]:
        """Every statement of the story, article by article."""
        for record in self.records:
            yield from self.said(record)

    def day(self, article: Article) -> Day | None:
        """When it was published; None where nobody knows."""
        if article.id in self.decided:
            return Day(self.decided[article.id], self.decided[article.id], "decided")
        if article.published:
            return Day(article.published.value, article.published.value, article.published.origin)
        placed = self.datings.get(article.id)
        return Day(placed.begin, placed.end, "inferred") if placed else None


def whole_of(
    records: Iterable[Record],
    links: Links,
    decisions: tuple[Decision, ...] = (),
    standing: Iterable[Decision] | None = None,
    name: str = "story",
) -> Whole:
    """A story from its parts. `standing` are the decisions that hold; all of them where it is not given."""
    held = tuple(decisions if standing is None else standing)
    people = {member: link.entity for link in links.entities for member in link.members}
    roles: dict[str, list[Role]] = defaultdict(list)
    for claim in links.claims:
        for role, ids in parts_of(claim):
            for id in ids:
                roles[id].append(Role(claim.id, role))
    storylines: dict[str, list[str]] = defaultdict(list)
    for storyline in links.storylines:
        for article in storyline.articles:
            storylines[article].append(storyline.id)
    return Whole(
        name,
        records,
        links,
        decisions,
        frozenset(d.id for d in held),
        people,
        {id: tuple(found) for id, found in roles.items()},
        {id: tuple(found) for id, found in storylines.items()},
        {article: group.id for group in links.duplicates for article in group.articles},
        {d.article: d for d in links.datings},
        {d.target: d.day for d in held if d.day is not None},
        frozenset(d.target for d in held if d.kind == "reject"),
    )


def parts_of(claim: Claim) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """A claim's statements by their role."""
    return (("vouches", claim.attributions), ("denies", claim.contested_by), ("unverified", claim.unverified))
