"""A passage and its content words in, what it turns round out: the words it negates, and whether it calls all false."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from isnad.link.words import Word, pattern_of, regex_of, words_of

_BEGINNING = 6
"""Content words from the start of a content within which a negation turns what is told, and no aside in it."""

_NEXT = 24
"""Characters from a negation to the word it turns: «لم تكن القافلة قد وصلت» lets its subject stand between."""

_LETS = 90
"""Characters from a negation to the exception that lets something stand."""

_FALSE_WITHIN = 90
"""Characters within which a verdict like «لا أساس له» is about the whole content."""

_FALSE_AT_END = 30
"""Characters at the end of a content in which such a verdict closes it: «خبر بيع النادي لشركة أجنبية غير صحيح»."""

_ACCUSED_WITHIN = 80
"""Characters from a cue within which an accusation is made; a later one is told in passing."""

_PERSONS, _VERB = "تني", 3
"""Letters that begin an imperfect verb, and its letters at least."""

_WORD = re.compile(r"[^\W_]+")


class Negations(NamedTuple):
    """What a passage negates."""

    words: tuple[Word, ...]
    """Its words, those under a negation with the reading they would have without it as well."""
    anywhere: frozenset[str]
    """Keys of the words that stand under a negation."""
    turned: frozenset[str]
    """Those of them near the beginning, where the negation turns the whole, and that it never has without one."""


def negations(folded: str, words: Sequence[Word], place: Callable[[int], int]) -> Negations:
    """Which words a passage negates.

    `place` gives the offset in the article for one in the folded passage, as `words` count. «لم تصل القافلة» negates
    the keys of «تصل». Set phrases («ما لا يقل عن») negate nothing.
    """
    if words_of("negation").isdisjoint(_WORD.findall(folded)):
        return Negations(tuple(words), frozenset(), frozenset())
    masked = regex_of("no_negation").sub(lambda m: "_" * len(m.group()), folded)
    under: dict[int, bool] = {}
    for m in _WORD.finditer(masked):
        if m.group() in words_of("negation"):
            end = place(m.end())
            turns = m.group() in words_of("turning") and not regex_of("exception").search(
                masked, m.end(), m.end() + _LETS
            )
            after = (n for n, w in enumerate(words) if 0 < w.start - end <= _NEXT and w.keys[0][0] not in "@=")
            at = next(after, None)
            if at is not None:
                under[at] = under.get(at, False) or (at < _BEGINNING and turns)
    read = tuple(w._replace(keys=_as_told(w)) if n in under else w for n, w in enumerate(words))
    plain = {k for n, w in enumerate(read) if n not in under for k in w.keys}
    turned = {k for n, main in under.items() if main for k in read[n].keys}
    return Negations(read, frozenset(k for n in under for k in read[n].keys), frozenset(turned - plain))


def _as_told(word: Word) -> tuple[str, ...]:
    """Keys of a negated word and of what it would be without: after «لم» stands «تصل», told without it «وصلت»."""
    if word.form[0] not in _PERSONS or len(word.form) < _VERB:
        return word.keys
    return (*word.keys, word.form[1:], "و" + word.form[1:])


def calls_false(folded: str) -> bool:
    """Whether a content is itself a denial, or reports one: `calls_false(fold("لا صحة لما تردد عن إغلاق المصنع"))`.

    A verdict in mid-sentence counts where the sentence is about a report («خبر بيع النادي غير صحيح»), and not where it
    is an aside («ذرائع لا أساس لها»).
    """
    folded = folded.lstrip(' "«“')
    verdict = regex_of("falsehood")
    if regex_of("denying").match(folded) or verdict.match(folded):
        return True
    if not (regex_of("accusation").match(folded) or regex_of("reported").match(folded)):
        return False
    return bool(verdict.search(folded, 0, _FALSE_WITHIN) or verdict.search(folded, max(0, len(folded) - _FALSE_AT_END)))


def refuses(cue: str, content: str) -> bool:
    """Whether a cue of denial refuses to do something, instead of saying that something is not so."""
    act = regex_of("refusal").match(cue) or regex_of("refusal").match(content)
    return bool(act) and not regex_of("accusation").match(content)


def points_back(content: str) -> bool:
    """Whether a content only points to what stands before it: `points_back(fold("هذه الاتهامات، بل رد عليها"))`."""
    return bool(_clause_of("anaphor").match(content))


@cache
def _clause_of(entry: str) -> re.Pattern[str]:
    """A pattern that must be a whole clause: up to the end, or to a mark or a word that opens another one."""
    return re.compile(rf'[\s"«“]*(?:{pattern_of(entry)})[\s"»”]*(?:$|[.،؛,:]|(?:بل|لكن|ولكن|و\w+|مءكد\w*|واصف\w*)\s)')


def of_oneself(content: str) -> bool:
    """Whether what is denied is one's own part in something: `of_oneself(fold("تورطه في الحريق"))`."""
    return bool(regex_of("involvement").match(content) or regex_of("against_me").match(content))


def accuses(told: str) -> bool:
    """Whether a cue and the beginning of its content accuse somebody: `accuses(fold("اتهمت النقابة المدير بالغش"))`."""
    return bool(regex_of("accusing").search(told, 0, _ACCUSED_WITHIN))


def talks_of(content: str) -> bool:
    """Whether a content speaks of what others say or deny: `talks_of(fold("الاتهامات تهدف إلى صرف الأنظار"))`."""
    return bool(regex_of("retold").match(content)) or (
        not framed(content) and bool(regex_of("accusation").match(content))
    )


def told_by(before: str) -> bool:
    """Whether what stands before a name makes it that of him whose words are denied: `told_by(fold("تصريحات "))`."""
    return bool(regex_of("told_by").match(before))


def of_rumour(content: str) -> bool:
    """Whether what is denied is what some say: `of_rumour(fold("مزاعم عن اتفاق سري"))`."""
    return bool(regex_of("rumour").match(content))


def any_such(folded: str) -> int:
    """Characters of the opening of a denied content that anything of a kind came or is there: «تلقي الوزارة أي»."""
    found = regex_of("any_such").match(folded)
    return found.end() if found else 0


def framed(folded: str) -> int:
    """Characters of an opening like «هناك تقارير تفيد بأن» that say only that there is word of something; else 0."""
    found = regex_of("frame").match(folded)
    return found.end() if found else 0
