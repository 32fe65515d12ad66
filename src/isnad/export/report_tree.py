"""A claim's origins and the statements that vouch for it in, the chains as trees out: origin, relays, pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from isnad.model import Article, Entity, Evidence, Origin, Span
from isnad.text.fold import fold


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution as a line: who, how, through whom, where, and its words."""

    anchor: str
    number: int
    stance: str
    speaker: Entity | None
    co_speakers: tuple[Entity, ...]
    via: tuple[Entity, ...]
    """From the one nearest the reader to the one nearest the speaker."""
    source: str | None
    """The words that name the source, None where the text has none."""
    proof: Span
    """Where the article shows who speaks: the source's words, or the cue where they are left out."""
    words: tuple[str, ...]
    article: Article
    assistance: str | None = None
    """`answer` where a language model read it anew, `confirmed` where one read it as the rules did."""


@dataclass(frozen=True, slots=True)
class Telling:
    """The same words of the same speaker through the same relays: one line, however many pages print it."""

    first: Statement
    statements: tuple[Statement, ...]


def tellings(statements: Iterable[Statement]) -> tuple[Telling, ...]:
    """Statements brought together where only the page differs, in their order."""
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for s in statements:
        speaker = s.speaker.id if s.speaker else (s.article.id, s.source)
        key = (s.stance, speaker, tuple(e.id for e in s.via), tuple(fold(words) for words in s.words))
        groups.setdefault(key, []).append(s)
    return tuple(Telling(group[0], tuple(group)) for group in groups.values())


@dataclass(frozen=True, slots=True)
class Branch:
    """One node of a chain and what came through it."""

    kind: str
    """`origin`, `hidden` (an origin the pages do not name), `relay` or `page`."""
    entity: Entity | None
    name: str
    article: Article | None = None
    statements: tuple[Statement, ...] = ()
    """Those that came through it."""
    children: tuple[Branch, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    """What makes an origin one."""


@dataclass(slots=True)
class _Growing:
    children: dict[str, _Growing] = field(default_factory=dict)
    entity: Entity | None = None
    pages: dict[str, list[Statement]] = field(default_factory=dict)


def chain_tree(origins: tuple[Origin, ...], statements: Iterable[Statement]) -> tuple[Branch, ...]:
    """One tree an origin: the relays from the one nearest the speaker outwards, and the pages as leaves."""
    left = list(statements)
    trees = []
    for origin in origins:
        mine = [s for s in left if _belongs(s, origin)]
        left = [s for s in left if s not in mine]
        if mine:
            name = (mine[0].source or "") if origin.hidden else origin.name
            trees.append(_tree("hidden" if origin.hidden else "origin", name, mine, origin.evidence))
    for statement in left:
        speaker = statement.speaker
        name = speaker.name if speaker else statement.source or ""
        trees.append(_tree("origin" if speaker else "hidden", name, [statement]))
    return tuple(trees)


def _belongs(statement: Statement, origin: Origin) -> bool:
    """By the words that prove the origin; by speaker and page where the proof lies elsewhere."""
    if any(e.article == statement.article.id and e.span == statement.proof for e in origin.evidence):
        return True
    speaker = statement.speaker
    return statement.article.id in origin.articles and speaker is not None and speaker.id == origin.entity


def _tree(kind: str, name: str, statements: list[Statement], evidence: tuple[Evidence, ...] = ()) -> Branch:
    root = _Growing()
    for statement in statements:
        node = root
        for relay in reversed(statement.via):
            if relay.name != name:
                node = node.children.setdefault(relay.name, _Growing(entity=relay))
        node.pages.setdefault(statement.article.id, []).append(statement)
    named = (s.speaker for s in statements if s.speaker and s.speaker.name == name)
    return Branch(kind, next(named, None), name, None, tuple(statements), children=_children(root), evidence=evidence)


def _children(node: _Growing) -> tuple[Branch, ...]:
    relays = [Branch("relay", n.entity, name, None, _below(n), _children(n)) for name, n in node.children.items()]
    pages = [
        Branch("page", None, found[0].article.outlet or "", article=found[0].article, statements=tuple(found))
        for found in node.pages.values()
    ]
    return (*relays, *pages)


def _below(node: _Growing) -> tuple[Statement, ...]:
    own = [s for found in node.pages.values() for s in found]
    return (*own, *(s for child in node.children.values() for s in _below(child)))
