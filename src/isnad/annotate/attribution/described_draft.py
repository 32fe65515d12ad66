"""A verb whose object stands before it («الرسوم التي أعلنها الوزير», «وهو ما تنفيه النقابة») in, its statement out."""

from __future__ import annotations

from isnad.annotate.attribution.back_draft import sentence_before
from isnad.annotate.attribution.cue import Cue
from isnad.annotate.attribution.draft import Draft
from isnad.annotate.attribution.ending import trim
from isnad.annotate.attribution.lexicon import words
from isnad.annotate.attribution.opener import Opener
from isnad.annotate.attribution.phrase import noun_phrase
from isnad.annotate.attribution.reader import Reader, is_adjective
from isnad.annotate.attribution.side import NOBODY
from isnad.annotate.attribution.speaking import speaks
from isnad.annotate.attribution.stance import stance_of
from isnad.model import Form
from isnad.text.fold import fold

_LONGEST = 16
"""Tokens a described noun may take with its adjectives and attachments."""


def described_draft(r: Reader, cue: Cue, sentence: int, start: int, stop: int) -> Draft | None:
    """The statement of a verb with an object pronoun and a subject of its own; None where either is missing."""
    if cue.kind != "verb" or not cue.clitic or cue.negated:
        return None
    if fold(cue.rule.rpartition("#")[2]) not in words("describing"):
        return None
    source = _subject(r, cue.after, stop)
    content = _described(r, cue, sentence, start) if source is not None else None
    if content is None:
        return None
    first, last = content
    if cue.role == "claim" and not any(
        r.norm(i).removeprefix("ال") in words("claimed_deed") for i in range(first, last)
    ):
        return None  # «نهج تبنته الحكومة»
    form: Form = "mixed" if r.quotes(first, last) else "indirect"
    stance, rule = stance_of(r, cue, Opener("object", first, first, source), first, last, form, NOBODY)
    return Draft(cue, sentence, source, (content,), form, stance, rule)


def _subject(r: Reader, i: int, stop: int) -> tuple[int, int] | None:
    while i < stop and (r.is_comma(i) or i in r.timex_from or r.norm(i) in words("adverb")):
        i = r.timex_from.get(i, i + 1)
    end = noun_phrase(r, i, min(stop, i + 14)) if i < stop and r.tokens[i].word else i
    return (i, end) if end > i and speaks(r, (i, end)) else None


def _described(r: Reader, cue: Cue, sentence: int, start: int) -> tuple[int, int] | None:
    """The noun phrase or the clause that the pronoun on the verb stands for."""
    i = cue.first - 1
    while i > start and (r.norm(i) in words("auxiliary") or r.norm(i) == "وان") and r.norm(i) != "ما":
        i -= 1  # «التي سبق أن اقترحها»
    if i <= start:
        return None
    pointed = i - 1 if r.norm(i) in ("ما", "امر") or r.norm(i) in words("relative") else i
    if r.norm(pointed) in words("points_at_clause"):
        return _clause_before(r, sentence, start, pointed)
    if r.norm(i) in words("relative"):
        return _noun_before(r, start, i - r.is_comma(i - 1))
    return _noun_before(r, start, i + 1, indefinite=True)


def _clause_before(r: Reader, sentence: int, start: int, pointed: int) -> tuple[int, int] | None:
    last = trim(r, start, pointed)
    if last - start < 3:
        return sentence_before(r, sentence)
    commas = (k for k in range(last - 1, start, -1) if r.is_comma(k))
    opening = next((k + 1 for k in commas if last - k > 4 and r.norm(k + 1) not in words("preposition")), start)
    return opening, last


def _noun_before(r: Reader, start: int, end: int, *, indefinite: bool = False) -> tuple[int, int] | None:
    """The longest noun phrase of two words or more that ends at `end`."""
    for first in range(max(start, end - _LONGEST), end - 1):
        if r.opens_quote(first) and r.quote_from[first][0] == end:
            return first + 1, end - 1
        known = r.norm(first).startswith("ال") or first in r.mention_from or r.norm(first) in words("determiner")
        if (indefinite and known) or not _begins(r, first, start):
            continue
        reached = noun_phrase(r, first, end)
        while reached < end and r.norm(reached).startswith("ال"):
            reached += 1  # «السلع المستهدفة التي»: before a relative, a definite word describes
        if reached >= end:
            return first, end
    return None


def _begins(r: Reader, first: int, start: int) -> bool:
    """Whether a noun phrase may begin at `first`."""
    norm, before = r.norm(first), first - 1
    if not r.tokens[first].word or r.verb_at(first) or norm in words("preposition") or norm in words("opening"):
        return False
    if _feminine_past(norm):
        return False
    if first == start or not r.tokens[before].word or r.norm(before) in words("preposition"):
        return True
    if r.norm(before).startswith("ال") and not norm.startswith("ال"):
        return True  # «هزت المدينة عمليتان»
    if is_adjective(norm) and not _feminine_past(r.norm(before)):
        return False
    return _feminine_past(r.norm(before)) or r.complementizer(before) or r.verb_at(before) or r.clause_verb(before)


def _feminine_past(norm: str) -> bool:
    """Whether a word ends like a feminine verb of the past, listed or not: «تضررت», «وقعت»."""
    return norm.endswith("ت") and not norm.endswith("ات")
