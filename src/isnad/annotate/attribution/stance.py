"""A cue with its content in, the source's stance towards the content out, and the rule that decided it."""

from __future__ import annotations

from functools import cache

from isnad.annotate.attribution.conjugation import Agreement
from isnad.annotate.attribution.cue import Cue
from isnad.annotate.attribution.lexicon import Verb, governed_noun, verbs_of, words
from isnad.annotate.attribution.opener import Opener, whether_at
from isnad.annotate.attribution.phrase import noun_phrase
from isnad.annotate.attribution.reader import COMMA, Reader, has_preposition, is_masdar
from isnad.annotate.attribution.side import Side
from isnad.annotate.attribution.speaking import speaks
from isnad.annotate.attribution.stance_own import NEGATED, READY, is_future, own_act
from isnad.model import Form, RuleId, Stance

_SAYING = frozenset(("show", "say", "continue", "tell", "opinion", "relay", "phrase", "act"))
_LOOK = 9
"""Tokens of a clause in which its subject and first verb stand."""


def stance_of(
    r: Reader, cue: Cue, opener: Opener | None, first: int, last: int, form: Form, side: Side
) -> tuple[Stance, RuleId]:
    """Stance and rule. `side` is whom the speaker speaks for, whose doing the content may announce."""
    if opener is not None and opener.kind == "clause" and _left_open(r, cue, opener):
        return "doubt", "attribution/words#uncertain"
    if cue.negated:
        return NEGATED[cue.stance], cue.rule
    announced = cue.rule.endswith("#أعلن") or (side.official and cue.rule.endswith("#كشف"))
    if announced and _is_deed(r, opener, first):
        return "commit", "attribution/words#deed"
    noun = _governed(r, cue, opener, first, form)
    if noun is not None:
        return noun
    if cue.role == "direct" and opener is not None and opener.kind == "object":
        return "assert", cue.rule
    if cue.rule.endswith("#تساءل") and opener is not None and opener.kind in ("object", "preposition"):
        return "doubt", cue.rule  # «تساءل النواب عن جدوى المشروع»
    if cue.rule.endswith("#اعتبر") and opener is not None and opener.kind == "object":
        proof = any(r.norm(i) in words("proof") for i in range(first, last))  # «يعتبر التصريح دليلا على أن»
        return ("assert" if proof else "evaluate"), cue.rule  # «يعتبر الحزب القرار خطأ»
    if cue.rule.endswith(_JUDGING) and _judges(r, opener, first, last, form):
        return "evaluate", "attribution/words#judging"
    noted = cue.rule.endswith("#نوه") and opener is not None and opener.kind == "clause"  # «نوه بأن الباب مفتوح»
    if cue.role not in _SAYING or (cue.stance != "assert" and not noted):
        return cue.stance, cue.rule
    return _by_content(r, first, last, form, side, cue.agreement) or ("assert" if noted else cue.stance, cue.rule)


def _left_open(r: Reader, cue: Cue, opener: Opener) -> bool:
    """«سأل عما إذا كان», «لم يؤكد ما إذا», «سألته إن كان»: whether it is so is asked or left open."""
    if whether_at(r, opener.at):
        return True
    return cue.rule.endswith(("#سأل", "#تساءل")) and r.norm(opener.first) in ("كان", "كانت", "كانوا")


def _is_deed(r: Reader, opener: Opener | None, first: int) -> bool:
    named = opener is not None and opener.kind in ("object", "preposition")
    first += r.norm(first) == "عدم"  # «أعلنت البلدية عدم السماح بالبناء»
    norm = r.norm(first)
    bare = norm.removeprefix("ال")
    if bare == "زياده" and r.norm(first + 1) in words("gained"):
        return False  # «أعلن المصرف زيادة قدرها خمسة بالمئة في الربح»: how things stand
    return named and not words("deed").isdisjoint((norm, bare, bare.removesuffix("ا")))


def _judges(r: Reader, opener: Opener | None, first: int, last: int, form: Form) -> bool:
    if opener is not None and form == "direct" and opener.kind in ("quote", "preposition"):
        return True
    return last - first <= _SHORT and any(r.norm(i) in words("judging") for i in range(first, last))


_JUDGING = ("#اعتبر", "#رأى", "#وجد")
"""Verbs that give a judgement: what «خلصت المحكمة إلى» or «تضمن البيان» tells is none."""
_SHORT = 12
"""Tokens of an opinion that one adjective decides."""


def _by_content(
    r: Reader, first: int, last: int, form: Form, side: Side, agreement: Agreement | None
) -> tuple[Stance, RuleId] | None:
    """What the words themselves do, where the verb only says that they were said."""
    key = first, last, form  # asked when a statement is drafted, and again when its speaker is known
    if key not in r.contents:
        r.contents[key] = _by_words(r, first, last, form)
    act = own_act(r, first, last, form, side, agreement) if r.contents[key] is None else None
    return (act, "attribution/words#own_side") if act is not None else r.contents[key]


def _by_words(r: Reader, first: int, last: int, form: Form) -> tuple[Stance, RuleId] | None:
    """What they do whoever says them."""
    head = list(r.norms[first : min(last, first + _LOOK)])
    near = range(first, min(last, first + 20))
    inner = _own_verb(r, first, last, form)
    if inner is not None:
        return inner
    if form == "direct" and last - first <= 14 and r.norm(last - 1) in ("؟", "?") and head[0] in words("question"):
        return "urge", "attribution/words#question"
    if form == "direct" and head[0] == "هذا" and r.norm(first + 1) == "غير" and r.norm(first + 2) in words("untrue"):
        return "deny", "attribution/words#untrue"
    if _must(r, first, last) or _obliges(r, first, last, head) or _asks(r, first, form):
        return "urge", "attribution/words#urging"
    if _uncertain(r, first, last, head) if form != "direct" else "يبدو" in head[:2]:
        return "doubt", "attribution/words#uncertain"
    conditional = r.has(words("condition"), near.start, near.stop)
    menaced = r.has(_menaces(), near.start, near.stop) or _answers_hard(r, near)
    if menaced and (form != "indirect" or conditional):
        return "warn", "attribution/words#menace"
    if conditional and any(is_future(r.norm(i)) or r.norm(i) == "سوف" for i in near) and _retaliates(r, near):
        return "warn", "attribution/words#retaliates"
    if _or_else(r, first, last):
        return "warn", "attribution/words#retaliates"
    if _regrets(r, first) or (form != "indirect" and (_feels(r, near, form) or _condemned(r, first, last))):
        return "evaluate", "attribution/words#feeling"
    if r.complementizer(first) and r.norm(first + 1 + r.opens_quote(first + 1)) in words("feels"):
        return "evaluate", "attribution/words#feels"
    return ("commit", "attribution/words#own_side") if _commits(r, first, last, form) else None


@cache
def _menaces() -> frozenset[str]:
    """Words of menace, each also with the ف that joins it to a condition."""
    return frozenset(form for word in words("menace") for form in (word, f"ف{word}"))


def _uncertain(r: Reader, first: int, last: int, head: list[str]) -> bool:
    """«إنه من المرجح أن», «على الأرجح», and not «الموعد المتوقع»."""
    if "ربما" in head or "الارجح" in r.norms[first : min(last, first + 12)]:
        return True
    opening = enumerate(head[:4], first)
    return any(w in words("uncertain") and (not w.startswith("ال") or r.norm(i - 1) == "من") for i, w in opening)


def _must(r: Reader, first: int, last: int) -> bool:
    """«السياسات … يتعين أن تتغير», «إنه من الضروري أن», and not «المراحل التي يجب»."""
    before = r.norm(first - 1)
    for i, norm in enumerate(r.norms[first : min(last, first + _LOOK)], first):
        if norm in words("urging") and before not in words("relative") and before not in ("ما", "مما"):
            return True
        if before == "من" and norm in words("needful") and i - first <= 3:
            return r.norm(i - 2) not in ("ليس", "ليست") and r.norm(i - 2) not in words("preposition")
        if norm in COMMA or norm in words("relative") or (i > first and r.complementizer(i)):
            return False
        before = norm
    return False


def _feels(r: Reader, near: range, form: Form) -> bool:
    """«نأمل», «نحن قلقون», and neither «ليس لدينا أي قلق» nor «إنهم أعربوا عن "القلق"», told of others."""
    felt = (i for i in near if r.norm(i) in words("feeling") or _has_hope(r, i) or _backs(r, i))
    if form == "mixed":
        felt = (i for i in felt if r.norm(i - 1 - r.opens_quote(i - 1)) != "عن")
    return any(not any(r.norm(j) == "ليس" for j in range(i - 3, i)) for i in felt)


def _regrets(r: Reader, first: int) -> bool:
    """«إنه من المؤسف أن», «من المعيب أن»."""
    return any(r.norm(i) == "من" and r.norm(i + 1) in words("regretted") for i in range(first, first + 2))


def _or_else(r: Reader, first: int, last: int) -> bool:
    """«هذا آخر عرض وإلا فإن بلاده ستنسحب»."""
    if "والا" not in r.norms[first + 2 : last]:
        return False
    other = r.norms.index("والا", first + 2, last)
    return any(is_future(r.norm(i)) for i in range(other + 1, min(last, other + 5)))


def _backs(r: Reader, i: int) -> bool:
    """«ندعم جهود الإغاثة», and not «ندعم الاقتصاد», which is a deed."""
    return r.norm(i) in ("ندعم", "ادعم") and r.norm(i + 1) in words("backed")


def _has_hope(r: Reader, i: int) -> bool:
    """«لدينا أمل», «لم نفقد الأمل»."""
    if r.norm(i).removeprefix("ال") != "امل":
        return False
    return r.norm(i - 1).startswith(("لدي", "عند")) or r.norm(i - 1)[1:] == "فقد"


def _condemned(r: Reader, first: int, last: int) -> bool:
    """«هذه جريمة», «هجوم مروع»: a noun of blame as the predicate, an adjective near the opening."""
    for i in range(first, min(last, first + 20)):
        norm = r.norm(i)
        if norm in words("blaming") and i < first + 8:
            return True
        if norm == "غير" and r.norm(i + 1) in ("مقبول", "مقبوله"):
            return True
        if norm in ("شيء", "امر") and r.norm(i + 1) in words("judging") and last - first <= _SHORT:
            return True  # «الحرب التجارية شيء جيد»
        if norm in words("blamed") and (i < first + 3 or r.norm(i - 1 - r.opens_quote(i - 1)) in words("copula")):
            return not has_preposition(r, i, "ل")
    return False


def _retaliates(r: Reader, near: range) -> bool:
    return r.has(words("retaliates"), near.start, near.stop)


def _answers_hard(r: Reader, near: range) -> bool:
    """«ستواجه برد قاس», «لن يمر دون رد مناسب»."""
    return any(r.norm(i) in ("رد", "برد") and r.norm(i + 1) in words("hard") for i in near)


def _own_verb(r: Reader, first: int, last: int, form: Form) -> tuple[Stance, RuleId] | None:
    """«قال إنه يتوقع أن», «نندد بهذا الحكم»: the speaker's own act of speech inside the content carries the stance."""
    start = first + 1 if r.complementizer(first) else first
    start += start > first and r.opens_quote(start)
    for i in range(start, min(last, start + 2)):
        if r.norm(i) in ("لم", "لقد"):
            return None  # «إنه لم يعد ممكنا», «لقد طالبنا بذلك»: told of the past
        for verb, verb_form, _ in verbs_of(r.norm(i)):
            speaks_self = (
                verb_form.agreement == "1"
                and form != "indirect"
                and verb.role not in ("think", "say", "label")
                and not _of_another(r, i, verb)
            )
            reported_self = (
                start > first
                and verb_form.tense == "present"
                and verb_form.agreement != "1"
                and verb.role in ("think", "feel", "refuse", "promise", "plan")
            )
            if (speaks_self or reported_self) and verb.stance != "assert":
                return (NEGATED[verb.stance] if r.norm(i - 1) == "لا" else verb.stance), verb.rule
    return None


def _of_another(r: Reader, i: int, verb: Verb) -> bool:
    """«القرار اتخذ» is no «أتخذ»: letters that are a third person's past as well, unless a hamza tells."""
    past = any(form.agreement == "ms" and form.tense == "past" for _, form, _ in verbs_of(r.norm(i)))
    return past and not (r.raw(i).startswith("أ") and not verb.past.startswith("أ"))


def _obliges(r: Reader, first: int, last: int, head: list[str]) -> bool:
    """«على كل الدول أن تتحد», «إذا عاد المطر فيجب أن نرحل», «من هنا ضرورة أن يعود»."""
    if head[:1] == ["علي"] and "الرغم" not in head[:2] and ("ان" in head[2:6] or _owes(r, first + 1, last)):
        return True
    if "ضروره" in head[:4] and r.norm(first + head.index("ضروره") + 1) == "ان":
        before = r.norm(first + head.index("ضروره") - 1)
        return before == "هنا" or not verbs_of(before)  # «الرئيس أكد ضرورة أن»: another says so
    opening = r.norm(first + r.complementizer(first))
    if opening in words("condition") or opening in ("بدلا", "في"):
        main = [i for i in range(first + 2, min(last, first + 30)) if r.norm(i).startswith("ف")]
        after_comma = (bare for i in main if r.is_comma(i - 1) for bare in (r.norm(i)[1:], r.norm(i + 1)))
        if any(bare in words("urging") for bare in after_comma) or any(r.norm(i)[1:] in _ON_THEM for i in main):
            return True
    further = next((i for i, word in enumerate(head) if word in words("and_that")), len(head))  # «وأن عليه أن يعتذر»
    return any(word in _ON_THEM and "ان" in head[i + 1 : i + 2] for i, word in enumerate(head[:further]))


_ON_THEM = ("عليها", "عليه", "عليهم", "علينا", "عليكم", "عليهما")
"""«فعليه نشر الأرقام», «عليها أن تنسحب»: on whom it lies."""


def _owes(r: Reader, first: int, last: int) -> bool:
    """«على الشركات ضمان الشفافية»: a verbal noun right after those on whom it lies."""
    end = noun_phrase(r, first, last)
    while end < last and r.norm(end).startswith("وال"):
        end = noun_phrase(r, end, last)  # «على الشبكات والشركات ضمان السلامة»
    definite = r.norm(first).startswith("ال") or r.norm(first + 1).startswith("ال")
    many = definite and r.norm(first).endswith(("ين", "ات", "اء"))
    return (
        end < last
        and (many or speaks(r, (first, end)))
        and (is_masdar(r.norm(end)) or r.norm(end) in _OWED)
        and not r.norm(end).startswith("ال")
    )


_OWED = ("ضمان", "وضع", "دفع", "كشف", "نزع", "نشر")
"""Verbal nouns without the shape of one: «على الشركات ضمان الشفافية»."""


def _asks(r: Reader, first: int, form: Form) -> bool:
    """«أوقفوا التهريب», «لا تسمحوا»: quoted words that open with an imperative plural."""
    norm = r.norm(first)
    return form == "direct" and len(norm) == 6 and norm.startswith("ا") and norm.endswith("وا") and not r.verb_at(first)


def _governed(r: Reader, cue: Cue, opener: Opener | None, first: int, form: Form) -> tuple[Stance, RuleId] | None:
    owned = form == "direct" and r.norm(first).endswith(("ه", "ها", "هم", "هما"))  # «كرر القادة "عزمهم على التعاون"»
    if (
        opener is None
        or not (opener.kind in ("object", "preposition") or (opener.kind == "quote" and owned))
        or cue.role not in (*_SAYING, "govern", "raise", "direct")
    ):
        return None
    if cue.stance not in ("assert", "evaluate", "commit"):
        return None
    first += r.opens_quote(first)
    return governed_noun(r.norm(first + 1 if r.norm(first) == "تاكيد" else first))


def _commits(r: Reader, first: int, last: int, form: Form) -> bool:
    """Whether quoted words say what the one who speaks will do: «سأعود», «لن نقبل»."""
    if form == "indirect":
        return _first_person_future(r, first)  # quoted without its marks: «قال سنعود غدا»
    if form == "direct" and _ready(r, first, last):
        return True
    conditional = r.norm(first) == "اذا"
    near = range(first, min(last, first + (40 if conditional else 16)))
    return any(
        i not in r.mention_from and _first_person_future(r, i) and r.norm(i - 1) not in ("ما", "الذي", "التي")
        for i in near
    )


def _ready(r: Reader, first: int, last: int) -> bool:
    """«أنا مستعد للقائه», «إننا عازمون على», «نسعى إلى»: the one quoted offers it."""
    if r.norm(first) in ("نسعي", "اسعي", "نفكر") or r.norm(first) in _RESOLVED:
        return True
    mine = next((i for i in range(first, min(last, first + 3)) if r.norm(i).lstrip("وف") in _I), None)
    if mine is None:
        return False
    after = mine + 1 + (r.norm(mine + 1) in ("دائما", "ايضا", "جميعا", "لا", "نزال"))
    on_it = r.norm(after) == "علي" and r.norm(after + 1) in ("استعداد", "اتم")
    return on_it or r.norm(after).startswith(READY)


_RESOLVED = ("مستعدون", "ملتزمون", "عازمون", "مصممون", "جاهزون")
_I = ("انا", "نحن", "انني", "اننا", "اني", "لكني", "لكنني", "لكننا")


def foretells(r: Reader, first: int, last: int) -> bool:
    """Whether content opens with a future verb: «ستعلن الوزارة الأسماء غدا، بحسب الوزير»."""
    return any(is_future(r.norm(i)) or r.norm(i) == "سوف" for i in range(first, min(first + 2, last)))


def _first_person_future(r: Reader, i: int) -> bool:
    """«سأعمل», «سنرى», «لن نقبل»: what the one quoted will do."""
    norm = r.norm(i)
    if norm[0] in "ان":
        return r.norm(i - 1) in ("لن", "ولن")
    bare = norm[1:] if norm[0] in "وف" else norm
    if "س" not in norm[:3]:
        return False
    if r.raw(i).lstrip("وف").startswith("سأ"):
        return True
    return len(bare) >= 5 and bare.startswith("سن") and bare not in words("not_future")
