"""Bundles and ties in, claims out: who vouches, who denies, what is unverified, how many origins, and why it is one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import xxhash

from isnad.link.claims import Pile
from isnad.link.contests import Tie
from isnad.link.decisions import Decided
from isnad.link.drift import find_drift
from isnad.link.origins import Sources, count_origins
from isnad.link.sides import parted, turned
from isnad.link.similar import Likeness, opposed
from isnad.link.statements import Order, Statement
from isnad.model import Claim
from isnad.text.whole import whole_words

_WORD = re.compile(r"\w+")


def claim_id(statement: str) -> str:
    """The id of a claim whose earliest statement is `statement`: the same in every pile that holds it first."""
    return "claim-" + xxhash.xxh3_64_hexdigest(statement.encode())[:12]


def build_claims(
    pile: Pile, groups: Iterable[Sequence[str]], tied: Iterable[Tie], sources: Sources, people: Decided
) -> tuple[Claim, ...]:
    """Claims in order of first telling. `groups` are lists of statement ids, earliest first."""
    return tuple(claim for _, claim in ordered_claims(pile, groups, tied, sources, people))


def ordered_claims(
    pile: Pile, groups: Iterable[Sequence[str]], tied: Iterable[Tie], sources: Sources, people: Decided
) -> Iterator[tuple[Order, Claim]]:
    """Claims with what they are in order of."""
    bundles = _decide(pile, [part for g in groups for part in parted(pile, g)], people)
    home = {id: bundle for bundle in bundles for id in bundle}
    number = {bundle[0]: n for n, bundle in enumerate(bundles)}
    about: dict[int, list[Tie]] = {}
    moved: set[str] = set()
    for tie in tied:
        target = home.get(tie.about)
        own = home.get(tie.id)
        if target is None or own is target or tie.id in people.rejected | people.apart:
            continue
        if tie.beside:
            about.setdefault(number[target[0]], []).append(tie)
        elif own is None or (all(pile.by_id[m].denies for m in own) and not _same_voice(pile, own, target)):
            about.setdefault(number[target[0]], []).append(tie)
            moved.update(own or [tie.id])
    for n, bundle in enumerate(bundles):
        rows = [pile.by_id[m] for m in bundle if m not in moved]
        if rows:
            extra = [t for t in about.get(n, ()) if t.id in pile.by_id]
            more = [pile.by_id[m] for m in dict.fromkeys(m for t in extra for m in _brought(pile, t, home, rows))]
            claim = _claim(pile, rows, more, sources, people)
            if claim.id not in people.rejected:
                yield pile.by_id[bundle[0]].order, claim


def _brought(pile: Pile, tie: Tie, home: Mapping[str, list[str]], rows: Sequence[Statement]) -> list[str]:
    """Statements that a tie brings to a claim: those of its side; of another claim, none whose speaker tells this."""
    own = home.get(tie.id, [tie.id])
    if not tie.beside:
        return own
    said, here = pile.by_id[tie.id], {s for row in rows for s in row.speakers}
    return [m for m in own if here.isdisjoint(pile.by_id[m].speakers) and not opposed(pile.by_id[m], said)]


def _same_voice(pile: Pile, own: list[str], target: list[str]) -> bool:
    """Whether somebody speaks in both: nobody contests himself."""
    speakers = {s for m in own for s in pile.by_id[m].speakers}
    return any(pile.by_id[m].speakers & speakers for m in target)


def _decide(pile: Pile, bundles: list[list[str]], people: Decided) -> list[list[str]]:
    """The bundles as people left them: rejected statements gone, split ones alone, merged ones together."""
    gone = people.rejected | people.apart
    left = [[m for m in b if m not in gone] for b in bundles] if gone else bundles
    left += [[m] for m in sorted(people.apart - people.rejected) if m in pile.by_id]
    if people.merged:
        by_claim = {claim_id(m): m for m in pile.by_id}
        for a, b in people.merged:
            first = next((x for x in left if by_claim.get(a, a) in x), None)
            second = next((x for x in left if by_claim.get(b, b) in x), None)
            if first is not None and second is not None and first is not second:
                first += second
                second.clear()
                first.sort(key=lambda m: pile.by_id[m].order)
    return sorted((b for b in left if b), key=lambda b: pile.by_id[b[0]].order)


def _claim(pile: Pile, rows: list[Statement], tied: list[Statement], sources: Sources, people: Decided) -> Claim:
    denies = turned(rows)
    vouching = [s for s in rows if s not in denies and not s.unverified]
    contested = sorted([*denies, *(s for s in tied if not s.unverified)], key=lambda s: s.order)
    unverified = sorted((s for s in tied if s.unverified), key=lambda s: s.order)
    id = claim_id(rows[0].id)
    begin, end = _days(vouching, sources)
    count = count_origins(vouching, sources) if vouching else None
    return Claim(
        id,
        people.name_of(id, _wording(vouching or rows, sources)),
        tuple(s.id for s in vouching),
        tuple(s.id for s in contested),
        tuple(s.id for s in unverified),
        count.origins if count else (),
        count.at_least if count else 0,
        count.at_most if count else 0,
        tuple(_why(pile, vouching, s, sources) for s in vouching[1:]),
        find_drift(pile, vouching, contested, unverified, sources),
        begin,
        end,
    )


def _why(pile: Pile, vouching: list[Statement], s: Statement, sources: Sources) -> str:
    """Why a statement is here, told of the earlier one it is most like."""
    earlier = vouching[: 8 if len(vouching) < 100 else 1]
    best = max(earlier, key=lambda b: (pile.compare(b.id, s.id).score if b is not s else -99.0, b.id))
    shown = {w.keys[0]: _as_written(w.start, x, sources) for x in (best, s) for w in x.words}
    return reasons(best, s, pile.compare(best.id, s.id), {k: pile.names.get(k, n) for k, n in shown.items()})


def _as_written(start: int, s: Statement, sources: Sources) -> str:
    """The word of the page that begins at an offset."""
    found = _WORD.match(sources.records[s.article].article.text, start)
    return found.group() if found else ""


def _wording(rows: list[Statement], sources: Sources) -> str:
    """The earliest wording of those least unsure, from the start of its first word: «إنه وصل», not «ه وصل»."""
    best = min(rows, key=lambda s: (s.stance not in ("assert", "commit"), s.confidence < 0.5, s.order))
    text = sources.records[best.article].article.text
    return " … ".join(whole_words(text, span) for span in best.spans)


def _days(rows: list[Statement], sources: Sources) -> tuple[str | None, str | None]:
    """First and last day that the statements' own time expressions give for what they tell."""
    found = [
        (t.begin, t.end)
        for s in rows[:50]
        for t in sources.records[s.article].annotations.timexes
        if t.type == "DATE" and t.begin and t.end and any(span.covers(t.span) for span in s.spans)
    ]
    return (min(b for b, _ in found), max(e for _, e in found)) if found else (None, None)


def reasons(a: Statement, b: Statement, like: Likeness, names: Mapping[str, str]) -> str:
    """Why two statements were merged, in English words."""
    parts = []
    if like.same_speaker:
        parts.append("the same speaker")
    if like.actor > 0:
        parts.append("about the same actor")
    if like.numbers > 0:
        parts.append("the same number: " + ", ".join(f"{n:g}" for n in sorted(a.numbers & b.numbers)))
    words = [w for k in like.shared if (w := names.get(k))]
    parts.append(f"{like.cover:.0%} of the shorter wording in common: {' '.join(words[:8])}")
    if a.stance != b.stance:
        parts.append(f"told with another stance ({a.stance}, {b.stance})")
    return "; ".join(parts)
