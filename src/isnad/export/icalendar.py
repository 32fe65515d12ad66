"""A story in, a calendar out: what claims say happened or will happen, and what was published, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from isnad.export.dossier import day_words, origins
from isnad.export.files import write_lines
from isnad.export.harmless import one_line
from isnad.export.whole import Whole
from isnad.export.wording import web_address
from isnad.model import Claim, Record

_OCTETS = 73
"""Octets of a line before it is folded: RFC 5545 allows 75, its line break not counted, and a folded one begins with a
space."""


def write(whole: Whole, path: Path) -> None:
    """Write the calendar. What nobody can date is left out. Raises `IsnadError` where the file cannot be written."""
    write_lines(path, (part for line in _lines(whole) for part in _folded(line)), ends="\r\n")


def _lines(whole: Whole) -> Iterator[str]:
    stamp = _stamp(whole)
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//isnad//isnad//AR", "CALSCALE:GREGORIAN")
    yield f"X-WR-CALNAME:{_text(whole.name)}"
    for claim in whole.links.claims:
        yield from _claim(whole, claim, stamp)
    for record in whole.records:
        yield from _article(whole, record, stamp)
    yield "END:VCALENDAR"


def _claim(whole: Whole, c: Claim, stamp: str) -> Iterator[str]:
    decided = [
        f"{d.kind} ({d.by}, {d.at[:10]})" for d in whole.decisions if d.target == c.id and d.id in whole.standing
    ]
    told = [origins(c), f"ينفيه: {len(c.contested_by)}", f"لم يتحقق منه: {len(c.unverified)}", *decided]
    if c.begin:
        yield from _event(f"claim-{c.id}", c.begin, c.end or c.begin, c.text, " · ".join(told), "ادعاء", stamp)


def _article(whole: Whole, record: Record, stamp: str) -> Iterator[str]:
    a, day = record.article, whole.day(record.article)
    if day is None:
        return
    told = f"{a.outlet or ''} · {day_words(day)}"
    lines = list(_event(f"article-{a.id}", day.first, day.last, a.title or a.id, told, "مقال", stamp))
    if lines and a.url and a.url.isascii() and web_address(a.url):
        lines.insert(-1, f"URL:{''.join(a.url.split())}")
    yield from lines


def _event(id: str, first: str, last: str, title: str, told: str, category: str, stamp: str) -> Iterator[str]:
    """An entry of whole days, its last day included; nothing where the words are no day."""
    try:
        begin, end = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
        after = end + timedelta(days=1)
    except (ValueError, OverflowError):
        return
    yield from ("BEGIN:VEVENT", f"UID:{''.join(c if c.isalnum() or c in '.-' else '-' for c in id)}@isnad")
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{begin:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{after:%Y%m%d}"
    yield f"SUMMARY;LANGUAGE=ar:{_text(title)}"
    yield f"DESCRIPTION;LANGUAGE=ar:{_text(told)}"
    yield f"CATEGORIES:{category}"
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _stamp(whole: Whole) -> str:
    """The last day of the story, at midnight: the same story is the same calendar, so no clock is read."""
    days = [d.last[:10] for r in whole.records if (d := whole.day(r.article))]
    for last in sorted(days, reverse=True):
        try:
            return f"{date.fromisoformat(last):%Y%m%d}T000000Z"
        except ValueError:
            continue
    return "19700101T000000Z"


def _text(text: str) -> str:
    escaped = one_line(text)
    for mark in ("\\", ";", ","):
        escaped = escaped.replace(mark, f"\\{mark}")
    return escaped


def _folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets, no character cut."""
    part, size, lead = "", 0, ""
    for c in line:
        octets = len(c.encode())
        if size + octets > _OCTETS:
            yield lead + part
            part, size, lead = "", 0, " "
        part, size = part + c, size + octets
    yield lead + part
