"""Records in, links of the whole pile out, kept as steps: what `isnad.link.all` finds, by an engine of any size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from isnad.link.all import FINGERPRINTS
from isnad.link.shingles import Fingerprint
from isnad.link.spread.claims import claims
from isnad.link.spread.copies import copies
from isnad.link.spread.names import entities
from isnad.link.spread.sheets import sheets
from isnad.model import Record
from isnad.plan import Group, Keep, Kept


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
    records = keep("records", (ONCE,), pages)
    prints = keep("prints", (FINGERPRINTS,), records.of(Record))
    passages, groups = copies(keep, prints.of(Fingerprint))
    people = entities(keep, records)
    return Spread(records.count(Record), groups, people, claims(keep, sheets(keep, records, people, passages, groups)))


def _id(record: Record) -> Iterable[str]:
    return (record.article.id,)


def _once(_: str, same: tuple[Record, ...]) -> Iterator[Record]:
    yield same[0]


ONCE = Group("each article once", _id, _once)
