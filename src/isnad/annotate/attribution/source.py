"""A cue in, the noun phrase that names its source out: after the verb, before it, or before its relative clause."""

from __future__ import annotations

from isnad.annotate.attribution.author import author_of
from isnad.annotate.attribution.cue import Cue
from isnad.annotate.attribution.lexicon import governed_noun, plain_verbs, platforms, words
from isnad.annotate.attribution.opener import Opener, reported_noun
from isnad.annotate.attribution.phrase import noun_phrase
from isnad.annotate.attribution.reader import STOP, Reader, has_preposition, is_adjective, is_masdar
from isnad.annotate.attribution.share import share_end
from isnad.annotate.attribution.speaking import agrees, agrees_before, introduced, oblique, owned_body, reaches, speaks
from isnad.text.fold import fold

_FAR = 26
"""Tokens before a verb in which its subject may stand: a name with two appositions takes about 20."""


def source_of(r: Reader, cue: Cue, opener: Opener, start: int) -> tuple[tuple[int, int] | None, Opener]:
    """The source's tokens, or None where it is elided, and the opener (moved where that phrase is content).

    `start` is the first token of the sentence.
    """
    after = opener.source
    if cue.kind == "participle":
        return None, _behind_participle(r, cue, opener, after)
    if cue.kind == "pronoun":
        return _owner(r, cue, start), opener
    if after is not None and _refuses(r, cue, opener, after, start):
        return after, opener
    if after is not None and cue.clitic and cue.rule.endswith("#اعتبر") and _is_predicate(r, after):
        return subject_before(r, cue, start), Opener("object", after[0], after[0], None)
    called = after is not None and speaks(r, after) and not cue.takes_addressee_frame
    author = None if called else author_of(r, cue, start)
    before = author or subject_before(r, cue, start)
    if after is None:
        return before, opener
    if before is None and _labelled(r, cue, opener, after):
        return None, Opener("object", after[0], after[0], None)  # «ووصف القرار بأنه خاطئ»: what is labelled
    if opener.kind != "quote" and _has_its_pronoun(r, cue):
        whom = opener if cue.role == "tell" else Opener("object", after[0], after[0], None)
        return before, whom  # «وأضاف أنه حذر الوزير من أن»: it is he who warned
    if _is_deed(r, after) and "مف" in cue.frames:
        return before, Opener("object", after[0], after[0], None)  # «رفض الإدلاء برأيه»: what was refused
    if not _can_speak(r, after):
        deed = opener.kind == "object" and is_masdar(r.norm(after[0])) and "مف" in cue.frames
        return before, _take_in(r, cue, opener, after) if deed else opener
    described = r.norm(cue.first - 1) in words("relative")
    if cue.kind == "verb" and cue.agreement in ("mp", "fp") and "," not in r.norm(cue.after):
        return before, _take_in(r, cue, opener, after)  # «يعتبرونه الأب»: a plural verb has its subject before it
    told = described and opener.kind in ("preposition", "object")  # «الوزيرة التي تتهم روسيا بالتدخل»
    if before is not None and speaks(r, after) and (cue.clitic or (described and not told)):
        before = None  # «المنظمة التي تعتبرها إسرائيل»: the noun described is the object
    if governed_noun(r.norm(after[0])) is not None and after[0] not in r.mention_from:
        return before, Opener("object", after[0], after[0], None)
    if before is not None:
        return before, _take_in(r, cue, opener, after)
    if opener.kind == "preposition" and not cue.clitic and fold(cue.rule.rpartition("#")[2]) in words("needs_object"):
        return _who_and_whom(r, after)
    if opener.kind in ("object", "preposition") and not _subject_after(r, cue, opener, after):
        return before, _take_in(r, cue, opener, after)
    return after, opener


def _refuses(r: Reader, cue: Cue, opener: Opener, after: tuple[int, int], start: int) -> bool:
    """«رفضت بيكر ديوز التعليق»: who stands between the verb and what is plainly refused, known or not."""
    asked = cue.role == "refuse" and r.norm(opener.first) in words("refused")
    return asked and not (_is_deed(r, after) or subject_before(r, cue, start))


def _labelled(r: Reader, cue: Cue, opener: Opener, phrase: tuple[int, int]) -> bool:
    """Whether the noun behind a verb is what it labels: a thing, or the one name behind a joined verb.

    «ووصف القرار بأنه خاطئ», «ودان التقرير ووصف الولايات المتحدة بأنها …».
    """
    if cue.role != "label" or cue.clitic:
        return False
    named = phrase[0] in r.mention_from and r.mention_from[phrase[0]][0] == phrase[1]
    joined = cue.bare != r.norm(cue.first) and not r.is_comma(cue.first - 1)
    return not speaks(r, phrase) or (named and joined and r.norm(opener.at).startswith("بان"))


def _is_predicate(r: Reader, phrase: tuple[int, int]) -> bool:
    """«واعتبرتها قوة "احتلال"»: one bare feminine noun is what she was held to be."""
    first, after = phrase
    bare = first not in r.mention_from and r.norm(first)[:2] != "ال"
    return after == first + 1 and bare and r.raw(first).endswith("ة")


def _behind_participle(r: Reader, cue: Cue, opener: Opener, after: tuple[int, int] | None) -> Opener:
    """A participle's subject is the one who spoke before: what follows it is its object."""
    if after is None:
        return opener
    if _is_told(r, cue, opener, after):
        return Opener("object", after[0], after[0], None)
    return _take_in(r, cue, opener, after)


def _is_told(r: Reader, cue: Cue, opener: Opener, after: tuple[int, int]) -> bool:
    """«متهما الحزب بأنه وراء الحريق», «معلنا بدء "عهد جديد"»: what stands behind a participle is of the content."""
    if cue.role == "label" and opener.kind == "clause":
        return True  # «واصفا تلك التصريحات بأنها ضارة»
    accused = cue.role == "accuse" and opener.kind == "clause" and r.norm(opener.at).startswith("بان")
    return accused or (opener.kind == "quote" and "مف" in cue.frames and _is_deed(r, after))


def _has_its_pronoun(r: Reader, cue: Cue) -> bool:
    """Whether the verb's subject is the pronoun on «أنه», «إنها» before it, and the noun behind it an object."""
    before = r.norm(cue.first - 1) if r.norm(cue.first - 1) != "قد" else r.norm(cue.first - 2)
    subject = {"ms": ("انه", "بانه"), "fs": ("انها", "بانها"), "mp": ("انهم", "بانهم")}.get(cue.agreement or "", ())
    return (
        cue.kind == "verb"
        and not cue.clitic
        and before in subject
        and (cue.takes_addressee_frame or cue.role == "tell")
    )


def _who_and_whom(r: Reader, phrase: tuple[int, int]) -> tuple[tuple[int, int] | None, Opener]:
    """Speaker and object of a verb that needs one, read as one phrase: «اتهم دبلوماسيون غربيون موسكو».

    One noun alone is the object, and who spoke before goes on: «وتتهم الحركة بالتقصير».
    """
    first, after = phrase
    whom = next((i for i in range(first + 1, after) if _begins_object(r, i, after)), first)
    if whom > first:
        source = first, whom - r.is_comma(whom - 1)
        return source, Opener("object", whom, whom, source)
    if r.norm(first).endswith("ون"):
        return phrase, Opener("object", after, after, phrase)
    return None, Opener("object", first, first, None)


def _begins_object(r: Reader, i: int, after: int) -> bool:
    """Whether the last noun of a phrase that ends at `after` is an object read into it, and no part of its name."""
    told_of = i in r.mention_from and r.norm(r.mention_from[i][0]) in words("relative")  # «الصيادين الذين يسيطرون على»
    named = i in r.mention_from and (r.mention_from[i][0] == after or told_of)
    definite = i == after - 1 and r.norm(i).startswith("ال") and not is_adjective(r.norm(i))
    quoted = r.opens_quote(i) and r.quote_from[i][0] == after and not (r.body_before(i) and r.names(i))
    closed = is_adjective(r.norm(i - 1)) or r.norm(i - 1).endswith("ون") or r.is_comma(i - 1)
    closed = closed or (i in r.mention_from and r.norm(i).endswith("ين") and r.norm(i - 1).startswith("ال"))
    country = i - 1 in r.mention_from and r.mention_from[i - 1][1].entity.startswith("state-")
    return ((named or definite) and closed) or (quoted and (closed or country))


def _is_deed(r: Reader, phrase: tuple[int, int]) -> bool:
    norm = r.norm(phrase[0])
    return (is_masdar(norm) or is_masdar(norm.removesuffix("ا"))) and not speaks(r, phrase)


def _owner(r: Reader, cue: Cue, start: int) -> tuple[int, int] | None:
    """Whose words «قولها» are: the one named after «عن» or «على لسان» just before it."""
    for i in range(cue.first - 1, max(start, cue.first - 12), -1):
        if r.norm(i) in ("عن", "لسان") and i + 1 < cue.first and noun_phrase(r, i + 1, cue.first) == cue.first:
            return i + 1, cue.first
    return None


def _can_speak(r: Reader, phrase: tuple[int, int]) -> bool:
    """Whether a phrase is not plainly the occasion or manner of the words: «تغريدة له», «متحسرا», «بقوة»."""
    norm = r.norm(phrase[0])
    if norm in ("اخر", "اخرون") and phrase[1] == phrase[0] + 1:
        return True  # «وقال آخر: …»
    if norm in ("هذا", "هذه") and not speaks(r, phrase):
        return False  # «وأعلن هذه الخطة "بلا شروط"»
    occasion = norm in words("speech_event") and norm not in words("agent") and not _is_body(r, phrase[0])
    if (
        norm in words("by_this")
        or norm in words("according")
        or norm in plain_verbs()
        or (norm.endswith("ا") and is_masdar(norm[:-1]))
    ):
        return False
    if norm in words("adverb") or (phrase[0] not in r.mention_from and (norm in words("preposition") or oblique(norm))):
        return False  # «أبلغت سياسيين أن»: an oblique plural is spoken to
    known = norm in words("agent") or owned_body(norm) or norm in words("quantity") or governed_noun(norm) is not None
    if phrase[0] not in r.mention_from and not known:
        deed = is_masdar(norm) and norm.endswith(("ه", "ها", "هم"))  # «يتوقع رفعها»
        joined = norm[0] == "و" and len(norm) > 4 and not norm.startswith("وال") and norm[1:] not in words("agent")
        if deed or joined or (r.verb_at(phrase[0]) and not norm.startswith("ال")) or norm in words("opening"):
            return False
    manner = r.raw(phrase[0]).endswith(("ًا", "اً")) or (has_preposition(r, phrase[0], "ب") and not introduced(r, phrase))
    return not occasion and not manner


def _is_body(r: Reader, i: int) -> bool:
    """«أوضح برنامج "بيت المواطن" أن», «أعلنت تويتر»: a body by that name speaks; «عبر موقع فيسبوك» others do."""
    return i in r.mention_from and (r.verb_at(i - 1) or r.mention_from[i][1].entity not in platforms())


def _take_in(r: Reader, cue: Cue, opener: Opener, after: tuple[int, int]) -> Opener:
    """The phrase between verb and opener is the object: content begins with it, or it is an addressee."""
    if opener.kind in ("clause", "colon", "quote") and "مف" not in cue.frames and not cue.takes_addressee_frame:
        return opener
    if opener.kind in ("clause", "quote", "colon"):
        return opener
    return Opener("object", after[0], after[0], None)


def _subject_after(r: Reader, cue: Cue, opener: Opener, after: tuple[int, int]) -> bool:
    """Whether the phrase after a verb with an object or preposition is its subject, not its object."""
    first = after[0]
    norm = r.norm(first)
    if is_masdar(norm) and first not in r.mention_from and not speaks(r, after):
        return False
    between = first > cue.after and r.tokens[first - 1].word and first - 1 not in r.timex_from
    owned = between and r.norm(first - 1).endswith(("ها", "ه", "هم")) and not r.raw(first - 1).endswith("ة")
    if owned and norm.startswith("ال") and not speaks(r, after):
        return False  # «رفضت، في حكمها الواقع في 41 صفحة، التماسا»: it describes the ruling
    if cue.takes_addressee_frame and opener.kind == "preposition":
        if not cue.clitic and any(r.norm(i) in words("own_duty") for i in range(opener.first, opener.first + 4)):
            return False  # «وطالب المجلس بتحمل مسؤولياته»: whose duty it is was called upon
        everybody = norm in ("كل", "جميع", "كافه")  # «تحث كل النساء على»
        called = everybody or (norm in words("addressed") and r.norm(cue.first) != cue.bare)
        if called and share_end(r, first, after[1]) == first:
            return False
        many = norm.endswith("ين") and norm.removeprefix("ال") not in words("agent")
        if many or (r.norm(cue.first - 1) == "كما" and cue.role != "decide"):
            return False  # «كما طالبت المنظمات بالضغط»: who spoke before goes on, and calls on them
        if not agrees(r, cue, after):
            return False
        return speaks(r, after)
    if opener.kind == "preposition" and "مف" not in cue.frames and not cue.takes_addressee_frame:
        # the verb takes no object: a definite noun before its preposition is its subject
        return agrees(r, cue, after) and (norm.startswith("ال") or speaks(r, after))
    known = speaks(r, after) or (norm.startswith("ال") and reported_noun(r, opener.first))
    return (known or _feminine_like_its_verb(r, cue, after)) and agrees(r, cue, after)


def _feminine_like_its_verb(r: Reader, cue: Cue, phrase: tuple[int, int]) -> bool:
    """«أعلنت سلسلة المطاعم … عن», «طلبت هيئات الرقابة … من»: a definite feminine noun after a feminine verb."""
    first, after = phrase
    norm = r.norm(first)
    feminine = r.raw(first).endswith("ة") or norm.endswith("ات")
    definite = any(r.norm(i).startswith("ال") or i in r.mention_from for i in range(first, after))
    return cue.agreement == "fs" and not cue.clitic and feminine and definite and not is_masdar(norm)


def subject_before(r: Reader, cue: Cue, start: int) -> tuple[int, int] | None:
    """The subject that stands before its verb: «لكن المدرب نفى», «وكانت واشنطن أعربت», «المدرب الذي أعلن»."""
    if cue.kind == "verb" and r.norm(cue.first)[0] == "و" and cue.bare != r.norm(cue.first):
        return None
    i = cue.first - 1
    while i >= start and (r.opens_quote(i) or r.norm(i) in words("auxiliary") or r.is_comma(i)):
        i -= 1
    if i < start or r.norm(i) in _WHOM or r.norm(i) in ("حيث", "اذ"):
        return None
    if r.norm(i) in words("relative"):
        if r.norm(cue.after) in words("within"):
            return None  # «بيان … الذي أدانت فيه الحركة»
        found = _antecedent(r, i, start)
        return None if found is not None and _is_not_its_subject(r, cue, found, r.norm(i)) else found
    earlier = next((k + 1 for k in range(max(start, i - 8), i) if r.norm(k) in ("سبق", "وسبق")), 0)
    if earlier and r.norm(earlier)[0] == "ل" and r.norm(i + 1) == "ان":
        return earlier, i + 1  # «وسبق لوسائل إعلام أن ذكرت»
    for first in _candidates(r, i, start):
        end = noun_phrase(r, first, cue.first)
        end = _announced(r, first, _closed(r, end, cue.first), cue.first)
        governed = r.complementizer(first - 1) or not oblique(r.norm(first))  # «إن المسؤولين أكدوا»
        heads = speaks(r, (first, end)) or _topic(r, cue, first, end)
        if reaches(r, end, cue.first) and heads and governed and agrees_before(r, cue, (first, end)):
            return first, _back(r, first, end)
    return _text_described(r, cue, start)


_WHOM = frozenset(("من", "ما", "بما", "مما", "لما", "عما", "ممن"))
"""«من وصفهم بالعملاء», «ما سماه خيانة»: the verb's subject is no part of the words before it."""


def _topic(r: Reader, cue: Cue, first: int, end: int) -> bool:
    """Whether «أن» or «كانت» makes a definite noun the subject of a verb of speech: «أن المجموعة تقول إن»."""
    led = r.norm(first - 1).lstrip("وف") in ("كان", "كانت", "ان", "لان", "لكن", "بان")
    norm = r.norm(first)
    if first in r.timex_from or norm in words("adverb"):
        return False
    definite = norm.startswith("ال") and not is_adjective(norm) and not is_masdar(norm)
    feminine = r.raw(first).endswith("ة") or norm.endswith("ات")
    says = cue.role in ("say", "opinion", "think", "show") and not cue.clitic
    return led and definite and says and feminine == (cue.agreement == "fs") and end > first


def _announced(r: Reader, first: int, end: int, verb: int) -> int:
    """End of a subject that «وكان» or «لكن» announces: all words up to the verb are its name, where none breaks off."""
    if r.norm(first - 1).lstrip("و") not in ("كان", "كانت", "لكن", "ان") or not 0 < verb - end <= 8:
        return end
    whole = all(r.tokens[j].word and not r.verb_at(j) and not r.complementizer(j) for j in range(end, verb))
    turns = words("relative") | words("because")
    scene = any(j in r.timex_from or r.norm(j) in turns or _moves(r.norm(j)) for j in range(end, verb))
    return verb if whole and not scene else end


def _moves(norm: str) -> bool:
    """Whether a finite verb stands here: a listed one of action, or a future."""
    return norm in plain_verbs() or norm.startswith(("سي", "ست"))


def _text_described(r: Reader, cue: Cue, start: int) -> tuple[int, int] | None:
    """«مشروع قرار يطالب بالتحقيق», «بيانا يقول»: a text named without an article that a present verb describes."""
    if cue.tense != "present" or cue.bare != r.norm(cue.first):
        return None
    for first in range(cue.first - 1, max(start, cue.first - 9) - 1, -1):
        if not r.tokens[first].word or r.verb_at(first) or r.complementizer(first):
            return None
        bare = r.norm(first).removesuffix("ا")
        if bare in words("text") or bare[1:] in words("text"):
            return first, noun_phrase(r, first, cue.first)
    return None


def _closed(r: Reader, end: int, verb: int) -> int:
    """End of a subject whose apposition a comma closes before its verb: «، الباحث في "المركز" والمختص بالهجرة، أكد»."""
    if verb - end > 14 or not r.is_comma(verb - 1) or not r.is_comma(end):
        return end
    title = end + 1 + (r.norm(end + 1) == "من")  # «، من مؤسسة البحوث،»
    titled = r.norm(title).removeprefix("ال") in words("agent") or title in r.mention_from
    return verb - 1 if titled and not any(r.verb_at(j) or r.complementizer(j) for j in range(end, verb)) else end


def _candidates(r: Reader, i: int, start: int) -> list[int]:
    """Tokens at which the clause before a verb may begin, the farthest first."""
    low = max(start, i - _FAR)
    begin = low
    for j in range(i, low - 1, -1):
        if r.norm(j) in STOP or (r.complementizer(j) and j < i):
            begin = j + 1
            break
    out = []
    for j in range(begin, i + 1):
        if j == start or not r.tokens[j - 1].word or _opens(r, j):
            k = j
            if r.norm(j - 1) == "#" and r.norm(j - 2) in words("preposition") | words("side_of"):
                continue  # «في #بريطانيا، أظهرت», «جنوب #بريطانيا، أظهرت»
            while k <= i and (r.norm(k) in words("opening") or not (r.tokens[k].word or share_end(r, k, i) > k)):
                k += 1
            if k <= i and k not in out and not r.verb_at(k) and r.norm(k) not in words("preposition"):
                out.append(k)
    return out


def _opens(r: Reader, j: int) -> bool:
    """Whether a clause may begin at token `j`: after a conjunction, or with a joined و that is no letter of its own."""
    norm, before = r.norm(j), r.norm(j - 1)
    if before in words("opening") or r.complementizer(j - 1) or before.lstrip("وف") in words("begins"):
        return True  # «وبدأت بعض المواقع تنفي»
    if norm[0] not in "وف" or norm in words("agent") or norm in words("name_head"):
        return False
    named = r.mention_from.get(j)
    return named is None or named[1].span.start > r.tokens[j].start


def _back(r: Reader, first: int, end: int) -> int:
    while end > first + 1 and (
        r.is_comma(end - 1) or r.norm(end - 1) in words("adverb") or r.norm(end - 1) in words("auxiliary")
    ):
        end -= 1
    return end


def _is_not_its_subject(r: Reader, cue: Cue, antecedent: tuple[int, int], relative: str) -> bool:
    """«مواقف الزعيم التي قال إنها», «الطرق إلى حلب التي وصفها بأنها آمنة»: what is feminine does no masculine verb."""
    others = (("التي", "ms"), ("الذي", "fs"), ("الذين", "ms"), ("الذين", "fs"))  # «العمال الذين قررت النقابة طردهم»
    if (relative, cue.agreement) in others and not cue.clitic:
        return True
    first = antecedent[0]
    place = first in r.mention_from and r.mention_from[first][1].kind == "place"
    if relative == "الذي" and place and r.mention_from[first][1].entity.startswith("state-"):
        return True  # «الاتفاق مع إيران، الذي ينص على»: a country is feminine
    if cue.agreement == "mp" and place:
        return True  # «المحادثات في أستانة التي يقولون إنها»
    return cue.clitic and cue.agreement == "ms" and (place or r.raw(first).endswith("ة"))


def _antecedent(r: Reader, relative: int, start: int) -> tuple[int, int] | None:
    """The noun phrase a relative clause describes."""
    for first in range(max(start, relative - 12), relative):
        ok = (
            first == start
            or not r.tokens[first - 1].word
            or first in r.mention_from
            or r.norm(first - 1) in words("preposition")
        )
        describes = is_adjective(r.norm(first)) and first not in r.mention_from  # «سامي» is a name
        if ok and r.tokens[first].word and speaks(r, (first, relative)) and not describes:
            end = noun_phrase(r, first, relative)
            if end >= relative or (r.is_comma(end) and end + 1 == relative):
                return first, _back(r, first, min(end, relative))
    return None
