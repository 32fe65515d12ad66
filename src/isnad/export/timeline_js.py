"""A story in, TimelineJS JSON out: a slide an article and a slide a dated claim, in their order of time."""

from __future__ import annotations

from datetime import date, datetime
from html import escape
from pathlib import Path
from typing import Any

from isnad.export.dossier import ROLES, origins, speakers
from isnad.export.files import write_lines
from isnad.export.harmless import one_line, to_json
from isnad.export.whole import Day, Said, Whole, parts_of
from isnad.export.wording import nouns, web_address
from isnad.model import Claim, Record

INFERRED = "تاريخ مستنتج"


def write(whole: Whole, path: Path) -> None:
    """Write the timeline. What nobody can date is left out, and its number said on the title slide.

    Raises `IsnadError` where the file cannot be written.
    """
    write_lines(path, [to_json(timeline(whole), indent=1)])


def timeline(whole: Whole) -> dict[str, Any]:
    """The timeline as plain values. TimelineJS shows texts as HTML, so pages' own characters are escaped."""
    slides: list[dict[str, Any]] = []
    said: dict[str, Said] = {}
    undated = 0
    for record in whole.records:
        said |= {s.id: s for s in whole.said(record) if s.roles}
        day = whole.day(record.article)
        if day:
            slides.append(_article(record, day, len(whole.said(record))))
        else:
            undated += 1
    slides += [_claim(c, said) for c in whole.links.claims if c.begin and _date(c.begin)]
    slides.sort(
        key=lambda s: (*(s["start_date"].get(k, 0) for k in ("year", "month", "day", "hour", "minute")), s["unique_id"])
    )
    titles = [one_line(s.title) for s in whole.links.storylines]
    rest = f"<p>{nouns()['page'].ar(undated)} بلا تاريخ</p>" if undated else ""
    text = {"headline": escape(titles[0] if len(titles) == 1 else whole.name), "text": rest + _decided(whole)}
    return {"title": {"text": text}, "events": [s for s in slides if s["start_date"]]}


def _article(record: Record, day: Day, statements: int) -> dict[str, Any]:
    a = record.article
    parts = [
        f"<p>{escape(one_line(a.outlet or ''))}</p>" if a.outlet else "",
        f"<p>{nouns()['statement'].ar(statements)}</p>" if statements else "",
    ]
    if web_address(a.url):
        parts.append(f'<p><a href="{escape(a.url or "")}">المصدر</a></p>')
    slide = {
        "unique_id": f"article-{a.id}",
        "group": "المقالات",
        "start_date": _date(day.first),
        "text": {"headline": escape(one_line(a.title or a.id)), "text": "".join(parts)},
    }
    if day.how == "inferred":
        slide["display_date"] = f"≈ {day.first[:10]} – {day.last[:10]} ({INFERRED})"
        if end := _date(day.last):
            slide["end_date"] = end
    return slide


def _claim(c: Claim, said: dict[str, Said]) -> dict[str, Any]:
    rows = [(ROLES[role], ids) for role, ids in parts_of(c)]
    lines = [
        f"<li>{word}: {escape(one_line(speakers(said[id])))}</li>" for word, ids in rows for id in ids[:5] if id in said
    ]
    slide = {
        "unique_id": f"claim-{c.id}",
        "group": "الادعاءات",
        "start_date": _date(c.begin or ""),
        "text": {
            "headline": escape(one_line(c.text)[:200]),
            "text": f"<p>{origins(c)}</p><ul>{''.join(lines)}</ul>",
        },
    }
    if c.end and c.end != c.begin and (end := _date(c.end)):
        slide["end_date"] = end
    return slide


def _decided(whole: Whole) -> str:
    rows = [d for d in whole.decisions if d.id in whole.standing]
    items = "".join(f"<li>{escape(one_line(f'{d.at[:10]} {d.by}: {d.kind} {d.target} {d.note}'))}</li>" for d in rows)
    return f"<p>القرارات</p><ul>{items}</ul>" if items else ""


def _date(iso: str) -> dict[str, int]:
    """A date as TimelineJS has it; empty where the words are no date."""
    try:
        if len(iso) > 10:
            at = datetime.fromisoformat(iso)
            return {"year": at.year, "month": at.month, "day": at.day, "hour": at.hour, "minute": at.minute}
        day = date.fromisoformat(iso)
    except ValueError:
        return {}
    return {"year": day.year, "month": day.month, "day": day.day}
