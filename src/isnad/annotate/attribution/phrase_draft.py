"""Cues that are no verbs («بحسب», «يرجح أن») in, their statements out."""

from __future__ import annotations

from dataclasses import replace

from isnad.annotate.attribution.back_draft import sentence_before
from isnad.annotate.attribution.conjugation import Agreement
from isnad.annotate.attribution.cue import Cue, Cues
from isnad.annotate.attribution.draft import Draft
from isnad.annotate.attribution.ending import clause_end, trim
from isnad.annotate.attribution.lexicon import governed_noun, plain_verbs, verbs_of, words
from isnad.annotate.attribution.phrase import noun_phrase
from isnad.annotate.attribution.reader import STOP, Reader, is_masdar
from isnad.annotate.attribution.speaking import speaks
from isnad.model import Form, Stance


def phrase_draft(r: Reader, cue: Cue, sentence: int, start: int, stop: int, cues: Cues) -> Draft | None:
    """«بحسب المصدر»: its content is what its sentence says before it, or after it where it stands first."""
    if cue.bare in ("كما", "مثلما") and _asks(r, cue.after - 1):
        return None  # «فتحت الأبواب كما طلب المدير»: done as told, and not told
    start, stop = _within_quotation(r, cue.first, start, stop)
    first = cue.after
    while first < stop and (first in r.timex_from or r.norm(first) in words("adverb")):
        first = r.timex_from.get(first, first + 1)
    if r.norm(first) == "ل":
        first += 1  # «وفقا لـ"رويترز"»: the letter stands alone before a quotation mark
    if r.norm(first) in words("own_words") or cue.rule.endswith("#على حد"):
        return own_words_draft(r, cue, sentence, start, first, cues)
    told = cue.after > cue.first + 1 and r.verb_at(cue.after - 1)
    if first >= stop or r.norm(first) in STOP or (told and r.norm(first) in words("told_where")):
        return _unnamed(r, cue, sentence, start, stop, cues)
    law = r.norm(first) in words("in_force") and not r.norm(first).removeprefix("ل").startswith(("هذ", "ذلك"))
    if law and cue.bare not in ("كما", "مثلما"):
        return None  # «وفقا للقانون»
    end = noun_phrase(r, first, min(stop, first + 22))
    end = _whole_name(r, first, end) if told else end
    if end == first or (r.norm(cue.first) not in ("كما", "مثلما") and r.complementizer(first)):
        return None
    described = r.is_comma(end) and r.norm(end + 1) in words("relative")  # «كما يبين مواقع القوات، التي»
    if cue.bare in ("كما", "مثلما") and (described or _goes_on(r, end, stop) or not speaks(r, (first, end))):
        return None
    vouched = r.norm(end + r.is_comma(end)) in words("apodosis") and r.norm(first) not in words("in_force")
    by_rule = cue.rule.rpartition("#")[2].startswith(("على", "نقلا", "برأي"))
    if not (vouched or by_rule or speaks(r, (first, end)) or _may_vouch(r, cue, first)):
        return None
    if cue.rule.endswith("#على لسان") and any(i in cues and cues[i].role == "relay" for i in range(start, cue.first)):
        return None  # «ونقلت الصحيفة على لسان المدير قوله»: one statement
    if r.norm(end) in words("pronoun_report") or (r.complementizer(end) and cue.bare == "علي"):
        return None
    if r.is_comma(cue.first - 1) and (not r.is_comma(end) or _new_clause(r, end + 1, frozenset())):
        comma = next((i for i in range(first, end) if r.is_comma(i)), end)  # «ويعد السد، بحسب الخبير، أحد أقدمها»
        end = comma if _awaits(r, start, cue.first - 1, comma + 1) else end
    return _vouched(r, cue, sentence, (first, end), start, stop, cues)


def _vouched(
    r: Reader, cue: Cue, sentence: int, source: tuple[int, int], start: int, stop: int, cues: Cues
) -> Draft | None:
    """The statement that a phrase and its source vouch for; None where its sentence says nothing beside them."""
    end = source[1]
    if r.norm(cue.after - 1) in ("لسانه", "لسانها"):  # «وصف الحزب …، وقال المتحدث …، وفقا لما نقله على لسانه الموقع»
        again = (i for i in range(cue.first - 1, start, -1) if r.is_comma(i - 1) and r.clause_verb(i))
        start = next(again, start)
    clause = _vouched_clause(r, cue, start, end, cues)
    content = _around(r, cue, clause or start, clause or end, stop, cues)
    if not content and cue.first <= start + 1 and _closes(r, end, stop):
        before = sentence_before(r, sentence)  # «وصل القطار متأخرا. وفقا لإدارة المحطة.»
        sentence, content = sentence - 1, (before,) if before else ()
    if not content:
        return None
    form: Form = "mixed" if any(r.quotes(a, b) for a, b in content) else "indirect"
    owed = governed_noun(r.norm(content[0][0])) if content[0][0] >= end else None  # «كما جاء في الإعلان، وجوب التشجيع»
    stance: Stance = "urge" if owed is not None and owed[0] == "urge" else cue.stance
    cited = _cited(r, cue, end, stop)
    return Draft(cue, sentence, cited or source, content, form, stance, cue.rule, relay=source if cited else None)


def _cited(r: Reader, cue: Cue, end: int, stop: int) -> tuple[int, int] | None:
    """Whom a medium cites: «بحسب ما نقلت وكالة الأنباء الثلاثاء عن الوزارة»; None where it cites nobody."""
    relays = any(r.norm(i).startswith("نقل") for i in range(cue.first, cue.after))
    while end < stop and end in r.timex_from:
        end = r.timex_from[end]
    if not relays or r.norm(end) != "عن" or end + 1 >= stop:
        return None
    cited = end + 1, noun_phrase(r, end + 1, min(stop, end + 22))
    return cited if cited[1] > cited[0] and speaks(r, cited) else None


def _asks(r: Reader, i: int) -> bool:
    """Whether the verb at token `i` asks for, decides or promises a deed, and tells nothing."""
    roles = {verb.role for verb, form, _ in verbs_of(r.norm(i)) if form.tense != "participle"}
    return bool(roles) and roles <= {"urge", "decide", "promise", "plan"}


def _within_quotation(r: Reader, i: int, start: int, stop: int) -> tuple[int, int]:
    """The sentence around a phrase that is itself quoted: «قال المدير: "نجا عشرة وفقا للطبيب. وسنعود"»."""
    opened = next((k for k in range(i - 1, start - 1, -1) if r.opens_quote(k) and r.quote_from[k][0] > i), None)
    if opened is None:
        return start, stop
    last, quote = r.quote_from[opened]
    start = next((k + 1 for k in range(i - 1, opened, -1) if r.norm(k) in STOP), opened + 1)
    stop = min(stop, last - 1 if quote.closed else last)
    return start, next((k for k in range(i, stop) if r.norm(k) in STOP), stop)


def _whole_name(r: Reader, first: int, end: int) -> int:
    """End of a name no list holds that two definite words make: «وفقا لما ذكره الوليد الحمدان، مدير التسويق»."""
    if end > first + 1 or first in r.mention_from or not r.norm(first).startswith("ال"):
        return end
    second = r.norm(end).startswith("ال") and end not in r.timex_from and r.is_comma(end + 1)
    return end + 1 if second else end


def _may_vouch(r: Reader, cue: Cue, first: int) -> bool:
    """Whether a noun vouches that nobody would take for a speaker: behind a verb of speech, a text, or several people.

    «وفقا لما ذكره رافي كومار», «بحسب تصريحات المدير», «وفقا لمستشاري الرئيس».
    """
    norm = r.norm(first)
    if cue.after > cue.first + 1 and r.verb_at(cue.after - 1):
        return not is_masdar(norm) and norm not in words("preposition") and norm not in words("relative")
    forms = {norm, norm.removeprefix("ال"), *((norm[1:], norm[2:]) if norm[0] == "ل" else ())}
    several = any(form.endswith("ي") and f"{form[:-1]}ون" in words("agent") for form in forms)
    return several or not forms.isdisjoint(words("vouching_text"))


def _closes(r: Reader, end: int, stop: int) -> bool:
    """Whether nothing but a time and a mark stands behind a phrase in its sentence."""
    while end < stop and (end in r.timex_from or not r.tokens[end].word):
        end = r.timex_from.get(end, end + 1)
    return end >= stop


def own_words_draft(r: Reader, cue: Cue, sentence: int, start: int, own: int, cues: Cues) -> Draft | None:
    """«"لن يمر المشروع"، بحسب تعبيره»: who spoke last owns the words; a verb of the same sentence has told them."""
    if r.norm(own) not in words("own_words") or any(
        i in cues and cues[i].kind != "noun" for i in range(start, cue.first)
    ):
        return None
    norm = r.norm(own)
    agreement: Agreement = "fs" if norm.endswith("ها") else "mp" if norm.endswith("هم") else "ms"
    cue = replace(cue, after=own + 1, agreement=agreement)
    last = cue.first - r.is_comma(cue.first - 1)
    quoted = next((i for i in range(start, last) if r.speech_opens(i) and r.quote_from[i][0] == last), None)
    if quoted is not None:
        return Draft(cue, sentence, None, ((quoted + 1, last - 1),), "direct", cue.stance, cue.rule)
    content = _around(r, cue, start, own + 1, own + 1, cues)
    return Draft(cue, sentence, None, content, "indirect", cue.stance, cue.rule) if content else None


def _unnamed(r: Reader, cue: Cue, sentence: int, start: int, stop: int, cues: Cues) -> Draft | None:
    """«…، وفقا لما ذكر», «…، كما قالت»: the one who spoke before vouches for the sentence."""
    if cue.after <= cue.first + 1:
        return None
    content = _around(r, cue, start, stop, stop, cues)
    form: Form = "mixed" if any(r.quotes(a, b) for a, b in content) else "indirect"
    return Draft(cue, sentence, None, content, form, cue.stance, cue.rule) if content else None


def _vouched_clause(r: Reader, cue: Cue, start: int, end: int, cues: Cues) -> int:
    """Where the clause opens that a phrase between it and its verb vouches for; 0 where there is none.

    «أوضح المدير بحسب الصحيفة أن …», «كشفت الصحيفة نقلا عن مسؤولين طلبوا عدم ذكر أسمائهم، أن …».
    """
    near = range(end, min(len(r.tokens), end + 10))
    behind = next((j + 1 for j in near if r.is_comma(j)), end)
    opens = (j for j in (end, behind) if r.complementizer(j) or (j == end and r.norm(j) == ":"))
    verbs = [i for i in range(start, cue.first) if i in cues and cues[i].kind == "verb"]
    wanted = frozenset(f for f in cues[verbs[-1]].frames if len(f) > 1) if verbs and verbs[-1] == start else frozenset()
    clause = next(opens, 0) or _behind_place(r, end)
    clause = clause or next((j + 1 for j in (end, behind) if r.norm(j) in wanted), 0)  # «أشار بيان نقلا عن المدير، إلى»
    if not clause or not verbs or any(r.complementizer(i) for i in range(verbs[-1], cue.first)):
        return 0
    return clause


def _behind_place(r: Reader, end: int) -> int:
    """Where the clause opens behind «على مدونتها»; 0 where none does."""
    if r.norm(end) not in words("preposition"):
        return 0
    place = noun_phrase(r, end + 1, min(end + 6, len(r.tokens)))
    return place if r.complementizer(place) else 0


def _goes_on(r: Reader, end: int, stop: int) -> bool:
    """«كما أكد الوزير أن …» opens a report of its own."""
    while end < stop and (end in r.timex_from or r.norm(end) in words("adverb")):
        end = r.timex_from.get(end, end + 1)
    return end < stop and not r.is_comma(end) and r.norm(end) not in ("(", "-", "–", ".")


def _around(r: Reader, cue: Cue, start: int, end: int, stop: int, cues: Cues) -> tuple[tuple[int, int], ...]:
    begin = start
    while begin < cue.first and not r.tokens[begin].word and not r.opens_quote(begin) and not r.tokens[begin].number:
        begin += 1
    begin = _past_dateline(r, begin, cue.first)
    if r.norm(begin) in ("غير", "الا", "بيد") and r.norm(begin + 1) == "ان":
        begin += 2  # «غير أن الحالة استقرت، بحسب الطبيب»
    begin = _past_setting(r, begin, cue.first)
    if r.norm(cue.first - 1) in words("copula_denied"):
        return ()  # «لكن ليس كما وصفت السيدة»
    before = trim(r, begin, cue.first)
    if before - begin >= 2 and not _only_sets_scene(r, begin, before):
        again = _resumes(r, cue, begin, end, stop)
        last = clause_end(r, cue, again, stop, cues) if again else 0
        return ((begin, before), (again, last)) if last - again >= 2 else ((begin, before),)
    answered = (i for i in range(end, min(stop, end + 16)) if r.norm(i) in words("apodosis"))
    after = next(answered, end)  # «بحسب بيان ثلاثة أحزاب شاركت في اللقاء، فقد تم الاتفاق»
    while after < stop and (
        r.is_comma(after)
        or after in r.timex_from
        or r.norm(after) == "ايضا"
        or (not r.tokens[after].word and not r.opens_quote(after))
    ):
        after = r.timex_from.get(after, after + 1)
    if r.complementizer(after) or r.norm(after) in ("فان", "فقد"):
        after += 1
    last = clause_end(r, cue, after, stop, cues) if after < stop else after
    return ((after, last),) if last - after >= 2 else ()


def _resumes(r: Reader, cue: Cue, begin: int, end: int, stop: int) -> int:
    """Token from which the content goes on after a phrase that parts it; 0 where the phrase closes it.

    «يعد السد – بحسب الخبير – أقدم السدود», «سجل المعدل بحسب التقرير ارتفاعا كبيرا».
    """
    if stop - end < 2:
        return 0
    if r.norm(cue.first - 1) in ("-", "–"):
        return end + 1 if r.norm(end) in ("-", "–") else 0
    parted = r.is_comma(cue.first - 1)
    if parted and r.norm(end) in words("adverbial"):  # «، بحسب المديرة في مقابلة، إلى …»
        behind = next((i for i in range(end + 1, min(end + 12, stop)) if r.is_comma(i) or r.verb_at(i)), end)
        end = behind if r.is_comma(behind) else end
    if r.is_comma(end):
        if r.norm(end + 1) in ("هو", "هي", "هم"):
            return end + 1  # «الغاية من القرار بحسب الوزير، هي …»
        awaits = parted and _awaits(r, begin, cue.first - 1, end + 1)
        return end + 1 if awaits and not _new_clause(r, end + 1, frozenset()) else 0
    if parted:
        return 0
    return end if not _new_clause(r, end, words("preposition")) else 0


def _awaits(r: Reader, begin: int, end: int, behind: int) -> bool:
    """Whether a verb with its subject alone stands here, and what is told of them stands at token `behind`.

    «ويعد السد، بحسب الخبير، أقدم السدود»; after a verb of deeds a noun: «واستهدفت المدفعية، وفقا للسكان، مواقع الجند».
    """
    first = begin + (r.norm(begin) == "كما")
    verb = {r.norm(first), r.norm(first).removeprefix("و")}
    if noun_phrase(r, first + 1, end) < end or end - first > _SUBJECT:
        return False
    if not verb.isdisjoint(words("predicate_to_come")):
        return True
    norm = r.norm(behind)
    noun = (
        behind < r.size and r.tokens[behind].word and norm not in words("preposition") and not norm.endswith("ا")
    )  # «، مشيرا إلى»
    definite = norm.startswith("ال") or r.norm(behind + 1).startswith("ال")
    return noun and definite and not verb.isdisjoint(plain_verbs())


_SUBJECT = 8
"""Words of a verb and its subject at most, where a phrase parts them from what is told of them."""


def _new_clause(r: Reader, i: int, joined: frozenset[str]) -> bool:
    """Whether something else than the rest of a parted clause begins at token `i`."""
    norm = r.norm(i)
    opens = norm[0] in "وف" or norm in joined or norm in words("adverbial") or r.verb_at(i)
    timed = i in r.timex_from or norm in words("adverb")
    word = r.tokens[i].word and not timed and norm not in words("relative")
    return opens or not word or r.complementizer(i) or norm in words("while")


def _past_dateline(r: Reader, begin: int, end: int) -> int:
    """Token after «دبي، الإمارات (CNN) --»: where a page was written is no part of what a source says."""
    for i in range(begin + 1, min(begin + 14, end)):
        if r.norm(i - 1) == ")" and r.norm(i) in _DASHES:
            return next(k for k in range(i, end + 1) if r.norm(k) not in _DASHES)
    return begin


_DASHES = frozenset(("-", "--", "–", "—"))


def _past_setting(r: Reader, begin: int, end: int) -> int:
    """Token after «وفي علامة على التقارب،»: the setting of a sentence is no part of what a source says."""
    first = r.norm(begin)
    if first not in words("adverbial") and first[1:] not in words("adverbial"):
        return begin
    comma = next((i for i in range(begin, end) if r.is_comma(i)), None)
    return comma + 1 if comma is not None and end - comma > 4 else begin


def _only_sets_scene(r: Reader, begin: int, before: int) -> bool:
    """«وخلال الربيع، واستنادا إلى السجل، ارتفع …»: only the time or place stands before the phrase."""
    opens = r.norm(begin) in words("adverbial") or r.norm(begin)[1:] in words("adverbial")
    return opens and noun_phrase(r, begin + 1, before) >= before


def hedge_draft(r: Reader, cue: Cue, sentence: int, stop: int, cues: Cues) -> Draft | None:
    i = cue.after
    while i < stop and (
        r.norm(i) in ("بعد", "من", "في", "عن", "علي", "الفور", "صحه", "حتي", "الان", "التحقق", "التاكد")
        or i in r.timex_from
    ):
        i = r.timex_from.get(i, i + 1)
    if cue.rule.endswith("الحديث"):
        i = next((j + 1 for j in range(cue.after, min(stop, cue.after + 8)) if r.norm(j) == "عن"), stop)
    if i < stop and r.complementizer(i) and r.norm(i) in ("ان", "بان"):
        i += 1
    if i >= stop or r.norm(i) in words("reaching"):
        return None
    if cue.role == "said_of":
        what = r.norm(cue.first - 1) in ("ما", "لما", "بما", "مما")
        acts = (k for k in range(i + 2, stop) if r.is_comma(k) or (what and r.norm(k) in plain_verbs()))
        stop = next(acts, stop)  # «ما يشتبه بأنه هجوم بالغاز أدى إلى إصابة ستة»
    last = clause_end(r, cue, i, stop, cues, nominal=cue.rule.endswith("الحديث"))
    if last - i < 1:
        return None
    quoted = r.quotes(i, last)
    return Draft(cue, sentence, None, ((i, last),), "mixed" if quoted else "indirect", cue.stance, cue.rule)
