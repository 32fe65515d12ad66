"""Where a reported clause begins in, where it ends out: before the next report or a clause that is not reported."""

from __future__ import annotations

from isnad.annotate.attribution.cue import Cue, Cues
from isnad.annotate.attribution.lexicon import governed_noun, plain_verbs, words
from isnad.annotate.attribution.phrase import noun_phrase
from isnad.annotate.attribution.reader import STOP, Reader, carries, has_preposition, is_masdar
from isnad.text.per_word import per_word


def clause_end(r: Reader, cue: Cue, first: int, stop: int, cues: Cues, *, nominal: bool = False) -> int:
    """Token after the last word of a reported clause: before the next report, an attribution phrase or a break.

    `nominal` content (a noun phrase, not a clause) also ends where a comma opens a clause about something else.
    """
    if not r.opens_quote(first):
        stop = min(stop, r.closing.get(first, stop))
    i = first
    while i < stop:
        if i in r.quote_from:
            if nominal and i > first and r.is_comma(i - 1) and r.speech_opens(i):
                break  # «قال في لقاء كرر خلاله دعوته إلى السلم، "القرار لكم"»
            i = min(stop, max(i + 1, r.quote_from[i][0]))
            continue
        if i > first and (_denies_on(r, i, cues) or _breaks(r, i, cues.get(i), nominal, cue, first)):
            break
        i += 1
    return trim(r, first, i)


def _denies_on(r: Reader, i: int, cues: Cues) -> bool:
    """«أكد المدير أن العمل بدأ، ولم يستبعد أن يتأخر»: a negated verb of speech after a comma is the speaker's next."""
    negated = cues.get(i + 1) if r.norms[i] in ("ولم", "ولا") and r.is_comma(i - 1) else None
    return negated is not None and negated.kind == "verb" and negated.role in ("say", "opinion", "refuse")


def _breaks(r: Reader, i: int, found: Cue | None, nominal: bool, cue: Cue, first: int) -> bool:
    """Whether the content that began at `first` has ended before token `i`."""
    after_comma = r.is_comma(i - 1)
    if after_comma and _is_fronted(r, cue) and _begins_main(r, i):
        return True
    if found is not None:
        by_cue = _cue_breaks(r, i, found, cue, nominal)
        if by_cue is not None:
            return by_cue
    return (
        (_may_turn(r.norms[i]) and _turns(r, i, first))
        or (cue.kind == "phrase" and after_comma and r.norm(i) in words("but"))  # «كما قال الخبير، لي الحق، لكن»
        or (cue.role in ("think", "feel") and r.norm(i) in ("الا", "غير", "بيد") and r.norm(i + 1).startswith("ان"))
        or (nominal and (_leaves_noun(r, i, first) or (cue.stance in _DONE and _occasions(r, i))))
        or (
            after_comma
            and not _concludes(r, i, first)
            and not (r.norm(i)[0] in "يت" and _subject_alone(r, first, i))
            and not ((not nominal or r.norm(i) == "وذلك") and _carries_on(r, i, cue, first))
            and (_opens_clause(r, i) or (nominal and (_describes(r, i) or _tells_of_judged(r, i, cue))))
        )
    )


def _is_fronted(r: Reader, cue: Cue) -> bool:
    """«وفيما أكد المدير أن العمل بدأ، شدد على …»: a report in a clause that opens its sentence, before the main one."""
    opens = r.norm(cue.first - 1) in words("while") and (cue.first < 2 or not r.tokens[cue.first - 2].word)
    return opens and not r.is_comma(cue.first - 2)


def _begins_main(r: Reader, i: int) -> bool:
    return r.verb_at(i) or r.norm(i) in plain_verbs() or r.norm(i) in words("negation")


def _concludes(r: Reader, i: int, first: int) -> bool:
    """«إذا ارتفع المنسوب، فيجب الإخلاء»: ف answers a condition of the same content."""
    return r.norm(i)[0] == "ف" and any(r.norm(k) in words("condition") for k in range(first, first + 3))


def _carries_on(r: Reader, i: int, cue: Cue, first: int) -> bool:
    """Whether a verb or «وذلك» after a comma tells more of the same report: «، وامتدت إلى القرى», «، وتم نقلهم»."""
    norm, after = r.norm(i), r.norm(i + 1)
    if norm == "وذلك":
        beside = after in ("بحسب", "بعد", "بعدما", "بالتزامن", "بالتوازي", "بمناسبه")
        return after in words("means") or (has_preposition(r, i + 1, "ب") and not beside)
    if norm[:1] != "و" or r.verb_at(i) or norm.endswith(("ه", "ها")) or cue.role == "think":
        return False
    if norm[1:] in words("passive_helper"):
        return is_masdar(after)
    if not r.clause_verb(i):
        return False
    if after in words("to_us"):
        return True  # «إن المعركة انتهت، وفتحت لنا الطريق»: only the speaker says «لنا»
    unnamed = after in words("preposition") or after in words("to_them") or r.tokens[i + 1].number
    unnamed = unnamed or has_preposition(r, i + 1, "ب") or (is_masdar(after) and not after.startswith("ال"))
    if norm.endswith("وا"):
        return cue.agreement not in ("mp", None) and i + 1 not in r.mention_from
    if norm[1] in "يت" and not norm.endswith("ت"):
        return unnamed  # what is still so: the narrator's own tale goes on in the past
    told_of = r.raw(first).endswith(("ة", "ات"))  # «قالت الوكالة إن العملية بدأت، وامتدت إلى القرى»
    feminine = norm.endswith("ت")
    return unnamed and cue.agreement in ("ms", "fs") and (feminine != (cue.agreement == "fs") or (feminine and told_of))


def _cue_breaks(r: Reader, i: int, found: Cue, cue: Cue, nominal: bool) -> bool | None:
    """Whether the next cue ends this content; None where it does not decide."""
    after_comma = r.is_comma(i - 1)
    if found.kind == "phrase":
        if r.norm(found.after) in words("in_force") or r.norm(found.after) in ("له", "لها", "لهم"):
            return None  # «وفقا للقرارات الجديدة», «حسب ما خطط له»
        if r.norm(i - 1) in words("copula_denied"):
            return None  # «السد ليس كما قال الخبير»
        return found.bare not in ("كما", "مثلما", "وفق", "حسب") or after_comma or found.after > found.first + 1
    if found.kind == "participle":
        return after_comma or _complemented(r, found) or (nominal and _governs_deed(r, found))
    if found.kind not in ("verb", "hedge"):
        return None
    if found.tense == "present" and cue.tense == "past" and not _names_source(r, found.after):
        return False  # «يشكل الهجوم خطرا … ويؤكد استمرار التهريب»: its subject is the content's own
    if after_comma and found.role == "say" and r.norm(cue.first - 1).lstrip("و") in ("حين", "بينما"):
        return True  # «وفي حين قال الجيران إن القرار مؤقت، أكدت البلدية»
    joined = r.norm(i)[0] in "وف" and found.bare != r.norm(i)
    if joined and found.tense == "past" and found.role == "label" and r.says_what_it_is(found.after):
        return True  # «انتقد الخطة ووصف القرار بأنه جائر»
    if joined and found.tense == "past" and cue.role == "label":
        return True  # «وصف القرار بأنه جائر وطلب تغييره»
    if joined and found.tense == "past" and cue.role in ("praise", "condemn", "label") and found.role == cue.role:
        return True  # «رحب بالحضور وهنأ الفائزين»
    if joined and found.rule == cue.rule and found.clitic:
        return True  # «تعتبر النادي خصما وتعتبره خطرا»
    speaks_on = found.role in ("continue", "say", "govern") and (not found.clitic or r.complementizer(found.after))
    speaks_on = speaks_on or (found.role == "direct" and governed_noun(r.norm(found.after)) is not None)
    if joined and (after_comma or speaks_on):
        return True
    if after_comma and r.norm(found.after) in words("within"):
        return True  # «نشر تسجيل، اتهم فيه المدير»
    return True if r.norm(i - 1) in words("while") else None


@per_word
def _may_turn(norm: str) -> bool:
    """Whether `_turns` knows a word: it is asked of every word of every report, and one in ten is such a word."""
    listed = norm in words("while") or norm in words("but") or norm in _TURNING
    return listed or norm.removeprefix("و") in words("own_report") or norm[0] == "ف" or norm.endswith("كذلك")


_TURNING = frozenset(("مع", "بعد", "رغم", "وسط", "علي", "الا", "غير", "بيد", "اما"))


def _turns(r: Reader, i: int, first: int) -> bool:
    """Whether the text turns to something else here, comma or not: «بينما», «لكن الوزير نفى», «إلا أن», «فموسكو»."""
    norm = r.norm(i)
    if norm in words("while"):
        compared = r.is_comma(i - 1) and _compares(r, first, i)
        meanwhile = norm.endswith("بينما") or r.is_comma(i - 1) or (i + 1 < len(r.tokens) and r.verb_at(i + 1))
        doing = r.norm(i + 1) in words("was_doing")  # «بينما كانا يقومان بدورية»
        return meanwhile and not compared and not doing
    noun = i + 1 if norm in ("مع", "بعد", "رغم", "وسط") else i
    if (
        r.norm(noun).removeprefix("و") in words("own_report")
        and r.complementizer(noun + 1)
        and noun + (norm[0] == "و") > i
    ):
        return True  # «مع تأكيده أن», «وإقراره بأن»
    if norm == "اما" and r.is_comma(i - 1):  # «، أما عن الحارس فقال»
        return any(r.norm(j)[0] == "ف" and r.verb_at(j) for j in range(i + 2, min(i + 11, r.size)))
    if norm == "علي" and r.norm(i + 1) == "حد":
        return not _subject_alone(r, first, i) and r.norm(i + 2).startswith(("تعبير", "قول", "وصف", "زعم"))
    if norm in words("but"):
        if r.norm(i + 1) in ("ذلك", "هذا"):
            return True  # «إن القمة ستنجح، لكن ذلك لم يحدث»
        named = r.mention_from[i + 1][0] if i + 1 in r.mention_from else i + 1  # «لكن رئيس البلدية سامي نجار قال»
        return any(r.verb_at(j) for j in (*range(i + 1, min(i + 4, r.size)), named) if j < r.size)
    if norm in ("الا", "غير", "بيد") and r.norm(i + 1) in ("ان", "انه", "انها", "انهم"):
        # «غير أن الرصاصة أخطأته» goes on, «إلا أن الوزير نفى», «من غير أن يسمي أحدا» turn
        near = range(i + 2, min(i + 13, len(r.tokens)))
        return r.norm(i - 1) == "من" or any(r.verb_at(j) for j in near)
    if norm.removeprefix("و") == "كذلك":
        return i + 1 < len(r.tokens) and r.verb_at(i + 1)
    return norm[0] == "ف" and i in r.mention_from and r.mention_from[i][1].span.start > r.tokens[i].start


def _subject_alone(r: Reader, first: int, i: int) -> bool:
    """Whether nothing has been said of the clause's subject yet: «إن الخطة، تأتي …», «إن الكلفة على حد قوله، عالية»."""
    last = i - r.is_comma(i - 1)
    return r.complementizer(first - 1) and noun_phrase(r, first, last) >= last


_DONE = frozenset(("commit", "warn", "urge"))
"""Stances by which a speaker does something, so that what moved him to it stands beside it."""


def _occasions(r: Reader, i: int) -> bool:
    """«هدد الحزب بالانسحاب إثر الغارة», «تعهد بفرض رسوم ردا على القرار»: why he does it is no part of what he says."""
    return r.norm(i) in ("اثر", "احتجاجا") or (r.norm(i), r.norm(i + 1)) in (("ردا", "علي"), ("علي", "خلفيه"))


def _leaves_noun(r: Reader, i: int, first: int) -> bool:
    """Whether a reported noun phrase ends before «دون أن» or a clause of action («وعاد»; «ومنع» may be a noun)."""
    norm = r.norm(i)
    if norm == "دون" or (norm == "من" and r.norm(i + 1) == "دون"):
        return r.complementizer(i + 1 + (norm == "من"))
    if norm == "بعد":  # «قدم شكره للنادي بعد أن أعلن دعمه»
        return r.complementizer(i + 1) and i + 2 < r.size and r.verb_at(i + 2)
    if norm in ("في", "خلال", "عبر") and r.norm(i + 1) in words("utterance"):
        owned = r.norm(i + 2).startswith("ال") or i + 2 in r.mention_from  # «المغالطات في تصريح النائب»
        return not owned  # «أشادت بالفريق في مقابلة على القناة»
    if norm == "لا":
        return r.norm(i + 1) in ("اساس", "صحه")  # «اتهامها بالتزوير لا أساس له»
    if norm == "في" and r.norm(i + 1) in ("محاوله", "خطوه", "مسعي"):
        return r.norm(i + 2).startswith(("ل", "منه"))  # what the report was to bring about is no part of it
    if norm == "في" and r.norm(i + 1) == "حين":
        return True
    if norm in words("while"):
        return (
            r.norm(i + 1) not in words("was_doing")
            and not r.norm(i + 1).startswith(("يخص", "يتعلق", "تتعلق", "يبدو", "بعد"))
            and not _compares(r, first, i)
        )
    if norm in words("but") or (norm == "حيث" and r.norm(i - 1) != "من"):
        return True
    future = norm.startswith(("وسي", "وست")) and len(norm) > 5 and norm[1:] not in words("not_future")
    if future and not any(r.complementizer(k) for k in range(first, i)):
        return True  # «إغلاق المعبر وستنقل البضائع»
    if norm.startswith(("لي", "لت")) and norm in words("clause_break"):
        return True  # «فوز مرشح المعارضة ليعود إلى منصبه»
    if is_masdar(norm[1:]) and is_masdar(r.norm(i - 1)) and not r.norm(i - 1).startswith("ال"):
        return False  # «سرعة نقل وتبادل البيانات»
    return r.clause_verb(i) and not (len(norm) == 4 and norm[2] != "ا")


def _opens_clause(r: Reader, i: int) -> bool:
    """Whether what follows a comma is a clause of its own."""
    norm = r.norm(i)
    if _new_subject(r, i) or norm in words("clause_break") or r.clause_verb(i):
        return True
    if norm == "في":
        return r.norm(i + 1) in words("remark")
    if norm == "الامر" and r.norm(i + 1) in words("relative"):
        return True  # «، الأمر الذي نفته الشركة»
    return norm == "كما" and any(r.verb_at(j) for j in range(i + 1, min(i + 5, len(r.tokens))))


def _new_subject(r: Reader, i: int) -> bool:
    """«، وتدعم واشنطن», «، ويسلط الاجتماع»: a present verb with a subject of its own after a comma."""
    norm = r.norm(i)
    if norm[:2] not in ("وي", "وت") or len(norm) < 5 or is_masdar(norm[1:]) or i in r.mention_from or r.verb_at(i):
        return False
    if i + 1 in r.mention_from:
        return True
    nxt, after = r.norm(i + 1), r.norm(i + 2)
    if nxt in words("preposition"):
        return False
    definite = nxt.startswith("ال") and nxt not in ("الي", "الا", "الان")
    return definite or (after.startswith("ال") and after not in ("الي", "الا", "الان"))  # «، وتتكرر حوادث النقل»


def _names_source(r: Reader, i: int) -> bool:
    """Whether a source follows the verb: a name, or one who speaks."""
    return i in r.mention_from or r.norm(i).removeprefix("ال") in words("agent")


def _compares(r: Reader, first: int, i: int) -> bool:
    """«حصل التحالف على 121 مقعدا، بينما حصل خصمه على 79»: figures on both sides are one report."""
    end = min(i + 14, len(r.tokens))
    return any(r.tokens[j].number for j in range(first, i)) and any(r.tokens[j].number for j in range(i, end))


def _describes(r: Reader, i: int) -> bool:
    """Whether what follows a comma says more of a reported noun phrase, and is no part of it."""
    norm = r.norm(i)
    if norm == "وان" and not r.raw(i).startswith("وإ"):
        return False  # «اتهم الجار بالكذب، وأن القصة ملفقة»
    if norm in words("nominal_break") or norm in words("but") or norm in plain_verbs():
        return True
    told_again = norm.startswith("ال") and r.norm(i + 1) in words("relative") and i not in r.mention_from
    if told_again:
        return True  # «إلى سوريا، البلد الذي …»
    explains = norm.startswith("ال") and r.norm(i - 2) in ("»", "”", '"')  # «، العبارة التي …»
    return explains or _tells_of_person(r, i)


def _tells_of_judged(r: Reader, i: int, cue: Cue) -> bool:
    """«أعربت عن قلقها من الصراع في الإقليم، الذي شهد …»: what is felt or judged ends where the writer explains it."""
    return cue.role in ("govern", "opinion") and i not in r.closing and r.norm(i).removeprefix("و") in words("relative")


def _tells_of_person(r: Reader, i: int) -> bool:
    """Whether «، الذي …» says more of a person just named, as in «جثة الجبوري، الذي ترشح»."""
    if r.norm(i) not in words("relative"):
        return False
    ended = r.mention_until.get(i - 1)
    return ended is not None and ended.kind == "person"


def _complemented(r: Reader, participle: Cue) -> bool:
    """Whether a participle has a complement of its own right after it: «معربا عن», «مضيفا أن»."""
    i = participle.after
    if carries(r, i, participle.frames) or r.norm(i) in ("ذلك", "هذا"):
        return True  # «مهددا باتخاذ إجراءات»
    return r.complementizer(i) or r.norm(i) in participle.frames or r.norm(i) == ":" or r.opens_quote(i)


def _governs_deed(r: Reader, participle: Cue) -> bool:
    """«أشاد بالبرنامج مؤيدا تمديده»: behind a noun phrase the participle with its object is the speaker's."""
    return "مف" in participle.frames and r.raw(participle.first).endswith("ا") and is_masdar(r.norm(participle.after))


def trim(r: Reader, first: int, last: int) -> int:
    while last > first and (
        _unpaired(r, first, last - 1)
        or r.norm(last - 1) in STOP
        or r.is_comma(last - 1)
        or r.norm(last - 1) in ("-", "–", "و", ":", "وذلك")
    ):
        last -= 1
    return last


def _unpaired(r: Reader, first: int, i: int) -> bool:
    """Whether a quotation mark at token `i` closes nothing that was opened in the content."""
    return r.norm(i) in _MARKS and not any(r.opens_quote(k) and r.quote_from[k][0] == i + 1 for k in range(first, i))


_MARKS = frozenset('"“”»')
