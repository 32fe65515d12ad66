"""A place in the text in, the organisation or place named there out: bodies of a state, class words with a name."""

from __future__ import annotations

from collections.abc import Iterator

from isnad.annotate.mentions_context import CLOSERS, OPENERS, Scan
from isnad.annotate.mentions_found import Found
from isnad.annotate.mentions_letters import could_name, is_common, likeness
from isnad.annotate.mentions_lexicon import Cue, Hit, Institution, Known, Nisba, Part, Word, class_words, lexicon

_PREPOSITIONS = frozenset(("في", "لدي", "باسم", "من", "علي", "عن", "الي", "حول", "بين", "ضد", "شءون", "لشءون"))


def allowed(scan: Scan, i: int, hit: Hit | None) -> Hit | None:
    """A known name, unless it needs a class word or quote marks that are not there."""
    if hit is None or not isinstance(hit.meaning, Known) or not hit.meaning.cued or hit.meaning.kind == "person":
        return hit
    before, after = scan.norm(i - 1), scan.norm(hit.end)
    if before in OPENERS and after in CLOSERS:
        back = scan.bare(i - 2, Cue, Word)
        if before == "(" or (back and back.end == i - 1) or scan.norm(i - 2) in _TOLD:
            return hit
    if hit.meaning.type == "club" and not _named(scan, i) and (_plays(scan, i - 1) or _in_match(scan, i, hit.prefix)):
        return hit
    outlet = hit.meaning.rule.startswith("names/outlets")
    if outlet and scan.norm(i - 1) in _STAFF and scan.norm(i).startswith("ال"):
        return hit
    plain = (h for h in scan.hits(i) if isinstance(h.meaning, Known) and h.end == hit.end and not h.meaning.cued)
    return next(plain, None)


def _named(scan: Scan, i: int) -> bool:
    """Whether a given name before a family's stands here: «ميلان قدورة» is no club."""
    return bool(scan.bare(i, Part)) and bool(scan.bare(i + 1, Part) or could_name(scan.norm(i + 1)))


def _plays(scan: Scan, i: int) -> bool:
    """Whether a word that speaks of a match stands here, so that a city's name is its club's: «لاعب ليفربول»."""
    norm, cues = scan.norm(i), class_words("sportcue")
    return norm in cues or (norm[:1] in _JOINED and norm[1:] in cues)


def _in_match(scan: Scan, i: int, prefix: str) -> bool:
    """Whether a sentence tells of a match and a city is no place there: «وعاد ليفربول في الشوط الثاني»."""
    before = scan.norm(i - 1)
    if prefix.endswith("ب") or before in _PLACING or before[1:] in _PLACING or is_common(scan.norm(i)):
        return False
    doc = scan.doc
    first, end = doc.sentence_bounds[doc.sentence_at(doc.tokens[i].start)]  # of three hundred words at most
    return not class_words("matchword").isdisjoint(scan.norms[first:end])


_JOINED = frozenset("وفبل")
_TOLD = frozenset(("ل", "لـ", "مع", "التقت", "زارت", "حصلت"))
"""Words before a newspaper's name in quotes: «قال لـ«الشرق الأوسط»», «حوار مع «الغد»»."""
_STAFF = frozenset(("مراسل", "مراسله", "موفد", "موفده", "مراسلو", "مراسلي"))
"""Whoever works for an outlet, told by its bare name: «مراسل الجزيرة»."""


def closed(scan: Scan, i: int, end: int) -> int:
    """Take in the mark that closes a quotation opened inside the name."""
    opened = sum(scan.norm(k) in '«“"' for k in range(i, end))
    closed = sum(scan.norm(k) in "»”" for k in range(i, end))
    if opened > closed and opened % 2 and scan.norm(end) in CLOSERS:
        return end + 1
    return end


def with_nisba(scan: Scan, end: int) -> int:
    """Take in nationality and class adjectives after a known name: «الأميركية», «الرسمية»."""
    while end < len(scan.norms):
        hit = scan.bare(end, Nisba) or scan.bare(end, Word)
        if hit is None:
            break
        meaning = hit.meaning
        if (isinstance(meaning, Nisba) and meaning.definite and not meaning.noun and meaning.gender != "p") or (
            isinstance(meaning, Word) and meaning.type == "modifier" and scan.norm(end).startswith("ال")
        ):
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


def locative(scan: Scan, i: int, prefix: str) -> bool:
    """Whether a capital stands as a place, not for its state: «في موسكو», «بموسكو», «العاصمة موسكو»."""
    before = scan.norm(i - 1)
    return prefix.endswith("ب") or before in _PLACING or before.lstrip("وفبل") in ("العاصمه",)


def read_institution(scan: Scan, i: int) -> Found | None:
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
    end = with_nisba(scan, end)
    type = "وزاره" if meaning.ministry else scan.norm(i)[len(hit.prefix) :].removeprefix("ال")
    return Found(i, end, hit.prefix, meaning.kind, meaning.rule, _SPECIAL.get(id, id), type=type, governs=(state,))


def _feminine(scan: Scan, end: int) -> bool:
    """Whether the adjective that ends here is feminine: «الخارجية الروسية», not «وزير الخارجية الروسي»."""
    return scan.norm(end - 1).endswith("يه")


_SPECIAL = {
    "mod-us": "pentagon", "mfa-us": "us-statedept", "mof-us": "us-treasury", "army-il": "idf", "house-us": "us-house",
    "parliament-il": "knesset", "parliament-ir": "majlis-ir", "parliament-de": "bundestag", "senate-us": "us-senate",
    "centralbank-us": "fed", "statetv-sy": "syrian-tv", "statetv-ir": "iran-tv",
}  # fmt: skip
"""Compositional names that are another entry of the lexicon."""


def _with_modifiers(scan: Scan, end: int) -> int:
    while (hit := scan.bare(end, Word)) and isinstance(hit.meaning, Word) and hit.meaning.type == "modifier":
        end = hit.end
    return end


def _state_after(scan: Scan, end: int, link: bool) -> tuple[str | None, int]:
    """The state named after a head: by adjective, as its complement, or after «في»; modifiers may stand between."""
    end = scan.past_marks(end) if scan.norm(end) not in OPENERS else end
    for _ in range(2):
        hit, known = scan.bare(end, Nisba), scan.bare(end, Known)
        if (
            known
            and isinstance(known.meaning, Known)
            and known.meaning.type == "state"
            and not (hit and hit.end > known.end)
        ):
            return known.meaning.id, known.end
        if hit and isinstance(hit.meaning, Nisba) and hit.meaning.gender != "p" and not hit.meaning.noun:
            return hit.meaning.state, hit.end
        if link and scan.norm(end) == "في":
            known = scan.bare(end + 1, Known)
            if known and isinstance(known.meaning, Known) and known.meaning.type == "state":
                return known.meaning.id, known.end
        word = scan.bare(end, Word)
        if not (word and isinstance(word.meaning, Word) and word.meaning.type == "modifier"):
            return None, end
        end = word.end
    return None, end


def read_cued(scan: Scan, i: int, hit: Hit) -> Iterator[Found]:
    """«شركة سمارة للنقل», «جامعة بيرزيت», «مدينة سمارة»: a class word and the name after it."""
    meaning = hit.meaning
    assert isinstance(meaning, Cue)
    at = hit.end
    quoted = scan.norm(at) in '«“"('
    start = scan.past_marks(at)
    known = _introduced(scan, start, meaning)
    if known:
        listed = known.meaning
        assert isinstance(listed, Known)
        named = known.end + (quoted and scan.norm(known.end) in CLOSERS)
        id = None if of_another_country(scan, named, listed) else listed.id
        yield Found(
            i, with_nisba(scan, named), hit.prefix, listed.kind, listed.rule, id, (start, known.end), type=meaning.type
        )
        return
    last = _org_end(scan, start, meaning, quoted) or (None if quoted else _full_name(scan, at, meaning))
    if last is None:
        return
    stop = last + (quoted and scan.norm(last) in CLOSERS)
    stop = with_nisba(scan, stop)
    yield Found(
        i, stop, hit.prefix, meaning.kind, meaning.rule, None, (start, last), type=meaning.type, gender=meaning.gender
    )


def of_another_country(scan: Scan, end: int, listed: Known) -> bool:
    """Whether a nationality tells a namesake of a listed paper: «صحيفة "الأيام" البحرينية» is not the Palestinian one.

    A pan-Arab paper is told by London, where it is printed, as often as by its owner's country.
    """
    hit, facts = scan.bare(end, Nisba), lexicon().facts.get(listed.id)
    if hit is None or facts is None or listed.type != "newspaper" or not isinstance(hit.meaning, Nisba):
        return False
    return facts.state is not None and hit.meaning.state not in (facts.state, "state-gb")


_CLASSES = {
    "صحيفه": "newspaper", "جريده": "newspaper", "مجله": "magazine", "قناه": "tv", "تلفزيون": "tv", "اذاعه": "radio",
    "محطه": "tv", "شبكه": "tv", "موقع": "site", "وكاله": "agency", "شركه": "company", "مجموعه": "company",
    "نادي": "club", "فريق": "club", "تنظيم": "armed", "حركه": "armed", "جماعه": "armed", "حزب": "party",
    "جبهه": "armed", "كتاءب": "armed", "دار": "institution",
}  # fmt: skip
"""Class words, and the type of listed name each one introduces."""
_ALIKE = ({"newspaper", "magazine", "tv", "radio", "site", "agency", "platform"}, {"armed", "party", "institution"})


_ITS_PARTS = frozenset(
    ("مفوضيه", "بعثه", "برنامج", "مكتب", "وكاله", "لجنه", "صندوق", "قسم", "اداره", "مجلس", "مركز", "مقر", "محكمه")
)
"""Class words of bodies that belong to an international one: «بعثة الأمم المتحدة», «صندوق الأمم المتحدة»."""


def _introduced(scan: Scan, start: int, cue: Cue) -> Hit | None:
    """The longest listed name after a class word that the word can introduce: a city and its club may share a name."""
    named = (h for h in scan.hits(start) if isinstance(h.meaning, Known) and not h.prefix and licensed(h.meaning, cue))
    found = max(named, key=lambda hit: hit.end, default=None)
    whole = found is not None and isinstance(found.meaning, Known) and found.meaning.id in ("un", "eu")
    return None if whole and cue.type in _ITS_PARTS else found  # «مفوضية الأمم المتحدة»: a body of theirs


def licensed(listed: Known, cue: Cue) -> bool:
    """Whether a class word can introduce a listed name: «صحيفة الحياة», not «المنطقة العربية»."""
    if listed.kind == "person" or not listed.cued:
        return listed.kind == cue.kind and listed.kind != "person"
    if listed.kind == "place" or cue.definite:  # «المجموعة العربية» is no channel
        return listed.kind == cue.kind == "place"
    introduced = _CLASSES.get(cue.type)
    return introduced == listed.type or any({introduced, listed.type} <= alike for alike in _ALIKE)


def _full_name(scan: Scan, at: int, cue: Cue) -> int | None:
    """End of a body's name made of everyday words after its head: «معهد الدراسات المتقدمة», «منظمة حماية الطفل».

    Three words at least, the last with the article: two are as often a description («اتحاد الكرة»).
    """
    end, words = at, 1
    while cue.type in _BODIES and _is_word(scan, end) and words < 7:
        norm = scan.norm(end)
        article, tied = norm.startswith("ال") and len(norm) > 4, norm.startswith("لل") and len(norm) > 4
        opens = words == 1 and not cue.definite and is_common(norm) and norm[0] not in "وفبلك"
        after_article = scan.norm(end - 1).startswith(("ال", "لل"))
        if not (
            (article and (words == 1 or not after_article or norm.endswith(("ي", "ه"))))
            or (tied and words > 1)
            or (opens and len(norm) > 3 and scan.norm(end + 1).startswith("ال"))
        ):
            break
        end, words = end + 1, words + 1
    return end if words >= 3 and scan.norm(end - 1).startswith(("ال", "لل")) else None


def _is_word(scan: Scan, i: int) -> bool:
    return i < len(scan.norms) and scan.doc.tokens[i].word and scan.same_sentence(i)


_BODIES = frozenset(("معهد", "اتحاد", "منظمه", "هيءه", "جمعيه", "رابطه", "نقابه", "وكاله"))
"""Heads that are a body's in nearly every use; «لجنة», «مركز», «برنامج» as often open a description."""


def _org_end(scan: Scan, start: int, cue: Cue, quoted: bool) -> int | None:
    """Where the name after a class word ends, or None where no name stands there."""
    end = start
    if quoted:
        while end < len(scan.norms) and scan.norm(end) not in CLOSERS and end - start < 6:
            if scan.norm(end) in (".", "،", ":") or not scan.same_sentence(end):
                return None
            end += 1
        return end if end > start and scan.norm(end) in CLOSERS else None
    if cue.definite:
        return None
    while end < len(scan.norms) and end - start < 5 and (end == start or scan.same_sentence(end)):
        if not scan.doc.tokens[end].word or scan.norm(end) in _PREPOSITIONS:
            break
        norm = scan.norm(end)
        if not could_name(norm) and not scan.bare(end, Part):
            break
        if norm.startswith("ال") and likeness(norm) < 0:
            break
        end += 1
    return end if end > start else None
