"""Findings in, one entity id each out: names, titles, spellings and descriptions of one thing brought together."""

from __future__ import annotations

from functools import lru_cache

from isnad.annotate.mentions_found import Found
from isnad.annotate.mentions_lexicon import lexicon
from isnad.annotate.mentions_people import People, Person
from isnad.rules.names import fixed_names
from isnad.text.doc import Doc
from isnad.text.fold import fold
from isnad.text.names import same_spelling, spelling_key


def unify(doc: Doc, found: list[Found]) -> list[str]:
    """The entity id of each finding, in order; empty where a bare title («الوزير») fits nobody named before."""
    people = People()
    orgs: dict[str, str] = {}
    bodies: dict[str, str] = {}
    for f in found:
        if f.known and f.rule.startswith(("names/institutions", "names/ministries")):
            head, _, _ = f.known.rpartition("-")
            bodies[head] = f.known if bodies.get(head, f.known) == f.known else ""
    ids: list[str] = []
    last: Person | None = None
    for f in found:
        if f.kind == "person":
            person = last if f.type == "apposition" and last else _person(doc, f, people)
            if person is None:
                ids.append("")
                continue
            _learn(doc, person, f, people)
            last = person
            ids.append(person.id)
        elif f.known:
            ids.append(f.known)
        elif bodies.get(f.type):
            ids.append(bodies[f.type])
        else:
            ids.append(_thing(doc, f, orgs))
    return _named_later(found, ids)


def _named_later(found: list[Found], ids: list[str]) -> list[str]:
    """Give somebody described first («خبير زلازل كيني») the id of the person named with that description soon after."""
    renamed: list[tuple[str, str]] = []
    named = {id for f, id in zip(found, ids, strict=True) if f.name}
    for k, f in enumerate(found):
        if f.kind != "person" or f.name or f.definite or not f.governs or ids[k] in named:
            continue
        wanted = {w.removeprefix("ال") for w in f.governs}
        for later, id in zip(found[k + 1 : k + 40], ids[k + 1 : k + 40], strict=True):
            if (
                later.name
                and later.titles[:1] == f.titles[:1]
                and {w.removeprefix("ال") for w in later.governs} == wanted
            ):
                renamed.append((ids[k], id))
                break
    return _by_office(found, _with_names(ids, renamed))


def _with_names(ids: list[str], renamed: list[tuple[str, str]]) -> list[str]:
    """The ids after one renaming upon the other, each id looked at once."""
    last: dict[str, str] = {}
    for old, new in reversed(renamed):
        last[old] = last.get(new, new)
    return [last.get(id, id) for id in ids] if last else ids


def _by_office(found: list[Found], ids: list[str]) -> list[str]:
    """Give an office without a name («وزير الخارجية السعودي») the one known person named later who holds it."""
    holders: dict[str, set[str]] = {}
    for f, id in zip(found, ids, strict=True):
        facts = lexicon().facts.get(f.known or "") if f.kind == "person" and f.name else None
        for office in facts.offices if facts else ():
            holders.setdefault(office, set()).add(id)
    named = {id for f, id in zip(found, ids, strict=True) if f.name}
    renamed: list[tuple[str, str]] = []
    for k, f in enumerate(found):
        if f.kind != "person" or f.name or len(f.governs) < 1 or len(f.titles) != 1 or ids[k] in named or not ids[k]:
            continue
        fits = [holders.get(f"{f.titles[0]}:{what}", set()) for what in f.governs]
        common = set.intersection(*fits)
        if len(common) == 1 and any(what.startswith("state-") for what in f.governs):
            (holder,) = common
            renamed.append((ids[k], holder))
    return _with_names(ids, renamed)


def _thing(doc: Doc, f: Found, orgs: dict[str, str]) -> str:
    """Id of an unknown organisation, place or group: by its name where it has one, else by its words."""
    span = f.name_span(doc) if f.kind == "place" else f.span(doc)
    words = (span or f.span(doc)).of(doc.text).strip('«»“”"')
    own = f"{f.kind}:{fold(words) if f.name else _words(doc, f)}"
    id = orgs.setdefault(f"{f.kind}:{spelling_key(words)}", own)
    name = f.name_span(doc)
    if name and f.type:  # «شركة سمارة» is meant where «سمارة» alone follows
        orgs.setdefault(f"{f.kind}:{spelling_key(name.of(doc.text))}", id)
    return id


def _words(doc: Doc, f: Found) -> str:
    """Match form of a finding's words; an article fused with «لـ» gets its alef back («للسفير» → «السفير»)."""
    words = fold(f.span(doc).of(doc.text))
    fused = f.prefix.endswith("ل") and doc.tokens[f.first].norm.startswith(f"{f.prefix}ل")
    return f"ا{words}" if fused else words


def _person(doc: Doc, f: Found, people: People) -> Person | None:
    """The person meant, made new where nobody so far fits."""
    if f.name is None:
        return _by_role(doc, f, people) or _office(doc, f, people)
    words = name_words(doc, f.name, f.prefix if f.name[0] == f.first else "")
    like = people.like(words)
    candidates = [p for p in like if (not f.known or not p.known or p.id == f.known) and _fits(words, p)]
    if f.short and not any(p.id == f.known for p in people.near()):
        candidates += [p for p in people.near() if p.known and any(len(n) > 1 and words[-1] in n for n in p.names)]
    if f.type == "given":
        candidates = [p for p in like if any(n[0] == words[0] for n in p.names)] or candidates
    if len(candidates) > 1:
        exact = [
            p
            for p in candidates
            if any(len(n) == len(words) and same_spelling(" ".join(words), " ".join(n), fixed_names()) for n in p.names)
        ]
        by_role = [p for p in candidates if p.roles & roles_of(f)]
        candidates = exact or by_role or candidates
    if f.known and not f.short and not any(p.id == f.known for p in candidates):
        candidates = [p for p in candidates if not p.known]
    candidates = candidates or _by_given_name(words, f, like)
    if candidates:
        person = max(candidates, key=lambda p: p.last)
        people.learn_name(person, words)
        return person
    id = f.known or f"person:{fold(' '.join(words))}"
    person = Person(id, [words], known=bool(f.known))
    if f.known and (facts := lexicon().facts.get(f.known)):
        person.names.append(tuple(fold(facts.name).split()))
        person.roles |= {(a, b) for a, _, b in (o.partition(":") for o in facts.offices)}
    people.add(person)
    return person


def _by_given_name(words: tuple[str, ...], f: Found, people: list[Person]) -> list[Person]:
    """The one unknown person whose name opens with a given name that stands alone: «عبدالله» of «عبدالله سالم»."""
    if len(words) > 1 or f.known or not set(f.titles) <= {"doctor", "professor", "engineer"}:
        return []
    called = [p for p in people if not p.known and any(len(n) > 1 and n[0] == words[0] for n in p.names)]
    return called if len(called) == 1 else []


def _fits(words: tuple[str, ...], person: Person) -> bool:
    """Whether a name can be a person's: a full name must agree with a full name, where one was given."""
    names = [n for n in person.names if len(n) > 1] if len(words) > 1 else person.names
    return any(same_name(words, name) for name in names or person.names)


def _office(doc: Doc, f: Found, people: People) -> Person | None:
    """A person known by office alone: «وزير الخارجية الفرنسي» in an article that never names him."""
    if not f.governs:
        return None
    person = Person(f"person:{_words(doc, f)}", [])
    people.add(person)
    return person


def roles_of(f: Found) -> set[tuple[str, str]]:
    """Pairs of title and what it governs."""
    return {(title, what) for title in f.titles[:1] for what in f.governs}


def _by_role(doc: Doc, f: Found, people: People) -> Person | None:
    """The person last mentioned whom a description without a name fits."""
    wanted = roles_of(f)
    states = {w for w in f.governs if w.startswith("state-")}
    best: Person | None = None
    for person in people.titled(f.titles[0]):
        if f.gender != "p" and person.gender != f.gender and person.names and (person.gender == "f" or person.titles):
            continue  # «كتاباته الصحافية» is not the man who was called «الصحافي»
        if wanted:
            held = {what for title, what in person.roles if title == f.titles[0]}
            fits = wanted <= person.roles or bool(
                held and set(f.governs) <= held | _states_of(person) and (held & set(f.governs) or not states)
            )
        else:
            fits = f.titles[0] in person.titles or any(title == f.titles[0] for title, _ in person.roles)
        if not fits and f.titles[0] in person.titles:
            words = _role_words(doc, f)
            fits = len(words) > 1 and words <= person.words
        if fits and (best is None or person.last > best.last):
            best = person
    return best


def _role_words(doc: Doc, f: Found) -> set[str]:
    if not f.titles:
        return set()
    last = f.name[0] if f.name and f.name[0] > f.first else f.end
    return {t.norm.removeprefix("ال") for t in doc.tokens[f.first : last] if t.word}


def _states_of(person: Person) -> set[str]:
    return {what for _, what in person.roles if what.startswith("state-")}


def _learn(doc: Doc, person: Person, f: Found, people: People) -> None:
    person.words |= _role_words(doc, f)
    person.titles |= set(f.titles)
    person.roles |= {(title, what) for title in f.titles for what in f.governs}
    if f.titles:
        people.learn_titles(person)
    if f.titles and f.gender in "mf":
        person.gender = f.gender
    person.last = f.first


def name_words(doc: Doc, name: tuple[int, int], prefix: str) -> tuple[str, ...]:
    """Match forms of a name's words, its own proclitics and marks left out."""
    words = [t.norm for t in doc.tokens[name[0] : name[1]] if t.word]
    words[0] = words[0][len(prefix) :]
    return tuple(words)


@lru_cache(maxsize=65536)
def same_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names of one article can be one person's: equal, or one a shorter form of the other.

    A shorter form keeps the family name («أحمد سالم قدورة» – «قدورة», «أحمد قدورة»); where a name is one foreign word
    the first word will do.
    """
    if same_spelling(" ".join(a), " ".join(b), fixed_names()):
        return True
    if len(a) > len(b):
        a, b = b, a
    if len(a) == len(b) or not a:
        return False
    if len(a) == 1 and len(b) == 3 and max(map(len, b)) <= 5 and a[0] == b[0]:
        return True  # Korean and Chinese names open with the family's: «تشانغ» for «تشانغ هو جين»
    if _spelled(a[-1], b[-1]) or _spelled(" ".join(a[-2:]), " ".join(b[-2:])):
        rest = iter(b)
        return all(any(_spelled(word, other) for other in rest) for word in a)
    return False


def _spelled(a: str, b: str) -> bool:
    return a == b or same_spelling(a, b, fixed_names())
