"""An adjective of doubt («الهجوم المزعوم») in, the noun it leaves open out, with what belongs to it."""

from __future__ import annotations

from isnad.annotate.attribution.cue import Cue
from isnad.annotate.attribution.draft import Draft
from isnad.annotate.attribution.lexicon import words
from isnad.annotate.attribution.phrase import noun_phrase
from isnad.annotate.attribution.reader import Reader, has_preposition, is_adjective, is_masdar

_BESIDE = frozenset(("في", "مع", "ضد", "بين"))
"""Prepositions behind the adjective that still belong to its noun: «تورط المصنع المزعوم في الحريق»."""


def alleged_draft(r: Reader, cue: Cue, sentence: int, start: int, stop: int) -> Draft | None:
    """«علاقتها المزعومة مع المدير»: the noun before the adjective and what stands behind it; nobody says by whom."""
    first = _head(r, cue.first - 1, start)
    if first is None:
        return None
    content = ((first, cue.first), *_belonging(r, cue.after, stop))
    quoted = any(r.quotes(a, b) for a, b in content)
    return Draft(cue, sentence, None, content, "mixed" if quoted else "indirect", cue.stance, cue.rule)


def _head(r: Reader, i: int, start: int) -> int | None:
    """Where the noun begins that an adjective behind token `i` describes; None where no noun stands there."""
    while i > start and is_adjective(r.norm(i)) and i + 1 not in r.mention_until:
        i -= 1
    named = next((k for k in range(max(start, i - 4), i + 1) if r.mention_from.get(k, (0,))[0] == i + 1), i)
    norm = r.norm(named)
    if norm.lstrip("و").startswith("ليس") or norm in words("negation"):
        return None  # «ديمقراطية حقيقية وليست مزعومة»
    if not r.tokens[named].word or norm in words("preposition") or norm in words("relative") or r.verb_at(named):
        return None
    before = named - 1
    owned = named in r.mention_from or norm.startswith("ال")
    bare = before >= start and r.tokens[before].word and not r.norm(before).startswith("ال") and not r.verb_at(before)
    deed = bare and (is_masdar(r.norm(before)) or r.raw(before).endswith("ة")) and before not in r.timex_from
    return before if owned and deed and r.norm(before) not in words("preposition") else named


def _belonging(r: Reader, i: int, stop: int) -> tuple[tuple[int, int], ...]:
    """The one phrase that the noun still governs behind its adjective, if any."""
    if i >= stop or not (r.norm(i) in _BESIDE or has_preposition(r, i, "ل")):
        return ()
    end = noun_phrase(r, i + (r.norm(i) in _BESIDE), min(stop, i + 8))
    return ((i, end),) if end > i + (r.norm(i) in _BESIDE) else ()
