"""Words for «could not check» in, who could not check what out: «لم تتمكن رويترز من التحقق من صحة الصور»."""

from __future__ import annotations

from isnad.annotate.attribution.cue import Cue, Cues
from isnad.annotate.attribution.cues import check_after
from isnad.annotate.attribution.draft import Draft
from isnad.annotate.attribution.ending import clause_end
from isnad.annotate.attribution.lexicon import words
from isnad.annotate.attribution.phrase import noun_phrase
from isnad.annotate.attribution.reader import Reader
from isnad.annotate.attribution.source import subject_before


def unverified_draft(r: Reader, cue: Cue, sentence: int, start: int, stop: int, cues: Cues) -> Draft | None:
    """Who stands between the cue and the noun of checking, else before the cue, could not check what follows it."""
    unable = cue.bare if cue.after == cue.first + 1 else r.norm(cue.after - 1)
    check = check_after(r, cue.after) if unable in words("unable") else None
    if check is None or check >= stop:
        return None
    first = _checked(r, check + 1, stop)
    last = _without_manner(r, _to_comma(r, first, clause_end(r, cue, first, stop, cues))) if first < stop else first
    if last <= first:
        return None
    source = _who(r, cue, check, start)
    return Draft(cue, sentence, source, ((first, last),), "indirect", "doubt", cue.rule)


def _checked(r: Reader, i: int, stop: int) -> int:
    """Where the thing begins that was not checked: after the manner, «من», «صحة», «أن»."""
    while i < stop and (r.norm(i) in words("manner_of_checking") or i in r.timex_from):
        i = r.timex_from.get(i, i + 1)
    if r.norm(i) == "من":
        i += 1
    if r.norm(i) in ("صحه", "دقه") and not r.norm(i + 1).startswith("و"):
        i += 1
    return i + 1 if r.complementizer(i) else i


def _to_comma(r: Reader, first: int, last: int) -> int:
    return next((i for i in range(first + 1, last) if r.is_comma(i)), last)


def _without_manner(r: Reader, last: int) -> int:
    """«من صحة الصور بشكل مستقل», «من الخبر من مصدر مستقل»: how it was checked is no part of what was."""
    if not r.norm(last - 1).startswith("مستقل"):
        return last
    return last - 2 if r.norm(last - 2) in words("manner_of_checking") else last - 3


def _who(r: Reader, cue: Cue, check: int, start: int) -> tuple[int, int] | None:
    i = cue.after + (r.norm(cue.after) in ("علي", "ل"))
    while i < check and r.norm(i) in words("manner_of_checking"):
        i += 1
    if i < check and r.norm(i) != "من":
        end = noun_phrase(r, i, check)
        theirs = r.norm(i) in ("لنا", "لها", "له", "عليها", "علينا", "عليه")
        return (i, end) if end > i and not theirs else None
    return subject_before(r, cue, start)
