"""A cue with its surroundings in, those through whom the words came out: credits, relays and outer speakers."""

from __future__ import annotations

from isnad.annotate.attribution.cue import Cue
from isnad.annotate.attribution.lexicon import agencies, media, words
from isnad.annotate.attribution.phrase import noun_phrase
from isnad.annotate.attribution.reader import Reader, has_preposition
from isnad.annotate.attribution.speakers import Floor
from isnad.annotate.mentions import find_mentions
from isnad.model import Article, EntityId, Mention, Span
from isnad.text.doc import Doc
from isnad.text.tokens import readings


def named_in_line(line: str | None) -> Mention | None:
    """The one medium that a credit or outlet line names; None where it names none, or more than one."""
    if not line:
        return None
    named = {m.entity: m for m in find_mentions(Doc.of(line), ()) if m.entity in media()}
    return next(iter(named.values())) if len(named) == 1 else None


def credit_of(article: Article) -> Mention | None:
    """The single agency that wrote the text, as a mention without a place; a newspaper's credit is no relay."""
    found = named_in_line(article.credit)
    return found if found is not None and found.entity in agencies() else None


def relay_between(r: Reader, floor: Floor, cue: Cue, stop: int, outlet: EntityId | None) -> EntityId | None:
    """To whom the words were said, where that is a medium: «قال لرويترز», «في حديث لصحيفة المدى», «على قناة النيل»."""
    i = cue.after
    while i < stop:
        if r.complementizer(i) or r.norm(i) == ":" or (r.opens_quote(i) and not r.names(i)):
            return None
        found = _medium(r, floor, i, stop)
        if found is not None:
            return None if found == outlet else found
        i += 1
    return None


def _medium(r: Reader, floor: Floor, i: int, stop: int) -> EntityId | None:
    norm = r.norm(i)
    if not r.tokens[i].word:
        return None
    if norm in ("مع", "عبر", "علي", "ل"):
        first = i + 2 if r.opens_quote(i + 1) else i + 1
    elif has_preposition(r, i, "ل"):
        first = i
    else:
        return None
    rests = {reading.rest.removeprefix("ال") for reading in readings(r.norm(first))} | {r.norm(first)}
    head = bool(rests & words("medium"))
    known = first in r.mention_from and r.mention_from[first][1].entity in media()
    if not head and not known:
        return None
    end = max(noun_phrase(r, first, min(stop, first + 7)), first + 1)
    joined = 2 if norm.startswith("لل") else 1
    start = r.tokens[first].start + (joined if first == i else 0)
    return floor.speaker(Span(start, r.tokens[end - 1].end))
