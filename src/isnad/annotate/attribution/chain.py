"""A cue with its surroundings in, those through whom the words came out: credits, relays and outer speakers."""

from __future__ import annotations

from isnad.annotate.attribution.cue import Cue
from isnad.annotate.attribution.lexicon import agencies, media, words
from isnad.annotate.attribution.phrase import noun_phrase
from isnad.annotate.attribution.reader import Reader, has_preposition
from isnad.annotate.attribution.source import speaks
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
    after = next((i for i in range(cue.after, stop) if _speech_opens(r, i)), stop)
    places = [*(i for i in range(cue.after, after) if _gives_out(r, i)), *range(cue.after, after)]
    found = next((medium for i in places if (medium := _medium(r, floor, i, after)) is not None), None)
    return None if found == outlet else found


def _speech_opens(r: Reader, i: int) -> bool:
    return r.complementizer(i) or r.norm(i) == ":" or r.speech_opens(i)


def _gives_out(r: Reader, i: int) -> bool:
    """Whether a verb of giving out stands here with a medium as its subject: «في بيان نشرته وكالة الأنباء»."""
    return r.norm(i) in words("gives_out") and i + 1 in r.mention_from and r.mention_from[i + 1][1].entity in media()


def _medium(r: Reader, floor: Floor, i: int, stop: int) -> EntityId | None:
    norm = r.norm(i)
    if not r.tokens[i].word:
        return None
    placed = norm in ("في", "علي") and r.norm(i - 1) in words("given_out")  # «مقال نشر في صحيفة»
    if norm in ("بحسب", "حسب", "وفق"):
        return _voucher(r, floor, i + 1, stop)
    if norm in ("مع", "عبر", "علي", "ل") or placed or norm in words("gives_out"):
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


def _voucher(r: Reader, floor: Floor, first: int, stop: int) -> EntityId | None:
    """«قال المدرب بحسب ما نقلت عنه الصحيفة إن …»: through whom the words came."""
    if r.norm(first) == "ما":
        first += 3 if r.norm(first + 2) in ("عنه", "عنها", "به") else 2
    end = noun_phrase(r, first, stop) if first < stop else first
    return floor.speaker(r.span(first, end)) if end > first and speaks(r, (first, end)) else None
