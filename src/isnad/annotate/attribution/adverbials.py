"""A token after a reporting verb in, the token after the adverbials that stand there out."""

from __future__ import annotations

from isnad.annotate.attribution.cue import Cue
from isnad.annotate.attribution.lexicon import verbs_of, words
from isnad.annotate.attribution.phrase import noun_phrase
from isnad.annotate.attribution.piety import past_piety
from isnad.annotate.attribution.reader import STOP, Reader, carries, has_preposition, is_masdar


def past_adverbials(r: Reader, i: int, stop: int, cue: Cue, prepositions: frozenset[str]) -> int:
    """Past times, commas, one-word adverbs, addressees and adverbial phrases, up to what may be source or content."""
    while i < stop:
        norm = r.norm(i)
        if i in r.timex_from:
            i = r.timex_from[i]
        elif r.is_comma(i) or (norm == "حتي" and r.norm(i + 1) in words("adverb")):
            i += 1
        elif norm == "(" and ")" in {r.norm(k) for k in range(i, min(stop, i + 8))}:
            i = next(k for k in range(i, stop) if r.norm(k) == ")") + 1
        elif (
            (i == cue.after and cue.kind == "verb" and _doubles(norm))
            or norm in words("addressee") | words("object_pronoun")
            or (norm in words("adverb") and norm not in prepositions)
        ):
            i += 1
        elif (_is_aside(r, i, stop) or _hides_name(r, i)) and r.is_comma(i - 1) and i > cue.after:
            i = next((k for k in range(i, min(stop, i + 12)) if r.is_comma(k)), i + 1)
        elif norm in ("بهذه", "بهذا") and carries(r, i + 2, prepositions):
            i += 2  # «بهذه المناسبة بجهود المتطوعين»
        elif _begins_content(r, i, cue, prepositions):
            return i
        elif (
            (norm in words("relative") and i > cue.after and r.is_comma(i - 1))
            or norm in words("adverbial")
            or norm in ("بما", "بعدما")
            or (norm == "حيث" and i > cue.after)
        ):
            i = _past_adverbial(r, i, stop, prepositions)
        elif "ب" not in prepositions and i > cue.after and has_preposition(r, i, "ب") and not r.complementizer(i):
            i = max(noun_phrase(r, i, min(stop, i + 8)), i + 1)
        elif "ل" not in prepositions and _to_whom(r, i):
            i = _past_addressee(r, i, stop)
        elif norm in ("بحسب", "حسب") and i > cue.after:
            i = max(noun_phrase(r, i + 1, min(stop, i + 8)), i + 1)
        elif aside := past_piety(r, i) or _dashed(r, i, stop):
            i = aside
        else:
            return i
    return i


def _hides_name(r: Reader, i: int) -> bool:
    """«مسؤول في الوزارة، تحدث شريطة عدم ذكر اسمه،», «، طلب عدم نشر هويته،»"""
    return r.verb_at(i) and any(r.norm(k) in words("anonymity") for k in range(i + 1, min(i + 4, r.size)))


def quoted_in_passing(r: Reader, i: int, cue: Cue) -> bool:
    """Whether a short quotation stands inside a phrase that goes on: «باحثة في معهد "الرازي للعلوم" بمدينة طنجة»."""
    end = r.quote_from[i][0] if r.opens_quote(i) else i
    if end - i - 2 not in range(1, _PASSING) or cue.role == "label" or not r.tokens[i - 1].word:
        return False
    if r.norm(i - 1) in ("عن", "من", "الي", "علي"):
        return False  # «أبلغ السفير عن "قلقه البالغ" من الخبر»
    return end < r.size and r.tokens[end].word and not r.verb_at(end) and not r.clause_verb(end)


_PASSING = 7
"""Words of a quotation that may name something in passing; speech that the narrator takes up again is longer."""


def _begins_content(r: Reader, i: int, cue: Cue, prepositions: frozenset[str]) -> bool:
    """Whether a preposition that the verb takes, «those who», or a name like one stands here, and no adverbial."""
    norm = r.norm(i)
    if norm == "علي" and i in r.mention_from:
        return True  # «وتساءل علي العبار»
    if norm in words("by_saying") and r.norm(i + 1) in ("علي", "الي"):
        return True
    if norm in prepositions and (r.complementizer(i + 1) or not _occasion(r, i)):
        return True
    return (norm in words("by_this") and "ب" in prepositions) or those_who(r, i, cue)


def those_who(r: Reader, i: int, cue: Cue) -> bool:
    """«انتقد التجار من يقولون إن السوق آمن»: من is «those who», and the clause is the second verb's."""
    if r.norm(i) != "من" or cue.role == "label":
        return False
    return i + 1 < len(r.tokens) and r.verb_at(i + 1) and r.norm(i + 1) not in words("preposition")  # «من قبل»


def _doubles(norm: str) -> bool:
    """Whether a second verb of speech only strengthens the one before it: «وتابع قائلا», «وكتب يقول»."""
    if norm in words("agent"):
        return False  # «قالت متحدثة باسم الوزارة»
    return norm in ("يقول", "تقول", "يقولون") or any(f.tense == "participle" for _, f, _ in verbs_of(norm))


def _occasion(r: Reader, i: int) -> bool:
    """Whether a preposition opens the occasion of the words («في بيان») rather than their content."""
    nxt = r.norm(i + 1)
    if r.norm(i) == "علي":
        return nxt in words("occasion")
    return r.norm(i) == "في" and (nxt in words("speech_event") or i + 1 in r.timex_from)


def _past_adverbial(r: Reader, i: int, stop: int, prepositions: frozenset[str]) -> int:
    """Token after an adverbial phrase: a preposition with its noun phrase, and what can begin no source or content."""
    j = i + 1
    if r.norm(i) in words("relative") and r.is_comma(i - 1):
        closed = next((k for k in range(j, min(stop, j + 16)) if r.is_comma(k)), stop)
        if closed < stop and r.report_opens(r.timex_from.get(closed + 1, closed + 1)):
            return closed  # «المدرب، الذي يسمي نفسه "الثعلب"، أمس إنه»
    if r.norm(i) == "من" and r.norm(j) == "قبل" and r.complementizer(j + 1) and r.tokens[i - 1].word:
        return j + 1  # «ذكر من قبل أن بلاده ستعود»
    if r.complementizer(j):  # «بعد أن زار المصنع،»
        return next((k for k in range(j, min(stop, j + 16)) if r.is_comma(k)), stop)
    if r.norm(i) == "حيث":  # «مدير المستشفى حيث يعالج الجرحى أن»
        return next((k for k in range(j, min(stop, j + 12)) if r.complementizer(k) or r.is_comma(k)), stop)
    j = _past_noun(r, j, stop, prepositions)
    while j < stop:
        norm = r.norm(j)
        further = _of_its_occasion(r, j, stop, prepositions)
        if further > j:
            j = further
            continue
        if r.is_comma(j) or r.complementizer(j) or norm == ":" or norm in STOP or norm in words("adverbial"):
            return j
        if norm in prepositions and norm not in ("في", "من"):
            return j
        if r.opens_quote(j):
            if not r.names(j):
                return j
            j = r.quote_from[j][0]
            continue
        if (
            j in r.timex_from
            or j in r.mention_from
            or norm.startswith("ال")
            or is_masdar(norm)
            or has_preposition(r, j, "ب")
        ):
            return j
        j += 1
    return j


def _is_aside(r: Reader, i: int, stop: int) -> bool:
    """Whether «، وهي جمعية خيرية،» tells of the source; «، وهو ما نفته» tells of what was said."""
    if r.norm(i) not in ("وهو", "وهي"):
        return r.norm(i) in words("aside")
    return r.norm(i + 1) != "ما" and any(r.is_comma(k) for k in range(i, min(stop, i + 12)))


def _past_noun(r: Reader, j: int, stop: int, prepositions: frozenset[str]) -> int:
    """Token after the noun phrase that a preposition before `j` governs; `j` where none stands there."""
    if r.norm(j) == "وقت" and r.norm(j + 1) in ("سابق", "لاحق"):
        return j + 2  # «في وقت سابق نجاة السائق»
    if j + 1 < stop and r.tokens[j].number and r.tokens[j + 1].word and not _dated(r, j):
        return max(noun_phrase(r, j + 1, min(stop, j + 12), frames=prepositions), j + 1)  # «أمام 500 ألف من السكان»
    if j < stop and r.tokens[j].word and j not in r.timex_from:
        return max(noun_phrase(r, j, min(stop, j + 12), frames=prepositions), j + 1)
    return j


def _dated(r: Reader, i: int) -> bool:
    return any(k in r.timex_from for k in (i - 1, i, i + 1))


def _of_its_occasion(r: Reader, i: int, stop: int, prepositions: frozenset[str]) -> int:
    """Token after what the occasion was about or to whom the words were given; `i` where neither stands there."""
    norm = r.norm(i)
    if norm == "عن" and r.norm(i - 1) in words("asked"):
        return max(noun_phrase(r, i + 1, min(stop, i + 12)), i + 1)  # «ردا على سؤال عن موعد السفر:»
    sent = i if norm in words("sent") else i - 1  # «في رسالة وجهها إلى رؤساء البلديات إلى»
    if r.norm(sent) in words("sent") and r.norm(sent + 1) == "الي":
        return max(noun_phrase(r, sent + 2, min(stop, sent + 16)), sent + 3)
    if r.norm(i - 1) in words("annexed") and is_masdar(norm):
        return max(noun_phrase(r, i, min(stop, i + 12), frames=prepositions), i + 1)  # «على هامش زيارة الأمير»
    if norm not in ("الي", "مع") or norm in prepositions:
        return i
    if r.opens_quote(i + 1):
        return r.quote_from[i + 1][0]  # «في تصريحات إلى "المدى" أمس التعليق على الخبر»
    return max(noun_phrase(r, i + 1, min(stop, i + 12)), i + 2) if r.norm(i + 1) in words("medium") else i


def _past_addressee(r: Reader, i: int, stop: int) -> int:
    """Token behind whom the words were told: «للصحيفة», «لـ"الواحة"», «لـ ( الواحة )», «لـ «الواحة: …»."""
    if r.norm(i) != "ل":
        return noun_phrase(r, i, min(stop, i + 8))
    last, quote = r.quote_from.get(i + 1, (0, None))
    if quote is not None and quote.closed:
        return last
    if r.norm(i + 1) == "(":
        return next((k + 1 for k in range(i + 2, min(stop, i + 6)) if r.norm(k) == ")"), i + 2)
    return noun_phrase(r, i + 2, min(stop, i + 8)) if quote is not None else i + 2


def _to_whom(r: Reader, i: int) -> bool:
    norm = r.norm(i)
    return (norm == "ل" or has_preposition(r, i, "ل")) and not norm.startswith(("لان", "لكن"))


def _dashed(r: Reader, i: int, stop: int) -> int:
    """Token after the second dash of «- في تقرير اليوم -»; 0 where there is none near."""
    near = range(i + 1, min(stop, i + 14)) if r.norm(i) in "-–" else ()
    return next((j + 1 for j in near if r.norm(j) in "-–"), 0)
