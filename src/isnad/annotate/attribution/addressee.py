"""A token beside a source in, whether it tells on what occasion or to whom the words were said out."""

from __future__ import annotations

from isnad.annotate.attribution.lexicon import media, words
from isnad.annotate.attribution.reader import Reader, is_adjective, is_masdar
from isnad.text.tokens import readings


def occasion_at(r: Reader, i: int) -> bool:
    """Whether a preposition opens the occasion of what was said, and no part of who said it.

    «في بيانهما», «في تعليقها», «في مجموعة تغريدات», «في إشارة إلى الأزمة».
    """
    noun, then = r.norm(i + 1), r.norm(i + 2)
    forms = (noun, noun.removeprefix("ال"), noun.removesuffix("هما").removesuffix("هم"))
    if any(form in words("speech_event") for form in forms):
        return True
    if r.norm(i) != "في":
        return False
    if noun in words("series") and then.removeprefix("ال") in words("speech_event"):
        return True
    owned = noun.endswith(("ه", "ها", "هم")) and (
        is_masdar(noun) or any(f"{noun.removesuffix(end)}ه" in words("speech_event") for end in ("ته", "تها", "تهم"))
    )
    return owned or noun in words("gesture")


def addressed(r: Reader, i: int) -> bool:
    """Whether «للصحافيين», «لوكالة فرانس برس», «لرويترز» says to whom the words were spoken."""
    norm = r.norm(i)
    if r.norm(i - 1).removeprefix("ال") in words("document_noun"):
        return False  # «تقرير للصحيفة»
    if norm in words("addressee") or norm in words("equal"):
        return True
    if norm[:1] == "ل" and any(reading.rest.removeprefix("ال") in words("medium") for reading in readings(norm)[1:]):
        return True
    return i in r.mention_from and r.mention_from[i][1].entity in media()


def spoken_to(r: Reader, i: int, start: int) -> bool:
    """Whether «لـ» names the person spoken to: «قال سامي لنجيب», «قال الزعيم للرئيس الأميركي», no «مستشار للرئيس»."""
    told = r.mention_from.get(i)
    if told is None or told[1].kind != "person" or r.norm(i - 1).removeprefix("ال") in words("bound_to"):
        return False
    speaker = r.mention_until.get(i)
    if speaker is None or speaker.kind != "person":
        return False
    titled = speaker.rule.startswith("names/titles") and speaker.head is None
    return not titled or r.norm(start).removeprefix("ال") in words("sovereign")


def told_medium(r: Reader, i: int) -> bool:
    """Whether the medium here is the one told: «أبلغ مصدر أمني رويترز أن», «أفاد الوزير فرانس برس بأن»."""
    named = r.mention_from.get(i)
    if named is None or named[1].entity not in media() or named[1].span.start != r.tokens[i].start:
        return False
    before = r.norm(i - 1)
    heads = before in words("name_head") or before.removeprefix("ال") in words("agent")
    return i in r.mention_until or (is_adjective(before) and not heads) or r.verb_at(i - 1)
