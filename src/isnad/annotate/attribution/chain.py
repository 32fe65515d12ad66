"""A cue with its surroundings in, those through whom the words came out: credits, relays and outer speakers."""

from __future__ import annotations

from isnad.annotate.attribution.addressee import told_medium
from isnad.annotate.attribution.cue import Cue
from isnad.annotate.attribution.lexicon import agencies, media, words
from isnad.annotate.attribution.phrase import noun_phrase
from isnad.annotate.attribution.reader import Reader, has_preposition
from isnad.annotate.attribution.source import speaks
from isnad.annotate.attribution.speakers import Floor
from isnad.annotate.mentions import find_mentions
from isnad.model import Article, EntityId, Mention, Span
from isnad.text.doc import Doc
from isnad.text.fold import fold
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
    after = next((i for i in range(cue.after, stop) if r.report_opens(i)), stop)
    places = [*(i for i in range(cue.after, after) if _gives_out(r, i)), *range(cue.after, after)]
    told = ((i, medium) for i in places if (medium := _medium(r, floor, i, after)) is not None)
    at, found = next(told, (cue.first, None))
    return None if found == outlet or (outlet is None and _own_house(r, at)) else found


def _own_house(r: Reader, i: int) -> bool:
    """«قال لبي بي سي»: a house that names itself without «شبكة» or «قناة»."""
    first = i + (r.norm(i) in ("مع", "علي", "عبر"))
    first += r.opens_quote(first)
    named = r.mention_from.get(first)
    return named is not None and fold(named[1].text.removeprefix("ل")) in words("house")


def interviews(r: Reader, floor: Floor, outlet: EntityId | None) -> dict[EntityId, tuple[int, EntityId]]:
    """For each person a sentence shows as a medium's guest, the token from which the words came through it, and it."""
    found: dict[EntityId, tuple[int, EntityId]] = {}
    hosted = words("interview")
    for i, norm in enumerate(r.norms):
        if norm.removeprefix("ال").removesuffix("ا") not in hosted:
            continue
        first, last = r.doc.sentence_bounds[r.doc.sentence_at(r.tokens[i].start)]
        for k in range(i + 1, min(last, i + 9)):
            medium = _medium(r, floor, k, last) if r.norm(k) in ("مع", "علي", "عبر") else None
            if medium is None or medium == outlet or (outlet is None and _own_house(r, k)):
                continue
            people = (r.mention_from[j][1] for j in range(first, k) if j in r.mention_from)
            guest = next((m.entity for m in people if m.kind == "person"), None)
            if guest is not None:
                found.setdefault(guest, (k, medium))
            break
    return found


def _gives_out(r: Reader, i: int) -> bool:
    """Whether a verb of giving out stands here with a medium as its subject: «في بيان نشرته وكالة الأنباء»."""
    return r.norm(i) in words("gives_out") and i + 1 in r.mention_from and r.mention_from[i + 1][1].entity in media()


def _medium(r: Reader, floor: Floor, i: int, stop: int) -> EntityId | None:
    norm = r.norm(i)
    if not r.tokens[i].word:
        return None
    if told_medium(r, i):
        return r.mention_from[i][1].entity
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
    if (not head and not known) or r.norm(first + 1) == "التواصل":
        return None  # «على شبكة التواصل الاجتماعي»
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
