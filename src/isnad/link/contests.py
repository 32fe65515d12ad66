"""Bundles in, their denials and notices out: each short denial and each «لم يتسنّ التحقق» tied to what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from isnad.link.claims import Edge, Pile
from isnad.link.similar import denied_as_well, opposed
from isnad.link.statements import Statement
from isnad.link.words import forms_of

LEAD = 12
"""Content words of a statement's beginning that a bare denial may be about."""

NEAR = 700
"""Characters back from a denial that only points back («نفت ذلك»), or from a notice, to what it can be about."""


ENOUGH = 1.2
"""Weight of denied words that tell what is denied without the name of those who deny it."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A statement about another one, and why it is held to be."""

    id: str
    about: str
    why: str
    beside: bool = False
    """Whether the statement stays in a claim of its own as well: what it tells contests another one."""


def ties(pile: Pile, by_article: dict[str, list[Statement]]) -> Iterator[Tie]:
    """For each unverified notice and each bare denial, the statement of its article that it is about."""
    for rows in by_article.values():
        for s in rows:
            if s.unverified:
                about = _unchecked(pile, s, rows)
                if about:
                    yield Tie(s.id, about.id, "says that the statement before it could not be checked")
            elif s.denies and (s.back or s.own):
                about = _pointed(pile, s, rows)
                if about:
                    yield Tie(
                        s.id, about.id, "denies, in the same article, what is told just before of those who deny it"
                    )
            elif s.denies and s.words:
                about = _denied(pile, s, rows)
                if about:
                    yield Tie(s.id, about.id, "denies, in the same article, what is told there of those who deny it")


def crossed(pile: Pile, groups: Iterable[Sequence[str]], found: Iterable[Edge]) -> Iterator[Tie]:
    """Statements of two bundles of which one contests the other: a denial of more than one claim, and two numbers."""
    home = {id: n for n, members in enumerate(groups) for id in members}
    for _, a, b in sorted(found, key=lambda e: e[1:]):
        x, y = pile.by_id[a], pile.by_id[b]
        if home.get(a) == home.get(b):
            continue
        if opposed(x, y) and denied_as_well(pile.compare(a, b)):
            denial, told = (x, y) if x.denies and not y.denies else (y, x)
            yield Tie(denial.id, told.id, "denies this as well", beside=True)
        elif pile.outnumbers(a, b):
            yield Tie(a, b, "gives another number", beside=True)
            yield Tie(b, a, "gives another number", beside=True)


def _tellable(s: Statement) -> bool:
    return not s.unverified and s.stance in ("assert", "doubt", "warn", "commit") and not s.denies


def _unchecked(pile: Pile, notice: Statement, rows: Sequence[Statement]) -> Statement | None:
    """What a notice is about: of the statements before it in its paragraph, else shortly before it, the one whose words
    it names most of, or the nearest one.

    Outside its paragraph, a notice that names something («التحقق من عدد القتلى») is tied to what tells of that only.
    """
    before = [s for s in rows if s.order < notice.order and _tellable(s) and s.parent is None]
    beside = [s for s in before if s.sentence == notice.sentence]
    near = beside or [s for s in before if notice.order[2] - s.spans[-1].end < NEAR]
    empty = forms_of("occurrence") | forms_of("word_of")
    named = {key for key, form in pile.terms[notice.id].first.items() if form not in empty}
    best = max(near, key=lambda s: (sum(map(pile.weights.of, named & s.keys)), s.order), default=None)
    return best if best is None or beside or not named or named & best.keys else None


def _pointed(pile: Pile, denial: Statement, rows: Sequence[Statement]) -> Statement | None:
    """What «نفت ذلك» or «نفى تورطه» is about: the nearest statement before it, by others, that names who denies."""
    deniers = {key for key in denial.voices if key[0] == "@"}
    before = [
        s
        for s in rows
        if s.order < denial.order
        and _tellable(s)
        and not s.speakers & denial.speakers
        and denial.parent != s.id
        and denial.order[2] - s.spans[-1].end < NEAR
        and deniers & s.keys
        and (s.accuses or not (denial.own or denial.accuses))
    ]
    return before[-1] if before else None


def _wanted(pile: Pile, s: Statement) -> list[str]:
    """What a denial or a notice names, without nouns that only say that it happened or was received."""
    light = forms_of("occurrence")
    return [key for key, form in pile.terms[s.id].first.items() if form not in light]


def _denied(pile: Pile, denial: Statement, rows: Sequence[Statement]) -> Statement | None:
    """The nearest statement by others whose beginning holds all that is denied, and names those who deny it or tells
    enough in those words."""
    deniers = {pile.entity_keys.get(s, f"@{s}") for s in denial.speakers}
    wanted = _wanted(pile, denial)
    rest = [k for k in wanted if k not in deniers]
    enough = len(rest) > 1 and sum(map(pile.weights.of, rest)) >= ENOUGH
    found = []
    for s in rows:
        if not _tellable(s) or s.stance == "commit" or s.speakers & denial.speakers:
            continue
        lead = set(list(pile.terms[s.id].first)[:LEAD])
        named = deniers <= lead or len(rest) < len(wanted)
        if rest and (named or enough) and lead.issuperset(rest):
            found.append(s)
    return min(found, key=lambda s: (abs(s.order[2] - denial.order[2]), s.id), default=None)
