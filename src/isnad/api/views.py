"""Values of the model in, the same with their people by name out: what a person or a notebook looks at."""

from __future__ import annotations

from dataclasses import dataclass

from isnad.export.whole import Day, Said, Whole, whole_of
from isnad.model import Article, Claim, Links, Record, Timex


@dataclass(frozen=True, slots=True)
class RecordView:
    """An article with everything found in it."""

    record: Record
    """The values themselves, as the model has them."""
    statements: tuple[Said, ...]
    """Who said what, in reading order; speakers and relays by name."""
    day: Day | None
    """When it was published, and how that is known; None where nobody knows."""

    @property
    def article(self) -> Article:
        return self.record.article

    @property
    def text(self) -> str:
        """What all offsets count in."""
        return self.record.article.text

    @property
    def times(self) -> tuple[Timex, ...]:
        """Time expressions with their TIMEX3 values."""
        return self.record.annotations.timexes

    @property
    def names(self) -> tuple[str, ...]:
        """People, bodies, places and groups, each once."""
        return tuple(dict.fromkeys(e.name for e in self.record.annotations.entities))

    def _repr_html_(self) -> str:
        from isnad.export.cards import record_html

        return record_html(self.record, self.statements, self.day)


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article of a list, without its text."""

    id: str
    title: str | None
    outlet: str | None
    day: Day | None
    url: str | None
    source: str
    """Path or address it was read from."""
    statements: int
    """How many it reports."""

    def _repr_html_(self) -> str:
        from isnad.export.cards import article_html

        return article_html(self.title, self.outlet, self.day, self.statements)


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim with the statements that vouch for it, deny it, or say that it could not be verified."""

    claim: Claim
    """The value itself, with its origins and what changed on the way."""
    vouches: tuple[Said, ...]
    denies: tuple[Said, ...]
    unverified: tuple[Said, ...]

    @property
    def id(self) -> str:
        return self.claim.id

    @property
    def text(self) -> str:
        """The wording that stands for it, cut from a page."""
        return self.claim.text

    @property
    def origins(self) -> tuple[int, int]:
        """How many independent origins stand behind it: at least, at most."""
        return self.claim.at_least, self.claim.at_most

    def _repr_html_(self) -> str:
        from isnad.export.cards import claim_html

        return claim_html(self.claim, (*self.vouches, *self.denies, *self.unverified))


def view_of(record: Record, whole: Whole | None = None) -> RecordView:
    """A record as it is looked at; alone, or as a part of a story."""
    whole = whole or whole_of((record,), Links())
    return RecordView(record, whole.said(record), whole.day(record.article))
