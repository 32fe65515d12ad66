"""A place in the text in, the personal name that stands there out: listed names, particles, words no list holds."""

from __future__ import annotations

from functools import cache

from isnad.annotate.mentions_context import Scan
from isnad.annotate.mentions_ends import BINDING, ends_name, is_preposition, report_follows, speech_before
from isnad.annotate.mentions_letters import (
    common_words,
    could_name,
    family_like,
    is_common,
    likeness,
    looks_foreign,
    servant,
)
from isnad.annotate.mentions_lexicon import Cue, Hit, Institution, Known, Nisba, Part, Title, Word, class_words, lexicon
from isnad.rules.load import load_rows
from isnad.text.fold import fold

_MOST = 7
"""Words in the longest name read: «عبد الله بن عبد العزيز آل سعود»."""


def read_name(scan: Scan, i: int, relaxed: bool, after_comma: bool = False) -> tuple[int, int] | None:
    """Token range of the personal name that begins at token `i`, or None.

    Strict reading asks for a known name or a given name first; `relaxed` (after a title) takes unknown words too.
    """
    if i >= len(scan.norms) or not scan.doc.tokens[i].word:
        return None
    end = _first(scan, i, relaxed)
    if end is None:
        return None
    words = 1
    if scan.norm(i) in _FAMILY_FIRST and end == i + 1 and (syllables := _syllables(scan, end)) > end:
        return i, syllables
    known = scan.bare(i, Known) or scan.hit(i, Known)
    person = known is not None and isinstance(known.meaning, Known) and known.meaning.kind == "person"
    short = person and known is not None and isinstance(known.meaning, Known) and known.meaning.short
    sure = person and not short
    short = short and not _given(scan, i)
    last = i
    while words < _MOST and end < len(scan.norms):
        step = _next(scan, last, end, words, sure, relaxed)
        if step is None or (short and words == 1 and not _family_goes_on(scan, end)):
            break
        last, end, words = end, step, words + 1
    if words == 1 and end - i == 1 and not person and (not relaxed or after_comma):
        if scan.norm(i) == "لي" and _after_speech(scan, i):
            return None  # «وقال لي الوزير»: to me
        part = None if _unique(scan, i) else scan.hit(i, Part)
        alone = bool(part and isinstance(part.meaning, Part) and (part.meaning.alone or _after_speech(scan, i)))
        return (i, end) if (alone or (part is None and _after_speech(scan, i))) and not after_comma else None
    return i, end


def _unique(scan: Scan, i: int) -> bool:
    """Whether a word is written with the article, of which a name has the letters: «الفريد», no «ألفريد»."""
    token = scan.doc.tokens[i]
    return scan.norm(i).startswith("ال") and scan.doc.text[token.start] == "ا"


def _family_goes_on(scan: Scan, i: int) -> bool:
    """Whether a listed part of names follows a family name that stands alone: «بوش مسلوب» is none."""
    norm = scan.norm(i)
    foreign = could_name(norm) and likeness(norm) > _FOREIGN  # «بن علي يلديريم» is no Ben Ali
    return (bool(scan.bare(i, Part)) or foreign) and not norm.startswith("ال") and not scan.bare(i, Known)


_FOREIGN = 4.0
"""Likeness of an unknown word from which a family name that stands alone is taken for another's given name."""


_FAMILY_FIRST = frozenset(
    ("كيم", "بارك", "باك", "لي", "تشوي", "تشانغ", "تشانج", "جونغ", "هوانغ", "سيو", "شين", "مون", "وانغ", "لين", "ليو")
)
"""Korean and Chinese family names: one or two short syllables follow, which may look like everyday words."""


_SHORT = ("في", "من", "عن", "ان", "قد", "لم", "لن", "لا", "ما", "كان", "قال")
_NO_SYLLABLE = frozenset(("بان", "انه", "لو", "كم", "اي"))
"""Short words, beside the function words, that no Korean or Chinese name goes on with; «هو», «هي» are syllables."""


def _syllables(scan: Scan, end: int) -> int:
    """End of the two short words after a family name, or `end` where a listed or plain reading is there."""
    last = end
    for _ in range(2):
        last = scan.past_marks(last) if scan.norm(last) == "-" else last
        if last >= len(scan.norms) or not scan.same_sentence(last) or not scan.doc.tokens[last].word:
            return end
        norm = scan.norm(last)
        if (
            not 2 <= len(norm) <= 5
            or norm in _NO_SYLLABLE
            or (norm in class_words("function") and norm not in ("هو", "هي"))
            or norm.startswith("ال")
            or speech_before(scan, last + 1)
            or (is_common(norm) and (len(norm) > 3 or scan.norm(end - 1) == "لي"))
        ):
            return end
        last += 1
    return last


def _first(scan: Scan, i: int, relaxed: bool) -> int | None:
    """End of the first element of a name."""
    known = scan.bare(i, Known) or (None if relaxed else scan.hit(i, Known))
    if known and isinstance(known.meaning, Known) and known.meaning.kind == "person":
        return known.end
    part = scan.bare(i, Part) or (None if relaxed else scan.hit(i, Part))
    if part and isinstance(part.meaning, Part) and (part.meaning.given or relaxed):
        if part.prefix and scan.norm(i) in common_words() and not (part.prefix == "و" and scan.bare(part.end, Part)):
            return None
        return None if part.end == i + 1 and is_preposition(scan, i, started=relaxed) else part.end
    norm = scan.norm(i)
    following = scan.norm(i + 1)
    if _with_article(scan, i):
        return i + 1
    if norm in _KUNYA_OPEN and _called(scan, i + 1):
        return _after_particle(scan, i + 1, most=1) or i + 2
    if norm.lstrip("ولبف") == "عبد" and following.startswith("ال") and len(following) > 4 and scan.same_sentence(i + 1):
        return i + 2
    if servant(norm) or (following in _LINEAGE and _plain(scan, i)):
        return i + 1
    if not relaxed and not _after_speech(scan, i):
        after = scan.bare(i + 1, Part) if norm in _KUNYA else None
        if after and isinstance(after.meaning, Part) and after.meaning.given:
            return after.end
        return i + 1 if _foreign_pair(scan, i) else None
    if _particle(scan, i) and scan.norm(i + 1) and scan.doc.tokens[i + 1].word:
        named = scan.bare(i + 1, Part) or could_name(following) or _particle(scan, i + 1)
        return i + 2 if named else None
    if could_name(norm) and not (known and not known.prefix):
        return i + 1 if likeness(norm) > (2 if norm.startswith("ال") else 0) else None
    return None


def _with_article(scan: Scan, i: int) -> bool:
    """Whether a given name carries the article, as before its father's name or after a title: «الحسن بن علي»."""
    norm = scan.norm(i)
    if not norm.startswith("ال") or scan.norm(i + 1) not in _LINEAGE or not scan.same_sentence(i + 1):
        return False
    found = lexicon().root.get(norm[2:], {}).get("", ())
    return any(isinstance(m, Part) and m.given and m.rule not in _foreign_given() for m in found)


def _called(scan: Scan, i: int) -> bool:
    """Whether a word after «أبو» or «ابن» makes a name with it: «أبو هريرة», «ابن بطوطة», no «ابن عمه»."""
    if not _is_word(scan, i) or not scan.same_sentence(i) or scan.norm(i).startswith("و"):
        return False
    bare = scan.norm(i).removeprefix("ال")
    return bool(scan.bare(i, Part)) or could_name(bare) or (scan.norm(i - 1) == "ابو" and not ends_name(scan, i))


_KUNYA_OPEN = frozenset(("ابو", "ابن", "وابو", "وابن", "ابا", "وابا", "لابي", "وابي"))
_LINEAGE = frozenset(("بن", "بنت", "ولد"))


def _plain(scan: Scan, i: int) -> bool:
    """Whether a word before «بن» can be a given name: no everyday word, title or place, unless a name follows «بن».

    «سهل بن قدورة» is a name, though «سهل» is an everyday word.
    """
    norm = scan.norm(i)
    if len(norm) < 3 or norm.startswith("ال") or scan.hit(i, Word) or scan.bare(i, Title, Known, Nisba, Institution):
        return False
    father = scan.norm(i + 2)
    named = bool(scan.bare(i + 2, Part)) or could_name(father)
    return (not is_common(norm) and not scan.hit(i, Title, Known, Nisba, Cue, Institution)) or named


def _foreign_pair(scan: Scan, i: int) -> bool:
    """Two unknown words that look like a foreign given and family name: «لودوفيك جيولي»."""
    if not looks_foreign(scan.norm(i)) or not looks_foreign(scan.norm(i + 1)):
        return False
    if not scan.same_sentence(i + 1) or scan.norm(i - 1) in _PLACES_FOLLOW:
        return False
    return not scan.hit(i, Known) and not scan.hit(i + 1, Known)


_PLACES_FOLLOW = frozenset(
    (
        "في",
        "الي",
        "من",
        "مدينه",
        "بمدينه",
        "قرب",
        "شمال",
        "جنوب",
        "شرق",
        "غرب",
        "منطقه",
        "بلده",
        "قريه",
        "جزيره",
        "ولايه",
    )
)


def _given(scan: Scan, i: int) -> bool:
    """Whether a given name stands at token `i`."""
    part = scan.bare(i, Part)
    return part is not None and isinstance(part.meaning, Part) and part.meaning.given


def _next(scan: Scan, last: int, end: int, words: int, sure: bool, titled: bool = False) -> int | None:
    """End of one more element of a name that has `words` elements, the latest of them at token `last`.

    A `sure` name goes on with listed names alone; after a title (`titled`) a given name is one though it is a word too.
    """
    if not scan.same_sentence(end):
        return None
    if not scan.doc.tokens[end].word:
        return _joined(scan, end)
    if ends_name(scan, end):
        return None
    if scan.norm(end) in ("الله", "الدين") and scan.bare(end - 1, Part):
        return end + 1
    if _particle(scan, end) and _is_word(scan, end + 1):
        return None if scan.norm(end) == "ابن" and not _called(scan, end + 1) else _after_particle(scan, end + 1)
    if words == 1 and len(scan.norm(end)) == 1 and scan.norm(end + 1) == ".":
        return end + 1  # an initial: «سامر ق.»
    if not sure and words <= 2 and _origin(scan, last, end):
        return end + 1
    if _family_word(scan, last, end, words):
        return end + 1
    part, title = scan.bare(end, Part), scan.bare(end, Title, Institution)
    if title and (part is None or title.end >= part.end) and not (part and _also_name(title, part)):
        return None
    if part:
        return None if part.end == end + 1 and is_preposition(scan, end, started=True) else part.end
    norm = scan.norm(end)
    if norm in _ORDINALS:
        return end + 1 + (scan.norm(end + 1) == "عشر") if words == 1 else None
    known = scan.bare(end, Known)
    if known and isinstance(known.meaning, Known):
        return known.end if known.meaning.kind == "person" and not sure else None
    if norm.startswith("و") and len(norm) > 3:
        return None
    if sure:
        return None
    return end + 1 if _unlisted(scan, last, end, words, titled) else None


def _family_word(scan: Scan, last: int, i: int, words: int) -> bool:
    """Whether an everyday word is the family's, right after an Arabic given name: «نبيلة شمس», «سلمى البنا»."""
    articled = scan.norm(i) in class_words("familyarticled") and scan.norm(i + 1) not in ("العام", "العامه")
    if not articled and (words > 1 or scan.norm(i) not in class_words("familyword")):
        return False
    before = _listed(scan, last, i)
    if before is None or not before.given or before.rule in _foreign_given():
        return False
    return before.alone or not articled or scan.norm(last) not in common_words()  # «صباح العيد»


def _unlisted(scan: Scan, last: int, i: int, words: int, titled: bool) -> bool:
    """Whether a word that no list holds carries on a name of `words` elements, the latest of them at token `last`."""
    norm = scan.norm(i)
    before = _listed(scan, last, i)
    if titled and words <= 4 and report_follows(scan, i):
        return True
    if norm.startswith("ال") and len(norm) > 4:
        if before is not None and before.rule in _foreign_given() and not _servant_at(scan, last):
            return False  # «بنوا الجسر»: only an Arabic name goes on with the article
        return _family(scan, i, before is not None or _servant_at(scan, last))
    if could_name(norm):
        return likeness(norm) > -3 or before is not None
    other = scan.hit(i, Title, Nisba, Institution, Cue, Word, Known)
    given = before is not None and before.given and (before.alone or titled)
    if words == 1 and before is not None and given and not other and not norm.startswith("و"):
        return family_like(norm) or (before.rule in _foreign_given() and likeness(norm) > 2)
    plain = norm in common_words() or len(norm) < 3 or scan.hit(i, Title, Nisba, Institution, Cue, Word)
    return words == 1 and before is not None and _is_foreign(before) and not plain and likeness(norm) > 0


def _is_word(scan: Scan, i: int) -> bool:
    return i < len(scan.norms) and scan.doc.tokens[i].word


def _joined(scan: Scan, i: int) -> int | None:
    """End of the element behind a hyphen without spaces, or behind the low line of a hashtag."""
    if not _is_word(scan, i + 1):
        return None
    before, mark, after = scan.doc.tokens[i - 1 : i + 2]
    tight = before.end == mark.start and mark.end == after.start
    return i + 2 if scan.norm(i) == "_" or (tight and scan.norm(i) in ("-", "–", "‐", "‑")) else None


def _after_particle(scan: Scan, last: int, most: int = _MOST) -> int | None:
    """End of the word that a particle, or several, lead to: «بن أبي طالب»."""
    while most and _particle(scan, last) and _is_word(scan, last + 1):
        last, most = last + 1, most - 1
    part = scan.bare(last, Part)
    if part:
        return part.end
    return last + 1 if not is_common(scan.norm(last)) or scan.norm(last - 1) in BINDING else None


def _listed(scan: Scan, last: int, end: int) -> Part | None:
    """The part of a name, of the lexicon, that ends the element `[last, end)`: «كريم» of «بن كريم»."""
    for k in range(last, end):
        hit = scan.bare(k, Part)
        if hit and hit.end == end and isinstance(hit.meaning, Part):
            return hit.meaning
    return None


def _origin(scan: Scan, last: int, end: int) -> bool:
    """Whether a nationality with its article is the family name of an Arabic given name: «خالد التونسي»."""
    nisba = scan.bare(end, Nisba)
    meaning = nisba.meaning if nisba else None
    if nisba is None or not isinstance(meaning, Nisba) or not meaning.definite or meaning.gender != "m" or meaning.noun:
        return False
    part = _listed(scan, last, end)
    arabic = part is not None and part.given and not _is_foreign(part)
    return nisba.end == end + 1 and (arabic or _servant_at(scan, last)) and not scan.bare(nisba.end, Part, Nisba)


def _servant_at(scan: Scan, i: int) -> bool:
    """«عبد الكريم», «عبدالكريم»: whether an element that begins at token `i` is made with عبد."""
    return scan.norm(i).lstrip("ولبف") == "عبد" or servant(scan.norm(i))


def _family(scan: Scan, i: int, after_given: bool) -> bool:
    """Whether a word with the article is a family name: unlisted, or an adjective in ـي that is no everyday one."""
    norm = scan.norm(i)
    if could_name(norm) and could_name(norm[2:]):
        return True
    everyday = norm[2:] in common_words() or norm in common_words()
    other = scan.hit(i, Title, Nisba, Institution, Cue, Word, Known)
    return norm.endswith("ي") and len(norm) > 5 and not everyday and not other and after_given


def _is_foreign(part: Part) -> bool:
    return part.given and part.alone and part.rule in _foreign_given()


@cache
def _foreign_given() -> frozenset[str]:
    """Rule ids of given names of other languages."""
    return frozenset(row.id for row in load_rows("names/given") if row.get("origin") != "arabic")


_KUNYA = frozenset(("ابو", "ابي", "ابا", "ام", "ابن", "وابو", "وابن", "لابي", "لابو"))


_ORDINALS = frozenset(fold(w) for w in ("الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن"))


def _also_name(title: Hit, part: Hit) -> bool:
    """Whether a title word is here as well a name: «سيد», «نجم»; a listed family name such as «الجندي»."""
    if not isinstance(title.meaning, Title) or not isinstance(part.meaning, Part) or title.end > part.end:
        return False
    address = title.meaning.type in ("honorific", "rank") and not title.meaning.definite
    return address or (not part.meaning.given and title.meaning.type in ("role", "honorific"))


def _after_speech(scan: Scan, i: int) -> bool:
    """Whether the word before is a verb whose subject stands here: «وقال شومسكي»."""
    was = i > 0 and scan.norm(i - 1) in _WAS
    if not (was or speech_before(scan, i)) or not scan.same_sentence(i):
        return False
    norm = scan.norm(i)
    return not norm.startswith("ال") and likeness(norm) > (_SURE if was else 0)


_WAS = frozenset(("كان", "وكان", "كانت", "وكانت"))
_SURE = 4
"""Likeness of a word from which it is a name after «كان», where an adjective or a noun stands as often."""


def continues(scan: Scan, i: int) -> bool:
    """Whether token `i` can carry on a name."""
    return _next(scan, i - 1, i, 1, sure=False) == i + 1


def _particle(scan: Scan, i: int) -> bool:
    hit = scan.bare(i, Word)
    return bool(hit and isinstance(hit.meaning, Word) and hit.meaning.type == "particle")
