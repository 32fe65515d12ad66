"""A doc and what was found in it in, events out: who did what to whom, where and when, in PLOVER types."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from isnad.annotate.attribution.reader import Reader
from isnad.annotate.events.arguments import Arguments, arguments, clause_end, negated, protested
from isnad.annotate.events.lexicon import Trigger, triggers, words
from isnad.annotate.events.phrase import Range
from isnad.model import Attribution, Event, Mention, Span, Timex
from isnad.text.doc import Doc

_NEAR = 10
"""Tokens on either side of a vague verb in which the word that settles it may stand."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An event as words: token ranges, before mentions and dates are tied to it."""

    trigger: int
    end: int
    word: Trigger
    type: str
    """PLOVER type: the word's, or PROTEST where demonstrators do it."""
    actor: Range | None
    recipient: Range | None


def find_events(
    doc: Doc,
    mentions: tuple[Mention, ...],
    timexes: tuple[Timex, ...],
    attributions: tuple[Attribution, ...],
) -> tuple[Event, ...]:
    """Reported events in order of their words.

    An actor or recipient without a mention (nobody named or described) is None; so is a place or a date the clause does
    not give. `attribution` is the innermost statement whose content holds the event.
    """
    drafts = read_events(doc, mentions, timexes)
    if not drafts:
        return ()
    by_start = sorted(mentions, key=lambda m: (m.span.start, -m.span.end))
    starts = [m.span.start for m in by_start]
    dated = [t for t in timexes if t.begin is not None and t.type in ("DATE", "TIME")]
    triggers = [doc.span(draft.trigger, draft.trigger) for draft in drafts]
    holders = _holders(attributions, triggers)
    out = []
    for number, (draft, trigger, holder) in enumerate(zip(drafts, triggers, holders, strict=True)):
        span = doc.span(draft.trigger, draft.end - 1)
        inside = by_start[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        actor = _entity(doc, by_start, starts, draft.actor)
        recipient = _entity(doc, by_start, starts, draft.recipient)
        place = next((m.entity for m in inside if m.kind == "place" and m.entity not in (actor, recipient)), None)
        begin, end, precision = _when(doc, dated, span)
        out.append(
            Event(
                f"event-{number}", span, trigger, draft.type, actor, recipient, place, begin, end, precision,
                holder, draft.word.word.rule,
            )
        )  # fmt: skip
    return tuple(out)


def read_events(doc: Doc, mentions: tuple[Mention, ...], timexes: tuple[Timex, ...]) -> list[Draft]:
    """The words that report events, with those of their actors and recipients."""
    out: list[Draft] = []
    told: set[str] = set()
    reader: Reader | None = None
    timed: frozenset[int] = frozenset()
    for first, last in doc.sentence_bounds:
        carried: Range | None = None
        for i, norm in enumerate(doc.norms[first:last], first):
            found = triggers(norm)
            if not found:
                continue
            if reader is None:
                reader = Reader.of(doc, mentions, timexes)
                timed = frozenset(k for a, b in reader.timex_from.items() for k in range(a, b))
            chosen = _choose(reader, i, found)
            if chosen is None or _taken(reader, i, timed) or negated(reader, i):
                continue
            if chosen.form is None and out and out[-1].end > i and _carried_by(out[-1], chosen, i):
                continue
            if out and out[-1].trigger >= first and _goes_on(reader, out[-1], i):
                continue
            known = arguments(reader, i, first, last, chosen, carried)
            carried = known.actor or carried
            end = max(i + 1, clause_end(reader, i, last))
            if known == _NOBODY and (not _stands_alone(chosen) or _refers_back(reader, i, chosen, told)):
                continue
            kind = _type(reader, chosen, known.actor)
            recipient = known.recipient
            if kind == "PROTEST" and recipient is None:
                recipient = protested(reader, i, last)
            out.append(Draft(i, end, chosen, kind, known.actor, recipient))
            told.add(kind)
    return out


def _carried_by(before: Draft, noun: Trigger, i: int) -> bool:
    """Whether the noun is the object of a verb that reports the same event: «رددوا هتافات», «أطلق صواريخ»."""
    return before.word.form is not None and before.word.word.type == noun.word.type and i - before.trigger <= 4


def _goes_on(r: Reader, before: Draft, i: int) -> bool:
    """Whether a word tells more of the event before it: who was hurt, what was aimed at or objected to."""
    norm = r.norm(i)
    if before.type == "PROTEST":  # «تظاهر العمال احتجاجا على»
        return norm in ("احتجاجا", "للاحتجاج")
    near = before.type == "ASSAULT" and i - before.trigger <= _ONE_EVENT
    return near and (norm in words("wounded") or (before.word.form is None and norm in words("aimed")))


_ONE_EVENT = 14
"""Tokens after the word for an assault in which more is told of the same one."""


def _type(r: Reader, trigger: Trigger, actor: Range | None) -> str:
    if actor is not None and any(r.norm(k) in words("demonstrators") for k in range(*actor)):
        return "PROTEST"
    return trigger.word.type


_NOBODY = Arguments(None, None)


def _refers_back(r: Reader, i: int, noun: Trigger, told: set[str]) -> bool:
    """Whether a noun with the article is an event of a type told before: «هجوم على الجسر … وبعد الهجوم»."""
    definite = noun.form is None and r.norm(i)[len(noun.prefix) :].startswith(("ال", "ل"))
    return definite and noun.word.type in told


def _stands_alone(trigger: Trigger) -> bool:
    """Whether an event is worth a row with nobody in it: violence and protest are, a bare «دعم» is not."""
    return trigger.word.type in ("ASSAULT", "PROTEST")


def _choose(r: Reader, i: int, found: tuple[Trigger, ...]) -> Trigger | None:
    """The first reading whose company is right."""
    for trigger in found:
        near = trigger.word.near
        around = r.norms[max(0, i - _NEAR) : i + _NEAR]
        if not near or not near.isdisjoint(around) or any(norm[1:] in near for norm in around):
            return trigger
    return None


def _taken(r: Reader, i: int, timed: frozenset[int]) -> bool:
    """Whether the word is something else: of a time («فجر السبت»), a name, a drone («طائرة مسيرة»)."""
    if i in timed or (i in r.mention_from and r.mention_from[i][1].kind in ("person", "place")):
        return True
    return r.norm(i).endswith("مسيره") and r.norm(i - 1) in words("aircraft")


def _entity(doc: Doc, mentions: list[Mention], starts: list[int], words: Range | None) -> str | None:
    """The entity of the first mention in a range, or of the one that covers it."""
    if words is None:
        return None
    span = doc.span(words[0], words[1] - 1)
    k = bisect_left(starts, span.start)
    if k < len(mentions) and mentions[k].span.start < span.end:
        return mentions[k].entity
    if k and mentions[k - 1].span.end > span.start:
        return mentions[k - 1].entity
    return None


def _within(dated: list[Timex], span: Span) -> list[Timex]:
    """The time expressions inside a span, of many in text order."""
    first, after = bisect_left(dated, span.start, key=_start), bisect_left(dated, span.end, key=_start)
    return [t for t in dated[first:after] if span.covers(t.span)]


def _start(timex: Timex) -> int:
    return timex.span.start


def _when(doc: Doc, dated: list[Timex], span: Span) -> tuple[str | None, str | None, str | None]:
    """The days that the clause's time expression covers, else its sentence's only one's; how fine that is."""
    inside = _within(dated, span)
    if not inside:
        inside = _within(dated, doc.sentences[doc.sentence_at(span.start)])
        inside = inside if len({t.begin for t in inside}) == 1 else []
    if not inside:
        return None, None, None
    chosen = inside[0]
    return chosen.begin, chosen.end, _precision(chosen)


def _precision(timex: Timex) -> str | None:
    value = timex.value or ""
    if timex.begin == timex.end or "T" in value or (len(value) == 10 and value[4] == "-"):
        return "day"
    if "-W" in value:
        return "week"
    return {7: "month", 4: "year"}.get(len(value))


def _holders(attributions: tuple[Attribution, ...], triggers: list[Span]) -> list[str | None]:
    """For each trigger, in text order, the id of the innermost attribution whose content holds it."""
    parts = sorted((part.start, part.end, a.id) for a in attributions for part in a.content)
    begun: list[tuple[int, int, str]] = []  # contents that began before and have not ended
    at = 0
    out: list[str | None] = []
    for trigger in triggers:
        while at < len(parts) and parts[at][0] <= trigger.start:
            begun.append(parts[at])
            at += 1
        begun = [part for part in begun if part[1] > trigger.start]
        holding = [(end - start, id) for start, end, id in begun if end >= trigger.end]
        out.append(min(holding)[1] if holding else None)
    return out
