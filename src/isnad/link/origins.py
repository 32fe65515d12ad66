"""A claim's statements in, its independent origins out: the ends of their chains, as a range where pages hide them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from isnad.link.statements import Statement
from isnad.link.words import consonants, regex_of, words_of
from isnad.model import Attribution, Entity, EntityId, Evidence, Origin, Record, Reuse
from isnad.text.fold import fold
from isnad.text.tokens import readings


@dataclass(frozen=True, slots=True)
class Sources:
    """What the pages of a pile say of where their words come from."""

    records: Mapping[str, Record]
    entities: Mapping[EntityId, Entity]
    attributions: Mapping[str, Attribution]
    speaks_for: Mapping[EntityId, EntityId]
    """A spokesman and the body he speaks for, which is one origin with him."""
    reused: Mapping[str, tuple[Reuse, ...]]
    """Passages of each article that stand in another one."""


@dataclass(frozen=True, slots=True)
class Count:
    """The origins of a claim and how many of them are independent, at least and at most."""

    origins: tuple[Origin, ...]
    at_least: int
    at_most: int


def hides(name: str) -> bool:
    """Whether a source's own words hide who it is: `hides("مصادر مطلعة")`, but not `hides("وزارة الدفاع")`."""
    head = fold(name).split()[:1]
    known = words_of("hidden")
    return any(r.rest.removeprefix("ال") in known for word in head for r in readings(word))


def count_origins(statements: Sequence[Statement], sources: Sources) -> Count:
    """Origins of the statements that vouch for one claim, named ones first.

    Named origins raise the lower bound. A hidden one may be a named one, or another hidden one, so it raises the upper
    bound alone. One hidden behind a named speaker («هناك تقارير تفيد», said by an expert) is known through him only and
    is no origin of its own; so is one whose words stand, reused, in an article already counted. Two described by one
    noun and never named («ثلاثة مسؤولين في الوزارة», «مسؤولون») may be the same people. A named one through whom alone
    another is known («قالت الصحيفة», «قال الوزير للصحيفة») may only repeat what it was told.
    """
    inner = {s.parent for s in statements if s.parent and s.stance in ("assert", "doubt", "deny")}
    told = [s for s in statements if s.id not in inner] or list(statements)
    named: dict[EntityId, list[Statement]] = {}
    hidden: dict[str, list[Statement]] = {}
    for s in told:
        end = _named_end(s, sources)
        if end:
            named.setdefault(end, []).append(s)
        else:
            hidden.setdefault(_hidden_key(s, hidden, sources), []).append(s)
    origins = [_merged([_origin(s, end, sources) for s in rows]) for end, rows in named.items()]
    origins += [_merged([_origin(s, None, sources) for s in rows]) for rows in hidden.values()]
    apart = _heard_apart(named, sources)
    least = len(apart) - _told_otherwise(apart, sources) or min(1, len(hidden))
    return Count(tuple(origins), least, len(named) + len(hidden))


def _heard_apart(named: Mapping[EntityId, Sequence[Statement]], sources: Sources) -> list[EntityId]:
    """The ends through whom alone no other end is known; one of them all where each is known through another."""
    carriers = {end for rows in named.values() for end in _carriers(rows, sources)}
    return [end for end in named if end not in carriers] or list(named)[:1]


def _carriers(rows: Sequence[Statement], sources: Sources) -> set[EntityId]:
    """Those who stand in the chain of every row, a spokesman as the body he speaks for."""
    chains = [{sources.speaks_for.get(v, v) for v in s.via} for s in rows]
    return set.intersection(*chains)


def _told_otherwise(ends: Iterable[EntityId], sources: Sources) -> int:
    """How many of these may be another of them in other words."""
    nouns = [noun for end in ends if (noun := _described_by(sources.entities.get(end)))]
    return len(nouns) - len(set(nouns))


def _described_by(entity: Entity | None) -> str | None:
    """The noun that stands for people whom nobody names: of «ثلاثة مسؤولين في الوزارة» the consonants of «مسؤولين»."""
    if entity is None or entity.known or entity.kind not in ("group", "person"):
        return None
    words = [w for w in fold(entity.name).split() if not w.isdigit() and w not in words_of("how_many")]
    noun = words[0].removeprefix("ال") if words else ""
    return consonants(noun) if noun in words_of("unnamed") else None


def _named_end(s: Statement, sources: Sources) -> EntityId | None:
    """The speaker, where he is named; else the last one before the hidden source who is no mere carrier."""
    if s.speaker and not _anonymous(s.speaker, sources):
        return sources.speaks_for.get(s.speaker, s.speaker)
    for carrier in reversed(s.via):
        entity = sources.entities.get(carrier)
        if entity and entity.kind == "person":
            return carrier
    return None


def _anonymous(speaker: EntityId, sources: Sources) -> bool:
    entity = sources.entities.get(speaker)
    return entity is not None and entity.kind in ("group", "person", "org") and not entity.known and hides(entity.name)


def _hidden_key(s: Statement, seen: Iterable[str], sources: Sources) -> str:
    """One key for hidden sources that may not be told apart: the same carrier, the same credit, the same passage."""
    if s.via:
        return f"via {s.via[-1]}"
    article = sources.records[s.article].article
    if article.credit:
        return f"credit {fold(article.credit)}"
    for reuse in sources.reused.get(s.article, ()):
        if any(reuse.span.meets(span) for span in s.spans) and f"article {reuse.other}" in seen:
            return f"article {reuse.other}"
    return f"article {s.article}"


def _origin(s: Statement, end: EntityId | None, sources: Sources) -> Origin:
    record = sources.records[s.article]
    row = sources.attributions[s.id]
    span, says = (row.source, "chain end") if row.source is not None else (row.cue, "source left out")
    if end is None and record.article.credit and not s.via:
        says = f"hidden source, credited to {record.article.credit}"
    elif end is None:
        says = "hidden source"
    proof = [Evidence(s.article, span, span.of(record.article.text), says)]
    if end and s.speaker != end:
        says = "speaks for it" if sources.speaks_for.get(s.speaker or "") == end else "known only through this speaker"
        proof = [replace(proof[0], says=says)]
    name = sources.entities[end].name if end and end in sources.entities else span.of(record.article.text)
    return Origin(end, name, end is None, (s.article,), tuple(proof))


def _merged(rows: list[Origin]) -> Origin:
    articles = tuple(dict.fromkeys(a for o in rows for a in o.articles))
    evidence = tuple(dict.fromkeys(e for o in rows for e in o.evidence))
    return replace(rows[0], articles=articles, evidence=evidence)


def spokesmen(records: Iterable[Record], ids: Mapping[tuple[str, EntityId], EntityId]) -> dict[EntityId, EntityId]:
    """Who speaks for whom, by the words of their mentions: «الناطق باسم البلدية سعيد حمدان» → the municipality."""
    out: dict[EntityId, EntityId] = {}
    for record in records:
        text, article = record.article.text, record.article.id
        mentions = record.annotations.mentions
        for m in mentions:
            if m.kind != "person":
                continue
            found = regex_of("spokesman").match(fold(m.text))
            start = m.span.start + (found.end() if found else 0)
            body = (
                next((b for b in mentions if b.span.start in (start, start + 1) and b is not m), None)
                if found
                else None
            )
            if body and m.span.covers(body.span) and text[start : start + 1].isspace() | (start == body.span.start):
                out[ids[article, m.entity]] = ids[article, body.entity]
    return out


def reused_by_article(reuses: Iterable[Reuse]) -> dict[str, tuple[Reuse, ...]]:
    """Passages by article, each seen from both sides."""
    out: dict[str, list[Reuse]] = {}
    for r in reuses:
        out.setdefault(r.article, []).append(r)
        out.setdefault(r.other, []).append(Reuse(r.other, r.other_span, r.article, r.span))
    return {article: tuple(rows) for article, rows in out.items()}
