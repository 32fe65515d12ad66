"""A story in, its network of sources out: who vouches for which claim, who denies it, and through whom words travel.

Nodes are speakers, relays, outlets and claims. Edges: `asserts`, `denies` and `unverified` from a speaker to a claim,
`relayed_by` from a speaker to whom carried the words and on to the outlet. An edge's weight counts statements.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from isnad.export.harmless import one_line
from isnad.export.whole import Said, Whole
from isnad.model import Claim, Decision

_VERBS = {"vouches": "asserts", "denies": "denies", "unverified": "unverified"}


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody, or a claim."""

    id: str
    label: str
    kind: str
    """`person`, `org`, `place`, `group`, `outlet`, `hidden` (a source the page does not name) or `claim`."""
    label_en: str = ""
    at_least: int = 0
    at_most: int = 0
    """Independent origins of a claim; 0 for everybody else."""
    decided: str = ""
    """What persons decided about it."""


@dataclass(frozen=True, slots=True)
class Edge:
    """How one node stands to another, and in how many statements."""

    source: str
    target: str
    kind: str
    weight: int


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges, both in the order of their ids."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def network(whole: Whole) -> Network:
    """The story as a network."""
    decided = _decided(whole)
    nodes: dict[str, Node] = {f"claim:{c.id}": _claim(c, decided) for c in whole.links.claims}
    edges: Counter[tuple[str, str, str]] = Counter()
    for s in whole.every_said():
        _statement(s, nodes, edges, decided)
    drawn = tuple(Edge(*key, weight) for key, weight in sorted(edges.items()))
    return Network(tuple(nodes[id] for id in sorted(nodes)), drawn)


def _claim(c: Claim, decided: dict[str, str]) -> Node:
    return Node(f"claim:{c.id}", one_line(c.text), "claim", "", c.at_least, c.at_most, decided.get(c.id, ""))


def _statement(s: Said, nodes: dict[str, Node], edges: Counter[tuple[str, str, str]], decided: dict[str, str]) -> None:
    speakers = []
    for e in s.people:
        speakers.append(f"entity:{e.id}")
        nodes[speakers[-1]] = Node(
            speakers[-1], one_line(e.name), e.kind, e.name_en or "", decided=decided.get(e.id, "")
        )
    if not speakers and s.source:
        speakers = [f"hidden:{s.article.id}:{one_line(s.source)}"]
        nodes[speakers[0]] = Node(speakers[0], one_line(s.source), "hidden")
    way = []
    for e in reversed(s.via):
        way.append(f"entity:{e.id}")
        nodes[way[-1]] = Node(way[-1], one_line(e.name), e.kind, e.name_en or "", decided=decided.get(e.id, ""))
    if s.article.outlet:
        way.append(f"outlet:{one_line(s.article.outlet)}")
        nodes[way[-1]] = Node(way[-1], one_line(s.article.outlet), "outlet")
    edges.update((speaker, way[0], "relayed_by") for speaker in speakers if way and speaker != way[0])
    edges.update((one, other, "relayed_by") for one, other in pairwise(way) if one != other)
    edges.update(
        (speaker, f"claim:{role.claim}", _VERBS[role.role]) for speaker in speakers or way[:1] for role in s.roles
    )


def _decided(whole: Whole) -> dict[str, str]:
    out: dict[str, list[Decision]] = {}
    for d in whole.decisions:
        if d.id in whole.standing:
            out.setdefault(d.target, []).append(d)
    return {id: "; ".join(f"{d.kind} ({one_line(d.by)})" for d in found) for id, found in out.items()}
