"""The words that report an event in, PLOVER's mode of it and its contexts out, where the words say so."""

from __future__ import annotations

from functools import cache

from isnad.rules.load import load_rules
from isnad.text.fold import fold
from isnad.text.tokens import readings, tokenize


def mode_of(type: str, words: str) -> str | None:
    """PLOVER's mode of an event of a type; None where no word of the clause tells it.

    >>> mode_of("ASSAULT", "قصف الجيش القرية بالمدفعية"), mode_of("PROTEST", "أضرب المعلمون عن العمل")
    ('heavy-weapons', 'strike')
    >>> mode_of("PROTEST", "وصل الوزير")
    """
    said = _words_of(words)
    return next((mode for kind, mode, wanted in _modes() if kind == type and said & wanted), None)


def contexts_of(words: str) -> tuple[str, ...]:
    """PLOVER's contexts that the words of a clause name, in the order of the rule file.

    >>> contexts_of("هاجم مسلحون مركزا للاقتراع قبل الانتخابات")
    ('election',)
    """
    said = _words_of(words)
    return tuple(context for context, wanted in _contexts() if said & wanted)


@cache
def _modes() -> tuple[tuple[str, str, frozenset[str]], ...]:
    return tuple(
        (rule.get("type") or "", rule.get("mode") or "", _forms(rule.pattern)) for rule in load_rules("events/modes")
    )


@cache
def _contexts() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((rule.get("context") or "", _forms(rule.pattern)) for rule in load_rules("events/contexts"))


def _forms(pattern: str) -> frozenset[str]:
    return frozenset(fold(word) for word in pattern.split("|"))


def _words_of(text: str) -> frozenset[str]:
    """Every reading of every word, with its proclitics and article and without, and every two and three words."""
    norms = [token.norm for token in tokenize(text) if token.word]
    rests = {reading.rest for norm in norms for reading in readings(norm)}
    runs = {" ".join(norms[i : i + n]) for n in (2, 3) for i in range(len(norms) - n + 1)}
    return frozenset(rests | {rest[2:] for rest in rests if rest.startswith("ال") and len(rest) > 4} | runs)
