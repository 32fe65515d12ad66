"""Rule tables in, the words that report events out: verbs in every form, nouns, and the company they need."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from isnad.annotate.attribution.conjugation import Form, conjugate
from isnad.model import RuleId
from isnad.rules.load import load_rows, load_rules
from isnad.text.fold import fold
from isnad.text.per_word import per_word
from isnad.text.tokens import readings

_OBJECTS = ("هما", "هم", "هن", "ها", "ه", "نا", "ني")
_NO_PARTICIPLE = "متا"
"""Stands for the participle that conjugation asks for and events do not use."""


@dataclass(frozen=True, slots=True)
class Word:
    """A verb or noun that reports an event."""

    rule: RuleId
    type: str
    """PLOVER type."""
    recipient: str
    """`مف` where the object is who it is done to, else the preposition before them; empty where nobody is."""
    passive: str
    """`may` where the same letters are often passive, `always` where they are; empty elsewhere."""
    near: frozenset[str]
    """Words of which one must stand near; empty where none need."""
    genitive: str = ""
    """For a noun: whether the noun after it is the `actor` or the `recipient`."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """One reading of a token as a word that reports an event."""

    word: Word
    prefix: str
    form: Form | None
    """None for a noun."""
    pronoun: bool
    """Whether an object pronoun stands on the verb."""


@cache
def words(kind: str) -> frozenset[str]:
    """A closed class of `rules/events/words.toml`, in the match form."""
    rule = next(r for r in load_rules("events/words") if r.id.endswith(f"#{kind}"))
    return frozenset(fold(word) for word in rule.pattern.split("|"))


@cache
def _needs() -> dict[str, frozenset[str]]:
    return {
        rule.id.partition("#")[2]: frozenset(fold(w) for w in rule.pattern.split("|"))
        for rule in load_rules("events/needs")
    }


@cache
def _verbs() -> dict[str, tuple[tuple[Word, Form], ...]]:
    index: dict[str, list[tuple[Word, Form]]] = {}
    for row in load_rows("events/verbs"):
        use = row.get("use")
        passive = {"passive": "may", "only": "always"}.get(use, "")
        word = Word(row.id, row.get("type"), fold(row.get("recipient")), passive, _needs().get(use, frozenset()))
        for form in conjugate(row.get("past"), row.get("present"), _NO_PARTICIPLE):
            if form.tense != "participle" and not (passive == "always" and form.tense != "past"):
                index.setdefault(form.norm, []).append((word, form))
    return {norm: tuple(found) for norm, found in index.items()}


@cache
def _nouns() -> dict[str, Word]:
    out = {}
    for row in load_rows("events/nouns"):
        noun = fold(row.get("noun"))
        near = _needs().get(row.get("use"), frozenset())
        word = Word(row.id, row.get("type"), fold(row.get("recipient")), "", near, row.get("genitive"))
        out[noun] = word
        if not noun.startswith("ال"):
            out["ال" + noun] = word
            if noun[-1] not in "هتءينا":
                out.setdefault(noun + "ا", word)
    return out


@per_word
def triggers(norm: str) -> tuple[Trigger, ...]:
    """Readings of a match form as a word that reports an event, verbs before nouns."""
    out: list[Trigger] = []
    if norm in words("other"):
        return ()
    for reading in readings(norm):
        if reading.prefix in ("", "و", "ف", "س", "وس", "فس", "ل", "ب"):
            found, pronoun = _verb(reading.rest)
            if reading.prefix in ("ل", "ب"):  # «بخطف»: a noun of the same letters
                found = (
                    tuple((w, f) for w, f in found if f.tense == "past" and f.agreement == "ms") if not pronoun else ()
                )
            if "س" in reading.prefix:
                found = tuple((w, f) for w, f in found if f.tense == "present")
            out += [Trigger(word, reading.prefix, form, pronoun) for word, form in found if form.agreement != "1"]
        noun, pronoun = _noun(reading.rest)
        if noun is not None and reading.prefix in ("", "و", "ف", "ب", "ل", "وب", "ول"):
            out.append(Trigger(noun, reading.prefix, None, pronoun))
        if out:
            break
    return tuple(out)


def _noun(norm: str) -> tuple[Word | None, bool]:
    """A noun of the table, alone or with a pronoun on it («اغتصابها», «اعتصامهم»)."""
    index = _nouns()
    if norm in index:
        return index[norm], False
    for pronoun in _OBJECTS[:5]:
        bare = norm[: -len(pronoun)]
        if norm.endswith(pronoun) and len(bare) > 3:
            for stem in (bare, bare[:-1] + "ه" if bare.endswith("ت") else bare):
                if stem in index and not stem.startswith("ال"):
                    return index[stem], True
    return None, False


def _verb(norm: str) -> tuple[tuple[tuple[Word, Form], ...], bool]:
    index = _verbs()
    if norm in index:
        return index[norm], False
    for pronoun in _OBJECTS:
        if norm.endswith(pronoun) and len(norm) > len(pronoun) + 2:
            bare = norm[: -len(pronoun)]
            stem = bare if bare in index else bare + "ا" if bare.endswith("و") else bare
            if stem in index:
                return index[stem], True
    return (), False
