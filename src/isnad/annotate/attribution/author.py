"""A cue in the text of «أصدرت الوزارة بيانا قالت فيه إن» in, who made that text out."""

from __future__ import annotations

from isnad.annotate.attribution.cue import Cue
from isnad.annotate.attribution.lexicon import plain_verbs, words
from isnad.annotate.attribution.phrase import noun_phrase
from isnad.annotate.attribution.reader import Reader
from isnad.annotate.attribution.speaking import reaches, speaks


def author_of(r: Reader, cue: Cue, start: int) -> tuple[int, int] | None:
    """Who made the text that «فيه» points to: «أصدرت الوزارة بيانا قالت فيه إن», «عقد مؤتمرا أعلن خلاله أن»."""
    if r.norm(cue.after) not in words("within") or cue.role == "show" or r.norm(cue.first - 1) in words("relative"):
        return None  # «الطريقة التي تطالب فيها النقابة»: what is meant is no text
    for made in range(cue.first - 1, max(start, cue.first - 16) - 1, -1):
        bare = r.norm(made).lstrip("وف")
        verb = r.verb_at(made) or r.clause_verb(made) or r.norm(made) in plain_verbs() or bare in words("makes")
        if not r.tokens[made].word or not verb:
            continue
        if bare in words("gives_out"):
            return None  # «تصريحات نقلتها الصحيفة قال فيها»: the paper made nothing
        first = _maker(r, made + 1, cue.first)
        end = noun_phrase(r, first, cue.first)
        if end > first and speaks(r, (first, end)) and r.norm(first).removesuffix("ا") not in words("text"):
            return first, end
        return _maker_before(r, made, start)
    return None


def _maker_before(r: Reader, made: int, start: int) -> tuple[int, int] | None:
    """Who stands between «كان» and the verb of making: «وكان المجلس قد أصدر بيانا دعا فيه»."""
    was = next((k for k in range(made - 1, start - 1, -1) if r.norm(k).lstrip("و") in ("كان", "كانت")), made)
    end = noun_phrase(r, was + 1, made) if was + 1 < made else 0
    return (was + 1, end) if end and reaches(r, end, made) and speaks(r, (was + 1, end)) else None


def _maker(r: Reader, first: int, stop: int) -> int:
    """Where the maker of a text is named: after «رسالة من», else as the subject of the verb before `first`."""
    for i in range(first, stop - 2):
        text = r.norm(i).removesuffix("ا") in words("text") or r.norm(i) in words("speech_event")
        if text and r.norm(i + 1) == "من":
            return i + 2
    while first < stop and (first in r.timex_from or r.norm(first) in words("adverb")):
        first = r.timex_from.get(first, first + 1)
    return first + (r.norm(first) == "من")  # «وردت من زوجة الحارس»
