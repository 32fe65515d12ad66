"""Doc in, names and descriptions found: each token read by the longest thing the lexicon knows there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from isnad.annotate.mentions_again import told_again
from isnad.annotate.mentions_bearer import (
    LETTERS,
    NAMESAKES,
    abbreviated,
    governs_name,
    known_person,
    owned,
    past_points,
    ruled,
    unusual,
)
from isnad.annotate.mentions_bodies import (
    allowed,
    closed,
    locative,
    of_another_country,
    read_cued,
    read_institution,
    with_nisba,
)
from isnad.annotate.mentions_context import Scan
from isnad.annotate.mentions_ends import enclosed_name, speech_before
from isnad.annotate.mentions_found import Found
from isnad.annotate.mentions_letters import could_name, idle, likeness, unlisted
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
    class_words,
    lexicon,
)
from isnad.annotate.mentions_names import continues, read_name
from isnad.annotate.mentions_namesake import named_end, namesakes
from isnad.annotate.mentions_roles import ADDRESSES, no_title, read_role
from isnad.text.doc import Doc


def scan(doc: Doc) -> list[Found]:
    """Findings in text order, outer before inner."""
    context = Scan.of(doc)
    out: list[Found] = []
    after = 0
    for i, norm in enumerate(context.norms):
        if i < after:
            continue
        letter = abbreviated(context, i) if norm in LETTERS else None
        if not letter and (idle(norm) or not ((kinds := context.kinds(i)) or unlisted(norm))):
            continue
        if not letter and Word in kinds and (past := _past_idiom(context, i)):
            after = past
            continue
        found = titled(context, i, letter) if letter else _read(context, i)
        read = list(found) if doc.tokens[i].word else []
        if not read and out and out[-1].kind == "person" and out[-1].name and out[-1].end == i:
            read = list(_coordinated(context, i))
        if read:
            out += read
            after = max([f.end for f in read])
    out = told_again(context, list(namesakes(context, out)))
    states = {f.known.rpartition("-")[0] for f in out if f.known and f.rule.startswith(_COMPOSED)}
    out = [f for f in out if f.known or not f.rule.startswith(_COMPOSED) or f.type in states or f.end > f.first + 1]
    whole = {f.known for f in out if f.known and not f.short}
    out = [f for f in out if not f.short or f.known in whole or f.titles or not _everyday(context, f)]
    return sorted(out, key=lambda f: (f.first, -f.end))


def _past_idiom(scan: Scan, i: int) -> int | None:
    """The token after words that only look like a name: «مسقط رأسه», «الحد الأقصى»."""
    hit = scan.hit(i, Word)
    return hit.end if hit and isinstance(hit.meaning, Word) and hit.meaning.type == "idiom" else None


def _everyday(scan: Scan, found: Found) -> bool:
    """Whether a family name alone is as well an everyday word: «الأسد», «كبرى» (no «ك» before Berri)."""
    hit = scan.hit(found.first, Known)
    noun = hit is not None and isinstance(hit.meaning, Known) and (hit.meaning.cued or hit.prefix.endswith("ك"))
    return noun and found.end == found.first + 1 and not speech_before(scan, found.first)


_COMPOSED = ("names/institutions", "names/ministries")
"""Bodies named by what they are: one word of them alone is a mention where the text names the body in full."""


def _read(scan: Scan, i: int) -> Iterator[Found]:
    """What starts at token `i`: a name or description of the lexicon, else a personal name or a place it lacks."""
    found = None if _LISTED.isdisjoint(scan.kinds(i)) else _listed(scan, i)
    if found is not None:
        yield from found
        return
    introduced = i > 0 and _introduces(scan, i - 1) and scan.same_sentence(i)
    name = read_name(scan, i, relaxed=introduced, after_comma=introduced and not scan.hit(i, Part))
    if name:
        yield from _person(scan, i, (), name, ())
    elif _unlisted_place(scan, i):
        yield Found(i, i + 1, "", "place", "names/reading#unlisted-place", type="unlisted")


_LISTED = frozenset((Title, Known, Institution, Cue, Nisba))


def _listed(scan: Scan, i: int) -> Iterable[Found] | None:
    """What the lexicon makes of token `i`: the longest reading wins, names before titles before class words.

    None where what follows may still make a name of it.
    """
    kinds = scan.kinds(i)  # of the five readings a word has one, as a rule: the others are not tried
    title = scan.hit(i, Title) if Title in kinds and not no_title(scan, i) else None
    known = allowed(scan, i, scan.hit(i, Known)) if Known in kinds else None
    institution = read_institution(scan, i) if Institution in kinds else None
    longest = max(title.end if title else 0, known.end if known else 0)
    if institution and known and with_nisba(scan, known.end) >= institution.end:
        institution = None
    if institution and institution.end >= longest:
        return [institution, *_inside(scan, i, institution.end, depth=1)]
    if known and known.end >= longest and not (title and title.end == known.end and _title_wins(title)):
        return _known(scan, i, known)
    if title and (found := list(titled(scan, i, title))):
        return found
    cue = scan.hit(i, Cue)
    if cue and (found := list(read_cued(scan, i, cue))):
        return found
    nisba = scan.hit(i, Nisba)
    return _people(scan, i, nisba) if nisba else None


def _introduces(scan: Scan, i: int) -> bool:
    """Whether a word that a person's name follows stands here: «إخراج», «اسمه», «يدعى»."""
    norm, cues = scan.norm(i), class_words("namecue")
    return norm in cues or (norm[0] in "وفبل" and norm[1:] in cues)


def _unlisted_place(scan: Scan, i: int) -> bool:
    """An unknown foreign-looking word after «في»: «في دانفيرملين»."""
    if scan.norm(i - 1) != "في":
        return False
    norm = scan.norm(i)
    return not norm.startswith("ال") and could_name(norm) and likeness(norm) > 3


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


def _known(scan: Scan, i: int, hit: Hit) -> Iterator[Found]:
    meaning = hit.meaning
    assert isinstance(meaning, Known)
    end = closed(scan, i, hit.end)
    if meaning.kind == "person":
        name = read_name(scan, i, relaxed=False)
        found = _person(scan, i, (), name if name and name[1] >= hit.end else (i, hit.end), (), hit.prefix)
        title = scan.hit(i, Title)
        own = title.end if title and title.end < hit.end else i  # «الملك حمد بن عيسى» is listed with its title
        yield from (f._replace(name=(own, f.name[1])) if f.name and own > i else f for f in found)
        return
    known: str | None = None if of_another_country(scan, end, meaning) else meaning.id
    city = None
    if meaning.type == "capital":
        facts = lexicon().facts[meaning.id]
        if not locative(scan, i, hit.prefix):
            known, city = facts.state or known, meaning.id
    if meaning.type not in ("state", "capital", "city"):
        end = with_nisba(scan, end)
    yield Found(i, end, hit.prefix, meaning.kind, meaning.rule, known, (i, hit.end), type=meaning.type, city=city)


def titled(scan: Scan, i: int, hit: Hit) -> Iterator[Found]:
    """A title with what it governs, and the name after it, if there is one."""
    role = read_role(scan, i, hit)
    at = past_points(scan, i, role.end)
    after = scan.past_marks(at + (scan.norm(at) in (",", "،", "(")))
    plural = role.gender == "p"
    name = None
    if not plural and after < len(scan.norms) and scan.same_sentence(after) and scan.norm(after - 1) not in "-–":
        nisba = scan.bare(after, Nisba)
        if nisba and isinstance(nisba.meaning, Nisba) and nisba.meaning.definite and after == at:
            after = nisba.end
        name = read_name(scan, after, relaxed=after == at or scan.norm(at) in SKIPPED, after_comma=after != at)
    addressed = role.type in ("honorific", "rank", "role") or role.titles[-1] in ADDRESSES
    if name is None and not plural and after == at and addressed:
        name = unusual(scan, after)
    if name is None and not plural and scan.norm(at) in (",", "،") and (role.definite or role.governs):
        name = enclosed_name(scan, after)
    if name and ruled(scan, role, name):
        yield Found(name[0], name[1], "", "place", "names/reading#ruled-place", type="unlisted")
    elif name and governs_name(scan, role, name, after == at):
        namesake = role.titles[-1] in NAMESAKES and owned(scan, name)
        yield role._replace(end=named_end(scan, name[1]) if namesake else name[1], kind="person")
        if not namesake:
            yield from _person(scan, name[0], (), name, ())
    elif name:
        yield from _person(scan, i, role.titles, name, role.governs, hit.prefix, role)
    elif role.type in ("honorific", "rank") and len(role.titles) == 1 and not role.governs:
        return
    elif plural:
        if role.governs or role.end > hit.end:
            yield role._replace(kind="group")
    elif role.governs or (role.definite and role.type in ("office", "role")):
        yield role
    yield from _inside(scan, i, role.end)


def _inside(scan: Scan, first: int, end: int, depth: int = 0) -> Iterator[Found]:
    """Known places and bodies within a role phrase or, below it, within an institution's name."""
    at = first + 1
    while at < end:
        institution = None if depth else read_institution(scan, at)
        if institution and institution.end <= end:
            yield institution
            at = institution.end
            continue
        hit = allowed(scan, at, scan.hit(at, Known))
        if hit and isinstance(hit.meaning, Known) and hit.meaning.kind != "person" and hit.end <= end:
            yield next(_known(scan, at, hit))
            at = hit.end
            continue
        cue = scan.hit(at, Cue)
        placed = (
            next((f for f in read_cued(scan, at, cue) if f.kind == "place" and f.end <= end), None) if cue else None
        )
        if placed:
            yield placed
        at = placed.end if placed else at + 1


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
    gender = role.gender if role else "m"
    id, rule, short = known_person(scan, name) or (None, role.rule if role else "names/reading#personal-name", False)
    yield Found(
        first, name[1], prefix if titles else own, "person", rule, id, name, titles, governs, gender, True,
        role.type if role else "", short,
    )  # fmt: skip
    yield from _appositions(scan, name[1])


def _appositions(scan: Scan, at: int) -> Iterator[Found]:
    """The titles behind a name: «سامي نجار، وهو مدير الميناء», «سامي نجار وزير الدولة عضو المجلس رئيس اللجنة»."""
    comma = scan.norm(at) in (",", "،", "(")
    start = at + 1 if comma else at
    if scan.norm(start) in ("وهو", "وهي", "هو", "هي") and comma:
        start += 1
    for _ in range(_TITLES):
        hit = scan.bare(start, Title)
        if hit is None or not isinstance(hit.meaning, Title) or not scan.same_sentence(start):
            return
        if hit.meaning.gender == "p" or hit.meaning.type in ("honorific", "rank"):
            return
        apposed = read_role(scan, start, hit)
        after = scan.past_marks(apposed.end)
        if after < len(scan.norms) and read_name(scan, after, relaxed=True) and scan.same_sentence(after):
            return
        if not (apposed.governs or hit.meaning.definite):
            return
        yield apposed._replace(type="apposition")
        yield from _inside(scan, start, apposed.end)
        start = apposed.end


_TITLES = 4
"""Most titles in a row behind a name: a prince may be governor, member, chairman and adviser."""


def _prefix_of(scan: Scan, i: int) -> str:
    hit = scan.hit(i, Known, Part)
    return hit.prefix if hit else ""


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
        if name is None and _opens(scan, i, hit):
            name = read_name(scan, hit.end, relaxed=True)
            if name and name[1] - name[0] == 1 and likeness(scan.norm(name[0])) < _SURE:
                name = None
        if name and name[0] == hit.end and (name[1] - name[0] >= 2 or hit.prefix in ("", "و")):
            yield from _person(scan, i, ("national",), name, (meaning.state,), hit.prefix)


_SURE = 4
"""Likeness of a word from which one word alone is a name after a nationality."""


def _opens(scan: Scan, i: int, hit: Hit) -> bool:
    """Whether a nationality opens its phrase: no noun before it that it would qualify («وفاز الكيني …»)."""
    before = scan.norm(i - 1)
    if i == 0 or hit.prefix or not scan.doc.tokens[i - 1].word or not scan.same_sentence(i):
        return True
    fellow = before.endswith(("ه", "ها")) and before.startswith(_FELLOWS)
    definite = before.startswith(("ال", "وال", "لل", "بال", "فال", "كال")) or before.endswith(_POSSESSED)
    word = scan.bare(i - 1, Word)
    if fellow or (word is not None and isinstance(word.meaning, Word) and word.meaning.type == "function"):
        return True
    return not (definite or scan.hit(i - 1, Known, Part, Nisba))


_FELLOWS = ("زميل", "لاعب", "مدرب", "نجم", "خصم", "منافس")
_POSSESSED = ("ه", "ها", "هم", "نا")
