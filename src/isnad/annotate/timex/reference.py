"""A page's reference day and the words around an expression in, which of its possible days is meant out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from isnad.rules.load import load_rows
from isnad.text.doc import Doc
from isnad.text.fold import fold

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}))?")
_FUTURE_VERB = re.compile(r"[وف]?س[يتن]\w{2,}")
_I_SHALL = ("سأ", "وسأ", "فسأ")
_SHALL = tuple(fold(opening) for opening in _I_SHALL)
_STOPS = frozenset(".؟?!؛;")
_REACH = 14
"""Tokens looked back at for a verb's tense; a clause of news is rarely longer."""
_SMALL_HOURS = 3
"""A page published before this hour that names today's weekday means last week's: the day has hardly begun."""


@dataclass(slots=True)
class Setting:
    """What resolves a page's expressions: its reference day, and what the expressions before have named."""

    doc: Doc
    day: date | None
    hour: int | None
    minute: int
    written: str = ""
    """The reference day in ISO 8601."""
    last_day: date | None = None
    """The day, month or year that the latest dated expression named, by its first day."""
    last_unit: str = ""
    last_named: tuple[int, date] | None = None
    """Offset and day of the latest expression of one day."""
    recurs_in: int = -1
    """Sentence of the latest expression of a rate: a clock time there belongs to every day."""

    @classmethod
    def of(cls, doc: Doc, reference: str | None) -> Setting:
        m = _ISO.match(reference or "")
        if m is None:
            return cls(doc, None, None, 0)
        year, month, day, hour, minute = (int(g) if g else None for g in m.groups())
        try:
            when = date(year or 0, month or 0, day or 0)
        except ValueError:
            return cls(doc, None, None, 0)
        return cls(doc, when, hour, minute or 0, when.isoformat())


@cache
def _looks() -> dict[str, str]:
    """Which way each listed word looks; names that begin like a future verb («ستاربكس») look neither way."""
    columns = (("given", "forms"), ("surnames", "forms"), ("people", "name"), ("people", "names"), ("places", "name"),
               ("bodies", "name"), ("bodies", "names"), ("outlets", "name"))  # fmt: skip
    cells = (row.get(column) for file, column in columns for row in load_rows(f"names/{file}"))
    names = {word for cell in cells for word in fold(cell.replace("|", " ")).split() if _FUTURE_VERB.fullmatch(word)}
    listed = {fold(row.get("form")): row.get("looks") for row in load_rows("timex/tense")}
    return dict.fromkeys(names, "neither") | listed


_UNTIL_REACH = 3
"""Words before a date in which «حتى» can mean «until» it; «حتى وإن ذكر» farther off means «even»."""


def looks(doc: Doc, token: int) -> str:
    """`ahead` where the clause before `token` speaks of what is to come, `back` of what was, else an empty string."""
    first = max(0, token - _REACH + 1)
    for before, norm in enumerate(reversed(doc.norms[first:token])):
        found = _ways[norm]
        if found == "shall":
            if doc.text.startswith(_I_SHALL, doc.starts[token - 1 - before]):
                return "ahead"
        elif found and (before < _UNTIL_REACH or norm != "حتي"):
            return "" if found == "stop" else found
    return ""


def lasts(norm: str) -> bool:
    """Whether a word tells of a state that lasts: «المحتجز», «المستمرة»."""
    return _looks().get(norm) == "lasts"


class _Ways(dict[str, str]):
    """For every word met, which way it looks: ahead, back, `stop` where a sentence ends, `shall` where its letters
    tell («سأعود»), else nothing.
    """

    def __missing__(self, norm: str) -> str:
        if len(self) > _WAYS_KEPT:
            self.clear()
        way = self[norm] = _look(norm)
        return way


_WAYS_KEPT = 200_000
_ways = _Ways()


def _look(norm: str) -> str:
    if norm in _STOPS:
        return "stop"
    words = _looks()
    found = words.get(norm) or (words.get(norm[1:]) if norm[0] in "وفل" else None)
    if found in ("ahead", "back"):
        return found
    if found is None and _FUTURE_VERB.fullmatch(norm):
        return "ahead"
    if found is None and _feminine_past(norm):
        return "back"
    return "shall" if norm.startswith(_SHALL) else ""


def _feminine_past(norm: str) -> bool:
    """«أعلنت», «انطلقت»: a verb of the past; words in «ات» and with the article are nouns."""
    return norm[-1] == "ت" and len(norm) > 3 and norm[-2] not in "او" and norm[0] not in "يتسن" and norm[:2] != "ال"


def weekday_date(setting: Setting, weekday: int, rel: str, token: int, early: bool) -> date | None:
    """The day of a weekday's name: the last one, that of publication included, unless the words look ahead."""
    day = setting.day
    if day is None:
        return None
    back = (day.isoweekday() - weekday) % 7
    if rel == "next":
        return day + timedelta(days=7 - back)
    if rel in ("last", "previous"):
        return day - timedelta(days=back or 7)
    if rel == "this":
        return day - timedelta(days=day.isoweekday() - weekday)
    if looks(setting.doc, token) == "ahead":
        return day + timedelta(days=(7 - back) % 7)
    if back == 0 and not early and setting.hour is not None and setting.hour < _SMALL_HOURS:
        return day - timedelta(days=7)
    return day - timedelta(days=back)


def choose(setting: Setting, past: date, future: date, rel: str, token: int) -> date:
    """Which of two days, the last and the next of their kind, an expression without a year means.

    Words that look ahead or back decide; without them news means the past one, unless the other is more than three
    times nearer (in January «في فبراير» is next month's, in June «في أكتوبر» is last year's).
    """
    assert setting.day is not None
    if rel in ("next", "following"):
        return future
    if rel in ("last", "previous", "recent"):
        return past
    to_past, to_future = (setting.day - past).days, (future - setting.day).days
    direction = looks(setting.doc, token)
    if direction == "ahead":
        return future
    if direction == "back" and to_past < 300:
        return past
    return future if to_future * 3 < to_past else past
