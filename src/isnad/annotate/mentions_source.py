"""A source phrase and its article's mentions in, its surroundings out: what stands before, inside and after it."""

from __future__ import annotations

from dataclasses import dataclass

from isnad.annotate.mentions_context import Scan
from isnad.annotate.mentions_found import Found
from isnad.annotate.mentions_lexicon import Hit, Title, lexicon
from isnad.annotate.mentions_roles import read_role
from isnad.model import EntityKind, Mention, Span
from isnad.text.doc import Doc

MARKS = " «»“”\"'()[]،,.:؛#"


@dataclass(frozen=True, slots=True)
class Source:
    """A source phrase and the text before it."""

    doc: Doc
    span: Span
    scan: Scan
    first: int
    end: int
    """Tokens `[first, end)`."""
    prefix: str
    """Proclitics of the first token that stand before the phrase."""
    before: tuple[Mention, ...]
    """Mentions that begin before the phrase."""
    inside: tuple[Mention, ...]
    after: tuple[Mention, ...]


def source_of(doc: Doc, span: Span, mentions: tuple[Mention, ...], scan: Scan | None = None) -> Source | None:
    """The phrase with its surroundings; None for an empty one. `scan` is the text's, where it has been looked up."""
    first, end = doc.token_at(span.start), doc.token_at(span.end)
    if first and doc.tokens[first - 1].end > span.start:
        first -= 1
    while first < end and not (doc.tokens[first].word or doc.tokens[first].number):
        first += 1
    if first >= end:
        return None
    scan = scan or Scan.of(doc)
    before, inside, after = _sides(span, mentions)
    prefix = scan.norm(first)[: max(0, span.start - doc.tokens[first].start)]
    return Source(doc, span, scan, first, end, prefix, before, inside, after)


def _sides(span: Span, mentions: tuple[Mention, ...]) -> tuple[tuple[Mention, ...], ...]:
    """The mentions that begin before a span and do not cover it, those that meet it else, and those after it."""
    sides: tuple[list[Mention], ...] = ([], [], [])
    for mention in mentions:
        first, last = mention.span.start, mention.span.end
        if first < span.start and last < span.end:
            sides[0].append(mention)
        elif first >= span.end:
            sides[2].append(mention)
        elif last > span.start:
            sides[1].append(mention)
    return tuple(map(tuple, sides))


def opens(source: Source, *kinds: type) -> Hit | None:
    """The longest hit of these kinds that the phrase begins with, the proclitics before it left out."""
    fused = source.scan.norm(source.first).startswith("لل")  # «للصحيفة»
    allowed = {source.prefix, "ل"} if fused else {source.prefix}
    hits = [h for h in source.scan.hits(source.first) if isinstance(h.meaning, kinds) and h.prefix in allowed]
    return max(hits, key=lambda h: h.end, default=None)


def first_word(source: Source) -> str:
    """The phrase's first word in match form."""
    return source.scan.norm(source.first)[len(source.prefix) :]


def as_mention(source: Source, entity: str, kind: EntityKind, rule: str, head: Span | None = None) -> Mention:
    return Mention(source.span, source.span.of(source.doc.text), kind, entity, rule, head)


def head_of(mention: Mention) -> str:
    if mention.head is None:
        return mention.text
    return mention.text[mention.head.start - mention.span.start : mention.head.end - mention.span.start]


def _role_at(scan: Scan, at: int) -> Found | None:
    """The role phrase at a token, read once: every description looks through everybody named before it."""
    if at not in scan.roles:
        hit = scan.hit(at, Title)
        scan.roles[at] = read_role(scan, at, hit) if hit else None
    return scan.roles[at]


def roles_said(source: Source, entity: str) -> dict[tuple[str, str], None]:
    """(title, what it governs or an empty string) for everything said of a person before the phrase, in order."""
    roles: dict[tuple[str, str], None] = {}
    facts = lexicon().facts.get(entity)
    if facts:
        for office in facts.offices:
            title, _, what = office.partition(":")
            roles |= {(title, what): None, (title, ""): None}
    for mention in source.before:
        if mention.entity != entity:
            continue
        at = source.doc.token_at(mention.span.start)
        if at and source.doc.tokens[at - 1].end > mention.span.start:
            at -= 1
        role = _role_at(source.scan, at)
        if role is not None:
            roles |= {(title, what): None for title in role.titles for what in ("", *role.governs)}
    return roles
