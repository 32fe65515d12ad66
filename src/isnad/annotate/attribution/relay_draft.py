"""«نقلت الوكالة عن شاهد قوله إن …» in, the statement of the one whose words are passed on out."""

from __future__ import annotations

from dataclasses import replace

from isnad.annotate.attribution.content import content_of
from isnad.annotate.attribution.cue import Cue, Cues
from isnad.annotate.attribution.draft import Draft
from isnad.annotate.attribution.lexicon import words
from isnad.annotate.attribution.opener import Opener, find_opener
from isnad.annotate.attribution.phrase import noun_phrase
from isnad.annotate.attribution.reader import Reader
from isnad.annotate.attribution.side import NOBODY
from isnad.annotate.attribution.source import subject_before
from isnad.annotate.attribution.speaking import speaks
from isnad.annotate.attribution.stance import stance_of


def relay_draft(r: Reader, cue: Cue, sentence: int, stop: int, opener: Opener | None, cues: Cues) -> Draft | None:
    """«نقلت الوكالة عن شاهد قوله إن …» or «… عن شاهد أن …»: the speaker stands after عن, the medium before it."""
    at = next((i for i in range(cue.after, min(stop, cue.after + 18)) if _relays(r, i)), None)
    if at is None or any(r.complementizer(i) for i in range(cue.after, at)):
        return _told(r, cue, sentence, stop, opener, cues)
    medium = (cue.after, noun_phrase(r, cue.after, at)) if at > cue.after else None
    if medium is None or not speaks(r, medium):
        medium = subject_before(r, cue, r.doc.sentence_bounds[sentence][0])
    speaker = None
    after = at + 1
    if r.norm(at) in ("عن", "لسان"):
        speaker = _named(r, at + 1, min(stop, at + 24))
        after = speaker[1] if speaker else after
        after += r.closing.get(after) == after
    elif after < stop and r.norm(after) not in words("pronoun_report"):
        medium = medium or _named(r, after, min(stop, after + 8))
        after = medium[1] if medium else after
    inner = next((cues[i] for i in range(at + 1, min(stop, at + 30)) if i in cues and cues[i].kind == "pronoun"), None)
    lead = inner or cue
    begin = inner.after if inner else after
    found = find_opener(r, replace(lead, after=begin, frames=frozenset(("ان", "قول"))), stop)
    if found is None or found.kind == "object":
        return None
    content = content_of(r, lead, found, stop, cues)
    if content is None:
        return None
    stance, rule = stance_of(r, replace(lead, role="say", stance="assert"), found, *content[0], content[1], NOBODY)
    return Draft(
        replace(lead, role="relay", agreement=lead.agreement),
        sentence,
        speaker,
        (content[0],),
        content[1],
        stance,
        rule,
        medium,
    )


def _told(r: Reader, cue: Cue, sentence: int, stop: int, opener: Opener | None, cues: Cues) -> Draft | None:
    """«ونقلت الصحيفة أن الوزير قال»: the medium tells it; whose words they are, its content says."""
    if opener is None or opener.kind != "clause" or opener.source is None or not speaks(r, opener.source):
        return None
    content = content_of(r, cue, opener, stop, cues)
    if content is None:
        return None
    return Draft(cue, sentence, opener.source, (content[0],), content[1], "assert", cue.rule, opener=opener)


def _named(r: Reader, first: int, stop: int) -> tuple[int, int] | None:
    """The noun phrase that begins at a token, also in quotation marks: «عن "مصدر رسمي" قوله»."""
    if r.opens_quote(first):
        first += 1
    if r.norm(first) in words("pronoun_report"):
        return None
    after = noun_phrase(r, first, stop)
    return (first, after) if after > first else None


def _relays(r: Reader, i: int) -> bool:
    return r.norm(i) in ("عن", "عنه", "عنها", "عنهم") or (r.norm(i) == "لسان" and r.norm(i - 1) == "علي")


def without_relayed(drafts: list[Draft]) -> list[Draft]:
    """One row for «نقلت … قوله»: the pronoun's own draft gives way to the relay's."""
    relayed = {d.cue.first for d in drafts if d.cue.role == "relay"}
    kept: list[Draft] = []
    opened: dict[int, Draft] = {}
    seen: set[tuple[int, int]] = set()
    for d in drafts:
        if (d.cue.first, d.content[0][0]) in seen:
            continue  # «نقلت نقلت الوكالة عن مصدر قوله»: a verb written twice tells it once
        seen.add((d.cue.first, d.content[0][0]))
        if d.cue.kind == "pronoun" and d.cue.role != "relay" and d.cue.first in relayed:
            continue
        first = d.content[0][0]
        if (
            d.cue.kind in ("verb", "participle", "pronoun")
            and first in opened
            and opened[first].cue.first < d.cue.first
        ):
            continue  # «وتابع قائلا إن»: one report
        if d.cue.kind != "phrase":
            opened.setdefault(first, d)
        kept.append(d)
    return kept
