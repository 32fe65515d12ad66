"""Records in, claims about events out: meetings, visits and deals that several pages tell on their own account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import xxhash

from isnad.link.dating import with_weekdays
from isnad.link.reading import Names, Reading
from isnad.link.tellings import Telling, Window, happened, tellings_of
from isnad.model import Claim, Dating, DuplicateGroup, EntityLink, Evidence, Origin, Record
from isnad.text.fold import fold

MUTUAL = frozenset({"~meeting", "~talks", "~visit", "~deal"})
"""Events that two named parties take part in alike, so that naming them beside the word tells the event."""

_MONTH = timedelta(days=31)
"""A wider window does not tell one event from the next."""


def find_happenings(
    records: Sequence[Record],
    tellings: Mapping[str, tuple[Telling, ...]],
    names: Names,
    entities: Sequence[EntityLink],
    datings: Sequence[Dating],
    copies: Sequence[DuplicateGroup],
) -> tuple[Claim, ...]:
    """Claims without attributions: the pages themselves vouch, each by its own sentence, its origin's evidence.

    Two people beside a word of meeting; told by two articles or more that are no copies, on
    days that fit. Who told a page is not known, so at least one origin stands behind it and at most one for each page,
    copies and pages of one credit counted once.
    """
    placed = {d.article: d for d in datings}
    known = dict(_days(records, placed))
    persons = {names.keys[e.entity.id] for e in entities if e.entity.kind == "person"}
    told: dict[str, list[tuple[Window, Telling]]] = {}
    for r in records:
        if r.article.id in known:
            dating = placed.get(r.article.id)
            again = tellings_of(Reading.of(with_weekdays(r, dating), names)) if dating else None
            for t in again or tellings[r.article.id]:
                window = _window(t, known[r.article.id])
                for signature in t.signatures if window else ():
                    what, a, b = signature.split(" ")
                    if what in MUTUAL and a in persons and b in persons and window:
                        told.setdefault(signature, []).append((window, t))
    by_id = {r.article.id: r for r in records}
    same = {article: g.id for g in copies for article in g.articles}
    found = [c for s in sorted(told) for c in _occasions(told[s]) if len(_sources(c, by_id, same)) > 1]
    claims: dict[str, Claim] = {}
    for occasion in _distinct(found):
        claim = _claim(occasion, by_id, same)
        while claim.id in claims:  # the same two met again within the month
            claim = replace(claim, id=f"{claim.id}+")
        claims[claim.id] = claim
    return tuple(claims.values())


def _days(records: Iterable[Record], placed: Mapping[str, Dating]) -> Iterable[tuple[str, Window]]:
    for r in records:
        if r.article.id in placed:
            d = placed[r.article.id]
            yield r.article.id, Window(date.fromisoformat(d.begin), date.fromisoformat(d.end))
        elif r.article.published:
            try:
                day = date.fromisoformat(r.article.published.value[:10])
            except ValueError:
                continue
            yield r.article.id, Window(day, day)


def _window(t: Telling, published: Window) -> Window | None:
    """The days of what a sentence tells; a single day may be that of the report, a day after the event."""
    window = happened(t, published)
    if window is None or window.end - window.begin > _MONTH:
        return None
    return Window(window.begin - timedelta(days=1), window.end) if window.begin == window.end else window


Occasion = list[tuple[Window, Telling]]


def _occasions(rows: Occasion) -> list[Occasion]:
    """Tellings of one signature parted by their days, the narrowest windows first."""
    out: list[tuple[Window, Occasion]] = []
    for window, t in sorted(rows, key=lambda r: (r[0].end - r[0].begin, r[0], r[1].article, r[1].span)):
        for n, (common, members) in enumerate(out):
            if common.meets(window):
                out[n] = (common.within(window), [*members, (window, t)])
                break
        else:
            out.append((window, [(window, t)]))
    return [members for _, members in out]


def _sources(occasion: Occasion, records: Mapping[str, Record], same: Mapping[str, str]) -> dict[str, list[Telling]]:
    """Sentences by what may be one source: a credit, a text, a page."""
    out: dict[str, list[Telling]] = {}
    for _, t in sorted(occasion, key=lambda r: (r[1].article, r[1].span)):
        credit = records[t.article].article.credit
        out.setdefault(fold(credit) if credit else same.get(t.article, t.article), []).append(t)
    return out


def _distinct(found: list[Occasion]) -> list[Occasion]:
    """Of occasions that share a sentence, the one most articles tell."""
    used: set[tuple[str, int]] = set()
    out = []
    for occasion in sorted(found, key=lambda o: (-len({t.article for _, t in o}), len(o))):
        places = {(t.article, t.span.start) for _, t in occasion}
        if not places & used:
            used |= places
            out.append(occasion)
    return sorted(out, key=lambda o: (min(w for w, _ in o), o[0][1].article))


def _claim(occasion: Occasion, records: Mapping[str, Record], same: Mapping[str, str]) -> Claim:
    window = occasion[0][0]
    for other, _ in occasion:
        window = window.within(other) if window.meets(other) else window
    origins = tuple(_origin(rows, records) for rows in _sources(occasion, records, same).values())
    first = min((t for _, t in occasion), key=lambda t: (not t.lead, records[t.article].article.id, t.span))
    text = first.span.of(records[first.article].article.text)
    founder = (
        "|".join(sorted(set.intersection(*({*t.signatures} for _, t in occasion)))[:1]) + window.begin.isoformat()[:7]
    )
    id = "event-" + xxhash.xxh3_64_hexdigest(founder.encode())[:12]
    begin, end = window.begin.isoformat(), window.end.isoformat()
    return Claim(id, text, (), (), (), origins, 1, len(origins), (), (), begin, end)


def _origin(rows: list[Telling], records: Mapping[str, Record]) -> Origin:
    article = records[rows[0].article].article
    proof = tuple(
        Evidence(t.article, t.span, t.span.of(records[t.article].article.text), "told on the page's own account")
        for t in rows[:4]
    )
    name = article.credit or article.outlet or article.title or article.source
    return Origin(None, name, True, tuple(dict.fromkeys(t.article for t in rows)), proof)
