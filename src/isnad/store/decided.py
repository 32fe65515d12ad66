"""A story file in, its records and statements as they stand after what people decided out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from isnad.model import Claim, Decision, EntityLink, Links, Record
from isnad.store.corrected import corrected, fix_of, rejected_ids
from isnad.store.decisions import decisions, standing
from isnad.store.query.lists import entity_links_of
from isnad.store.query.records import records, records_named, records_of
from isnad.store.query.statements import Name, Statement, statements_by_id


@dataclass(frozen=True, slots=True)
class StoredRecords:
    """The story's records as people corrected them, in order of id; gone through again, they are read again.

    What people rejected is in them, to be shown as rejected; `accepted` leaves it out.
    """

    db: sqlite3.Connection

    def __iter__(self) -> Iterator[Record]:
        return self._after(_standing(self.db), records(self.db))

    def named(self, articles: Iterable[str]) -> Iterator[Record]:
        """Some articles only, in the order they are named; unknown ones are left out."""
        return self._after(_standing(self.db), records_named(self.db, articles))

    def of(self, statements: Iterable[str]) -> Iterator[Record]:
        """Some statements with their articles and the names they speak of; the rest of each article is left out."""
        ids, stands = tuple(statements), _standing(self.db)
        if {d.target for d in stands if d.kind == "fix"}.isdisjoint(ids):
            return self._after(stands, records_of(self.db, ids))
        # A person may have named a speaker by any name of the article.
        return self.named(sorted({s.article for s in statements_by_id(self.db, ids).values()}))

    def accepted(self) -> Iterator[Record]:
        """All of them without the statements that people rejected."""
        stands = _standing(self.db)
        rejected = rejected_ids(stands)
        for each in self._after(stands, records(self.db)):
            left = tuple(a for a in each.annotations.attributions if a.id not in rejected)
            yield Record(each.article, replace(each.annotations, attributions=left))

    @staticmethod
    def _after(stands: tuple[Decision, ...], found: Iterable[Record]) -> Iterator[Record]:
        return (corrected(each, stands) for each in found)


def rests_on(db: sqlite3.Connection, claim: Claim) -> tuple[tuple[Record, ...], Links]:
    """The statements of one claim with their articles, and the entities they speak of."""
    found = tuple(StoredRecords(db).of((*claim.attributions, *claim.contested_by, *claim.unverified)))
    return found, Links(entities=entities_of(db, found), claims=(claim,))


def entities_of(db: sqlite3.Connection, found: Iterable[Record]) -> tuple[EntityLink, ...]:
    """Entities of the pile that the names of some records stand for."""
    return entity_links_of(db, ((r.article.id, e.id) for r in found for e in r.annotations.entities))


def statements_decided(db: sqlite3.Connection, said: dict[str, Statement]) -> dict[str, Statement]:
    """Statements with the stance and the speaker people gave them."""
    fixes = {d.target: fix_of(d) for d in _standing(db) if d.kind == "fix" and d.target in said}
    out = dict(said)
    for id, fix in fixes.items():
        speaker = out[id].speaker
        if fix.speaker is not None and (speaker is None or speaker.name != fix.speaker):
            speaker = Name(fix.speaker, fix.speaker, None, "group") if fix.speaker else None
        out[id] = replace(out[id], stance=fix.stance or out[id].stance, speaker=speaker, confidence=1.0)
    return out


def rejected_in(db: sqlite3.Connection) -> frozenset[str]:
    """Everything people took out of the record."""
    return rejected_ids(_standing(db))


def _standing(db: sqlite3.Connection) -> tuple[Decision, ...]:
    return standing(decisions(db))
