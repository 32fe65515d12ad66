"""A token where an actor or recipient may begin in, the token after its noun phrase out: numbers, heads, adjectives."""

from __future__ import annotations

from isnad.annotate.attribution.reader import Reader, is_adjective
from isnad.annotate.events.lexicon import triggers, words

Range = tuple[int, int]
"""Half-open range of token indices."""

_LONGEST = 9


def phrase(r: Reader, start: int, end: int) -> Range | None:
    """The noun phrase that begins at `start`, times and particles before it skipped; None where none does."""
    start = _skipped(r, start, end)
    if start >= end or not _may_head(r, start):
        return None
    i = start
    while i < end and (r.tokens[i].number or r.norm(i) in words("quantity")):
        i += 1
        if i < end and r.norm(i) == "من":
            i += 1
    if i >= end:
        return (start, i) if i > start else None
    if i in r.mention_from and r.mention_from[i][1].kind != "group":  # a description is read word by word
        return (start, min(r.mention_from[i][0], end))
    if not r.tokens[i].word or (i > start and not _may_head(r, i)):
        return (start, i) if i > start else None
    return (start, _after_head(r, i, min(end, i + _LONGEST), counted=i > start))


def ends(norm: str) -> bool:
    """Whether a word ends the noun phrase before it."""
    return (
        norm in words("agent")
        or norm in words("preposition")
        or norm in words("clause")
        or norm in words("conjunction")
    )


def _skipped(r: Reader, start: int, end: int) -> int:
    while start < end:
        if start in r.timex_from and not _counts_people(r, start):
            start = r.timex_from[start]
        elif r.norm(start) in words("particle") or r.norm(start) in ("«", '"', "”", "“"):
            start += 1
        else:
            break
    return start


def _counts_people(r: Reader, i: int) -> bool:
    return r.timex_from[i] == i + 1 and r.tokens[i].number


def _may_head(r: Reader, i: int) -> bool:
    token = r.tokens[i]
    norm = token.norm
    if token.number:
        return True
    if not token.word or ends(norm) or norm in words("reflexive"):
        return False
    if i in r.mention_from:
        return True
    if norm[0] in "وف" and (ends(norm[1:]) or any(t.prefix and t.form is not None for t in triggers(norm))):
        return False
    if norm.startswith(("لل", "بال", "وال", "كال", "فال")) or (
        norm[0] in "لب" and len(norm) > 4 and _noun_after_clitic(norm)
    ):
        return False
    return not (r.verb_at(i) or any(t.form is not None and t.form.agreement != "ms" for t in triggers(norm)))


def _noun_after_clitic(norm: str) -> bool:
    return any(t.form is None and t.prefix for t in triggers(norm))


def _after_head(r: Reader, head: int, end: int, *, counted: bool) -> int:
    """Token after a head and its adjectives and genitives."""
    definite = r.norm(head).startswith("ال")
    i = head + 1
    while i < end and i not in r.timex_from:
        norm = r.norm(i)
        if not r.tokens[i].word or ends(norm) or (norm[0] in "وف" and ends(norm[1:])):
            break
        kept_nun = r.norm(head).endswith("ون")  # «مسلحون» takes no genitive: only an adjective in «ون» goes on
        if i in r.mention_from and not (kept_nun and norm.endswith("ون")):
            taken = definite or kept_nun or (counted and r.norm(head)[-1:] == "ا")
            return i if taken else r.mention_from[i][0]
        if norm[0] in "وفب" and len(norm) > 3 and not is_adjective(norm):
            break
        if norm.startswith("ال"):
            if definite and not _agrees(r.norm(head), norm):
                break
            if not definite and kept_nun:
                break
            definite = True
        elif definite or not _describes(r, head, i):
            break
        i += 1
    return i


def _agrees(head: str, word: str) -> bool:
    """Whether a definite word after a definite head is its adjective: «الجيش الوطني», not «الجيش المدينة»."""
    return (
        is_adjective(word)
        or word.endswith(("يه", "ي", "يين", "يون", "يات"))
        or (head[-2:] == word[-2:] and head[-2:] in ("ون", "ين", "ات"))
    )


def _describes(r: Reader, head: int, i: int) -> bool:
    """Whether a bare word after a bare head belongs to it: an adjective, or a noun of a title («قائد شرطة»)."""
    first, norm = r.norm(head), r.norm(i)
    if any(t.form is not None for t in triggers(norm)) or r.verb_at(i):
        return False
    if first.endswith("ون") or (first.endswith("ين") and norm[-2:] in ("ون", "ين")):
        return first[-2:] == norm[-2:]
    return is_adjective(norm) or norm.endswith(("يه", "ي", "يين", "يون")) or first in words("head")
