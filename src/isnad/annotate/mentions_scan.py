"""Doc in, names and descriptions found: one pass over the tokens, each read by the longest thing the lexicon knows there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from isnad.annotate.mentions_found import Found
from isnad.annotate.mentions_lexicon import (
    SKIPPED,
    Cue,
    Hit,
    Institution,
    Known,
    Nisba,
    Part,
    Title,
    Word,
    hits_at,
    lexicon,
)
from isnad.annotate.mentions_names import continues, could_name, idle, is_common, likeness, read_name
from isnad.text.doc import Doc

_PREPOSITIONS = frozenset(("في", "لدي", "باسم", "من", "علي", "عن", "الي", "حول", "بين", "ضد", "شءون", "لشءون"))
_OPENERS = frozenset('«“"‹„(')
_CLOSERS = frozenset('»”"›)')


@dataclass(frozen=True, slots=True)
class Scan:
    """A text's tokens, ready to be looked up."""

    doc: Doc
    norms: tuple[str, ...]
    _hits: dict[int, list[Hit]]

    def hits(self, i: int) -> list[Hit]:
        found = self._hits.get(i)
        if found is None:
            found = self._hits[i] = hits_at(self.norms, i) if i < len(self.norms) else []
        return found

    def hit(self, i: int, *kinds: type) -> Hit | None:
        """The longest hit of these kinds at token `i` (the one without proclitics among equals)."""
        best: Hit | None = None
        for hit in self.hits(i):
            if isinstance(hit.meaning, kinds) and (best is None or hit.end > best.end):
                best = hit
        return best

    def bare(self, i: int, *kinds: type) -> Hit | None:
        """The same, without proclitics."""
        best: Hit | None = None
        for hit in self.hits(i):
            if not hit.prefix and isinstance(hit.meaning, kinds) and (best is None or hit.end > best.end):
                best = hit
        return best

    def norm(self, i: int) -> str:
        return self.norms[i] if 0 <= i < len(self.norms) else ""

    def past_marks(self, i: int) -> int:
        """First token from `i` on that is no quote mark, hyphen or hash."""
        while i < len(self.norms) and self.norms[i] in SKIPPED:
            i += 1
        return i

    def same_sentence(self, i: int) -> bool:
        """Whether token `i` stands on the same line as the one before it."""
        a, b = self.doc.tokens[i - 1], self.doc.tokens[i]
        return "\n" not in self.doc.text[a.end : b.start]


def scan(doc: Doc) -> list[Found]:
    """Findings in text order, outer before inner."""
    context = Scan(doc, tuple(t.norm for t in doc.tokens), {})
    out: list[Found] = []
    i, count = 0, len(context.norms)
    while i < count:
        if idle(context.norms[i]):
            i += 1
            continue
        read = list(_read(context, i)) if doc.tokens[i].word else []
        if not read and out and out[-1].kind == "person" and out[-1].name and out[-1].end == i:
            read = list(_coordinated(context, i))
        if read:
            out += read
            i = max(f.end for f in read)
        else:
            i += 1
    out += _by_surname(context, out)
    states = {f.known.rpartition("-")[0] for f in out if f.known and f.rule.startswith(_COMPOSED)}
    out = [f for f in out if f.known or not f.rule.startswith(_COMPOSED) or f.type in states or f.end > f.first + 1]
    return sorted(out, key=lambda f: (f.first, -f.end))


_COMPOSED = ("names/institutions", "names/ministries")
"""Bodies named by what they are: one word of them alone is a mention where the text names the body in full."""


def _by_surname(scan: Scan, found: list[Found]) -> Iterator[Found]:
    """Family names alone, of persons whose whole name stands anywhere in the text."""
    names: dict[str, str] = {}
    for f in found:
        if f.kind == "person" and f.name and f.name[1] - f.name[0] >= 2:
            last = scan.norm(f.name[1] - 1)
            if len(last) > 3 and could_name(last) and last not in ("الله", "الدين"):
                names[last] = f.rule
        elif f.kind == "person" and f.name and not f.known and likeness(scan.norm(f.name[0])) > 2:
            names[scan.norm(f.name[0])[len(f.prefix) :]] = f.rule
    if not names:
        return
    forms = {prefix + name: (prefix, rule) for name, rule in names.items() for prefix in ("ك", "وب", "ول", "ف", "ب", "ل", "و", "")}
    taken = {k for f in found for k in range(f.first, f.end)}
    for i, norm in enumerate(scan.norms):
        form = forms.get(norm)
        if form and i not in taken:
            yield Found(i, i + 1, form[0], "person", form[1], name=(i, i + 1))


def _read(scan: Scan, i: int) -> Iterator[Found]:
    """What starts at token `i`: the longest reading wins, names before titles before class words."""
    title = scan.hit(i, Title)
    known = _allowed(scan, i, scan.hit(i, Known))
    institution = _institution(scan, i)
    longest = max((h.end for h in (title, known) if h), default=0)
    if institution and known and _with_nisba(scan, known.end) >= institution.end:
        institution = None
    if institution and institution.end >= longest:
        yield institution
        yield from _inside(scan, i, institution.end, depth=1)
        return
    if known and known.end >= longest and not (title and title.end == known.end and _title_wins(title)):
        yield from _known(scan, i, known)
        return
    if title:
        found = list(titled(scan, i, title))
        if found:
            yield from found
            return
    cue = scan.hit(i, Cue)
    if cue:
        found = list(_cued(scan, i, cue))
        if found:
            yield from found
            return
    nisba = scan.hit(i, Nisba)
    if nisba:
        yield from _people(scan, i, nisba)
        return
    name = read_name(scan, i, relaxed=False)
    if name:
        yield from _person(scan, i, (), name, ())
    elif _unlisted_place(scan, i):
        yield Found(i, i + 1, "", "place", "names/words#placecue", type="unlisted")


def _unlisted_place(scan: Scan, i: int) -> bool:
    """An unknown foreign-looking word after «في»: «في دانفيرملين»."""
    norm = scan.norm(i)
    return scan.norm(i - 1) == "في" and not norm.startswith("ال") and could_name(norm) and likeness(norm) > 3


def _coordinated(scan: Scan, i: int) -> Iterator[Found]:
    """An unknown name joined by «و» to the person just named: «بوش وبلير»."""
    norm = scan.norm(i)
    if (
        norm.startswith("و")
        and len(norm) > 4
        and not norm.startswith("وال")
        and could_name(norm)
        and could_name(norm[1:])
        and likeness(norm[1:]) > 0
    ):
        end = i + 1
        while end < len(scan.norms) and end - i < 4 and scan.same_sentence(end) and continues(scan, end):
            end += 1
        yield from _person(scan, i, (), (i, end), (), "و")


def _title_wins(title: Hit) -> bool:
    return isinstance(title.meaning, Title) and title.meaning.type == "office"


def _allowed(scan: Scan, i: int, hit: Hit | None) -> Hit | None:
    """A known name, unless it needs a class word or quote marks that are not there."""
    if hit is None or not isinstance(hit.meaning, Known) or not hit.meaning.cued:
        return hit
    before, after = scan.norm(i - 1), scan.norm(hit.end)
    if before in _OPENERS and after in _CLOSERS:
        back = scan.bare(i - 2, Cue, Word)
        if before == "(" or (back and back.end == i - 1):
            return hit
    return None


def _known(scan: Scan, i: int, hit: Hit) -> Iterator[Found]:
    meaning = hit.meaning
    assert isinstance(meaning, Known)
    end = _closed(scan, i, hit.end)
    if meaning.kind == "person":
        name = read_name(scan, i, relaxed=False)
        yield from _person(scan, i, (), name if name and name[1] >= hit.end else (i, hit.end), (), hit.prefix)
        return
    known, city = meaning.id, None
    if meaning.type == "capital":
        facts = lexicon().facts[meaning.id]
        if not _locative(scan, i, hit.prefix):
            known, city = facts.state or known, meaning.id
    if meaning.type not in ("state", "capital", "city"):
        end = _with_nisba(scan, end)
    yield Found(i, end, hit.prefix, meaning.kind, meaning.rule, known, (i, hit.end), type=meaning.type, city=city)


def _closed(scan: Scan, i: int, end: int) -> int:
    """Take in the mark that closes a quotation opened inside the name."""
    opened = sum(scan.norm(k) in '«“"' for k in range(i, end))
    closed = sum(scan.norm(k) in "»”" for k in range(i, end))
    if opened > closed and opened % 2 and scan.norm(end) in _CLOSERS:
        return end + 1
    return end


def _with_nisba(scan: Scan, end: int) -> int:
    """Take in nationality and class adjectives after a known name: «الأميركية», «الرسمية»."""
    while end < len(scan.norms):
        hit = scan.bare(end, Nisba) or scan.bare(end, Word)
        if hit is None:
            break
        meaning = hit.meaning
        if isinstance(meaning, Nisba) and meaning.definite and not meaning.noun and meaning.gender != "p":
            end = hit.end
        elif isinstance(meaning, Word) and meaning.type == "modifier" and scan.norm(end).startswith("ال"):
            end = hit.end
        else:
            break
    return end


_PLACING = frozenset(
    (
        "في",
        "الي",
        "مدينه",
        "العاصمه",
        "مطار",
        "ضواحي",
        "قرب",
        "شمال",
        "جنوب",
        "شرق",
        "غرب",
        "وسط",
        "شمالي",
        "جنوبي",
        "شرقي",
        "غربي",
    )
)


def _locative(scan: Scan, i: int, prefix: str) -> bool:
    """Whether a capital stands as a place, not for its state: «في موسكو», «بموسكو», «العاصمة موسكو»."""
    before = scan.norm(i - 1)
    return prefix.endswith("ب") or before in _PLACING or before.lstrip("وفبل") in ("العاصمه",)


def _institution(scan: Scan, i: int) -> Found | None:
    """«الجيش التركي», «وزارة خارجية ألمانيا», «الخارجية الروسية», «المحكمة العليا في البرازيل»."""
    hit = scan.hit(i, Institution)
    if hit is None:
        return None
    meaning = hit.meaning
    assert isinstance(meaning, Institution)
    state, end = _state_after(scan, hit.end, link=not meaning.bare)
    if state and meaning.bare and not _feminine(scan, end):
        return None
    if state is None:
        if meaning.ministry and not meaning.bare:
            end = _with_modifiers(scan, hit.end)
            return Found(i, end, hit.prefix, "org", meaning.rule, None, (i, end), type=f"ministry-{meaning.key}")
        bare = scan.norm(i)[len(hit.prefix) :] if hit.prefix != "ل" else "ال"
        if meaning.bare or not (bare.startswith("ال") or hit.end > i + 1):
            return None
        return Found(i, hit.end, hit.prefix, meaning.kind, meaning.rule, None, None, type=meaning.key)
    id = f"{meaning.key}-{state.removeprefix('state-')}"
    if meaning.ministry:
        id = _SPECIAL.get(id, f"ministry-{id}")
    end = _with_nisba(scan, end)
    type = "وزاره" if meaning.ministry else scan.norm(i)[len(hit.prefix) :].removeprefix("ال")
    return Found(i, end, hit.prefix, meaning.kind, meaning.rule, _SPECIAL.get(id, id), type=type, governs=(state,))


def _feminine(scan: Scan, end: int) -> bool:
    """Whether the adjective that ends here is feminine: «الخارجية الروسية» is a ministry, «وزير الخارجية الروسي» is not."""
    return scan.norm(end - 1).endswith("يه")


_SPECIAL = {
    "mod-us": "pentagon", "mfa-us": "us-statedept", "mof-us": "us-treasury", "army-il": "idf", "parliament-il": "knesset",
    "parliament-ir": "majlis-ir", "parliament-de": "bundestag", "house-us": "us-house", "senate-us": "us-senate",
    "centralbank-us": "fed", "statetv-sy": "syrian-tv", "statetv-ir": "iran-tv",
}  # fmt: skip
"""Compositional names that are another entry of the lexicon."""


def _with_modifiers(scan: Scan, end: int) -> int:
    while (hit := scan.bare(end, Word)) and isinstance(hit.meaning, Word) and hit.meaning.type == "modifier":
        end = hit.end
    return end


def _state_after(scan: Scan, end: int, link: bool) -> tuple[str | None, int]:
    """The state named right after a head: by adjective, as its complement, or after «في»; modifiers may stand between."""
    end = scan.past_marks(end) if scan.norm(end) not in _OPENERS else end
    for _ in range(2):
        hit = scan.bare(end, Nisba)
        if hit and isinstance(hit.meaning, Nisba) and hit.meaning.gender != "p" and not hit.meaning.noun:
            return hit.meaning.state, hit.end
        known = scan.bare(end, Known)
        if known and isinstance(known.meaning, Known) and known.meaning.type == "state":
            return known.meaning.id, known.end
        if link and scan.norm(end) == "في":
            known = scan.bare(end + 1, Known)
            if known and isinstance(known.meaning, Known) and known.meaning.type == "state":
                return known.meaning.id, known.end
        word = scan.bare(end, Word)
        if not (word and isinstance(word.meaning, Word) and word.meaning.type == "modifier"):
            return None, end
        end = word.end
    return None, end


def titled(scan: Scan, i: int, hit: Hit) -> Iterator[Found]:
    """A title with what it governs, and the name after it, if there is one."""
    role = read_role(scan, i, hit)
    at = role.end
    if scan.norm(at) in (",", "،", "("):
        after = scan.past_marks(at + 1)
    else:
        after = scan.past_marks(at)
    plural = role.gender == "p"
    name = None
    if not plural and after < len(scan.norms) and scan.same_sentence(after) and scan.norm(after - 1) not in "-–":
        nisba = scan.bare(after, Nisba)
        if nisba and isinstance(nisba.meaning, Nisba) and nisba.meaning.definite and after == at:
            after = nisba.end
        name = read_name(scan, after, relaxed=after == at or scan.norm(at) in SKIPPED, after_comma=after != at)
    if name is None and not plural and after == at and role.type in ("honorific", "rank", "role"):
        name = _unusual(scan, after)
    if name:
        yield from _person(scan, i, role.titles, name, role.governs, hit.prefix, role)
    elif role.type in ("honorific", "rank") and len(role.titles) == 1 and not role.governs:
        return
    elif plural:
        if role.governs or role.end > hit.end:
            yield replace(role, kind="group")
    elif role.governs or (role.definite and role.type in ("office", "role")):
        yield role
    yield from _inside(scan, i, role.end)


def _unusual(scan: Scan, i: int) -> tuple[int, int] | None:
    """After a form of address, an everyday word before a family name is a given name: «الدكتور موافق الرويلي»."""
    if (
        i + 1 >= len(scan.norms)
        or not scan.same_sentence(i)
        or not scan.doc.tokens[i].word
        or scan.hit(i, Word, Title, Known)
    ):
        return None
    norm, family = scan.norm(i), scan.norm(i + 1)
    surname = scan.bare(i + 1, Part)
    listed = bool(surname and isinstance(surname.meaning, Part) and not surname.meaning.given)
    if (
        norm.startswith("ال")
        or len(norm) < 3
        or not (listed or (family.startswith("ال") and could_name(family) and could_name(family[2:])))
    ):
        return None
    return i, i + 2


def _inside(scan: Scan, first: int, end: int, depth: int = 0) -> Iterator[Found]:
    """Known places and bodies within a role phrase or, below it, within an institution's name."""
    at = first + 1
    while at < end:
        institution = None if depth else _institution(scan, at)
        if institution and institution.end <= end:
            yield institution
            at = institution.end
            continue
        hit = _allowed(scan, at, scan.hit(at, Known))
        if hit and isinstance(hit.meaning, Known) and hit.meaning.kind != "person" and hit.end <= end:
            yield next(_known(scan, at, hit))
            at = hit.end
        else:
            at += 1


def read_role(scan: Scan, i: int, hit: Hit) -> Found:
    """A title, further titles beside it and everything they govern: «نائب رئيس الوزراء ووزير الداخلية»."""
    meaning = hit.meaning
    assert isinstance(meaning, Title)
    titles, governs = [meaning.key], []
    end, construct = hit.end, not meaning.definite
    for _ in range(10):
        step = _governed(scan, end, construct, meaning)
        if step is None:
            break
        if _another(scan, end, step, governs):
            break
        end, what, construct = step
        for word in what:
            (titles if word.startswith("title:") else governs).append(word.removeprefix("title:"))
    return Found(
        i, end, hit.prefix, "group" if meaning.gender == "p" else "person", meaning.rule, None, None, tuple(titles),
        tuple(governs), meaning.gender, meaning.definite, meaning.type,
    )  # fmt: skip


def _another(scan: Scan, at: int, step: tuple[int, tuple[str, ...], bool], governs: list[str]) -> bool:
    """Whether a title joined by «و» is another person's: «الرئيس الروسي والزعيم الكوري الشمالي»."""
    if not scan.norm(at).startswith("و") or not any(w.startswith("title:") for w in step[1]):
        return False
    states = {g for g in governs if g.startswith("state-")}
    nisba = scan.bare(step[0], Nisba)
    return bool(states) and nisba is not None and isinstance(nisba.meaning, Nisba) and nisba.meaning.state not in states


def _governed(scan: Scan, at: int, construct: bool, title: Title) -> tuple[int, tuple[str, ...], bool] | None:
    """One more constituent of a role phrase at token `at`: its end, what it governs, and whether it calls for another."""
    norm = scan.norm(at)
    if not norm or (at and not scan.same_sentence(at)):
        return None
    quoted = scan.past_marks(at) if norm in '«“"' and construct else at
    nisba = scan.bare(quoted, Nisba)
    if nisba and isinstance(nisba.meaning, Nisba) and not nisba.meaning.noun:
        return nisba.end, (nisba.meaning.state,), False
    word = scan.bare(at, Word)
    if word and isinstance(word.meaning, Word) and word.meaning.type in ("modifier", "indefmodifier"):
        if word.meaning.type == "modifier" or not title.definite:
            return word.end, (), construct and word.meaning.type == "modifier" and False
    more = scan.hit(at, Title)
    if more and isinstance(more.meaning, Title) and _joins(more, construct):
        return more.end, (f"title:{more.meaning.key}",), not more.meaning.definite
    if construct:
        return _complement(scan, quoted)
    if norm.startswith("ال") and len(norm) > 5 and norm.endswith(("ي", "يه")) and scan.norm(at - 1).startswith("ال"):
        if is_common(norm) and not scan.bare(at, Part) and not scan.bare(at, Title):
            return at + 1, (), False
    return _linked(scan, at, title)


def _joins(more: Hit, construct: bool) -> bool:
    assert isinstance(more.meaning, Title)
    if more.meaning.gender == "p":
        return construct and not more.prefix
    if more.meaning.type in ("honorific", "rank"):
        return not more.prefix and not construct
    return more.prefix in ("", "و") and (construct or bool(more.prefix) or more.meaning.definite)


def _complement(scan: Scan, at: int) -> tuple[int, tuple[str, ...], bool] | None:
    """What stands in construct after a head noun."""
    institution = scan.bare(at, Institution)
    known = scan.bare(at, Known)
    if known and isinstance(known.meaning, Known) and known.meaning.kind != "person":
        if institution is None or known.end >= institution.end:
            return _closed(scan, at - (scan.norm(at - 1) in '«“"'), known.end), (known.meaning.id,), False
    if institution and isinstance(institution.meaning, Institution):
        return (
            institution.end,
            (institution.meaning.key,),
            institution.meaning.bare and not scan.norm(at).startswith("ال"),
        )
    cue = scan.bare(at, Cue)
    norm = scan.norm(cue.end if cue else at)
    if cue and isinstance(cue.meaning, Cue):
        unlisted = could_name(norm) and not norm.startswith("ال") and not scan.bare(cue.end, Part)
        if unlisted and not cue.meaning.definite:
            return cue.end + 1, (cue.meaning.type, norm), False
        return cue.end, (cue.meaning.type,), not cue.meaning.definite
    if norm.startswith("ال") and len(norm) > 4:
        return at + 1, (norm,), False
    following = scan.bare(at + 1, Nisba)
    if following and isinstance(following.meaning, Nisba) and not following.meaning.definite and is_common(norm):
        whole = [m for m in lexicon().root.get(f"ال{norm}", {}).get("", ()) if isinstance(m, Institution)]
        return at + 1, (whole[0].key if whole else norm,), False
    if scan.doc.tokens[at].word and scan.norm(at + 1).startswith("ال") and len(norm) > 2 and not could_name(norm):
        return at + 1, (norm,), True
    return None


def _linked(scan: Scan, at: int, title: Title) -> tuple[int, tuple[str, ...], bool] | None:
    """What a preposition ties to a title: «باسم الكرملين», «لدى اليمن», «في معهد الدراسات», «للشؤون الخارجية»."""
    norm = scan.norm(at)
    if norm == "باسم":
        named = _complement(scan, at + 1)
        return named or ((at + 1, (), True) if scan.bare(at + 1, Title) else None)
    if norm in ("لدي", "في", "من"):
        known = scan.bare(at + 1, Known)
        place = known and isinstance(known.meaning, Known) and known.meaning.kind == "place"
        if norm == "لدي" or not place or not title.definite:
            if scan.bare(at + 1, Institution) or scan.bare(at + 1, Cue) or known:
                return _complement(scan, at + 1)
        return None
    hit = scan.hit(at, Institution, Known, Cue)
    if hit and hit.prefix in ("ل", "ب") and not (isinstance(hit.meaning, Known) and hit.meaning.kind == "person"):
        meaning = hit.meaning
        if isinstance(meaning, Known) and meaning.kind == "place" and hit.prefix == "ب":
            return None
        word = (
            meaning.id
            if isinstance(meaning, Known)
            else meaning.key
            if isinstance(meaning, Institution)
            else meaning.type
        )  # type: ignore[union-attr]
        return hit.end, (word,), isinstance(meaning, Cue) and not meaning.definite
    if norm in ("لشءون", "للشءون"):
        return at + 1, (), True
    return None


def _person(
    scan: Scan,
    i: int,
    titles: tuple[str, ...],
    name: tuple[int, int],
    governs: tuple[str, ...],
    prefix: str = "",
    role: Found | None = None,
) -> Iterator[Found]:
    """A named person, and the apposition after the name: «كايتي سميث مراسلة الإذاعة»."""
    own = prefix or _prefix_of(scan, name[0])
    first = i if titles else name[0]
    rule = role.rule if role else "names/given#name"
    gender = role.gender if role else "m"
    known = _known_person(scan, name)
    yield Found(
        first, name[1], prefix if titles else own, "person", known[1] if known else rule, known[0] if known else None, name,
        titles, governs, gender, True, role.type if role else "", known[2] if known else False,
    )  # fmt: skip
    at = name[1]
    comma = scan.norm(at) in (",", "،", "(")
    start = at + 1 if comma else at
    if scan.norm(start) in ("وهو", "وهي", "هو", "هي") and comma:
        start += 1
    hit = scan.bare(start, Title)
    if (
        hit is None
        or not isinstance(hit.meaning, Title)
        or hit.meaning.gender == "p"
        or hit.meaning.type in ("honorific", "rank")
    ):
        return
    if start >= len(scan.norms) or not scan.same_sentence(start):
        return
    apposed = read_role(scan, start, hit)
    after = scan.past_marks(apposed.end)
    if after < len(scan.norms) and read_name(scan, after, relaxed=True) and scan.same_sentence(after):
        return
    if apposed.governs or hit.meaning.definite:
        yield replace(apposed, type="apposition")
        yield from _inside(scan, start, apposed.end)


def _prefix_of(scan: Scan, i: int) -> str:
    hit = scan.hit(i, Known, Part)
    return hit.prefix if hit else ""


def _known_person(scan: Scan, name: tuple[int, int]) -> tuple[str, str, bool] | None:
    """Id, rule and shortness of the known person whose form spans the whole name."""
    start, end = name
    for hit in scan.hits(start):
        if isinstance(hit.meaning, Known) and hit.meaning.kind == "person" and hit.end == end:
            return hit.meaning.id, hit.meaning.rule, hit.meaning.short
    return None


def _cued(scan: Scan, i: int, hit: Hit) -> Iterator[Found]:
    """«شركة سمارة للنقل», «جامعة بيرزيت», «مدينة سمارة»: a class word and the name after it."""
    meaning = hit.meaning
    assert isinstance(meaning, Cue)
    at = hit.end
    quoted = scan.norm(at) in '«“"('
    start = scan.past_marks(at)
    known = scan.bare(start, Known)
    if known and isinstance(known.meaning, Known) and (known.meaning.kind != "person" or meaning.kind == "org"):
        if known.meaning.kind == meaning.kind or known.meaning.cued:
            end = known.end + (quoted and scan.norm(known.end) in _CLOSERS)
            end = _with_nisba(scan, end)
            yield Found(
                i,
                end,
                hit.prefix,
                known.meaning.kind,
                known.meaning.rule,
                known.meaning.id,
                (start, known.end),
                type=meaning.type,
            )
            return
    end = _org_end(scan, start, meaning, quoted)
    if end is None:
        return
    stop = end + (quoted and scan.norm(end) in _CLOSERS)
    stop = _with_nisba(scan, stop)
    yield Found(
        i, stop, hit.prefix, meaning.kind, meaning.rule, None, (start, end), type=meaning.type, gender=meaning.gender
    )


def _org_end(scan: Scan, start: int, cue: Cue, quoted: bool) -> int | None:
    """Where the name after a class word ends, or None where no name stands there."""
    end = start
    if quoted:
        while end < len(scan.norms) and scan.norm(end) not in _CLOSERS and end - start < 6:
            end += 1
        return end if end > start and scan.norm(end) in _CLOSERS else None
    if cue.definite:
        return None
    while end < len(scan.norms) and end - start < 5 and (end == start or scan.same_sentence(end)):
        if not scan.doc.tokens[end].word or scan.norm(end) in _PREPOSITIONS:
            break
        if not could_name(scan.norm(end)) and not scan.bare(end, Part):
            break
        end += 1
    return end if end > start else None


def _people(scan: Scan, i: int, hit: Hit) -> Iterator[Found]:
    """«الفلسطينيون», «الروس»: a people; «السويسري جوزيف …»: a person by nationality and name."""
    meaning = hit.meaning
    assert isinstance(meaning, Nisba)
    if meaning.gender == "p" and meaning.definite:
        id = f"people-{meaning.state.removeprefix('state-')}"
        yield Found(
            i,
            hit.end,
            hit.prefix,
            "group",
            f"names/states#{meaning.state}",
            id,
            type="people",
            governs=(meaning.state,),
        )
    elif meaning.definite and not meaning.noun:
        name = read_name(scan, hit.end, relaxed=False)
        if name and name[0] == hit.end and (name[1] - name[0] >= 2 or hit.prefix in ("", "و")):
            yield from _person(scan, i, ("national",), name, (meaning.state,), hit.prefix)
