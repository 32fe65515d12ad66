"""A title in, the whole role phrase out: what it governs, further titles, nationality: «نائب رئيس الوزراء العراقي»."""

from __future__ import annotations

from isnad.annotate.mentions_bodies import closed
from isnad.annotate.mentions_context import Scan
from isnad.annotate.mentions_found import Found
from isnad.annotate.mentions_letters import could_name, is_common
from isnad.annotate.mentions_lexicon import Cue, Hit, Institution, Known, Nisba, Part, Title, Word, lexicon

ADDRESSES = frozenset(("doctor", "professor", "engineer", "pope", "king", "emir", "sultan", "queen"))
"""Titles that may stand before a name without an article, as forms of address do."""


def read_role(scan: Scan, i: int, hit: Hit) -> Found:
    """A title, further titles beside it and everything they govern: «نائب رئيس الوزراء ووزير الداخلية»."""
    meaning = hit.meaning
    assert isinstance(meaning, Title)
    titles: list[str] = [meaning.key]
    governs: list[str] = []
    whole = meaning.gender == "p" and scan.norm(hit.end - 1).endswith(("ون", "ين"))
    end, construct = hit.end, not meaning.definite and not whole  # «مسلحون القرية»: the nun bars a genitive
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


def no_title(scan: Scan, i: int) -> bool:
    """Whether a word that only looks like a title stands here: «أمام» for «إمام», «طالب المجلس بـ» for «طالب الطب»."""
    return _before(scan, i) or _demands(scan, i)


def _before(scan: Scan, i: int) -> bool:
    """Whether «امام» is the preposition «أمام», which match forms do not tell from «إمام»."""
    token = scan.doc.tokens[i]
    return token.norm.endswith("امام") and "إ" not in scan.doc.text[token.start : token.end]


def _demands(scan: Scan, i: int) -> bool:
    """Whether «طالب» is the verb before its subject («طالب مجلس النواب»), and no student («طالب كلية الطب»)."""
    if scan.norm(i).lstrip("وف") != "طالب":
        return False
    body = scan.bare(i + 1, Known, Institution, Cue, Title)
    if body is None:
        return False
    meaning = body.meaning
    if isinstance(meaning, Title | Institution):
        return True
    return isinstance(meaning, Cue | Known) and meaning.kind == "org" and meaning.type not in _SCHOOLS


_SCHOOLS = frozenset(("جامعه", "كليه", "مدرسه", "معهد", "اكاديميه", "university"))


def _another(scan: Scan, at: int, step: tuple[int, tuple[str, ...], bool], governs: list[str]) -> bool:
    """Whether a title joined by «و» is another person's: «الرئيس الروسي والزعيم الكوري الشمالي»."""
    if not scan.norm(at).startswith("و") or not any(w.startswith("title:") for w in step[1]):
        return False
    states = {g for g in governs if g.startswith("state-")}
    nisba = scan.bare(step[0], Nisba)
    return bool(states) and nisba is not None and isinstance(nisba.meaning, Nisba) and nisba.meaning.state not in states


def _governed(scan: Scan, at: int, construct: bool, title: Title) -> tuple[int, tuple[str, ...], bool] | None:
    """One more constituent of a role phrase: its end, what it governs, and whether it calls for another."""
    norm = scan.norm(at)
    if not norm or (at and not scan.same_sentence(at)):
        return None
    quoted = scan.past_marks(at) if norm in '«“"' and construct else at
    nisba = scan.bare(quoted, Nisba)
    if nisba and isinstance(nisba.meaning, Nisba) and not nisba.meaning.noun and not _given(scan, at):
        return nisba.end, (nisba.meaning.state,), False
    word = scan.bare(at, Word)
    kind = word.meaning.type if word and isinstance(word.meaning, Word) else ""
    if word and (kind == "modifier" or (kind == "indefmodifier" and not title.definite)):
        return word.end, (), False
    more = scan.hit(at, Title)
    if more and isinstance(more.meaning, Title) and _joins(more, construct):
        return more.end, (f"title:{more.meaning.key}",), not more.meaning.definite
    if construct:
        return _complement(scan, quoted, plural=title.gender == "p" or (title.type == "role" and len(norm) == 3))
    return (at + 1, (), False) if _qualifies(scan, at) else _linked(scan, at, title)


def _given(scan: Scan, at: int) -> bool:
    """Whether a nationality is a given name here: «العقيد تركي المالكي», no «وزير تركي»."""
    known = scan.bare(at, Known)
    person = known is not None and isinstance(known.meaning, Known) and known.meaning.kind == "person"
    part = scan.bare(at, Part)
    given = part is not None and isinstance(part.meaning, Part) and part.meaning.given
    return (person or given) and scan.norm(at - 1).startswith("ال") and not scan.norm(at).startswith("ال")


def _qualifies(scan: Scan, at: int) -> bool:
    """Whether an everyday adjective follows a definite noun: «الأمن القومي», and no body's name: «السكان البلدية»."""
    norm = scan.norm(at)
    if scan.bare(at, Cue):
        return False
    if not (norm.startswith("ال") and len(norm) > 5 and norm.endswith(("ي", "يه"))):
        return False
    return (
        scan.norm(at - 1).startswith("ال") and is_common(norm) and not scan.bare(at, Part) and not scan.bare(at, Title)
    )


def _joins(more: Hit, construct: bool) -> bool:
    assert isinstance(more.meaning, Title)
    if more.meaning.gender == "p":
        return construct and not more.prefix
    if more.meaning.type in ("honorific", "rank"):
        return not more.prefix and not construct
    return more.prefix in ("", "و") and (construct or bool(more.prefix) or more.meaning.definite)


def _complement(scan: Scan, at: int, plural: bool = False) -> tuple[int, tuple[str, ...], bool] | None:
    """What stands in construct after a head noun."""
    institution = scan.bare(at, Institution)
    known = scan.bare(at, Known)
    longest = known is not None and (institution is None or known.end >= institution.end)
    if longest and known and isinstance(known.meaning, Known) and known.meaning.kind != "person":
        return closed(scan, at - (scan.norm(at - 1) in '«“"'), known.end), (known.meaning.id,), False
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
    if plural or scan.bare(at, Word):
        return None
    if (
        at < len(scan.doc.tokens)
        and scan.doc.tokens[at].word
        and scan.norm(at + 1).startswith("ال")
        and len(norm) > 2
        and not could_name(norm)
    ):
        return at + 1, (norm,), True
    return None


def _linked(scan: Scan, at: int, title: Title) -> tuple[int, tuple[str, ...], bool] | None:
    """What a preposition ties to a title: «باسم الكرملين», «لدى اليمن», «في معهد الدراسات», «للشؤون الخارجية»."""
    norm = scan.norm(at)
    if norm == "باسم":
        office = scan.bare(at + 1, Title)
        return (at + 1, (), True) if office else _complement(scan, at + 1)
    if norm in ("لدي", "في", "من"):
        known = scan.bare(at + 1, Known)
        place = known and isinstance(known.meaning, Known) and known.meaning.kind == "place"
        tied = norm == "لدي" or not place or not title.definite
        listed = known or scan.bare(at + 1, Institution) or scan.bare(at + 1, Cue)
        return _complement(scan, at + 1) if tied and listed else None
    if norm in ("لشءون", "للشءون"):
        return at + 1, (), True
    hit = scan.hit(at, Institution, Known, Cue)
    if hit is None or hit.prefix not in ("ل", "ب") or (hit.prefix == "ل" and _told(hit) and title.key not in _STAFF):
        return None
    return _prefixed(hit)


_STAFF = frozenset(("journalist", "photographer", "writer", "director", "chairman", "founder", "spokesman", "member"))
"""Titles that «لـ» ties to a medium: «مراسل لصحيفة النور»; to any other it tells who was spoken to."""
_MEDIA = frozenset(("agency", "newspaper", "magazine", "tv", "radio", "site"))
_MEDIA_WORDS = frozenset(("صحيفه", "جريده", "مجله", "قناه", "تلفزيون", "اذاعه", "محطه", "شبكه", "موقع", "وكاله"))


def _told(hit: Hit) -> bool:
    """Whether a medium stands here: «قال المصدر لصحيفة النور», «المسؤول لرويترز»."""
    return isinstance(hit.meaning, Known | Cue) and hit.meaning.type in _MEDIA | _MEDIA_WORDS


def _prefixed(hit: Hit) -> tuple[int, tuple[str, ...], bool] | None:
    """What «لـ» or «بـ» ties to a title: «ممثل للأمم المتحدة», «أستاذ بالجامعة», but no «ببيروت»."""
    meaning = hit.meaning
    if isinstance(meaning, Known):
        tied = meaning.kind != "person" and not (meaning.kind == "place" and hit.prefix == "ب")
        return (hit.end, (meaning.id,), False) if tied else None
    if isinstance(meaning, Institution):
        return hit.end, (meaning.key,), False
    return (hit.end, (meaning.type,), not meaning.definite) if isinstance(meaning, Cue) else None
