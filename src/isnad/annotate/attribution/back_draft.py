"""A cue that points back («صرح بذلك المدير», «وذلك وفقا للوزارة») in, the statement of the sentence before it out."""

from __future__ import annotations

from isnad.annotate.attribution.cue import Cue
from isnad.annotate.attribution.draft import Draft
from isnad.annotate.attribution.ending import trim
from isnad.annotate.attribution.lexicon import words
from isnad.annotate.attribution.phrase import noun_phrase
from isnad.annotate.attribution.reader import Reader
from isnad.annotate.attribution.speaking import speaks


def back_draft(r: Reader, cue: Cue, sentence: int, start: int, stop: int) -> Draft | None:
    """The statement whose content is the sentence before, where the cue says so and names its source."""
    if cue.kind == "verb" and cue.role == "say" and r.norm(cue.after) in words("that_said") and cue.first == start:
        first = cue.after + 1
    elif cue.kind == "phrase" and r.norm(start) == "وذلك" and cue.first == start + 1:
        first = cue.after + (r.norm(cue.after) == "ل")
    else:
        return None
    content = sentence_before(r, sentence)
    end = noun_phrase(r, first, min(stop, first + 24)) if first < stop else first
    if content is None or end == first or not speaks(r, (first, end)):
        return None
    quoted = r.quotes(*content)
    return Draft(cue, sentence, (first, end), (content,), "mixed" if quoted else "indirect", cue.stance, cue.rule)


def sentence_before(r: Reader, sentence: int) -> tuple[int, int] | None:
    """Tokens of the sentence before, without its full stop, where it stands in the same paragraph or ends the last."""
    if sentence == 0:
        return None
    first, last = r.doc.sentence_bounds[sentence - 1]
    while first < last and not (r.tokens[first].word or r.tokens[first].number or r.opens_quote(first)):
        first += 1
    last = trim(r, first, last)
    return (first, last) if last - first >= 3 else None
