"""Two statements in, how surely they tell the same thing out, with the reasons in words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from isnad.link.statements import Statement
from isnad.link.weights import Weights
from isnad.link.words import forms_of

LEAD = 4
"""Content words of a statement's beginning: who did what. Two statements of one topic differ there first."""

SYNONYM = 0.8
"""What a match by concept counts (ذخائر for أسلحة) beside a match of the word itself."""

_FAR = 60
"""Days before and after an event within which news tells it without its date."""

_LONG, _FEW = 6, 3
"""Content words from which equal wording is one wording; fewer do where both speak for one state."""

_ALL, _IN_ORDER = 0.85, 0.7
"""Shares of a wording, and of its neighbouring words, from which it is equal."""

_SAME_LEAD = 0.5
"""Likeness of the beginnings from which a negation makes two statements opposites and not two matters."""

_SAME_WORDS, _SAME_ORDER = 0.7, 0.4
"""And the shares of the shorter one's words, and of its neighbouring words, that the other one must have for it."""

_SAME_TOLL = 0.6
"""The same share where two numbers differ, which are words that the other has not."""

_ASIDE = 0.2
"""Share of both wordings from which a statement is about what another one denies, and does not name it in passing."""

_DENIED = 0.5
"""Share of the shorter one's words from which a denial is about what the other one tells."""

_AFTER = 2
"""Days after a denial from which what is told is another matter: nobody denies what has not been told."""

_LONG_AGO = 30
"""Days after which a denial is of something told since."""

_ONE_VOICE = 0.6
"""Share of the shorter speaker's name in the other's from which both may be one: «نافارو», «بيتر نافارو»."""

_STATE = len("@SY")
"""Characters of a state's content key: its people's words are its own («الاتهامات البريطانية»)."""

_MAY = "~possible"
"""«احتمال» and its like say how something is held, not what: no predicate."""

_REFUSE = "~refuse"


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """A statement's words, each once, with what they weigh."""

    first: Mapping[str, str]
    """From the first reading of each word to its form, in reading order."""
    other: Mapping[str, str]
    """From each other reading to the word's first reading."""
    weights: Mapping[str, float]
    """From first reading to weight."""
    weight: float
    """All of them together."""
    lead: tuple[str, ...]
    actor: str | None
    """The first entity named."""
    predicate: str | None
    """The first word that names no entity: what is done."""
    readings: frozenset[str]
    """Of all words, and the quantities."""


def terms_of(s: Statement, weights: Weights) -> Terms:
    """What comparison needs of a statement, computed once."""
    first: dict[str, str] = {}
    other: dict[str, str] = {}
    for _, keys, form in s.words:
        key = keys[0]
        if key not in first:
            first[key] = form
        if len(keys) > 1:
            for reading in keys[1:]:
                other.setdefault(reading, key)
    actor = next((k for k in first if k[0] == "@"), None)
    predicate = next((k for k in first if k[0] != "@" and k != _MAY), None)
    lead = tuple(islice((k for k in first if k != _MAY), LEAD))
    if s.numbers:
        first |= {f"#{n:g}": f"{n:g}" for n in sorted(s.numbers)}
    known, rare = weights.by_key.get, weights.rare
    each = {key: known(key, rare) for key in first}
    return Terms(first, other, each, sum(each.values()), lead, actor, predicate, frozenset((*first, *other)))


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two statements have in common."""

    cover: float
    """Share of the lighter one's words that the other one has, by weight."""
    jaccard: float
    lead: float
    """Share of the longer beginning's words that stand in the other's."""
    phrase: float
    """Share of the shorter one's neighbouring words that are neighbours in the other one too."""
    mass: float
    """Weight of the shared words."""
    same_speaker: bool
    kin: float
    """Share of the shorter speaker's name that stands in the other's; 0 for one speaker."""
    actor: int
    """1 where the first entity named is the same, -1 where neither one's stands in the other at all, else 0."""
    same_predicate: bool
    numbers: float
    """Weight of the rarest quantity they share, -1 where both give quantities and share none, else 0."""
    days: int
    """Between their publications; 0 where one is unknown."""
    clash: bool
    """Whether their own words set what they tell on other days."""
    dated: bool
    """Whether their own words set it on the same days."""
    answers: bool
    """Whether one denies, and the other names who denies it."""
    one_sided: bool
    """Whether one turns its whole by a negation of a word that the other one has not."""
    goes_on: bool
    """Whether one speaker says both on one page, and no number twice: he rarely says a thing again."""
    shared: tuple[str, ...]

    @property
    def score(self) -> float:
        """Log-odds of telling the same thing; weights from `bench/claims.py`."""
        return (
            -4.5
            + 1.2 * self.cover
            + 1.4 * self.jaccard
            + 0.8 * self.lead
            + 1.5 * self.phrase
            + 1.0 * min(self.mass, 4.0)
            + 1.5 * self.same_speaker
            + 0.3 * self.actor
            + 0.4 * self.same_predicate
            + 1.6 * self.numbers
            - 0.4 * self.one_sided
            + 0.6 * self.kin
            - min(0.7, 0.35 * math.log2(max(1.0, self.days / 3)))
            - 1.5 * self.clash
            + 0.8 * self.dated
            + 1.0 * self.answers
            - 0.7 * self.goes_on
        )


def likeness(a: Statement, b: Statement, x: Terms, y: Terms) -> Likeness:
    """Compare two statements, given their terms, by words, beginnings, numbers and who speaks."""
    if len(x.first) > len(y.first):
        x, y = y, x
    cover, jaccard, lead, phrase, mass, actor, predicate, shared = _worded(x, y)
    common = a.numbers & b.numbers
    numbers = max((x.weights[f"#{n:g}"] for n in common), default=-1.0 if a.numbers and b.numbers else 0.0)
    speaker = bool(a.speakers & b.speakers)
    goes_on = speaker and not common and a.article == b.article and a.id != b.parent and b.id != a.parent
    one_sided = bool(a.turned) != bool(b.turned) and a.turned.isdisjoint(b.keys) and b.turned.isdisjoint(a.keys)
    kin = 0.0 if speaker else _kin(a, b)
    return Likeness(
        cover, jaccard, lead, phrase, mass, speaker, kin, actor, predicate, numbers,
        *_times(a, b), _answers(a, b), one_sided, goes_on, shared,
    )  # fmt: skip


_Worded = tuple[float, float, float, float, float, int, bool, tuple[str, ...]]
"""What two wordings have in common: cover, jaccard, lead, phrase, mass, actor, predicate and words of `Likeness`."""


@lru_cache(maxsize=1024)
def _worded(x: Terms, y: Terms) -> _Worded:
    """Computed once for statements that share their terms: reprints tell a claim in the same words again and again."""
    mass = 0.0
    pairs: dict[str, str] = {}
    for key, form in x.first.items():
        hit = key if key in y.first else y.other.get(key) or (_through(key, x, y) if x.other else None)
        if hit:
            pairs[key] = hit
            weight, other = x.weights[key], y.weights[hit]
            weight = weight if weight < other else other
            mass += weight if key[0] != "~" or form == y.first[hit] else weight * SYNONYM
    light = min(x.weight, y.weight) or 1.0
    either = max(x.weight + y.weight - mass, mass) or 1.0
    longer = max(len(x.lead), len(y.lead)) or 1
    lead = sum(1 for k in x.lead if pairs.get(k) in y.lead) / longer
    predicate = x.predicate is not None and pairs.get(x.predicate) == y.predicate
    phrase = _phrases(tuple(x.first), tuple(y.first), pairs)
    return min(1.0, mass / light), mass / either, lead, phrase, mass, _actor(x, y), predicate, tuple(pairs)


def _times(a: Statement, b: Statement) -> tuple[int, bool, bool]:
    days = abs(a.day - b.day) if a.day and b.day else 0
    if a.when and b.when:
        clash = a.when[0] > b.when[1] + 2 or b.when[0] > a.when[1] + 2
        return days, clash, a.when == b.when
    when, day = (a.when, b.day) if a.when else (b.when, a.day)
    return days, bool(when and day and not when[0] - _FAR <= day <= when[1] + _FAR), False


def _kin(a: Statement, b: Statement) -> float:
    shorter = min(len(a.voices), len(b.voices))
    return len(a.voices & b.voices) / shorter if shorter else 0.0


def _answers(a: Statement, b: Statement) -> bool:
    if a.denies == b.denies:
        return False
    denial, other = (a, b) if a.denies else (b, a)
    return any(k in other.keys for k in denial.voices if k[0] == "@")


def _actor(x: Terms, y: Terms) -> int:
    if not x.actor or not y.actor:
        return 0
    return 1 if x.actor == y.actor else 0 if x.actor in y.first or y.actor in x.first else -1


def _phrases(x: tuple[str, ...], y: tuple[str, ...], pairs: Mapping[str, str]) -> float:
    places = {key: i for i, key in enumerate(y)}
    at = [places.get(pairs.get(key, ""), -9) for key in x]
    near = sum(1 for i, j in pairwise(at) if i >= 0 and j >= 0 and abs(j - i) <= 2)
    return near / (len(x) - 1) if len(x) > 1 else 0.0


def _through(key: str, x: Terms, y: Terms) -> str | None:
    """The word of `y` that shares another reading of the word `key` of `x`."""
    for reading, first in x.other.items():
        if first == key:
            if reading in y.first:
                return reading
            if reading in y.other:
                return y.other[reading]
    return None


def comparable(a: Statement, b: Statement, like: Likeness) -> bool:
    """Whether two statements can tell, or contest, the same thing at all.

    Both state facts; or they are words of one speaker; or they are the same long wording, which two speakers do not hit
    upon by chance. Praise, blame, calls and refusals by two speakers are two acts, and an act told inside another's
    words on the same page is no second voice for what is said there, unless it is all that is said. Nobody contests
    himself.
    """
    if opposed(a, b):
        return contests(a, b, like)
    if a.refuses != b.refuses and _REFUSE not in (b if a.refuses else a).keys:
        return False
    if a.article == b.article and (_inner_act(a) or _inner_act(b)):
        return (a.stance == b.stance and like.same_speaker) or like.jaccard > _ALL
    return (a.factual and b.factual) or like.same_speaker or _verbatim(a, b, like)


def _verbatim(a: Statement, b: Statement, like: Likeness) -> bool:
    """Whether two pages have one wording, short where both speakers are named after one state."""
    if a.article == b.article or like.cover < _ALL or like.phrase < _IN_ORDER:
        return False
    kin = any(k[0] == "@" for k in a.voices & b.voices)
    return len(like.shared) >= (_FEW if kin else _LONG)


def opposed(a: Statement, b: Statement) -> bool:
    """Whether one says that it is so and the other that it is not: by a denial, or by negating the other's words."""
    return (a.denies != b.denies) != _negates(a, b)


def _negates(a: Statement, b: Statement) -> bool:
    if not a.turned and not b.turned:
        return opposite(a, b)
    return bool((a.turned & b.keys) - b.negated or (b.turned & a.keys) - a.negated)


def opposite(a: Statement, b: Statement) -> bool:
    """Whether one begins with a word, and the other with its opposite: «ارتفع سعر الخبز», «انخفض سعر الخبز»."""
    if not a.poles or not b.poles:
        return False
    said, other = {p for p, _ in a.poles}, {p for p, _ in b.poles}
    return any(q in other and q not in said and p not in other for p, q in a.poles)


def outnumbers(a: Statement, b: Statement, like: Likeness) -> bool:
    """Whether two speakers count the harmed of one event, on one day, and differ: «قتل 12 عاملا», «قتل 20 عاملا»."""
    counted, other = dict(a.toll), dict(b.toll)
    same = counted.keys() & other.keys()
    if not same or any(counted[unit] == other[unit] for unit in same):
        return False
    strangers = bool(a.speakers and b.speakers) and not like.same_speaker and not a.voices & b.voices
    return strangers and like.days == 0 and at_odds(a, b, like, _SAME_TOLL)


def at_odds(a: Statement, b: Statement, like: Likeness, words: float) -> bool:
    """Whether two statements share so many words, and name the same, that what differs in them sets them at odds."""
    if a.denies or b.denies or not (a.factual and b.factual) or a.id == b.parent or b.id == a.parent:
        return False
    named = {k for k in a.keys ^ b.keys if k[0] == "@"} - a.voices - b.voices
    alike = like.lead >= _SAME_LEAD and like.cover >= words and like.phrase >= _SAME_ORDER
    return alike and not named and like.actor >= 0 and not like.clash and len(like.shared) >= _FEW


def contests(a: Statement, b: Statement, like: Likeness) -> bool:
    """Whether opposed statements are two sides: of two speakers, neither told inside the other.

    A denial of one's own part answers an accusation that names who denies; one that only points back («التهم الموجهة
    إليه») is tied by its place alone; talk about accusations is no accusation.
    """
    if like.same_speaker or not (a.factual and b.factual) or a.id == b.parent or b.id == a.parent:
        return False
    if like.kin >= _ONE_VOICE:
        return False
    if a.denies == b.denies and opposite(a, b):
        return a.numbers == b.numbers and (like.days <= 1 or like.dated) and at_odds(a, b, like, _SAME_WORDS)
    if a.denies == b.denies:
        alike = like.lead >= _SAME_LEAD and like.cover >= _SAME_WORDS and like.phrase >= _SAME_ORDER
        told_together = like.days <= _AFTER or like.dated
        return alike and told_together and like.actor >= 0 and a.numbers == b.numbers and len(like.shared) >= _FEW
    denial, told = (a, b) if a.denies else (b, a)
    if denial.back or told.talks or (denial.day and told.day and told.day - denial.day > _AFTER):
        return False
    if like.days > _LONG_AGO or like.actor < 0:
        return False
    if denial.own:
        return like.answers and told.accuses
    named = next((w.keys[0] for w in denial.words if w.keys[0][0] == "@"), None)
    if named and named not in told.keys and named not in denial.voices:
        return False
    if denial.whose and denial.whose not in told.voices and not (told.accuses and len(denial.whose) == _STATE):
        return False
    return like.cover >= _DENIED and holds_what_is_denied(denial, told)


def holds_what_is_denied(denial: Statement, told: Statement) -> bool:
    """Whether what is denied, the first word of it that names nobody and not only that it happened or is told, is told
    too."""
    light = forms_of("occurrence") | forms_of("word_of")
    first = next((w for w in denial.words if w.keys[0][0] != "@" and w.form not in light), None)
    return first is None or (not told.keys.isdisjoint(first.keys) and told.negated.isdisjoint(first.keys))


def denied_as_well(like: Likeness) -> bool:
    """Whether a denial of another claim is one of this as well: its beginning and most of its words stand here, and not
    in passing. Of 24 such pairs read by eye, 7 of these 7 were right, and 6 of the other 17."""
    return like.lead >= _SAME_LEAD and like.cover >= _SAME_WORDS and like.jaccard >= _ASIDE


def _inner_act(s: Statement) -> bool:
    return s.parent is not None and (s.stance not in ("assert", "deny", "doubt") or s.refuses)
