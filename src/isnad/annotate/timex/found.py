"""What a rule makes of its words: a value with the days it covers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from isnad.annotate.timex.lexicon import Sense
from isnad.annotate.timex.reference import Setting
from isnad.annotate.timex.words import Atom
from isnad.model import TimexType
from isnad.text.calendars import month_range

EMPTY = Sense(frozenset())


class Found(NamedTuple):
    """A value, the first and last day it can mean, and whether the reference day was needed to say so."""

    type: TimexType
    value: str
    begin: date | None = None
    end: date | None = None
    anchored: bool = False
    unit: str = ""
    """What one `begin` to `end` is: D, W, M, Y; empty where it is no calendar unit."""
    note: str = ""
    """What was weighed and left out, in a few English words."""
    drop: int = 0
    """Atoms at the end of the match that are context."""

    def at(self, type: TimexType, value: str) -> Found:
        return self._replace(type=type, value=value)


NOTHING = Found("DATE", "")
"""The words are a time expression, but one without a value here (31 February, «قبل يومين» on an undated page): nothing
is found, and no shorter rule tries a part of them."""


class Reading(NamedTuple):
    """One match: its named atoms, all its atoms, and where it stands.

    A named tuple, as are its findings: a page makes dozens, and a frozen class costs four times as much.
    """

    setting: Setting
    named: Mapping[str, Atom]
    atoms: Sequence[Atom]
    token: int
    """Token index at which the match begins."""
    gives: Mapping[str, str]
    after: Atom | None
    """The atom after the match."""

    def sense(self, name: str) -> Sense:
        atom = self.named.get(name)
        return atom.sense if atom is not None and atom.sense is not None else EMPTY

    def has(self, name: str) -> bool:
        return name in self.named

    @property
    def month(self) -> int:
        """The month named, or numbered («شهر 3»)."""
        return self.sense("m").month or max(self.sense("m").number, 0)

    def rel(self, name: str = "rel") -> str:
        """`last`, `next`, `this` … of the word that says which one."""
        atom = self.named.get(name)
        return _relation(atom.sense.classes) if atom is not None and atom.sense is not None else ""


@lru_cache(maxsize=4096)
def _relation(kinds: frozenset[str]) -> str:
    return next((k for k in RELATIONS if k in kinds), "")


RELATIONS = ("last", "next", "this", "same", "following", "previous", "recent")


@lru_cache(maxsize=8192)
def day_found(day: date, anchored: bool, note: str = "") -> Found:
    return Found("DATE", day.isoformat(), day, day, anchored, "D", note)


@lru_cache(maxsize=8192)
def month_found(year: int, month: int, anchored: bool) -> Found:
    begin, end = month_range(year, month)
    return Found("DATE", f"{year:04d}-{month:02d}", begin, end, anchored, "M")


@lru_cache(maxsize=8192)
def year_found(year: int, anchored: bool) -> Found:
    if not 1 <= year <= 9999:
        return Found("DATE", f"{year:04d}", None, None, anchored, "Y")
    return Found("DATE", f"{year:04d}", date(year, 1, 1), date(year, 12, 31), anchored, "Y")
