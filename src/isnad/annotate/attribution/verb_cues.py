"""A token in, the reporting verb or participle it is here out: not every spelling of a verb of speech is one."""

from __future__ import annotations

from isnad.annotate.attribution.conjugation import Agreement, Tense
from isnad.annotate.attribution.conjugation import Form as VerbForm
from isnad.annotate.attribution.cue import SAID, Cue, Kind
from isnad.annotate.attribution.lexicon import Verb, verbs_of, words
from isnad.annotate.attribution.reader import Reader, has_preposition, is_adjective, is_masdar
from isnad.text.fold import fold, unvowelled


def read_verb(r: Reader, i: int, prefix: str, rest: str) -> Cue | None:
    """The reporting verb or participle at token `i` without its proclitics `prefix`; None where it is none here."""
    if (
        prefix in ("", "و", "ف")
        and rest in words("document")
        and r.norm(i + 1) in ("في", "ب")
        and _is_document(r, i + 2)
    ):
        return Cue("verb", i, i + 2, "attribution/words#document", "assert", SAID, "say", "ms", bare=rest)
    if prefix not in ("", "و", "ف"):
        return None  # a future («سيعلن») or a purpose («ليعلن») reports nothing yet
    for verb, form, clitic in verbs_of(rest):
        if rest in words("claimed") and r.raw(i).lstrip("وف")[1:2] == "ُ":
            return Cue("hedge", i, i + 1, "attribution/words#claimed", "doubt", SAID, "hedge", None, bare=rest)
        if _spelt_otherwise(r, i, verb, form, rest, clitic):
            continue
        if form.tense == "participle":
            if verb.role == "relay" and r.norm(i + 1) != "عن":
                return None  # «وناقلة جنود»
            if _participle_reports(r, i, form.agreement):
                return _cue_of(verb, i, "participle", form.agreement, rest, clitic)
            continue
        if clitic and (_names_words(r, i, verb) or verb.role in ("relay", "act", "decide")):
            continue  # «الكلمة التي نقلتها الصحيفة»: says where words stood, and opens no report
        if not _stands_as_verb(r, i, form.tense, rest, clitic, prefix):
            continue
        negated = r.norm(i - 1) in words("negation") and not prefix
        if form.tense == "jussive" and not (negated and r.norm(i - 1).endswith("لم")):
            continue  # «لا يجب أن»: it must not
        if negated and verb.stance == "deny" and verb.past not in ("نفى", "استبعد", "أنكر"):
            continue
        return _cue_of(verb, i, "verb", form.agreement, rest, clitic, negated, form.tense)
    return None


def _spelt_otherwise(r: Reader, i: int, verb: Verb, form: VerbForm, rest: str, clitic: bool) -> bool:
    """Whether the letters, hamzas and marks as written rule a reading out that the match form allows."""
    raw = r.raw(i)
    bare = raw.lstrip("وف")
    if form.agreement == "1" or (rest in words("homograph") and unvowelled(raw)):
        return True
    if clitic and rest.endswith("ه") and raw.endswith("ة"):
        return True  # «إشارة», «ملاحظة» are nouns
    if "ّ" in verb.past and "ّ" not in raw and not (rest == "مذكرا" and _by_or_that(r, i + 1)):
        return True  # «ذكّر» is told from «ذكر» by its written shadda alone
    if bare.endswith("يى"):
        return True  # «يحيى» is a name, «يحيي» a verb
    if "ّ" in raw and verb.past == "وعد":
        return True  # «يعدّ» counts, «يعد» promises
    if verb.past.endswith("أ") and form.norm == fold(verb.past) and not raw.endswith("أ"):
        return True  # «هنا» is not «هنأ»
    if bare.startswith("إ") and verb.past.startswith("أ"):
        return True  # «إبان» is not «أبان»
    if bare.startswith("آ") != verb.past.startswith("آ") and form.tense == "past":
        return True  # «آثار» is not «أثار», and «أمن» is not «آمن»
    # «يُعد»: a written damma makes it passive
    return form.tense == "present" and bare[1:2] == "ُ" and verb.past[0] not in "أ" and len(verb.past) != 4


def _by_or_that(r: Reader, i: int) -> bool:
    """«مذكرا بالحاجة إلى الماء», «مذكرا أن الجسر قديم»: what is brought to mind follows."""
    return i < r.size and (r.complementizer(i) or has_preposition(r, i, "ب"))


def _cue_of(
    verb: Verb,
    i: int,
    kind: Kind,
    agreement: Agreement,
    rest: str,
    clitic: bool,
    negated: bool = False,
    tense: Tense | None = None,
) -> Cue:
    return Cue(kind, i, i + 1, verb.rule, verb.stance, verb.frames, verb.role, agreement, negated, clitic, tense, rest)


def _participle_reports(r: Reader, i: int, agreement: Agreement) -> bool:
    """A participle reports in the accusative («مضيفا», «مشيرة إلى»); forms that adjectives share must open a clause."""
    if i == 0 or r.norm(i - 1) in words("preposition") or r.norm(i).startswith("ال"):
        return False
    if r.norm(i).removeprefix("و") == "طالبات":
        return False  # «طلاب وطالبات»
    if agreement == "ms":
        return True
    opens = r.is_comma(i - 1) or not r.tokens[i - 1].word or r.norm(i)[0] == "و"
    return opens or r.complementizer(i + 1) or (r.norm(i + 1) in ("الي", "علي", "عن") and r.complementizer(i + 2))


_BEFORE_NOUN = frozenset(("في", "من", "الي", "عن", "بين", "بعد", "قبل", "دون", "عبر", "خلال"))


def _stands_as_verb(r: Reader, i: int, tense: str, rest: str, clitic: bool, prefix: str) -> bool:
    """Whether a spelling that can be a noun as well is a verb here."""
    raw = r.raw(i)
    if raw.endswith(("ًا", "اً")):
        return False  # «فضلاً»: a finite verb takes no tanwin
    if rest in words("clause_only") and unvowelled(raw) and not _clause_follows(r, i, prefix):
        return False
    if clitic and rest[:3] in ("بين", "حسب") and unvowelled(raw):
        return False
    if rest == "عبر" and r.norm(i + 1) != "عن" and not _later(r, i, "عن"):
        return False
    if rest.endswith("ي") and tense == "past" and raw.endswith("ي"):
        return False  # «رأي», «نفي» are nouns, «رأى», «نفى» verbs
    previous = r.norm(i - 1) if i else ""
    if rest == "رد" and r.norm(i + 1).removeprefix("ال") == "فعل":
        return False  # «في أول رد فعل رسمي»
    if rest == "وجه" and "علي" in (previous, r.norm(i - 2)):
        return False  # «على أكمل وجه»
    if (
        tense == "present"
        and not prefix
        and (previous in ("قد", "وقد", "سوف", "كي", "لكي", "حتي") or _subjunctive(r, i))
    ):
        return False
    if tense == "past" and not prefix and (previous in ("اذا", "لو", "واذا") or r.raw(max(i - 1, 0)) in ("إن", "وإن")):
        return False
    if r.norm(i + 1) in words("reflexive") or (tense == "present" and _of_a_fact(r, i, previous)):
        return False
    if prefix in ("و", "ف"):
        return not ((rest in words("noun_like") and _deed_before(r, i)) or (tense == "past" and _on_condition(r, i)))
    if rest in words("noun_like") and (_needs_noun(previous) or _in_construct(r, i) or _told_of(r, i)):
        return False
    if (
        previous in words("passive_helper")
        or previous in words("determiner")
        or previous.removeprefix("و") in _BEFORE_NOUN
    ):
        return False
    return not (previous == "علي" and tense == "past")


def _on_condition(r: Reader, i: int) -> bool:
    """«إذا مضى المجلس قدما وأعلن خروجه»: a second verb of the same condition reports nothing yet."""
    for k in range(i - 1, max(i - 9, 0), -1):
        if not r.tokens[k].word or r.complementizer(k) or r.norm(k) in words("relative"):
            return False
        if r.norm(k) in ("اذا", "لو", "واذا", "ولو"):
            return True
    return False


def _deed_before(r: Reader, i: int) -> bool:
    """«وتقديم الدعم لهم، وكشف زيف الشائعات»: a deed joined to a deed, where nobody who speaks follows."""
    aimed = r.norm(i + 1) in words("preposition") or has_preposition(r, i + 1, "ب") or r.complementizer(i + 1)
    named = i + 1 in r.mention_from and (
        " " in r.mention_from[i + 1][1].text or not r.mention_from[i + 1][1].entity.startswith("person:")
    )  # one word alone was taken for a name because a verb of speech seemed to stand before it
    if not r.is_comma(i - 1) or aimed or named or r.norm(i + 1).removeprefix("ال") in words("agent"):
        return False
    opened = next((k for k in range(i - 2, max(i - 14, 0), -1) if r.is_comma(k) or r.norm(k) in ".:"), 0)
    added = r.norm(opened + 1) in words("added")
    deed = any(r.norm(k)[:1] == "و" and is_masdar(r.norm(k)[1:]) for k in range(opened + 1, i))
    return added or (deed and not r.norm(i + 1).startswith("ال"))


def _of_a_fact(r: Reader, i: int, previous: str) -> bool:
    """«وهذا يدعو إلى القلق», «وذلك يؤكد أن»: a fact is the subject, and nobody speaks; «وبعد ذلك يؤكد» is no such."""
    return previous in words("fact") and not (i > 1 and r.norm(i - 2).lstrip("وف") in words("before_fact"))


def _needs_noun(previous: str) -> bool:
    """Whether a noun must follow: after a number, a noun without its article, or a verb that takes one."""
    if previous.replace(".", "").replace(",", "").isdigit() or previous in words("counted"):
        return True
    annexed = is_masdar(previous) or (previous.endswith("ات") and len(previous) > 4)
    return previous in words("wanting") or (annexed and not previous.startswith("ال"))


def _clause_follows(r: Reader, i: int, prefix: str) -> bool:
    """Whether «وبين الباحث أن», «ووجدت الدراسة أن»: a clause within a short subject's reach, «بين» opening it."""
    if r.norm(i).endswith("بين") and not prefix and r.tokens[i - 1 if i else 0].word and i:
        return False
    if r.norm(i).endswith("بين") and r.norm(i - 1).startswith("بين"):
        return False  # «بينه وبين زعيم القرية»
    j = i + 1
    while j < min(i + 14, len(r.tokens)):
        if r.complementizer(j):
            return r.norm(j) not in ("بان", "بانه", "بانها")
        if r.opens_quote(j) and r.names(j):
            j = r.quote_from[j][0]  # «بينت دراسة في كلية "الرازي" أن»
            continue
        if r.norm(j)[:1] in "و" or (not r.tokens[j].word and not r.is_comma(j)):
            return False
        j += 1
    return False


def _names_words(r: Reader, i: int, verb: Verb) -> bool:
    """«ما قاله الوزير» names words and reports none; «ما وصفه بالكارثة» labels, «وهو ما نفاه الوزير» denies."""
    if r.norm(i - 2) in words("points_at_clause") and fold(verb.past) in words("describing"):
        return False
    return verb.role not in ("label", "opinion") and r.norm(i - 1) in ("ما", "بما", "عما", "مما", "كما")


def _in_construct(r: Reader, i: int) -> bool:
    """«خطاب شكر», «مشروع قرار», «رفض مضاد»: a bare noun before the word, or an adjective after it, makes it a noun."""
    nxt, previous = r.norm(i + 1), r.norm(i - 1)
    if _is_object(r, i):
        return True
    if is_adjective(nxt) and not nxt.startswith("ال") and i + 1 not in r.mention_from and nxt not in words("agent"):
        return True
    if i == 0 or not r.tokens[i - 1].word or i in r.mention_until or i - 1 in r.timex_from:
        return False
    return previous in words("paper") or (previous[0] in "لبو" and previous[1:] in words("paper"))


def _told_of(r: Reader, i: int) -> bool:
    """«مؤكدا أن رد النادي صحيح»: a noun is told of after a verb of speech; «بعد أن رد النادي» tells a deed."""
    return r.norm(i - 1) in ("ان", "بان") and (r.verb_at(i - 2) or r.participle_at(i - 2))


def _is_object(r: Reader, i: int) -> bool:
    """«أعلن متحدث باسم الشرطة نشر قواته»: a reporting verb before it in the clause still wants its object."""
    for j in range(i - 1, max(i - 12, -1), -1):
        if not r.tokens[j].word or r.complementizer(j) or r.norm(j) in words("relative"):
            return False
        bare = r.norm(j).lstrip("وف")
        spelt_alike = bare in words("homograph") or bare in words("preposition")
        if r.verb_at(j) and not spelt_alike:
            return any("مف" in verb.frames for verb, _, _ in verbs_of(r.norm(j).lstrip("وف")) or verbs_of(r.norm(j)))
    return False


def _subjunctive(r: Reader, i: int) -> bool:
    """«أن يعلن الوزير» says what may be announced: nothing has been."""
    return i > 0 and r.norm(i - 1) in ("ان", "بان", "الا") and not r.raw(i - 1).startswith("إ")


def _is_document(r: Reader, i: int) -> bool:
    """Whether the words that follow «جاء في» are a document with what it says: «جاء في البيان أن»."""
    if r.norm(i).removeprefix("ال") not in words("speech_event"):
        return False
    return any(
        r.complementizer(j) or r.norm(j) == ":" or r.opens_quote(j) for j in range(i + 1, min(i + 12, len(r.tokens)))
    )


def _later(r: Reader, i: int, word: str) -> bool:
    """Whether a preposition stands within the reach of a titled subject."""
    return any(r.norm(j) == word for j in range(i + 1, min(i + 9, len(r.tokens)))) and r.norm(i - 1) not in words(
        "preposition"
    )
