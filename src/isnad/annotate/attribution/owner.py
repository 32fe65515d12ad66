"""A verbal noun with a pronoun in («بعد إعلانه»), whom the pronoun means out."""

from __future__ import annotations

from isnad.annotate.attribution.cue import Cue
from isnad.annotate.attribution.lexicon import words
from isnad.annotate.attribution.reader import Reader
from isnad.annotate.attribution.speakers import Floor
from isnad.model import EntityId, Mention

_OPENING = 6
"""Tokens before a noun in the clause that opens its sentence: «وبعد نحو أسبوع من إعلانه»."""
_AHEAD = 12
"""Tokens behind that clause in which the main clause names its subject."""


def owner_of(r: Reader, floor: Floor, cue: Cue, sentence: int, after: int, depth: int) -> EntityId | None:
    """Whom the sentence names nearest before the pronoun, else first behind the clause that opens it, else who spoke.

    «أقيل المدرب بسبب انتقاده الاتحاد», «وبعد إعلانه الرحيل، عاد المدرب»; `after` ends what the noun reports.
    """
    start, stop = r.doc.sentence_bounds[sentence]
    start = _past_dateline(r, start, cue.first)
    before = tuple(k for k in range(cue.first - 1, start - 1, -1) if r.closing.get(k) == r.closing.get(cue.first))
    ahead = range(after, min(stop, after + _AHEAD)) if cue.first - start <= _OPENING else range(0)
    for where in (before, ahead):
        named = [(k, r.mention_from[k][1]) for k in where if k in r.mention_from and not _within(r, start, k)]
        people = [(k, m) for k, m in named if m.kind == "person"] if cue.agreement == "ms" else []
        meant = next((m for k, m in (people or named) if _agrees(r, floor, cue, k, m)), None)
        if meant is not None:
            return meant.entity
    return floor.holder(cue, sentence, depth)


def _within(r: Reader, start: int, k: int) -> bool:
    """Whether a name is part of another's: «مكتب رئيس الوزراء»."""
    return any(r.mention_from[i][0] > k for i in range(max(start, k - 8), k) if i in r.mention_from)


def _past_dateline(r: Reader, start: int, stop: int) -> int:
    """Token after «دبي، الإمارات (CNN) --»."""
    near = range(start, min(stop, start + 14))
    return next((k + 1 for k in near if r.norm(k) == ")" and r.norm(k + 1) in ("-", "--", "–", "—")), start)


def _agrees(r: Reader, floor: Floor, cue: Cue, i: int, mention: Mention) -> bool:
    if mention.kind == "person":
        return cue.agreement == ("fs" if floor.genders.get(mention.entity) == "f" else "ms")
    word = r.norm(i)
    if cue.agreement == "mp" or mention.kind == "group":
        return cue.agreement == "mp" and mention.kind == "group" and not word.endswith("ه")
    if mention.kind == "place" and ":" in mention.entity:
        return False
    state = mention.entity.startswith("state-") and word not in words("masculine_state")
    return (cue.agreement == "fs") == (state or word.endswith("ه"))
