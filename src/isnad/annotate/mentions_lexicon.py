"""Name lexicons in, one token trie out: what a run of words can be (a known name, a nationality, a title …)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from isnad.model import EntityKind, RuleId
from isnad.rules.load import Row, load_rows
from isnad.text.fold import fold
from isnad.text.per_word import per_word
from isnad.text.tokens import readings, tokenize

Gender = str
"""`m`, `f`, or `p` for the plural."""


@dataclass(frozen=True, slots=True)
class Known:
    """A name of the lexicon."""

    id: str
    kind: EntityKind
    type: str
    """`state`, `capital`, `city`, `agency`, `newspaper`, `armed`, `person` …"""
    rule: RuleId
    cued: bool = False
    """Means this only after its class word («صحيفة الحياة») or between quotes."""
    short: bool = False
    """A short form of a person's name: it stands alone only where nothing speaks against it."""


@dataclass(frozen=True, slots=True)
class Nisba:
    """A nationality adjective: «الروسي», «روسية», «الروس»."""

    state: str
    gender: Gender
    definite: bool
    noun: bool = False
    """Only ever the people itself («الروس»), never an adjective."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title, office, rank or role."""

    key: str
    gender: Gender
    definite: bool
    type: str
    """`office`, `role`, `honorific` or `rank`."""
    rule: RuleId


@dataclass(frozen=True, slots=True)
class Institution:
    """The head of an institution's name, completed by a nationality or a state: «الجيش» (التركي)."""

    key: str
    kind: EntityKind
    rule: RuleId
    ministry: bool = False
    bare: bool = False
    """A ministry named by its portfolio alone («الخارجية»)."""


@dataclass(frozen=True, slots=True)
class Part:
    """A word that is part of personal names: a given name, or a surname."""

    given: bool
    gender: Gender
    rule: RuleId
    alone: bool = False
    """A given name that is no other word, so that it names a person without a second name."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A class word that opens the name of an organisation or place: «شركة», «نادي», «مدينة», «قرية»."""

    type: str
    kind: EntityKind
    gender: Gender
    definite: bool
    rule: RuleId


@dataclass(frozen=True, slots=True)
class Word:
    """A word that is no part of a name."""

    type: str


Meaning = Known | Nisba | Title | Institution | Part | Cue | Word


@dataclass(frozen=True, slots=True)
class Facts:
    """What the lexicon says of a known name."""

    id: str
    name: str
    name_en: str
    kind: EntityKind
    type: str
    iso: str | None
    state: str | None
    """Id of the state it belongs to."""
    offices: tuple[str, ...] = ()
    """`president:state-ru`: title key and what it governs."""


class Hit(NamedTuple):
    """A run of tokens that the lexicon knows: from the one it was looked up at, to `end` (exclusive)."""

    meaning: Meaning
    end: int
    prefix: str


Node = dict[str, Any]
_END = ""


class Lexicon(NamedTuple):
    """The trie, and the facts of every id in it."""

    root: Node
    facts: dict[str, Facts]
    adjectives_en: dict[str, str]
    """State id → «Russian»."""
    composed_en: dict[str, str]
    """`institution:army` → «{adj} army», `mfa` → «{adj} Foreign Ministry»."""


@cache
def lexicon() -> Lexicon:
    """All name lexicons, read once."""
    root: Node = {}
    facts: dict[str, Facts] = {}
    adjectives: dict[str, str] = {}
    for form, meaning in _meanings(facts, adjectives):
        _add(root, form, meaning)
    composed = {f"institution:{row.get('id')}": row.get("name_en") for row in load_rows("names/institutions")}
    composed |= {row.get("id"): f"{{adj}} {row.get('name_en')}" for row in load_rows("names/ministries")}
    return Lexicon(root, facts, adjectives, composed)


def _add(root: Node, form: str, meaning: Meaning) -> None:
    both = isinstance(meaning, Known) and len(form) > 5  # shorter ones can become everyday words: إيغاد, إيجاد
    for spelling in {form, form.replace("غ", "ج")} if both else {form}:
        node = root
        for token in tokenize(spelling):
            if token.norm not in SKIPPED:
                node = node.setdefault(token.norm, {})
        if node is root:
            continue
        held = node.setdefault(_END, [])
        if meaning not in held:
            held.append(meaning)


SKIPPED = frozenset("-‐‑–\"«»“”'’#_‹›„")
"""Marks that may stand inside a name without changing it: «بيونغ-يانغ», «صحيفة "الغد"», «#وزارة_الداخلية»."""


def _forms(row: Row, *columns: str) -> Iterator[str]:
    for column in columns:
        yield from (form for form in row.get(column).split("|") if form)


def _meanings(facts: dict[str, Facts], adjectives: dict[str, str]) -> Iterator[tuple[str, Meaning]]:
    yield from _states(facts, adjectives)
    yield from _outlets(facts)
    yield from _bodies(facts)
    yield from _places(facts)
    yield from _people(facts)
    yield from _given()
    yield from _titles()
    yield from _institutions()
    yield from _words()


def _states(facts: dict[str, Facts], adjectives: dict[str, str]) -> Iterator[tuple[str, Meaning]]:
    for row in load_rows("names/states"):
        id = row.get("id")
        facts[id] = Facts(id, row.get("name"), row.get("name_en"), "place", "state", row.get("iso"), id)
        adjectives[id] = row.get("adjective_en")
        for form in _forms(row, "name", "names"):
            yield form, Known(id, "place", "state", row.id)
        city = f"city-{row.get('capital_en').lower().replace(' ', '-').replace(chr(39), '')}"
        facts[city] = Facts(city, row.get("capital").split("|")[0], row.get("capital_en"), "place", "capital", None, id)
        for form in _forms(row, "capital"):
            yield form, Known(city, "place", "capital", row.id)
        for adjective in _forms(row, "adjective"):
            for form, gender, definite in nisba_forms(adjective):
                yield form, Nisba(id, gender, definite)
        for form in _forms(row, "people"):
            yield form, Nisba(id, "p", True, noun=True)
            yield form.removeprefix("ال").replace(" ال", " "), Nisba(id, "p", False, noun=True)


def nisba_forms(adjective: str) -> Iterator[tuple[str, Gender, bool]]:
    """Forms of a nationality adjective given in the masculine: روسي، روسية، روسيون, each also with its article."""
    words = adjective.split()
    endings: tuple[tuple[str, Gender], ...] = (
        ("", "m"),
        ("ة", "f"),
        ("ون", "p"),
        ("ين", "p"),
        ("ات", "p"),
        ("ان", "p"),
    )
    for ending, gender in endings:
        bare = [w + ending if w.endswith("ي") else w for w in words]
        yield " ".join(bare), gender, False
        yield " ".join(f"ال{w}" for w in bare), gender, True
    bare = [w + ("ا" if w.endswith("ي") else "") for w in words]
    yield " ".join(bare), "m", False


def _outlets(facts: dict[str, Facts]) -> Iterator[tuple[str, Meaning]]:
    for row in load_rows("names/outlets"):
        id, type = row.get("id"), row.get("type")
        state = f"state-{row.get('state').lower()}" if row.get("state") else None
        facts[id] = Facts(id, row.get("name"), row.get("name_en"), "org", type, None, state)
        for form in _forms(row, "name", "names"):
            yield form, Known(id, "org", type, row.id)
        for form in _forms(row, "cued"):
            yield form, Known(id, "org", type, row.id, cued=True)


def _bodies(facts: dict[str, Facts]) -> Iterator[tuple[str, Meaning]]:
    for row in load_rows("names/bodies"):
        id, type = row.get("id"), row.get("type")
        kind: EntityKind = "group" if row.get("kind") == "group" else "org"
        state = f"state-{row.get('state').lower()}" if row.get("state") else None
        facts[id] = Facts(id, row.get("name"), row.get("name_en"), kind, type, None, state)
        for form in _forms(row, "name", "names"):
            yield form, Known(id, kind, type, row.id)
        for form in _forms(row, "cued"):
            yield form, Known(id, kind, type, row.id, cued=True)


def _places(facts: dict[str, Facts]) -> Iterator[tuple[str, Meaning]]:
    for row in load_rows("names/places"):
        id = row.get("id")
        state = f"state-{row.get('state').lower()}" if row.get("state") else None
        facts[id] = Facts(id, row.get("name"), row.get("name_en"), "place", row.get("type"), None, state)
        for form in _forms(row, "name", "names"):
            yield form, Known(id, "place", row.get("type"), row.id, cued=bool(row.get("cued")))


def _people(facts: dict[str, Facts]) -> Iterator[tuple[str, Meaning]]:
    for row in load_rows("names/people"):
        id, offices = row.get("id"), tuple(_forms(row, "offices"))
        state = next((o.partition(":")[2] for o in offices if ":state-" in o), None)
        facts[id] = Facts(id, row.get("name"), row.get("name_en"), "person", row.get("sex"), None, state, offices)
        for form in _forms(row, "name", "names"):
            yield form, Known(id, "person", "person", row.id)
        for form in _forms(row, "short"):
            yield form, Known(id, "person", "person", row.id, cued=form in row.get("nouns").split("|"), short=True)


def _given() -> Iterator[tuple[str, Meaning]]:
    for row in load_rows("names/given"):
        for form in _forms(row, "forms"):
            yield form, Part(True, row.get("sex"), row.id, bool(row.get("alone")))
    for row in load_rows("names/surnames"):
        for form in _forms(row, "forms"):
            yield form, Part(False, "m", row.id)


def _titles() -> Iterator[tuple[str, Meaning]]:
    columns: tuple[tuple[str, Gender], ...] = (("masculine", "m"), ("feminine", "f"), ("plural", "p"))
    for row in load_rows("names/titles"):
        for column, gender in columns:
            for form in _forms(row, column):
                title = row.get("class")
                definite = form.startswith("ال")
                yield form, Title(row.get("id"), gender, definite, title, row.id)
                if not definite:
                    yield article(form), Title(row.get("id"), gender, True, title, row.id)


def article(form: str) -> str:
    """«ال» before the first word, and before an adjective after it: متحدث رسمي → المتحدث الرسمي."""
    first, *rest = form.split()
    return " ".join(
        [
            f"ال{first}",
            *(w if w.startswith("ال") or (rest and not w.endswith(("ي", "ية", "م"))) else f"ال{w}" for w in rest),
        ]
    )


def _institutions() -> Iterator[tuple[str, Meaning]]:
    for row in load_rows("names/institutions"):
        kind: EntityKind = "group" if row.get("kind") == "group" else "org"
        for form in _forms(row, "forms"):
            yield form, Institution(row.get("id"), kind, row.id)
    for row in load_rows("names/ministries"):
        for form in _forms(row, "forms"):
            bare = form.removeprefix("ال")
            yield form, Institution(row.get("id"), "org", row.id, ministry=True, bare=True)
            yield f"وزارة {form}", Institution(row.get("id"), "org", row.id, ministry=True)
            yield f"وزارة {bare}", Institution(row.get("id"), "org", row.id, ministry=True)


_ELSEWHERE = frozenset(("familyarticled", "namedbody", "namedplace", "namedprize", "namedkind"))
"""Classes whose words mean nothing of themselves: only beside a name does `class_words` ask for them."""


def _words() -> Iterator[tuple[str, Meaning]]:
    for row in load_rows("names/words"):
        type = row.get("id")
        for form in _forms(row, "forms"):
            if type in ("orgcue", "placecue", "groupcue"):
                kind: EntityKind = "org" if type == "orgcue" else "place" if type == "placecue" else "group"
                gender: Gender = "f" if form.endswith(("ة", "ات")) or form in ("دار", "بلدية") else "m"
                yield form, Cue(fold(form), kind, gender, form.startswith("ال"), row.id)
                if not form.startswith("ال"):
                    yield f"ال{form}", Cue(fold(form), kind, gender, True, row.id)
            elif type not in _ELSEWHERE:
                yield form, Word(type)
                if type == "document":
                    yield f"ال{form}", Word(type)


@per_word
def class_words(kind: str) -> frozenset[str]:
    """Match forms of one class of `rules/names/words.tsv`: `"اخراج" in class_words("namecue")`."""
    return frozenset(
        fold(form) for row in load_rows("names/words") if row.get("id") == kind for form in _forms(row, "forms")
    )


@cache
def offices() -> frozenset[str]:
    """Keys of the titles that name an office: `"minister" in offices()`, and no mere role or form of address."""
    return frozenset(row.id.rpartition("#")[2] for row in load_rows("names/titles") if row.get("class") == "office")


@per_word
def starts(norm: str) -> tuple[tuple[str, Node], ...]:
    """The trie nodes a word can begin with, the reading without proclitics first."""
    root = lexicon().root
    return tuple((r.prefix, root[r.rest]) for r in readings(norm) if r.rest in root and not r.prefix.endswith("س"))


def hits_at(norms: tuple[str, ...], i: int) -> list[Hit]:
    """Everything the lexicon knows that starts at token `i`, the longest last."""
    out: list[Hit] = []
    count = len(norms)
    for prefix, node in starts(norms[i]):
        at = i + 1
        while True:
            for meaning in node.get(_END, ()):
                out.append(_made(Hit, (meaning, at, prefix)))
            while at < count and norms[at] in SKIPPED:
                at += 1
            if at == count or norms[at] not in node:
                break
            node = node[norms[at]]
            at += 1
    return out


_made = tuple.__new__
"""Makes a named tuple of its values at once: its own constructor is a Python function, and a page has hundreds."""


def known_forms(forms: Iterable[str]) -> frozenset[str]:
    """Match forms of a list of words."""
    return frozenset(fold(form) for form in forms)
