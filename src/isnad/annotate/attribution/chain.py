"""A cue with its surroundings in, those through whom the words came out: credits, relays and outer speakers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from isnad.annotate.attribution.addressee import told_medium
from isnad.annotate.attribution.cue import Cue
from isnad.annotate.attribution.lexicon import agencies, media, platforms, words
from isnad.annotate.attribution.phrase import noun_phrase
from isnad.annotate.attribution.reader import Reader, behind_li, has_preposition, is_adjective
from isnad.annotate.attribution.speakers import Floor
from isnad.annotate.attribution.speaking import speaks
from isnad.annotate.mentions import find_mentions
from isnad.model import Article, EntityId, Mention, Span
from isnad.text.doc import Doc
from isnad.text.fold import fold
from isnad.text.per_word import per_word
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


@dataclass(frozen=True, slots=True)
class House:
    """Whose page this is, as far as the page says: its own outlet relays nobody."""

    outlet: EntityId | None
    stated: bool
    """Whether the page states an outlet, be it one the lexicon knows or not."""
    introduced: frozenset[EntityId]
    """Media that the page presents as others: «هيئة الإذاعة البريطانية»."""


def house_of(r: Reader, article: Article) -> House:
    """The house of an article, from its stated outlet and from how its text names the media."""
    outlet = named_in_line(article.outlet)
    named = (m for _, m in r.mention_from.values() if m.entity in media())
    introduced = frozenset(m.entity for m in named if fold(m.text).lstrip("لبو").split()[0] in words("introducing"))
    return House(outlet.entity if outlet else None, bool(article.outlet), introduced)


def relay_between(r: Reader, floor: Floor, cue: Cue, stop: int, house: House) -> EntityId | None:
    """To whom the words were said, where that is a medium: «قال لرويترز», «في حديث لصحيفة المدى», «على قناة النيل»."""
    after = next((i for i in range(cue.after, stop) if r.report_opens(i)), stop)
    places = [*(i for i in range(cue.after, after) if _gives_out(r, i)), *range(cue.after, after)]
    told = ((i, medium) for i in places if (medium := _medium(r, floor, i, after)) is not None)
    at, found = next(told, None) or _told_before(r, floor, cue)
    return None if found is None or _is_own(r, at, found, house) else found


def _told_before(r: Reader, floor: Floor, cue: Cue) -> tuple[int, EntityId | None]:
    """Whom an occasion at the sentence's opening names: «وفي حديث لصحيفة المدى، قال النائب إن»."""
    start, _ = r.doc.sentence_bounds[r.doc.sentence_at(r.tokens[cue.first].start)]
    near = range(start + 1, min(cue.first, start + _OPENING))
    occasion = r.norm(start) in ("في", "وفي", "خلال", "وخلال") and any(_utterance(r, i) for i in near[:3])
    if not occasion or cue.first - start > 2 * _OPENING:
        return cue.first, None
    told = ((i, medium) for i in near if (medium := _medium(r, floor, i, cue.first)) is not None)
    return next(told, (cue.first, None))


_OPENING = 14
"""Tokens of an occasion at a sentence's opening."""


def _utterance(r: Reader, i: int) -> bool:
    noun = r.norm(i).removeprefix("ال")
    return noun in words("utterance") or noun in words("interview")


def _is_own(r: Reader, i: int, medium: EntityId, house: House) -> bool:
    """Whether a medium told at a token is the page's own house: as stated, or as houses name themselves.

    Of 187 pages without a class word before the name that were told something by «بي بي سي», 183 are its own; of seven
    that put the name in quotation marks none is. «سكاي نيوز عربية» and «العربية.نت» quote themselves.
    """
    if medium == house.outlet or house.stated or medium in house.introduced:
        return medium == house.outlet
    first = i + (r.norm(i) in ("مع", "علي", "عبر", "ل"))
    quoted = r.opens_quote(first)
    named = r.mention_from.get(first + quoted)
    if named is None:
        return False
    name = fold(named[1].text.removeprefix("ل").strip('"«»“”'))
    quoted = quoted or named[1].text.removeprefix("ل")[:1] in '"«“'
    return name in words("house_in_quotes") or (name in words("house") and not quoted)


def interviews(r: Reader, floor: Floor, house: House) -> dict[EntityId, tuple[int, EntityId]]:
    """For each person a sentence shows as a medium's guest, the token from which the words came through it, and it."""
    found: dict[EntityId, tuple[int, EntityId]] = {}
    hosts = _interviews()
    for i in [] if hosts.isdisjoint(r.norms) else [i for i, norm in enumerate(r.norms) if norm in hosts]:
        first, last = r.doc.sentence_bounds[r.doc.sentence_at(r.tokens[i].start)]
        for k in range(i + 1, min(last, i + 9)):
            medium = _medium(r, floor, k, last) if r.norm(k) in ("مع", "علي", "عبر") else None
            if medium is None or _is_own(r, k, medium, house):
                continue
            people = (r.mention_from[j][1] for j in (*range(first, k), *range(k + 1, last)) if j in r.mention_from)
            guest = next((m.entity for m in people if m.kind == "person"), None)
            if guest is not None and not _only_described(medium):
                found.setdefault(guest, (k, medium))
            break
    return found


def _only_described(medium: EntityId) -> bool:
    """Whether a medium has no name of its own («محطة روسية»), so that later words cannot be told to be on it."""
    _, _, words_of = medium.partition(":")
    return bool(words_of) and all(is_adjective(word) for word in words_of.split()[1:])


@cache
def _interviews() -> frozenset[str]:
    """Words that speak of an interview, in the forms they stand in: «مقابلة», «لقاءً», «الحوار»."""
    bare = words("interview") | {f"{word}ا" for word in words("interview")}
    return bare | {f"ال{word}" for word in bare}


def _gives_out(r: Reader, i: int) -> bool:
    """Whether a verb of giving out stands here with a medium as its subject: «في بيان نشرته وكالة الأنباء»."""
    if r.norm(i) not in words("gives_out"):
        return False
    if i + 1 in r.mention_from and r.mention_from[i + 1][1].entity in media():
        return True
    return _heads_medium(r, i + 1)


def _heads_medium(r: Reader, i: int) -> bool:
    return _names_kind_of_medium(r.norm(i))


@per_word
def _names_kind_of_medium(norm: str) -> bool:
    rests = {reading.rest.removeprefix("ال") for reading in readings(norm)} | {norm}
    return bool(rests & words("medium"))


def _medium(r: Reader, floor: Floor, i: int, stop: int) -> EntityId | None:
    norm = r.norm(i)
    if not r.tokens[i].word:
        return None
    if told_medium(r, i):
        return r.mention_from[i][1].entity
    placed = norm in ("في", "علي") and r.norm(i - 1) in words("given_out")  # «مقال نشر في صحيفة»
    placed = placed or (norm in ("به", "بها") and r.norm(i - 1) in ("خص", "خصت"))
    if norm in ("بحسب", "حسب", "وفق"):
        return _voucher(r, floor, i + 1, stop)
    if norm in ("مع", "عبر", "علي", "ل") or placed or norm in words("gives_out") or _sends(r, i):
        first = i + 2 if r.opens_quote(i + 1) else i + 1
    elif has_preposition(r, i, "ل") or (has_preposition(r, i, "ب") and _utterance(r, i - 1)):
        first = i
    else:
        return None
    known = first in r.mention_from and r.mention_from[first][1].entity in media()
    if not (_heads_medium(r, first) or known) or r.norm(first + 1) == "التواصل":
        return None  # «على شبكة التواصل الاجتماعي»
    end = max(noun_phrase(r, first, min(stop, first + 7)), first + 1)
    if end == first + 1 and r.norm(first) in ("التلفزيون", "التليفزيون", "الاذاعه") and not known:
        return None  # «في كلمة بثها التلفزيون»: which one, nobody says
    inside = [r.mention_from[k][1].entity for k in range(first, end) if k in r.mention_from]
    if any(entity in platforms() for entity in inside):
        return None  # «على موقع "تويتر"»: a platform relays nobody
    named = next((entity for entity in inside if entity in media()), None)
    channel = _channel(r, floor, first, end, stop)
    if named is not None or channel is not None:
        return channel or named  # «لراديو هيئة الإذاعة البريطانية»
    joined = r.tokens[first].start + 1 if r.norm(first)[0] == "ب" else behind_li(r, first)
    start = joined if first == i else r.tokens[first].start
    return floor.speaker(Span(start, r.tokens[end - 1].end))


def _sends(r: Reader, i: int) -> bool:
    """«في بيان أرسله إلى رويترز», «متحدثا إلى صحيفة المدى»."""
    if r.norm(i) != "الي":
        return False
    near = range(max(i - 4, 0), i)
    return any(_utterance(r, j) or r.norm(j).startswith(("ارسل", "بعث", "متحدث", "صرح")) for j in near)


def _channel(r: Reader, floor: Floor, first: int, end: int, stop: int) -> EntityId | None:
    """The channel a programme runs on: «في برنامج المساء على قناة النيل»."""
    if not r.norm(first).endswith("برنامج"):
        return None
    on = (i for i in range(end, min(stop, end + 8)) if r.norm(i) in ("علي", "عبر") and not r.is_comma(i))
    return next((m for i in on if (m := _medium(r, floor, i, stop)) is not None), None)


def _voucher(r: Reader, floor: Floor, first: int, stop: int) -> EntityId | None:
    """«قال المدرب بحسب ما نقلت عنه الصحيفة إن …»: through whom the words came."""
    if r.norm(first) == "ما":
        first += 3 if r.norm(first + 2) in ("عنه", "عنها", "به") else 2
    end = noun_phrase(r, first, stop) if first < stop else first
    return floor.speaker(r.span(first, end)) if end > first and speaks(r, (first, end)) else None
