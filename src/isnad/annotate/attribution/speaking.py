"""A noun phrase in, whether it can speak and whether a verb agrees with it out."""

from __future__ import annotations

from isnad.annotate.attribution.cue import Cue
from isnad.annotate.attribution.lexicon import words
from isnad.annotate.attribution.reader import Reader, has_preposition, is_adjective, is_masdar
from isnad.annotate.attribution.share import share_end


def speaks(r: Reader, phrase: tuple[int, int]) -> bool:
    """Whether a phrase can be a source: it names somebody, or its head is one who speaks."""
    first, after = phrase
    norm = r.norm(first)
    if first in r.timex_from:
        return False
    if has_preposition(r, first, "ب"):
        return introduced(r, phrase)
    if r.opens_quote(first) and r.names(first):
        return True
    if first in r.mention_from or norm in "#":
        return True
    if share_end(r, first, after) > first:
        return True  # «وقال 62 في المئة»
    if (norm.removeprefix("ال") in words("quantity") or norm.isdigit()) and first + 1 < after:
        some_of = r.norm(first + 1) == "من" and first + 2 < after and r.norm(first + 2).startswith("ال")
        counted = r.norm(first + 1)
        people = counted.startswith("ال") and counted.endswith("ين") and len(counted) > 6  # «نصف المشاركين»
        return some_of or people or speaks(r, (first + 1, after))  # «كثير من الزوار»
    bare = norm.removeprefix("ال")
    joined = norm[1:] if norm[0] in "ول" else norm
    forms = (norm, bare, joined, joined.removeprefix("ال"), joined.removeprefix("ل"), bare.removesuffix("ان"))
    if any(form in words("agent") or (form.endswith("و") and f"{form}ن" in words("agent")) for form in forms):
        return True  # «موظفو القطاع» is «موظفون» in construct
    if owned_body(norm) or accusative(r, first) or _titles_name(r, first, after):
        return True
    if norm in ("هذا", "هذه") and first + 1 < after:
        return speaks(r, (first + 1, after))
    if norm in ("الاخير", "الاخيره", "الاول", "الثاني", "هذا", "هذه", "كلا", "كل", "بلاده", "بلادها"):
        return True
    if bare.endswith(("ون", "يين")) and len(bare) > 4:
        return True
    return bare.endswith("اء") and len(bare) > 4 and bare != norm and not is_masdar(bare)


def _titles_name(r: Reader, first: int, after: int) -> bool:
    """Whether a definite noun no list holds stands before a person's name: «المرجع الديني محمود السوسي»."""
    if not r.norm(first).startswith("ال") or is_masdar(r.norm(first)):
        return False
    i = first + 1
    while i < after and i not in r.mention_from and r.norm(i).startswith("ال") and is_adjective(r.norm(i)):
        i += 1
    named = r.mention_from.get(i) if i < after else None
    return named is not None and named[1].kind == "person" and named[1].span.start == r.tokens[i].start


def introduced(r: Reader, phrase: tuple[int, int]) -> bool:
    """Whether a title after a comma shows two unknown words to be a name: «لورا كينتش، الطبيبة في الميناء»."""
    first, after = phrase
    comma = next((i for i in range(first + 1, after) if r.is_comma(i)), after)
    if not 2 <= comma - first <= 4 or comma + 1 >= after:
        return False
    return r.norm(comma + 1).removeprefix("ال") in words("agent")


def oblique(norm: str) -> bool:
    """Whether a word is a plural of people in the accusative or genitive: «مسؤولين», «سياسيين», «الصحفيين»."""
    bare = norm.removeprefix("ال")
    return bare.endswith("ين") and (f"{bare[:-2]}ون" in words("agent") or (bare.endswith("يين") and len(bare) > 5))


def agrees(r: Reader, cue: Cue, phrase: tuple[int, int]) -> bool:
    """Whether verb and phrase can agree in gender: a masculine verb before a feminine noun takes it as its object."""
    norm = r.norm(phrase[0])
    if cue.agreement == "ms":
        if phrase[0] in r.mention_from and r.mention_from[phrase[0]][1].kind == "person":
            return True
        if norm.removeprefix("ال") in words("quantity"):
            return True
        if norm in words("respect"):
            return norm.endswith("ه")
        feminine = (norm.endswith("ه") and not norm.endswith(("نه", "لله"))) or norm.endswith("ات")
        return not feminine or norm.removeprefix("ال") in words("masculine_in_ta")
    return True


def agrees_before(r: Reader, cue: Cue, phrase: tuple[int, int]) -> bool:
    """Whether a subject agrees with the verb after it, where gender and number are both told.

    «في السودان، مصر وإثيوبيا يتوقع أن»: no masculine singular verb has two countries before it.
    """
    first, after = phrase
    states = [i for i in range(first, after) if i in r.mention_from and _is_state(r.mention_from[i][1].entity)]
    if cue.agreement == "ms" and states[:1] == [first] and (len(states) > 1 or _feminine_state(r, first)):
        return False
    return agrees(r, cue, phrase)


def _is_state(entity: str) -> bool:
    return entity.startswith("state-")


def _feminine_state(r: Reader, i: int) -> bool:
    """Countries are feminine, but for those few that are told as masculine: «لبنان», «العراق», «الأردن»."""
    return r.mention_from[i][0] == i + 1 and r.norm(i) not in words("masculine_state")


def reaches(r: Reader, end: int, verb: int) -> bool:
    """Whether nothing but adverbs, commas and times stands between the phrase and the verb."""
    while end < verb:
        if end in r.timex_from:
            end = r.timex_from[end]
        elif (r.opens_quote(end) and end == verb - 1) or (
            r.is_comma(end) or r.norm(end) in words("adverb") or r.norm(end) in words("auxiliary")
        ):
            end += 1
        else:
            return False
    return True


def accusative(r: Reader, i: int) -> bool:
    """Whether «أن» or «لكن» puts the speaker in the accusative: «إن متحدثا باسم الجيش أكد»."""
    led = r.complementizer(i - 1) or r.norm(i - 1).lstrip("و") in ("لكن", "لان")
    return led and r.norm(i).endswith("ا") and not r.norm(i).endswith("هما") and r.norm(i)[:-1] in words("agent")


def owned_body(norm: str) -> bool:
    """Whether a word is a body with its owner's pronoun: «وقد نفت وزارته تلقي التقرير», «شركتها»."""
    owner = next((end for end in ("تهم", "تها", "ته") if norm.endswith(end)), "")
    return bool(owner) and f"{norm.removesuffix(owner)}ه" in words("body_head")
