"""A claim's origins and the statements that vouch for it in, the chains as trees out: origin, relays, pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from isnad.model import Article, Entity, Evidence, Origin


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
    words: tuple[str, ...]
    article: Article


@dataclass(frozen=True, slots=True)
class Branch:
    """One node of a chain and what came through it."""

    kind: str
    """`origin`, `hidden` (an origin the pages do not name), `relay` or `page`."""
    entity: Entity | None
    name: str
    article: Article | None = None
    statements: tuple[Statement, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    children: tuple[Branch, ...] = ()


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
            trees.append(_tree("hidden" if origin.hidden else "origin", None, origin.name, mine, origin.evidence))
    for statement in left:
        speaker = statement.speaker
        trees.append(
            _tree("origin" if speaker else "hidden", speaker, speaker.name if speaker else "", [statement], ())
        )
    return tuple(trees)


def _belongs(statement: Statement, origin: Origin) -> bool:
    if statement.article.id not in origin.articles:
        return False
    speaker = statement.speaker
    return origin.entity is None or speaker is None or speaker.id == origin.entity


def _tree(
    kind: str, entity: Entity | None, name: str, statements: list[Statement], evidence: tuple[Evidence, ...]
) -> Branch:
    root = _Growing()
    for statement in statements:
        node = root
        for relay in reversed(statement.via):
            if relay.name != name:
                node = node.children.setdefault(relay.name, _Growing(entity=relay))
        node.pages.setdefault(statement.article.id, []).append(statement)
    return Branch(kind, entity, name, evidence=evidence, children=_children(root))


def _children(node: _Growing) -> tuple[Branch, ...]:
    relays = [Branch("relay", n.entity, name, children=_children(n)) for name, n in node.children.items()]
    pages = [
        Branch("page", None, found[0].article.outlet or "", article=found[0].article, statements=tuple(found))
        for found in node.pages.values()
    ]
    return (*relays, *pages)
