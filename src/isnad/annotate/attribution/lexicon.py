"""Rule files in, the indices the finder looks words up in out: cue forms, phrases, hedges and function words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from isnad.annotate.attribution.conjugation import Form, conjugate
from isnad.model import RuleId, Stance
from isnad.rules.load import load_rows, load_rules
from isnad.text.fold import fold
from isnad.text.per_word import per_word
from isnad.text.tokens import Reading, readings, tokenize

_CLITICS = ("هما", "هم", "هن", "ها", "ه")


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb: its frames say how its content follows, its role how its source and stance behave."""

    rule: RuleId
    past: str
    frames: frozenset[str]
    stance: Stance
    role: str

    def takes(self, frame: str) -> bool:
        return frame in self.frames


@dataclass(frozen=True, slots=True)
class Phrase:
    """A cue of several words; `on_clitic` where its last letter stands on the next word: «وفقا لشركة»."""

    rule: RuleId
    words: tuple[str, ...]
    stance: Stance
    on_clitic: str = ""


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that reports by itself: «إعلان الشركة إفلاسها»."""

    rule: RuleId
    word: str
    stance: Stance
    frames: frozenset[str]
    source_follows: bool
    owned: bool = False
    """Whether a pronoun on it may be its source: «إعلانه»."""


@cache
def verb_forms() -> dict[str, tuple[tuple[Verb, Form], ...]]:
    """Every spelling of every reporting verb, in the match form."""
    index: dict[str, dict[tuple[str, Form], tuple[Verb, Form]]] = {}
    for row in load_rows("attribution/verbs"):
        frames = frozenset(fold(f) for f in row.get("frames").split())
        verb = Verb(row.id, row.get("past"), frames, row.get("stance"), row.get("role"))  # type: ignore[arg-type]
        for form in conjugate(row.get("past"), row.get("present"), row.get("participle")):
            index.setdefault(form.norm, {})[(verb.rule, form)] = (verb, form)
    return {norm: tuple(sorted(found.values(), key=lambda pair: -len(pair[0].past))) for norm, found in index.items()}


@per_word
def verbs_of(norm: str) -> tuple[tuple[Verb, Form, bool], ...]:
    """Readings of a word without proclitics as a reporting verb, and whether an object pronoun stands on it."""
    index = verb_forms()
    found = tuple((verb, form, False) for verb, form in index.get(norm, ()))
    if found:
        return found
    for clitic in _CLITICS:
        if norm.endswith(clitic) and len(norm) > len(clitic) + 2:
            bare = norm[: -len(clitic)]
            for stem in (bare, bare[:-1] + "ي" if bare.endswith("ا") else bare + "ا" if bare.endswith("و") else bare):
                if stem in index:
                    return tuple((verb, form, True) for verb, form in index[stem] if form.tense != "participle")
    return ()


@cache
def phrases() -> dict[str, tuple[Phrase, ...]]:
    """Prepositional cues by their first word, longest first."""
    return _phrases("attribution/phrases")


@cache
def hedges() -> dict[str, tuple[Phrase, ...]]:
    """Impersonal cues by their first word, longest first."""
    return _phrases("attribution/hedges")


def _phrases(name: str) -> dict[str, tuple[Phrase, ...]]:
    index: dict[str, list[Phrase]] = {}
    for row in load_rows(name):
        words = tuple(t.norm for t in tokenize(row.get("phrase")))
        on_clitic = words[-1] if words[-1] in ("ل", "ب") and len(words) > 1 else ""
        words = words[:-1] if on_clitic else words
        index.setdefault(words[0], []).append(Phrase(row.id, words, row.get("stance"), on_clitic))  # type: ignore[arg-type]
    return {first: tuple(sorted(found, key=lambda p: -len(p.words))) for first, found in index.items()}


@cache
def nouns() -> dict[str, Noun]:
    """Nouns that report by themselves."""
    return {
        fold(row.get("noun")): Noun(
            row.id,
            fold(row.get("noun")),
            row.get("stance"),  # type: ignore[arg-type]
            frozenset(fold(f) for f in row.get("frames").split()),
            row.get("source") == "source",
        )
        for row in load_rows("attribution/nouns")
    }


@cache
def reports() -> dict[str, Noun]:
    """Verbal nouns that report in a circumstance; `source_follows` where their owner may be a noun."""
    return {
        fold(row.get("noun")): Noun(
            row.id,
            fold(row.get("noun")),
            row.get("stance"),  # type: ignore[arg-type]
            frozenset(fold(f) for f in row.get("frames").split()),
            row.get("owner") != "owned",
            row.get("owner") != "named",
        )
        for row in load_rows("attribution/reports")
    }


@cache
def governed() -> dict[str, tuple[Stance, RuleId]]:
    """Nouns that carry the stance where a reporting verb governs them: «أكدت رفضها» denies."""
    return {fold(row.get("noun")): (row.get("stance"), row.id) for row in load_rows("attribution/governed")}  # type: ignore[misc]


@per_word  # asked thousands of times a page: half of what `functools.cache` takes
def words(kind: str) -> frozenset[str]:
    """A closed class of function words from `rules/attribution/words.toml`, in the match form."""
    rule = {r.id: r for r in load_rules("attribution/words")}[f"attribution/words#{kind}"]
    return frozenset(fold(word) for word in rule.pattern.split("|"))


@cache
def media() -> frozenset[str]:
    """Ids of the agencies, newspapers and broadcasters the name lexicon knows; a platform relays nobody's words."""
    return frozenset(row.get("id") for row in load_rows("names/outlets") if row.get("type") != "platform")


@cache
def platforms() -> frozenset[str]:
    """Ids of the platforms among the outlets, on which everybody speaks for themselves."""
    return frozenset(row.get("id") for row in load_rows("names/outlets") if row.get("type") == "platform")


@cache
def agencies() -> frozenset[str]:
    """Ids of the news agencies among them."""
    return frozenset(row.get("id") for row in load_rows("names/outlets") if row.get("type") == "agency")


@cache
def plain_verbs() -> frozenset[str]:
    """Every spelling of the verbs of action that only matter as the start of a new clause."""
    return frozenset(
        form.norm
        for row in load_rows("attribution/plain_verbs")
        for form in conjugate(row.get("past"), row.get("present"), row.get("past"))
        if form.tense != "participle" and form.agreement not in ("md", "fd", "fp", "1")
    )


@per_word
def governed_noun(norm: str) -> tuple[Stance, RuleId] | None:
    """The stance a noun carries, in any of its forms: رفض، رفضه، رفضها، الرفض، برفضه، دعوته."""
    table = governed()
    for word in (norm, norm[1:] if norm[:1] in ("ب", "ل") else norm):
        for bare in dict.fromkeys((word, word.removeprefix("ال"))):
            for ending in ("", "هما", "هم", "ها", "ه", "ا", "نا"):
                stem = bare.removesuffix(ending)
                for candidate in (stem, stem[:-1] + "ه" if stem.endswith("ت") else stem):
                    if candidate in table:
                        return table[candidate]
    return None


OWNERS = ("ه", "ها", "هم")
"""Pronouns a reporting noun may carry: «اتهامه», «اتهامها», «اتهامهم»."""


def owned_stems(norm: str) -> tuple[str, ...]:
    """The nouns a word may be with its owner's pronoun: «رفض» of «رفضها», «دعوة» of «دعوتهم»."""
    stems = [norm.removesuffix(owner) for owner in OWNERS if norm.endswith(owner)]
    return (*stems, *(f"{stem[:-1]}ه" for stem in stems if stem.endswith("ت")))


@cache
def _first_words() -> frozenset[str]:
    """Every word that can begin a cue which is no verb."""
    listed = hedges().keys() | phrases().keys() | nouns().keys() | reports().keys()
    listed |= words("alleged") | words("gives")
    return frozenset(listed | words("pronoun_report") | words("own_report") | words("document"))


_BEFORE_CUES = frozenset(("", "و", "ف", "ب", "ل", "وب", "ول"))
"""Proclitics that a cue's first word may carry."""


@per_word
def cue_readings(norm: str) -> tuple[Reading, ...]:
    """The readings of a word with which a cue may begin: none of nine words in ten."""
    if not norm[0].isalpha():
        return ()
    whole = norm in words("one_word")  # «وردت» is not «و» and «ردت»
    found = (r for r in readings(norm) if r.prefix in _BEFORE_CUES and not (whole and r.prefix))
    return tuple(r for r in found if _may_begin_cue(r.rest))


def _may_begin_cue(rest: str) -> bool:
    forms = (rest, f"ل{rest}", *owned_stems(rest))
    return any(form in _first_words() for form in forms) or bool(verbs_of(rest))
