"""A title and the name behind it in, whose name it is out: its bearer's, another's, or that of a place."""

from __future__ import annotations

from isnad.annotate.mentions_context import Scan
from isnad.annotate.mentions_found import Found
from isnad.annotate.mentions_letters import could_name
from isnad.annotate.mentions_lexicon import Cue, Hit, Known, Part, Title, Word, lexicon
from isnad.annotate.mentions_roles import ADDRESSES
from isnad.text.fold import fold

LETTERS = {"م": "engineer", "ا": "professor"}
"""Titles that one letter with a dot or a stroke stands for: «م. سامر», «أ. د. سامر», «أ/ سامر»."""


def abbreviated(scan: Scan, i: int) -> Hit | None:
    """The title that a single letter stands for here; «د» is a word of the lexicon."""
    key = LETTERS.get(scan.norm(i))
    if key is None or scan.norm(i + 1) not in _POINTS or (i and scan.doc.tokens[i - 1].number) or scan.hit(i, Known):
        return None  # «أ.ف.ب» is an agency
    return Hit(Title(key, "m", False, "role", f"names/titles#{key}"), i + 1, "")


def past_points(scan: Scan, first: int, at: int) -> int:
    """First token behind a title's dot or stroke and the titles abbreviated after it: «أ. د. سامر», «اللواء/ سامر»."""
    letter = at == first + 1 and len(scan.norm(first)) <= 2
    while scan.norm(at) == "/" or (scan.norm(at) == "." and letter):
        at += 1
        letter = scan.norm(at) in ("د", "م") and scan.norm(at + 1) in _POINTS
        at += letter
    return at


_POINTS = frozenset("./")


def ruled(scan: Scan, role: Found, name: tuple[int, int]) -> bool:
    """Whether the unknown word after «ملك», «حاكم», «عمدة» is what is ruled: «ملك أراغون»."""
    if role.definite or role.governs or role.titles[-1] not in ("king", "queen", "emperor", "governor", "mayor"):
        return False
    return name[1] - name[0] == 1 and not scan.bare(name[0], Part, Known)


def governs_name(scan: Scan, role: Found, name: tuple[int, int], joined: bool) -> bool:
    """Whether the one named is another than who bears the title: «محامي ترامب», «المتحدث باسم الرئيس دونالد ترامب».

    A title without its article, right before a name, is in construct with it; and an office that the lexicon gives
    the one named, inside another's title, is not that other's.
    """
    addressed = role.type in ("honorific", "rank") or role.titles[0] in ADDRESSES
    if len(role.titles) == 1:
        given = scan.bare(role.first, Part)  # «رائد سالم»: a given name that is a title as well
        return joined and given is None and not (role.definite or role.governs or addressed)
    if joined and owned(scan, name):
        return True
    known = known_person(scan, name)
    facts = lexicon().facts.get(known[0]) if known else None
    held = {office.partition(":")[0] for office in facts.offices} if facts else set()
    return bool(held & set(role.titles[1:])) and role.titles[0] not in held and not addressed


NAMESAKES = frozenset(("king", "emir", "sultan", "queen", "imam"))
"""Titles of those whom roads, schools and airports are named after: «مدير مطار الملك فهد»."""


def owned(scan: Scan, name: tuple[int, int]) -> bool:
    """Whether what belongs to the one named is before his title: «مكتب الدكتور سامي نجار», «طبيب بمدينة الملك خالد»."""
    owner = scan.hit(name[0] - 2, Cue) if scan.hit(name[0] - 1, Title) else None
    return owner is not None and isinstance(owner.meaning, Cue) and not owner.meaning.definite


def unusual(scan: Scan, i: int) -> tuple[int, int] | None:
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


def known_person(scan: Scan, name: tuple[int, int]) -> tuple[str, str, bool] | None:
    """Id, rule and shortness of the known person whose form spans the whole name."""
    start, end = name
    for hit in scan.hits(start):
        if isinstance(hit.meaning, Known) and hit.meaning.kind == "person" and hit.end == end:
            return hit.meaning.id, hit.meaning.rule, hit.meaning.short
    family = scan.bare(end - 1, Known)
    if family and isinstance(family.meaning, Known) and family.meaning.short and family.meaning.kind == "person":
        whole = tuple(fold(lexicon().facts[family.meaning.id].name).split())  # «علي ولايتي» is «علي أكبر ولايتي»
        if (
            whole[0] == scan.norm(start)
            and scan.norm(end - 1) == whole[-1]
            and set(scan.norms[start:end]) <= set(whole)
        ):
            return family.meaning.id, family.meaning.rule, False
    return None
