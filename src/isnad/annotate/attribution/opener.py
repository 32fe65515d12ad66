"""A verb or participle in, where its content opens out: a clause, a colon, a quotation, a preposition, an object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from isnad.annotate.attribution.adverbials import past_adverbials, quoted_in_passing
from isnad.annotate.attribution.between import another_begins, of_another, past_initials, sets_scene, up_to
from isnad.annotate.attribution.cue import Cue
from isnad.annotate.attribution.lexicon import governed_noun, nouns, words
from isnad.annotate.attribution.phrase import noun_phrase
from isnad.annotate.attribution.piety import past_piety
from isnad.annotate.attribution.reader import STOP, Reader, carries, has_preposition, is_masdar

OpenerKind = Literal["clause", "colon", "quote", "preposition", "object"]

_FAR = 28
"""Tokens between a verb and its complementizer: a titled source with an apposition and an adverbial takes up to 25."""


_SPOKEN = frozenset(("قول", "ان"))


@dataclass(frozen=True, slots=True)
class Opener:
    """Where content opens: `at` the opening word, `first` the content's first token."""

    kind: OpenerKind
    at: int
    first: int
    source: tuple[int, int] | None
    """Tokens of the noun phrase between the cue and the opener."""


def find_opener(r: Reader, cue: Cue, stop: int) -> Opener | None:
    """How the content of a verb or participle follows it, before token `stop`; None where nothing is reported."""
    owned = cue.clitic or r.norm(cue.after) in words("object_pronoun")
    frames = (f.partition("+")[2] if owned and "+" in f else f for f in cue.frames)  # «ناشدوه بإعادة النظر»
    prepositions = frozenset(f for f in frames if f in ("ب", "عن", "من", "علي", "الي", "ل", "في"))
    start = past_adverbials(r, cue.after, stop, cue, prepositions)
    direct = _opener_at(r, start, stop, cue, prepositions, None)
    if direct is not None and direct.kind == "quote" and quoted_in_passing(r, direct.at, cue):
        later = _far_opener(r, direct.at, min(stop, start + _FAR), cue, prepositions)
        return later if later is not None and later.kind in ("clause", "colon") else direct
    if direct is not None and direct.kind != "object":
        return direct
    if start >= stop or not _can_be_phrase(r, start):
        return direct
    end = noun_phrase(r, start, min(stop, start + 24), frames=prepositions)
    if end == start:
        return direct
    after = past_adverbials(r, end, stop, cue, prepositions)
    found = _opener_at(r, after, stop, cue, prepositions, (start, end))
    if found is not None and found.kind == "preposition" and found.at == end:
        found = _past_place(r, cue, start, end, stop, prepositions) or found
    found = _better_far(r, cue, found, (start, end), stop, prepositions) if found is not None else None
    if found is not None and found.kind != "object":
        return found
    named = _name_goes_on(r, cue, found, start, stop) if found is not None else None
    if named is not None:
        return named
    if found is not None and (reported_noun(r, found.first) or _is_addressee(r, cue, found.first, stop, prepositions)):
        return found
    near = _after_unknown_name(r, start, end, stop, cue, prepositions) if found is None else None
    if near is not None:
        return near
    far = _far_opener(r, end, min(stop, start + _FAR), cue, prepositions)
    if far is not None:
        known = r.norm(end).startswith("ال") or end in r.mention_from or r.norm(end) in words("agent")
        told = cue.role == "tell" and known  # «أبلغ الاتحاد منظمة التجارة أن»
        return Opener(far.kind, far.at, far.first, (start, end if told else up_to(r, end, far.at)))
    return _behind_long_subject(r, cue, start, end, stop) or _refused(r, cue, start, stop) or found or direct


def _refused(r: Reader, cue: Cue, start: int, stop: int) -> Opener | None:
    """«رفضت بيكر ديوز التعليق»: the unknown words before what is plainly refused are a name."""
    for i in range(start + 1, min(stop, start + 5)):
        if r.norm(i) in words("refused") and cue.role == "refuse":
            return Opener("object", i, i, (start, i))
        if not r.tokens[i].word or r.norm(i) in words("preposition") or r.verb_at(i) or r.norm(i).startswith("ال"):
            return None
    return None


def _behind_long_subject(r: Reader, cue: Cue, start: int, end: int, stop: int) -> Opener | None:
    """«أوضح التقرير الذي أصدرته الأمانة، ورصدت فيه أعمال السنة، أن»: the clause behind what tells of its subject."""
    if cue.role != "say" or cue.kind != "verb" or not speaker_heads(r, start):
        return None
    for i in range(end, min(stop, end + _LONG_SUBJECT)):
        if r.complementizer(i) and "ان" in cue.frames:
            parted = r.is_comma(i - 1) or any(r.timex_from.get(k) == i for k in range(i - 4, i))
            return reported_clause(r, i, i, (start, end)) if parted else None
        if r.opens_quote(i) or r.norm(i) == ":":
            return None
    return None


_LONG_SUBJECT = 60
"""Words after a subject among which its verb's clause may still open: two relative clauses with their dates."""


def speaker_heads(r: Reader, i: int) -> bool:
    """Whether one who speaks or a text that speaks heads the phrase at token `i`."""
    bare = r.norm(i).removeprefix("ال")
    return (bare in words("agent") or bare in words("text")) and r.norm(i) not in words("hidden")


def _better_far(
    r: Reader, cue: Cue, found: Opener, source: tuple[int, int], stop: int, prepositions: frozenset[str]
) -> Opener:
    """«وقال سكان "النور" في المدينة إن», «يشير النص الجديد للاتفاق إلى أن»: what stands near is part of the source."""
    passing = found.kind == "quote" and quoted_in_passing(r, found.at, cue)
    owned = found.kind == "preposition" and "الي" in prepositions and r.norm(found.at)[0] == "ل"
    if not passing and not owned:
        return found
    end = noun_phrase(r, source[0], stop, frames=prepositions - {"ل"}) if owned else source[1]
    source = (source[0], max(end, source[1]))
    if owned and r.norm(end) == "الي" and not r.complementizer(end + 1):
        return Opener("preposition", end, end + 1, source)  # «أشارت لجنة الألعاب للمعاقين إلى نجاحها»
    later = _far_opener(r, found.at, min(stop, source[0] + _FAR), cue, prepositions)
    if later is None or (owned and r.norm(later.at) != "الي"):
        return found
    return Opener(later.kind, later.at, later.first, source)


def _past_place(r: Reader, cue: Cue, start: int, at: int, stop: int, prepositions: frozenset[str]) -> Opener | None:
    """«أكد رئيس الجالية بالمنطقة الشرقية سعد أحمد أن»: ب names where, and the clause stands behind the source."""
    named = r.mention_from.get(at)
    place = named is not None and named[1].kind == "place" and named[1].span.start > r.tokens[at].start
    if not place and r.norm(at).removeprefix("بال").removeprefix("ب") not in words("name_head") | words("body_head"):
        return None
    end = noun_phrase(r, start, min(stop, start + 24), frames=prepositions - {"ب"})
    if r.norm(end) in prepositions and end in r.mention_until and r.mention_until[end].kind == "person":
        return Opener("preposition", end, end + 1, (start, end))  # «شكك المدير بالميناء سعد أحمد في الرقم»
    clause = end + r.is_comma(end)
    follows = "ان" in cue.frames and clause < stop and r.complementizer(clause)
    return reported_clause(r, clause, clause, (start, end)) if follows else None


def _name_goes_on(r: Reader, cue: Cue, found: Opener, start: int, stop: int) -> Opener | None:
    """«أكد المحافظ عودة بن سالم أن»: a verbal noun that is a name, for what follows it is the clause."""
    norm = r.norm(found.first)
    if "ان" not in cue.frames or not is_masdar(norm) or norm in nouns():
        return None  # «رفض القاضي مزاعم سامي نجار إنه لا يتذكر»
    for at in range(found.first + 1, min(stop, found.first + 6)):
        if r.complementizer(at):
            return reported_clause(r, at, at, (start, at - r.is_comma(at - 1)))
        if r.verb_at(at) or r.norm(at) in words("preposition") or has_preposition(r, at, "ب"):
            return None
    return None


def _after_unknown_name(
    r: Reader, start: int, end: int, stop: int, cue: Cue, prepositions: frozenset[str]
) -> Opener | None:
    """The opener after one or two words no list holds, the rest of a name: «في مكتب الميناء بلقير إلى»."""
    for after in (end + 1, end + 2):
        if after >= stop or not r.tokens[after - 1].word or r.norm(after - 1) in words("preposition"):
            return None
        if after == end + 1 and sets_scene(r, end):
            return None
        name = r.norm(after - 1)
        if (
            name.startswith(("ال", "و", "ب"))
            or name in words("adverbial") | words("naming")
            or after - 1 in r.mention_from
        ):
            return None
        found = _opener_at(r, after, stop, cue, prepositions, (start, after))
        if found is not None and found.kind != "object":
            return found
    return None


def reported_noun(r: Reader, i: int) -> bool:
    """Whether the object is plainly what was said: a verbal noun or a noun that carries a stance."""
    norm = r.norm(i)
    report = norm in nouns() and r.norm(i - 1).removeprefix("ال") not in words("body_head")  # «وكالات أنباء»
    return report or is_masdar(norm) or governed_noun(norm) is not None


def _is_addressee(r: Reader, cue: Cue, i: int, stop: int, prepositions: frozenset[str]) -> bool:
    """Whether the object is the one spoken to, with the verb's preposition after it: «الشركة بدفع الأجور»."""
    wanted = frozenset(frame.split("+")[1] for frame in cue.frames if "+" in frame)
    for j in range(i + 1, min(stop, i + 12)):
        if r.norm(j) in wanted or carries(r, j, wanted):
            return True
        if r.complementizer(j) or r.norm(j) in STOP:
            return cue.role == "label" and r.norm(j).startswith("بان")  # «وصف الخطوة بأنها تمرد»
    return False


def _can_be_phrase(r: Reader, i: int) -> bool:
    return r.tokens[i].word or r.norm(i) in "#" or r.tokens[i].number or (r.opens_quote(i) and r.names(i))


def _opener_at(
    r: Reader, i: int, stop: int, cue: Cue, prepositions: frozenset[str], source: tuple[int, int] | None
) -> Opener | None:
    """The opener that stands at token `i`, if one does and the verb takes it."""
    if i >= stop:
        return None
    if cue.role == "issue":
        issued = r.norm(i) in words("issued") and i + 1 < stop and has_preposition(r, i + 1, "ب")
        return Opener("preposition", i + 1, i + 1, source) if issued else None
    if cue.frames >= _SPOKEN and r.norm(i) in words("urging"):
        return Opener("colon", i, i, source)  # «وقال الأمير يتوجب علينا أن»: speech without a mark before it
    if r.norm(i) in words("by_saying") and r.norm(i + 1) in ("علي", "الي") and r.complementizer(i + 2):
        return reported_clause(r, i + 2, i, source)  # «اكتفى المتحدث بالتأكيد على أن التحقيق جار»
    if r.complementizer(i):
        if of_another(r, i, cue) or _of_a_label(r, i, cue):
            return None
        takes = "ان" in cue.frames or r.norm(i - 1) == "بالقول" or cue.role in ("label", "relay") or prepositions
        return reported_clause(r, i, i, source) if takes else None
    if r.speech_opens(i):
        if ("قول" in cue.frames or (cue.frames & _SPOKEN and cue.role != "opinion")) or cue.role == "label":
            return Opener("quote", i, i, source)
        return Opener("object", i, i, source) if "مف" in cue.frames else None
    if whether_at(r, i):
        return Opener("clause", i, whether_at(r, i), source)
    titled = _past_title(r, i, stop) if source is not None and "ان" in cue.frames else 0
    if titled:
        return reported_clause(r, titled, titled, (source[0] if source else i, titled))
    if _speaks_up(r, i, stop, cue):
        return Opener("colon", i, i + 1, source)
    return _by_preposition(r, i, cue, prepositions, source) or _by_object(r, i, cue, source)


def _of_a_label(r: Reader, i: int, cue: Cue) -> bool:
    """«وصفت القرار الذي اتخذته الشركة أمس، بأنه جائر»: the clause is not the verb's in the relative."""
    described = r.norm(cue.first - 1) in words("relative") and cue.role != "label"
    return described and r.is_comma(i - 1) and r.norm(i).startswith("بان")


def whether_at(r: Reader, i: int) -> int:
    """Token after «ما إذا», «عما إذا»: what is asked or left open begins there; 0 where none stands."""
    if r.norm(i) in ("ما", "عما", "فيما", "بما") and r.norm(i + 1) == "اذا":
        return i + 2
    return 0


def _past_title(r: Reader, i: int, stop: int) -> int:
    """Where the clause opens in «وقال علي نجار: مدير الميناء إن …», whose colon only names an office; 0 where none."""
    if r.norm(i) != ":" or r.norm(i + 1).removeprefix("ال") not in words("agent"):
        return 0
    for j in range(i + 2, min(stop, i + 14)):
        if r.complementizer(j):
            return j
        if r.verb_at(j) or r.clause_verb(j) or not r.tokens[j].word:
            return 0
    return 0


def _speaks_up(r: Reader, i: int, stop: int, cue: Cue) -> bool:
    """Whether a colon, or a dash in its place, stands before speech."""
    if r.norm(i) == ":":
        return i + 1 < stop
    dashed = r.norm(i) in "-–" and i + 1 < stop and "قول" in cue.frames and cue.role in ("say", "continue")
    return dashed and (r.opens_quote(i + 1) or i == cue.after) and not past_piety(r, i)


def _by_preposition(
    r: Reader, i: int, cue: Cue, prepositions: frozenset[str], source: tuple[int, int] | None
) -> Opener | None:
    norm = r.norm(i)
    if i in r.mention_from and r.mention_from[i][1].kind == "person" and not r.complementizer(i + 1):
        return None  # «شدد المستشار، علي سالم، على أن»
    if norm in prepositions:
        if norm == "علي" and r.norm(i + 1) in words("by_which"):
            return None  # «أكد المجلس، بعد اجتماع على مستوى السفراء، "دعم الطلب"»
        if r.complementizer(i + 1):
            return reported_clause(r, i + 1, i, source)
        if norm == "الي" and r.norm(i + 1) == "القول" and r.report_opens(i + 2):
            return _said(r, i + 2, source)  # «خلص المدير إلى القول "انتهى الأمر"»
        topic = noun_phrase(r, i + 1, min(i + 6, len(r.tokens))) if norm == "عن" and cue.frames >= _SPOKEN else i
        if topic > i + 1 and r.speech_opens(topic):
            return Opener("quote", topic, topic, source)  # «قال عن التجربة "كانت صعبة"»
        clause = topic + r.is_comma(topic)
        if topic > i + 1 and r.complementizer(clause):
            return reported_clause(r, clause, clause, source)  # «قال عن الرحلة إنها شاقة»
        return Opener("preposition", i, i + 1, source)
    if "ب" in prepositions and norm in words("by_this"):
        return Opener("preposition", i, i, source)
    for letter in ("ب", "ل"):
        if letter in prepositions and (has_preposition(r, i, letter) or (norm == letter and r.opens_quote(i + 1))):
            return Opener("preposition", i, i, source)
    if cue.clitic and cue.role == "label" and norm.startswith("ب"):
        return Opener("preposition", i, i, source)
    return None


def _said(r: Reader, i: int, source: tuple[int, int] | None) -> Opener:
    if r.complementizer(i):
        return reported_clause(r, i, i, source)
    return Opener("quote", i, i, source) if r.opens_quote(i) else Opener("colon", i, i + 1, source)


def _by_object(r: Reader, i: int, cue: Cue, source: tuple[int, int] | None) -> Opener | None:
    if "مف" not in cue.frames and not cue.takes_addressee_frame:
        return None
    aside = r.norm(i) in words("while") or (r.is_comma(i - 1) and r.norm(i) in ("وهو", "وهي", "وهما", "وهم"))
    barred = aside or r.is_comma(i) or r.norm(i) in STOP or r.norm(i) in words("preposition") or r.participle_at(i)
    return None if barred or r.clause_verb(i) else Opener("object", i, i, source)


def reported_clause(r: Reader, comp: int, at: int, source: tuple[int, int] | None) -> Opener:
    """A clause after أن / إن: a pronoun on the complementizer is the content's first word (إنه → ه)."""
    bare = r.norm(comp) in ("ان", "بان", "لان", "اني", "باني")
    return Opener("clause", at, comp + 1 if bare else comp, source)


def _far_opener(r: Reader, i: int, stop: int, cue: Cue, prepositions: frozenset[str]) -> Opener | None:
    """A complementizer, colon or quotation further on in the same clause, over words the phrase could not take in."""
    while i < stop:
        i = past_initials(r, i)
        if r.norm(i) in STOP:
            return None
        if i in r.timex_from:
            i = r.timex_from[i]
            continue
        if r.opens_quote(i) and r.names(i):
            i = r.quote_from[i][0]
            continue
        if r.complementizer(i) and (r.norm(i - 1) in words("before_clause") or of_another(r, i, cue)):
            i += 1
            continue
        if r.complementizer(i) or r.norm(i) == ":" or r.opens_quote(i):
            if r.opens_quote(i) and not ("قول" in cue.frames or cue.role == "label"):
                return None
            if quoted_in_passing(r, i, cue):
                i = r.quote_from[i][0]
                continue
            return _opener_at(r, i, stop, cue, prepositions, None)
        issued = cue.role != "issue" or _decision_before(r, cue, i)
        if (
            "ب" in prepositions
            and issued
            and (r.norm(i) in words("by_this") or (has_preposition(r, i, "ب") and is_masdar(r.norm(i)[1:])))
        ):
            return Opener("preposition", i, i, None)
        if another_begins(r, i, cue):
            return None
        asked = r.norm(i - 1) in words("asked")
        named = r.norm(i) == "عن" and reported_noun(r, i + 1) and not asked  # «كشف … عن استعداد الشركة»
        only = prepositions == cue.frames or cue.role == "govern"
        if r.norm(i) in prepositions and (r.complementizer(i + 1) or named or (only and not asked)):
            return _opener_at(r, i, stop, cue, prepositions, None)
        i += 1
    return None


def _decision_before(r: Reader, cue: Cue, i: int) -> bool:
    """«أصدر الاتحاد قرارا ملزما للنادي بدفع الغرامة»: a decision stands between, and no verb of what it says."""
    made = next((k for k in range(cue.after, i) if r.norm(k) in words("issued")), i)
    return made < i and not any(r.verb_at(k) or r.norm(k) in words("within") for k in range(made, i))
