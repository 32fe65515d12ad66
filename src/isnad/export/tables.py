"""A story in, its tables out, row by row: what CSV, XLSX, Parquet and data frames are made of.

Offsets are half-open, in Unicode code points of the article's text. Lists of names are joined by ` ؛ `, spans by `;`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from isnad.export.whole import Said, Whole
from isnad.model import Entity, IsnadError, Record, Span

Cell = str | int | float | bool | None
Kind = Literal["text", "number", "share", "yes or no"]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns with what they hold, and its rows."""

    name: str
    title: str
    """What it holds, in Arabic: a spreadsheet's tab."""
    columns: tuple[tuple[str, Kind], ...]
    rows: Callable[[Whole], Iterator[tuple[Cell, ...]]]


def table(name: str) -> Table:
    """One table by name. Raises `IsnadError` for a name there is none of."""
    for found in TABLES:
        if found.name == name:
            return found
    raise IsnadError(f"there is no table {name}; there are {', '.join(t.name for t in TABLES)}")


def names(people: Iterable[Entity]) -> str:
    """Names in one cell."""
    return " ؛ ".join(e.name for e in people)


def spans(places: Iterable[Span]) -> str:
    """Places in one cell: `4-17;20-25`."""
    return ";".join(f"{s.start}-{s.end}" for s in places)


def _columns(text: str) -> tuple[tuple[str, Kind], ...]:
    """Columns from their names: `#` before one that counts, `%` a share, `?` yes or no."""
    kinds: dict[str, Kind] = {"#": "number", "%": "share", "?": "yes or no"}
    return tuple((word.lstrip("#%?"), kinds.get(word[0], "text")) for word in text.split())


def _articles(whole: Whole) -> Iterator[tuple[Cell, ...]]:
    for record in whole.records:
        a, day = record.article, whole.day(record.article)
        yield (
            a.id, a.title, a.outlet, day.first if day else None, day.last if day else None, day.how if day else None,
            a.published.words if a.published else None, a.byline, a.credit, a.dateline, a.section, a.url, a.source,
            a.number, len(record.annotations.attributions), whole.copies.get(a.id),
            ";".join(whole.storylines.get(a.id, ())) or None, a.text,
        )  # fmt: skip


def _statements(whole: Whole) -> Iterator[tuple[Cell, ...]]:
    for record in whole.records:
        day = whole.day(record.article)
        for s in whole.said(record):
            yield _statement(s, day.first if day else None)


def _statement(s: Said, day: str | None) -> tuple[Cell, ...]:
    f, a = s.found, s.article
    return (
        f.id, a.id, a.outlet, day, s.speaker.name if s.speaker else None, s.speaker.name_en if s.speaker else None,
        s.speaker.id if s.speaker else None, names(s.co_speakers) or None, names(s.via) or None, f.stance, f.form,
        s.source, s.cue, s.content, f.source.start if f.source else None, f.source.end if f.source else None,
        f.cue.start, f.cue.end, spans(f.content), ";".join(r.claim for r in s.roles) or None,
        ";".join(r.role for r in s.roles) or None, f.parent, f.confidence, s.assisted, s.confirmed,
        " ".join(f.rules), a.title,
    )  # fmt: skip


def _claims(whole: Whole) -> Iterator[tuple[Cell, ...]]:
    lines = {claim: line.id for line in whole.links.storylines for claim in line.claims}
    for c in whole.links.claims:
        yield (
            c.id, c.text, c.at_least, c.at_most, len(c.attributions), len(c.contested_by), len(c.unverified),
            " ؛ ".join(o.name for o in c.origins) or None, c.begin, c.end,
            " ".join(dict.fromkeys(d.kind for d in c.drift)) or None, lines.get(c.id),
        )  # fmt: skip


def _origins(whole: Whole) -> Iterator[tuple[Cell, ...]]:
    for c in whole.links.claims:
        for n, o in enumerate(c.origins, 1):
            words = " … ".join(f"{e.says}: {e.text}" for e in o.evidence)
            yield c.id, n, o.name, o.entity, o.hidden, ";".join(o.articles), words or None


def _entities(whole: Whole) -> Iterator[tuple[Cell, ...]]:
    for link in whole.links.entities:
        e, articles = link.entity, {article for article, _ in link.members}
        yield e.id, e.name, e.name_en, e.kind, e.iso, e.wikidata, e.known, len(articles), " ؛ ".join(e.mentions)


def _per_record(
    rows: Callable[[Whole, Record], Iterator[tuple[Cell, ...]]],
) -> Callable[[Whole], Iterator[tuple[Cell, ...]]]:
    def every(whole: Whole) -> Iterator[tuple[Cell, ...]]:
        for record in whole.records:
            yield from rows(whole, record)

    return every


def _mentions(whole: Whole, record: Record) -> Iterator[tuple[Cell, ...]]:
    for m in record.annotations.mentions:
        e = whole.entity(record, m.entity)
        yield (
            record.article.id,
            m.span.start,
            m.span.end,
            m.text,
            m.kind,
            e.id if e else None,
            e.name if e else None,
            m.rule,
        )


def _timexes(_: Whole, record: Record) -> Iterator[tuple[Cell, ...]]:
    for t in record.annotations.timexes:
        yield record.article.id, t.span.start, t.span.end, t.text, t.type, t.value, t.anchor, t.begin, t.end, t.rule


def _events(whole: Whole, record: Record) -> Iterator[tuple[Cell, ...]]:
    for e in record.annotations.events:
        people = (whole.entity(record, id) for id in (e.actor, e.recipient, e.place))
        yield (
            e.id, record.article.id, e.type, *(p.name if p else None for p in people), e.begin, e.end, e.precision,
            e.span.start, e.span.end, e.span.of(record.article.text), e.attribution, e.rule,
        )  # fmt: skip


def _storylines(whole: Whole) -> Iterator[tuple[Cell, ...]]:
    for s in whole.links.storylines:
        yield s.id, s.title, s.begin, s.end, len(s.articles), len(s.claims)


def _copies(whole: Whole) -> Iterator[tuple[Cell, ...]]:
    for group in whole.links.duplicates:
        for one, other, share in group.containment:
            yield group.id, one, other, share, group.first


def _decisions(whole: Whole) -> Iterator[tuple[Cell, ...]]:
    for d in whole.decisions:
        yield d.id, d.kind, d.target, d.detail, d.by, d.at, d.note or None, d.id in whole.standing


TABLES = (
    Table(
        "articles", "المقالات",
        _columns(
            "id title outlet published published_last published_how published_words byline credit dateline section "
            "url source #number #statements copies storylines text"
        ),
        _articles,
    ),
    Table(
        "statements", "الأقوال",
        _columns(
            "id article outlet published speaker speaker_en speaker_id co_speakers via stance form source cue content "
            "#source_start #source_end #cue_start #cue_end content_spans claims roles parent %confidence ?assisted "
            "?confirmed rules title"
        ),
        _statements,
    ),
    Table(
        "claims", "الادعاءات",
        _columns(
            "id text #at_least #at_most #vouching #denying #unverified origins first_day last_day drift storyline"
        ),
        _claims,
    ),
    Table("origins", "الأصول", _columns("claim #n name entity ?hidden articles evidence"), _origins),
    Table(
        "entities", "الأسماء", _columns("id name name_en kind iso wikidata ?known #articles forms"), _entities,
    ),
    Table(
        "mentions", "مواضع الأسماء", _columns("article #start #end text kind entity name rule"), _per_record(_mentions),
    ),
    Table(
        "timexes", "الأوقات",
        _columns("article #start #end text type value anchor first_day last_day rule"), _per_record(_timexes),
    ),
    Table(
        "events", "الأحداث",
        _columns(
            "id article type actor recipient place first_day last_day precision #start #end text statement rule"
        ),
        _per_record(_events),
    ),
    Table("storylines", "القصص", _columns("id title first_day last_day #articles #claims"), _storylines),
    Table("copies", "النسخ", _columns("group article other %share first"), _copies),
    Table("decisions", "القرارات", _columns("id kind target detail by at note ?standing"), _decisions),
)  # fmt: skip
"""Every table of a story, decisions of persons included."""
