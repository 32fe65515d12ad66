"""A noun that reports («إعلان الشركة إفلاسها», «اتهامات بتلويث النهر») in, its statement out."""

from __future__ import annotations

from dataclasses import replace

from isnad.annotate.attribution.circumstance import is_object, owned_content
from isnad.annotate.attribution.cue import Cue, Cues
from isnad.annotate.attribution.draft import Draft
from isnad.annotate.attribution.ending import clause_end
from isnad.annotate.attribution.lexicon import words
from isnad.annotate.attribution.opener import Opener
from isnad.annotate.attribution.phrase import noun_phrase
from isnad.annotate.attribution.reader import Reader, carries, has_preposition, is_adjective, is_masdar
from isnad.annotate.attribution.side import NOBODY
from isnad.annotate.attribution.speaking import speaks
from isnad.annotate.attribution.stance import stance_of
from isnad.model import Form, RuleId, Stance


def noun_draft(r: Reader, cue: Cue, sentence: int, stop: int, cues: Cues) -> Draft | None:
    prepositions = frozenset(f for f in cue.frames if f not in ("مف", "مصدر"))
    found = _found(r, cue, stop, prepositions)
    if found is None:
        return None
    source, first = found
    stop = _before_main_clause(r, cue, stop)
    if cue.role in ("circumstance", "owned"):
        clause = r.complementizer(first) or r.complementizer(first - 1) or r.norm(first - 1) == "من"
        stop = next((i for i in range(first + 1, stop) if _outer_opens(r, i, clause)), stop)
    last = clause_end(r, cue, first, stop, cues, nominal=True)
    bare = r.norm(first).removeprefix("ب").removeprefix("ال")
    if last - first < 1 or r.norm(first) in words("verdict") or bare in words("verdict"):
        return None  # «حكم على المتهمين بالسجن»
    quoted = r.quotes(first, last)
    form: Form = "mixed" if quoted else "indirect"
    stance, rule = _stance(r, cue, source, first, last, form)
    return Draft(cue, sentence, source, ((first, last),), form, stance, rule)


def _found(r: Reader, cue: Cue, stop: int, prepositions: frozenset[str]) -> tuple[tuple[int, int] | None, int] | None:
    """(source, or None where nobody is named; first token of the content); None where the noun reports nothing."""
    if cue.role == "owned":
        content = owned_content(r, cue, stop, prepositions)
        return (None, content) if content is not None else None
    if cue.role == "circumstance":
        told = _named(r, cue, stop, prepositions)
        if told is not None and r.norm(told[1]) == "اجل":
            return None  # «بناء على طلب الكويت من أجل بحث الأزمة»
        whole = told is None or r.norm(told[1] - 1) in prepositions or carries(r, told[1], prepositions)
        return told if whole or (told and (r.complementizer(told[1] - 1) or is_object(r, told[1]))) else None
    if cue.rule.endswith("#اتهام") and cue.bare == "اتهام":
        return _accusation(r, cue.after, stop)
    if cue.bare in ("اتهامات", "الاتهامات"):
        charged = _accusation(r, cue.after, stop)
        return charged if charged and charged[0] else _unnamed(r, cue, stop, prepositions)
    named = _named(r, cue, stop, prepositions)
    return named if named is not None or cue.role == "source" else _unnamed(r, cue, stop, prepositions)


def _before_main_clause(r: Reader, cue: Cue, stop: int) -> int:
    """Where a report in an adverbial that opens its sentence ends: «غداة اتهام القاضي بالرشوة، نشرت الوزارة …»."""
    start, _ = r.doc.sentence_bounds[r.doc.sentence_at(r.tokens[cue.first].start)]
    if cue.first - start > 3 or r.norm(start).removeprefix("و") not in words("adverbial"):
        return stop
    return next((i for i in range(cue.after, stop) if r.is_comma(i)), stop)


def _outer_opens(r: Reader, i: int, clause: bool) -> bool:
    """«وقال المدير عند إعلانه عن الحفل إن القاعة جاهزة»: the clause around the circumstance goes on."""
    if not clause and r.is_comma(i) and not r.norm(i + 1).startswith("و") and i not in r.closing:
        return True
    return (r.complementizer(i) and r.raw(i).startswith("إ")) or r.norm(i) in words("apodosis")


def _accusation(r: Reader, i: int, stop: int) -> tuple[tuple[int, int] | None, int] | None:
    """«اتهام بيروت لقبرص بالتقصير», «اتهام بيروت قبرص بـ…»: who accuses whom; «اتهام تاجر بالغش»: who is accused."""
    if i >= stop or not r.tokens[i].word or r.norm(i - 2) == "علي":
        return None  # «أصر على اتهام الحكم بالتحيز»: the speaker's own
    end = r.mention_from[i][0] if i in r.mention_from else noun_phrase(r, i, min(stop, i + 10), frames=_CHARGE)
    charge = next((j for j in range(end, min(stop, end + 9)) if _charges(r, j)), None)
    if charge is None or end == i or _charges(r, i):
        return (None, i) if _charges(r, i) else None
    return ((i, end), end) if charge > end and speaks(r, (i, end)) else (None, i)


_CHARGE = frozenset("بل")


def _charges(r: Reader, i: int) -> bool:
    return has_preposition(r, i, "ب") or (r.norm(i) == "ب" and r.opens_quote(i + 1))


def _stance(
    r: Reader, cue: Cue, source: tuple[int, int] | None, first: int, last: int, form: Form
) -> tuple[Stance, RuleId]:
    """«إعلان الشركة …» does what «أعلنت الشركة …» does; a charge that somebody named makes is asserted."""
    if cue.rule.endswith("#إعلان"):
        said = replace(cue, role="say", rule="attribution/verbs#أعلن")
        stance, rule = stance_of(r, said, Opener("object", first, first, source), first, last, form, NOBODY)
        return stance, cue.rule if rule == said.rule else rule
    if cue.role in ("circumstance", "owned"):
        insists = cue.stance == "commit" and r.complementizer(first)  # «إصرارها على أنها لم تعلم»
        return ("assert" if insists else cue.stance), cue.rule
    return ("assert" if source is not None and cue.stance == "doubt" else cue.stance), cue.rule


def _named(r: Reader, cue: Cue, stop: int, prepositions: frozenset[str]) -> tuple[tuple[int, int], int] | None:
    """(source, first token of the content) of «إعلان الشركة …», «مزاعم الحكومة ب…», «تصريح المدير أن …»."""
    i = cue.after
    if i >= stop or not speaks(r, (i, i + 1)) or r.norm(i) in words("preposition") or has_preposition(r, i, "ل"):
        return None  # «الاتهامات للحكومة بالتقصير»: «ل» says at whom
    if r.norm(i) in ("صحفي", "صحافي", "اعلامي"):
        return None  # «في تصريح صحفي اليوم أن»
    end = noun_phrase(r, i, min(stop, i + 14), frames=prepositions)
    described = r.norm(i).endswith("ي") or end - i == 1
    if described and i not in r.mention_from and not r.norm(i).startswith("ال"):
        return None  # «تصريح صحفي»
    if "ب" in prepositions and r.norm(end)[:1] == "ب" and r.norm(end)[1:] in words("branch"):
        # «إشادة المسؤولين بوزارة الزراعة بالجهود»
        within = noun_phrase(r, end, min(stop, end + 8), frames=prepositions)
        end = within if carries(r, within, prepositions) else end
    place = end
    while end < stop and (end in r.timex_from or r.is_comma(end)):
        end = r.timex_from.get(end, end + 1)
    if end >= stop or not r.tokens[end].word:
        return None
    source = (i, place)
    if "بان" in cue.frames and (r.norm(end) != "بان" or any(r.norm(k) in words("relative") for k in range(i, end))):
        return None  # «تصريحات المدير التي قال فيها إن», «تصريحات المدير إنها»
    if not cue.frames.isdisjoint(("ان", "بان")) and r.complementizer(end):
        return source, end + 1 if r.norm(end) in ("ان", "بان") else end
    if r.norm(end) == "من" and "عن" in prepositions:  # «إعلان الرئيس من القصر عن خطة جديدة»
        end = next((j for j in range(end + 2, min(stop, end + 6)) if r.norm(j) == "عن"), end)
    if r.norm(end) in prepositions:
        return source, end + 1
    if carries(r, end, prepositions):
        return source, end
    return (source, end) if "مف" in cue.frames and r.norm(end) not in words("preposition") else None


def _unnamed(r: Reader, cue: Cue, stop: int, prepositions: frozenset[str]) -> tuple[tuple[int, int] | None, int] | None:
    """(whom «من» names, first token of the content) of «اتهامات متكررة بالتقصير», «اتهامات من الجيران بالسرقة»."""
    i = _past_adjectives(r, cue.after, stop, prepositions)
    norm = r.norm(i)
    if norm in prepositions or (norm == "بان" and not cue.frames.isdisjoint(("ان", "بان"))):
        return _made_by(r, cue.after, i), i + 1
    if carries(r, i, prepositions):
        return _made_by(r, cue.after, i), i
    deed = is_masdar(norm) and not norm.startswith("ال") and "مصدر" in cue.frames
    return (None, i) if deed else None


_BETWEEN = ("من", "الي", "ضد", "ل", "بين")
"""Before those who charge or are charged: «اتهامات متبادلة بين اللاعبين بالتقصير»."""


def _made_by(r: Reader, first: int, after: int) -> tuple[int, int] | None:
    """Who stands after «من» in «الاتهامات الموجهة إليها من المفتشين بالتقصير»."""
    for i in range(first, after - 1):
        if r.norm(i) == "من" and noun_phrase(r, i + 1, after) == after and speaks(r, (i + 1, after)):
            return i + 1, after
    return None


def _past_adjectives(r: Reader, i: int, stop: int, prepositions: frozenset[str]) -> int:
    """Token after «الموجهة إلى تركيا», «المتكررة», «حادة»: what describes a report before its preposition."""
    j, end = i, min(stop, i + 9)
    while j < end:
        norm = r.norm(j)
        lone = norm in ("ب", "ل") and norm in prepositions and r.opens_quote(j + 1)
        wanted = norm in prepositions or carries(r, j, prepositions)
        if lone or (wanted and r.norm(j - 1) not in words("aimed")):
            return j
        described = is_adjective(norm) or norm in words("aimed") or norm.endswith("ه") or norm in ("لها", "له", "اليها")
        target = norm in _BETWEEN or r.norm(j - 1) in _BETWEEN
        if not described and not target:
            return i
        by = norm == "من" and j + 1 in r.mention_from
        j = noun_phrase(r, j + 1, end, frames=prepositions) if by else j + 1
    return i
