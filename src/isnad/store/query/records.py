"""Stored rows back into the values they were: articles and their annotations, a few hundred in memory at a time."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from sys import intern
from typing import Any, NamedTuple

from isnad.model import (
    Annotations,
    Article,
    Attribution,
    DateCandidate,
    Entity,
    Event,
    Mention,
    Piece,
    Record,
    Span,
    Timex,
)

Row = tuple[Any, ...]

BATCH = 200
"""Articles brought back at once."""

_ARTICLE = (
    "SELECT a.id, a.page, p.source, a.number, a.title, a.text, a.paragraphs, a.pieces, a.outlet, a.byline, a.credit, "
    "a.dateline, a.section, a.url, a.crawled, a.captions FROM article a JOIN page p ON p.id = a.page "
)

_DATE = "SELECT article, chosen, value, origin, words, rule, verdict FROM date_candidate"
_NAME = "SELECT article, id, name, kind, name_en, forms, iso, wikidata, known FROM name"
_ATTRIBUTION = (
    "SELECT article, id, cue_start, cue_stop, source_start, source_stop, content_spans, form, stance, speaker, via, "
    "rules, co_speakers, parent, confidence FROM attribution"
)

_EVENT = (
    "SELECT article, id, start, stop, trigger_start, trigger_stop, type, actor, recipient, place, first_day, "
    "last_day, precision, attribution, rule FROM event"
)


class _Asked(NamedTuple):
    """What is read of articles, as SQL."""

    article: str
    date: str
    event: str


_WHOLE = _Asked(_ARTICLE, _DATE, _EVENT)
_LINKED = _Asked(
    _ARTICLE.replace("a.pieces", "'[]'").replace("a.captions", "'[]'"),
    f"{_DATE.partition(' FROM ')[0]} FROM (SELECT * FROM date_candidate WHERE chosen)",
    f"{_EVENT.partition(' FROM ')[0]} FROM (SELECT * FROM event WHERE false)",
)


def records(db: sqlite3.Connection) -> Iterator[Record]:
    """Every article with its annotations, in order of id."""
    ids = iter([row[0] for row in db.execute("SELECT id FROM article ORDER BY id")])
    while batch := list(islice(ids, BATCH)):
        yield from _those(db, "BETWEEN ? AND ?", (batch[0], batch[-1]))


def linked_records(db: sqlite3.Connection) -> Iterator[Record]:
    """Every article with what linking reads of it, in order of id: no events, captions, or places on its page, and of
    its dates the chosen one."""
    ids = iter([row[0] for row in db.execute("SELECT id FROM article ORDER BY id")])
    while batch := list(islice(ids, BATCH)):
        yield from _those(db, "BETWEEN ? AND ?", (batch[0], batch[-1]), _LINKED)


def record(db: sqlite3.Connection, article: str) -> Record | None:
    """One article with its annotations."""
    return next(_those(db, "= ?", (article,)), None)


def records_named(db: sqlite3.Connection, articles: Iterable[str]) -> Iterator[Record]:
    """Named articles, those that exist, in the order they are named."""
    ids = iter(articles)
    while batch := list(islice(ids, BATCH)):
        found = {r.article.id: r for r in _those(db, f"IN ({_marks(tuple(batch))})", tuple(batch))}
        yield from (found[id] for id in batch if id in found)


def records_of(db: sqlite3.Connection, statements: Iterable[str]) -> Iterator[Record]:
    """Articles of some statements, with those statements and the names they speak of alone: what a card is made of."""
    ids = tuple(statements)
    said: dict[str, list[Attribution]] = defaultdict(list)
    for at in range(0, len(ids), 500):
        part = ids[at : at + 500]
        for article, *row in db.execute(f"{_ATTRIBUTION} WHERE id IN ({_marks(part)}) ORDER BY article, n", part):
            said[article].append(_attribution(tuple(row)))
    articles = iter(sorted(said))
    while batch := tuple(islice(articles, BATCH)):
        names = _names(db, {(article, id) for article in batch for a in said[article] for id in _people(a)})
        dates = _dates(db, batch)
        for row in db.execute(f"{_ARTICLE} WHERE a.id IN ({_marks(batch)}) ORDER BY a.id", batch).fetchall():
            id = row[0]
            yield Record(_article(row, dates[id]), Annotations(id, (), (), tuple(names[id]), tuple(said[id])))


def _people(found: Attribution) -> Iterator[str]:
    yield from (id for id in (found.speaker, *found.co_speakers, *found.via) if id is not None)


def _names(db: sqlite3.Connection, wanted: set[tuple[str, str]]) -> dict[str, list[Entity]]:
    """Named entities of some articles, by article."""
    out: dict[str, list[Entity]] = defaultdict(list)
    for article, *row in db.execute(
        f"WITH wanted (of, local) AS (VALUES {','.join(['(?,?)'] * len(wanted)) or '(0, 0)'}) "
        f"{_NAME.replace('FROM', 'FROM wanted CROSS JOIN')} ON article = of AND id = local",
        [value for pair in sorted(wanted) for value in pair],
    ):
        out[article].append(_entity(tuple(row)))
    return out


def _marks(values: tuple[str, ...]) -> str:
    return ",".join("?" * len(values))


def records_of_page(db: sqlite3.Connection, page: str) -> tuple[Record, ...]:
    """The articles of one page, in reading order."""
    ids = db.execute("SELECT id FROM article WHERE page = ? ORDER BY number", (page,)).fetchall()
    return tuple(found for (id,) in ids if (found := record(db, id)) is not None)


def articles_of_page(db: sqlite3.Connection, page: str) -> tuple[Article, ...]:
    """The same, without what was found in them."""
    rows = db.execute(f"{_ARTICLE} WHERE a.page = ? ORDER BY a.number", (page,)).fetchall()
    return tuple(_article(row, _dates(db, (row[0],))[row[0]]) for row in rows)


def _dates(db: sqlite3.Connection, articles: tuple[str, ...]) -> dict[str, list[Row]]:
    """The chosen date of each."""
    out: dict[str, list[Row]] = defaultdict(list)
    for row in db.execute(f"{_DATE} WHERE chosen AND article IN ({_marks(articles)})", articles):
        out[row[0]].append(row[1:])
    return out


def _those(db: sqlite3.Connection, which: str, ids: tuple[str, ...], asked: _Asked = _WHOLE) -> Iterator[Record]:
    """Articles whose id is as a condition says, in order of id."""

    def rows(select: str, order: str = "n") -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in db.execute(f"{select} WHERE article {which} ORDER BY article, {order}", ids):
            found[row[0]].append(row[1:])
        return found

    dates = rows(asked.date)
    timexes = rows("SELECT article, start, stop, text, type, value, rule, anchor, first_day, last_day FROM timex")
    mentions = rows("SELECT article, start, stop, text, kind, name, rule, head_start, head_stop FROM mention")
    names = rows(_NAME)
    statements = rows(_ATTRIBUTION)
    events = rows(asked.event)
    for row in db.execute(f"{asked.article} WHERE a.id {which} ORDER BY a.id", ids).fetchall():
        id = row[0]
        annotations = Annotations(
            id,
            tuple(_timex(t) for t in timexes[id]),
            tuple(_mention(m) for m in mentions[id]),
            tuple(_entity(e) for e in names[id]),
            tuple(_attribution(a) for a in statements[id]),
            tuple(_event(e) for e in events[id]),
        )
        yield Record(_article(row, dates[id]), annotations)


def _article(row: Row, dates: list[Row]) -> Article:
    candidates = tuple(DateCandidate(*date[1:]) for date in dates)
    chosen = next((c for c, date in zip(candidates, dates, strict=True) if date[0]), None)
    (
        id,
        page,
        source,
        number,
        title,
        text,
        paragraphs,
        pieces,
        outlet,
        byline,
        credit,
        place,
        section,
        url,
        crawled,
        captions,
    ) = row
    return Article(
        id, page, source, number, title, text, _spans(paragraphs), tuple(Piece(*p) for p in json.loads(pieces)), outlet,
        byline, credit, place, section, url, chosen, crawled, candidates, tuple(json.loads(captions)),
    )  # fmt: skip


def _timex(row: Row) -> Timex:
    start, stop, text, type, value, rule, anchor, begin, end = row
    return Timex(Span(start, stop), text, type, value, intern(rule), anchor, begin, end)


def _mention(row: Row) -> Mention:
    start, stop, text, kind, name, rule, head_start, head_stop = row
    return Mention(Span(start, stop), text, intern(kind), intern(name), intern(rule), _span(head_start, head_stop))  # type: ignore[arg-type]


def _entity(row: Row) -> Entity:
    id, name, kind, name_en, forms, iso, wikidata, known = row
    return Entity(intern(id), name, kind, name_en, tuple(json.loads(forms)), iso, wikidata, bool(known))


def _attribution(row: Row) -> Attribution:
    id, cue, cue_stop, source, source_stop, content, form, stance, speaker, via, rules, others, parent, confidence = row
    return Attribution(
        id, Span(cue, cue_stop), _span(source, source_stop), _spans(content), form, stance, speaker, _strings(via),
        _strings(rules), _strings(others), parent, confidence,
    )  # fmt: skip


def _event(row: Row) -> Event:
    id, start, stop, cue, cue_stop, *rest = row
    return Event(id, Span(start, stop), Span(cue, cue_stop), *rest)


def _span(start: int | None, stop: int | None) -> Span | None:
    return None if start is None or stop is None else Span(start, stop)


def _spans(text: str) -> tuple[Span, ...]:
    return tuple(Span(start, stop) for start, stop in json.loads(text))


def _strings(text: str) -> tuple[str, ...]:
    return tuple(intern(s) for s in json.loads(text)) if text != "[]" else ()
