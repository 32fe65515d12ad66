"""Records in, links of the whole pile out, kept as steps: what `isnad.link.all` finds, by an engine of any size."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from isnad.link.spread.articles import READ, Read
from isnad.link.spread.claims import claims
from isnad.link.spread.copies import copies
from isnad.link.spread.names import entities
from isnad.link.spread.sheets import sheets
from isnad.model import Record
from isnad.plan import Keep, Kept


@dataclass(frozen=True, slots=True)
class Spread:
    """Steps that hold the links of a pile."""

    articles: int
    copies: Kept
    """`DuplicateGroup`, in no order."""
    entities: Kept
    """`EntityLink`, in order of id."""
    claims: Kept
    """`Claim`, those of attributions, in order of first telling."""


def link_spread(keep: Keep, pages: Iterable[Record]) -> Spread:
    """Reprints, entities and claims of all records of a pile.

    They are those of `isnad.link.all.link`, without what needs the whole pile at once or in order: storylines, dates
    that undated pages get from others, and claims about events; `isnad load` finds those in the part it cuts out. An
    article that lies in several shards counts once.
    """
    articles = keep("articles", READ, pages)
    passages, groups = copies(keep, articles)
    people = entities(keep, articles)
    told = claims(keep, sheets(keep, articles, people, passages, groups))
    return Spread(articles.count(Read), groups, people, told)
