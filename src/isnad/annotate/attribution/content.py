"""An opener in, the content's tokens out, and whether it is quoted, reported or both."""

from __future__ import annotations

from isnad.annotate.attribution.cue import Cue, Cues
from isnad.annotate.attribution.ending import clause_end, trim
from isnad.annotate.attribution.lexicon import words
from isnad.annotate.attribution.opener import Opener, reported_clause
from isnad.annotate.attribution.reader import Reader, is_mark, is_masdar, is_participle
from isnad.model import Form, Span


def content_of(r: Reader, cue: Cue, opener: Opener, stop: int, cues: Cues) -> tuple[tuple[int, int], Form] | None:
    """(half-open token range of the content, form), or None where it would be empty."""
    first = opener.first
    if opener.kind == "colon" and r.complementizer(first):
        opener = reported_clause(r, first, first, opener.source)
        first = opener.first
    if opener.kind == "colon" and r.opens_quote(first):
        opener = Opener("quote", opener.at, first, opener.source)
    if opener.kind == "clause" and r.norm(first) == ":" and first + 1 < stop:
        speech = r.opens_quote(first + 1)  # «مؤكدا أن: "المطلوب كشف الأسماء"»
        opener = Opener("quote" if speech else "colon", opener.at, first + 1, opener.source)
        first = opener.first
    if opener.kind == "quote":
        end, quote = r.quote_from[first]
        if quote.closed and end > stop:
            return (first + 1, end - 1), "direct"  # the speech goes on over the paragraph's end
        after = min(end, stop)
        if not quote.closed:
            after = next((i for i in range(first + 1, after) if _takes_up(r, i, cues)), after)
        if _goes_on_reported(r, after, stop):
            return (first, clause_end(r, cue, after, stop, cues)), "mixed"
        if cue.role != "label" and after < stop and after not in cues and _runs_on(r, after, stop):
            last = clause_end(r, cue, after, stop, cues, nominal=_takes_noun(cue))
            if last > after:
                return (first, last), "mixed"
        inside = (first + 1, after - 1 if quote.closed else trim(r, first + 1, after))
        return (inside, "direct") if inside[1] > inside[0] else None
    if opener.kind == "colon":
        last = trim(r, first, next((i for i in range(first, stop) if _turns(r, i, stop, cues)), stop))
        return ((first, last), "direct") if last > first else None
    last = clause_end(r, cue, first, stop, cues, nominal=opener.kind in ("object", "preposition"))
    if cue.role == "label" and opener.kind == "object":
        called = next((i for i in range(last, min(stop, first + _LABELLED)) if _calls(r, i)), None)
        if called is not None:  # «وصف القرار الذي اتخذته الشركة، بعد الإضراب، بأنه "جائر"»
            return content_of(r, cue, reported_clause(r, called, called, opener.source), stop, cues)
    if last <= first:
        return None
    quoted = next((i for i in range(first, last) if r.speech_opens(i)), None) if cue.role == "label" else None
    if quoted is not None and r.quote_from[quoted][1].closed:
        return (quoted + 1, min(r.quote_from[quoted][0] - 1, last)), "direct"
    return _form(r, *_quoted_alone(r, cue, first, last))


_LABELLED = 45
"""Tokens that a thing may take, with its clauses, before «بأنه» says what it is called."""


def _calls(r: Reader, i: int) -> bool:
    return r.complementizer(i) and r.norm(i).startswith("بان") and r.is_comma(i - 1)


def _takes_up(r: Reader, i: int, cues: Cues) -> bool:
    """Whether the page goes on in words of its own in a quotation nobody closed: «"سنلعب غدا، وأضاف أن»."""
    found = cues.get(i)
    joined = found is not None and found.kind == "verb" and found.bare != r.norm(i)
    return joined and r.is_comma(i - 1) and found is not None and found.tense == "past"


def _takes_noun(cue: Cue) -> bool:
    """Whether a quotation after the verb is a noun phrase, and no speech: «انتقد "سيل الوعود" الذي قدمته الوزارة»."""
    return "مف" in cue.frames and "قول" not in cue.frames


def _turns(r: Reader, i: int, stop: int, cues: Cues) -> bool:
    """Whether speech without quotation marks ends before «لكنه قال», «وأضاف:», «وزاد: "…"»."""
    if r.norm(i) in words("but"):
        return i + 1 < stop and r.verb_at(i + 1)
    found = cues.get(i)
    if found is None or found.kind != "verb" or found.role != "continue" or found.bare == r.norm(i):
        return False
    return r.report_opens(r.timex_from.get(found.after, found.after))


def _quoted_alone(r: Reader, cue: Cue, first: int, last: int) -> tuple[int, int]:
    """A clause or label that begins with a quotation ends with it where a comma follows or the cue only names."""
    start = first + 1 if r.complementizer(first) and r.opens_quote(first + 1) else first
    if not r.opens_quote(start) or r.names(start):
        return first, last
    end = r.quote_from[start][0]
    if _goes_on_reported(r, end, last):
        return first, last
    if end < last and (r.is_comma(end) or cue.role == "label"):
        return first, end
    return first, last


def _goes_on_reported(r: Reader, i: int, stop: int) -> bool:
    """Whether the report goes on after a closing quotation mark: «"لم تستخدمها قط" وأن هذه أكاذيب»."""
    i += i < stop and r.is_comma(i)
    return i + 1 < stop and r.norm(i) in words("and_that") and not r.verb_at(i + 1)


def _runs_on(r: Reader, i: int, stop: int) -> bool:
    """Whether a reported clause goes on after a closing quotation mark: «"قرارات حاسمة" ستتخذ غدا»."""
    if i >= stop or not r.tokens[i].word or r.verb_at(i) or _tells_when(r, i) or is_participle(r.norm(i)):
        return False
    phrase = i >= 6 and any(r.quote_from.get(k, (0,))[0] == i for k in range(i - 6, i))  # «"عزمه الكامل" على أن يبيع»
    return r.norm(i)[0] not in "وف" or (phrase and r.norm(i) in words("preposition"))


def _tells_when(r: Reader, i: int) -> bool:
    """Whether a clause begins that says when the words were spoken: «"نريد السلام" بعد أن زار المصنع»."""
    return (
        r.norm(i) in words("because") or r.norm(i) == "ثم" or (r.norm(i) in ("بعد", "قبل") and r.complementizer(i + 1))
    )


def _form(r: Reader, first: int, last: int) -> tuple[tuple[int, int], Form]:
    """A clause quoted from end to end is direct; one with a quotation inside is mixed."""
    start = first + 1 if r.complementizer(first) and not r.opens_quote(first) else first
    if r.opens_quote(start) and r.quote_from[start][0] >= last and not (start > first and _predicate_at(r, start + 1)):
        closed = r.quote_from[start][1].closed
        return (start + 1, last - 1 if closed else last), "direct"
    quoted = r.quotes(first, last)
    return (first, last), "mixed" if quoted else "indirect"


def _predicate_at(r: Reader, i: int) -> bool:
    """Whether a quotation opens with the verb of the pronoun before it: «إنها "تدرس الملف"», no «إنه "لا خلاف"»."""
    pronoun = "ه" if r.norm(i - 2).endswith("ه") else "ها"
    i += r.norm(i) in ("لا", "لن", "لم", "سوف", "قد")
    norm = r.norm(i)
    feminine = norm.startswith(("ت", "ست"))
    if norm in words("urging") or norm in ("يمكن", "سيتم", "ستتم", "يتم", "سيجري") or (feminine and pronoun == "ه"):
        return False  # «إنه "سيتم فتح الجسر"», «إنه "تأكد الخبر"»: the pronoun stands for nobody
    present = norm.startswith(("ي", "سي")) or (feminine and not norm.endswith(("ه", "ات")))
    return present and len(norm) > 3 and not is_masdar(norm)


def spans_of(r: Reader, first: int, last: int) -> Span:
    """The content's characters; a complementizer's pronoun is its first letter (إنه → ه)."""
    span = r.span(first, last)
    token = r.tokens[first]
    if r.complementizer(first):
        keep = {"انه": 1, "بانه": 1, "انها": 2, "بانها": 2, "انهم": 2, "بانهم": 2, "انهما": 3, "بانهما": 3}.get(
            token.norm, 0
        )
        return (
            Span(_last_letters(r, token.end, keep), span.end)
            if keep
            else Span(r.tokens[min(first + 1, last - 1)].start, span.end)
        )
    return span


def _last_letters(r: Reader, end: int, count: int) -> int:
    """Offset of the last `count` letters before `end`, with the marks written on them: «هُ» of «إِنَّهُ»."""
    for _ in range(count):
        end -= 1
        while is_mark(r.doc.text[end]):
            end -= 1
    return end
