"""A verbal noun in a circumstance in («بعد رفض النقابة العرض», «منذ إعلانه بدء العمل»), its cue and its content out."""

from __future__ import annotations

from isnad.annotate.attribution.conjugation import Agreement
from isnad.annotate.attribution.cue import Cue
from isnad.annotate.attribution.lexicon import owned_stems, reports, words
from isnad.annotate.attribution.reader import Reader, carries, is_masdar

_NEAR = 12
"""Tokens between two verbal nouns that «و» joins: «بسبب تشكيكه في النتائج ودعوته إلى إعادتها»."""


def circumstance_cue(r: Reader, i: int, prefix: str, rest: str) -> Cue | None:
    """The verbal noun at token `i`, without its proclitics `prefix`, as a cue; None where it tells no circumstance."""
    stem = rest if rest in reports() else next((s for s in owned_stems(rest) if s in reports()), None)
    if stem is None or not _circumstantial(r, i, prefix):
        return None
    noun, owned = reports()[stem], stem != rest
    if (owned and not noun.owned) or (not owned and not noun.source_follows):
        return None
    agreement: Agreement = "fs" if rest.endswith("ها") else "mp" if rest.endswith("هم") else "ms"
    role = "owned" if owned else "circumstance"
    return Cue("noun", i, i + 1, noun.rule, noun.stance, noun.frames, role, agreement if owned else None, bare=rest)


def _circumstantial(r: Reader, i: int, prefix: str) -> bool:
    """Whether a word before says that it has happened: «بعد», «رغم», «ردا على», «بعد يومين من»; «قبل» does not."""
    before = r.norm(i - 1)
    if prefix == "ل":
        return before in words("in_fulfilment")
    if prefix == "و":
        near = range(max(i - _NEAR, 0), i)
        return any(_told(r, k) for k in near)
    if prefix:
        return False
    if before in words("circumstance") or before.removeprefix("و") in words("circumstance"):
        return True
    if before == "علي":
        return r.norm(i - 2).removeprefix("و") in words("answering")
    return before == "من" and any(r.norm(k).endswith(("بعد", "الرغم")) for k in range(max(i - 5, 0), i - 1))


def _told(r: Reader, k: int) -> bool:
    """Whether a verbal noun with its owner's pronoun stands in a circumstance at token `k`."""
    stems = owned_stems(r.norm(k))
    return any(stem in reports() for stem in stems) and _circumstantial(r, k, "")


def owned_content(r: Reader, cue: Cue, stop: int, prepositions: frozenset[str]) -> int | None:
    """First token of the content of «إعلانه بدء العمل», «تشكيكها في النتائج»; None where nothing is reported."""
    i = cue.after
    while i < stop and (i in r.timex_from or r.norm(i) in words("adverb") or r.norm(i) in words("object_pronoun")):
        i = r.timex_from.get(i, i + 1)
    if i >= stop:
        return None
    if r.complementizer(i):
        return (i + 1 if r.norm(i) in ("ان", "بان") else i) if "ان" in cue.frames else None
    if r.norm(i) in prepositions and r.norm(i + 1) != "اجل":
        return i + 1 + (r.norm(i + 1) == "ان")
    if carries(r, i, prepositions):
        return i
    return i if "مف" in cue.frames and is_object(r, i) else None


def is_object(r: Reader, i: int) -> bool:
    """Whether what a verbal noun is about stands here: a definite noun, a name, a verbal noun or a quotation."""
    norm = r.norm(i)
    if r.verb_at(i) and not is_masdar(norm):
        return False
    definite = norm.startswith("ال") and norm not in words("relative")
    return definite or i in r.mention_from or is_masdar(norm) or norm in words("determiner") or r.opens_quote(i)
