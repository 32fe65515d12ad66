"""Bundles in, their denials and notices out: each short denial and each «لم يتسنّ التحقق» tied to what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, islice

from isnad.link.claims import Edge, Pile
from isnad.link.similar import denied_as_well, holds_what_is_denied, opposed
from isnad.link.statements import Statement
from isnad.link.words import forms_of

LEAD = 12
"""Content words of a statement's beginning that a bare denial may be about."""

NEAR = 700
"""Characters back from a denial that only points back («نفت ذلك»), or from a notice, to what it can be about."""


BESIDE = 250
"""Characters back from «نفى هذه الاتهامات» to what accuses and need not name who denies, or the other way round."""

CLEARED = 3
"""Words of «نفى تورط البلدية في الحريق» among which it names whom it clears."""

_SAME_BREATH = 40
"""Characters from the beginning of a denial to the word that tells what is denied."""

MOST = 0.6
"""Share of the denied words, by weight, from which a statement that names who denies tells what is denied."""

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
            elif s.denies:
                yield from islice(_denials(pile, s, rows), 1)


def _denials(pile: Pile, s: Statement, rows: Sequence[Statement]) -> Iterator[Tie]:
    """What a denial is about in its own article, the surest first."""
    if s.rumour and (about := _rumoured(s, rows)):
        yield Tie(s.id, about.id, "denies, in the same breath, what it says is told")
    if s.whose and (about := _answered(pile, s, rows)):
        yield Tie(s.id, about.id, "denies, in the same article, the words of the one who says it there")
    if (s.back or s.own or s.whose) and (about := _pointed(s, rows)):
        yield Tie(s.id, about.id, "denies, in the same article, what is told just before of those who deny it")
    if s.words and not s.back and not s.own and (about := _denied(pile, s, rows)):
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
    return not s.unverified and s.stance in ("assert", "doubt", "warn", "commit") and not s.denies and not s.talks


def _by_others(denial: Statement, rows: Sequence[Statement]) -> Iterator[Statement]:
    """What others tell in the article that a denial stands in, outside the denial."""
    for s in rows:
        if _tellable(s) and s.speakers.isdisjoint(denial.speakers) and denial.parent != s.id and s.parent != denial.id:
            yield s


def _gap(denial: Statement, s: Statement) -> int:
    """Characters from the end of a statement to a denial after it; below 0 where it does not stand before."""
    return denial.order[2] - s.spans[-1].end


def _rumoured(denial: Statement, rows: Sequence[Statement]) -> Statement | None:
    """What is told, within the denial, by the talk that it denies: «نفى مزاعم عن اتفاق سري»."""
    first = denial.spans[0].start
    inner = (s for s in rows if s.parent == denial.id and not s.denies and s.stance in ("assert", "doubt"))
    return next((s for s in inner if s.order[2] - first < _SAME_BREATH), None)


def _answered(pile: Pile, denial: Statement, rows: Sequence[Statement]) -> Statement | None:
    """Of what he says there whose words are denied: what shares most words with the denial, else the last before it."""
    after_name = dropwhile(lambda k: k != denial.whose, pile.terms[denial.id].first)
    wanted = {k for k in after_name if k != denial.whose and k not in denial.voices}
    said = [s for s in _by_others(denial, rows) if denial.whose in s.voices and -NEAR < _gap(denial, s) < 2 * NEAR]
    shared = {s.id: sum(map(pile.weights.of, (wanted - s.voices) & s.keys)) for s in said}
    found = [s for s in said if s.accuses >= denial.accuses and s.stance != "commit"]
    if len(wanted) > 1:
        found = [s for s in found if shared[s.id] > 0]
    found = [s for s in found if _gap(denial, s) >= 0 or shared[s.id] >= ENOUGH]
    return max(found, key=lambda s: (shared[s.id], s.order), default=None)


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


def _pointed(denial: Statement, rows: Sequence[Statement]) -> Statement | None:
    """What «نفت ذلك» or «نفى تورطه» is about: the nearest statement before it, by others, that names who denies, or
    that accuses and stands right before «نفى هذه الاتهامات»."""
    cleared = {k for w in denial.words[:CLEARED] for k in w.keys if k[0] == "@" and k != denial.whose}
    deniers = cleared | {key for key in denial.voices if key[0] == "@"}
    before = [s for s in _by_others(denial, rows) if s.order < denial.order and _gap(denial, s) < NEAR]
    if denial.whose:
        before = [s for s in before if not s.speakers or denial.whose in s.voices]
    named = [s for s in before if not deniers.isdisjoint(s.keys) and (s.accuses or s.stance != "commit")]
    if not denial.own and not denial.accuses:
        return next(reversed(named), None)
    accusing = [s for s in before if s.accuses and s.stance != "commit"]
    beside = [s for s in before if denial.back and _gap(denial, s) < BESIDE and (s in named or s in accusing)]
    return next(reversed([s for s in accusing if s in named] or beside), None)


def _wanted(pile: Pile, s: Statement) -> list[str]:
    """What a denial or a notice names, without nouns that only say that it happened or was received."""
    light = forms_of("occurrence")
    return [key for key, form in pile.terms[s.id].first.items() if form not in light]


def _denied(pile: Pile, denial: Statement, rows: Sequence[Statement]) -> Statement | None:
    """Of what others tell, what holds most of the denied words, the nearest of equals: all of them in its beginning,
    or the greater part anywhere where it names who denies."""
    deniers = {pile.entity_keys.get(s, f"@{s}") for s in denial.speakers}
    names = {key for key in denial.voices if key[0] == "@"}
    wanted = _wanted(pile, denial)
    rest = [k for k in wanted if k not in deniers]
    weights = {k: pile.weights.of(k) for k in rest}
    also = {k: {k, *(r for r, first in pile.terms[denial.id].other.items() if first == k)} for k in rest}
    found: list[tuple[float, int, Statement]] = []
    for s in _by_others(denial, rows):
        if s.stance == "commit" or all(k[0] in "@#" for k in rest) or not holds_what_is_denied(denial, s):
            continue
        keys, lead = s.keys, set(list(pile.terms[s.id].first)[:LEAD])
        common = [k for k in rest if not also[k].isdisjoint(keys)]
        share = sum(weights[k] for k in common) / sum(weights.values())
        named = deniers <= lead or len(rest) < len(wanted)
        enough = len(rest) > 1 and sum(weights.values()) >= ENOUGH
        most = len(common) > 1 and share >= MOST and not names.isdisjoint(keys)
        if most or ((named or enough) and not any(also[k].isdisjoint(lead) for k in rest)):
            found.append((share, -abs(s.order[2] - denial.order[2]), s))
    return max(found, key=lambda f: (f[:2], f[2].id), default=(0, 0, None))[2]
