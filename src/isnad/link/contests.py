"""Bundles in, their denials and notices out: each short denial and each «لم يتسنّ التحقق» tied to what it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from isnad.link.claims import Pile
from isnad.link.statements import Statement

LEAD = 12
"""Content words of a statement's beginning that a bare denial may be about."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A statement about another one, and why it is held to be."""

    id: str
    about: str
    why: str


def ties(pile: Pile, by_article: dict[str, list[Statement]]) -> Iterator[Tie]:
    """For each unverified notice and each bare denial, the statement of its article that it is about."""
    for rows in by_article.values():
        for s in rows:
            if s.unverified:
                before = [b for b in rows if b.order < s.order and _tellable(b)]
                near = [b for b in before if b.sentence == s.sentence] or before[-1:]
                if near:
                    yield Tie(s.id, near[-1].id, "says that the statement before it could not be checked")
            elif s.stance == "deny" and s.words:
                about = _denied(pile, s, rows)
                if about:
                    yield Tie(s.id, about.id, "denies, in the same article, what is told there of those who deny it")


def _tellable(s: Statement) -> bool:
    return not s.unverified and s.stance in ("assert", "doubt", "warn", "commit") and s.parent is None


def _denied(pile: Pile, denial: Statement, rows: list[Statement]) -> Statement | None:
    """The nearest statement by others whose beginning holds all that is denied and names those who deny it."""
    deniers = {key for s in denial.speakers for key in _keys_of(pile, s)}
    wanted = pile.terms[denial.id].first
    found = []
    for s in rows:
        if not _tellable(s) or s.stance == "commit" or s.negated or s.speakers & denial.speakers:
            continue
        lead = set(list(pile.terms[s.id].first)[:LEAD])
        named = deniers <= lead or bool(deniers & set(wanted))
        if named and all(k in lead for k in wanted if k not in deniers):
            found.append(s)
    return min(found, key=lambda s: (abs(s.order[2] - denial.order[2]), s.id), default=None)


def _keys_of(pile: Pile, speaker: str) -> tuple[str, ...]:
    return (pile.entity_keys.get(speaker, f"@{speaker}"),)
