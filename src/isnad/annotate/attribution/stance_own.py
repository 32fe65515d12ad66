"""A content in, what the speaker's own side does by it out: it will act, is ready to, or condemns, asks, refuses."""

from __future__ import annotations

from typing import Literal, NamedTuple

from isnad.annotate.attribution.conjugation import Agreement
from isnad.annotate.attribution.lexicon import plain_verbs, verbs_of, words
from isnad.annotate.attribution.phrase import noun_phrase
from isnad.annotate.attribution.reader import COMMA, Reader, is_masdar
from isnad.annotate.attribution.side import Side, states_of
from isnad.annotate.mentions_lexicon import lexicon
from isnad.model import Form, Mention, Stance
from isnad.text.per_word import per_word

Whose = Literal["self", "own", "likely", "any", "other"]
"""The speaker («إنه»), the speaker's side («بلاده»), likely that side («الحكومة»), a subject that does not tell, or
somebody else named."""

NEGATED: dict[Stance, Stance] = {
    "assert": "doubt",
    "deny": "assert",
    "commit": "deny",
    "doubt": "doubt",
    "urge": "assert",
    "warn": "assert",
    "evaluate": "evaluate",
}
"""«لم يؤكد» leaves it open, «لم يستبعد» allows it, «لم يوافق» refuses it."""
_LOOK = 9
"""Tokens of a clause in which its subject and first verb stand."""
_FRONTED = 30
"""Tokens that a condition or an adverbial may take before the clause itself."""
_ACTS = frozenset(("condemn", "praise", "urge", "feel", "refuse", "promise", "plan", "think"))
"""Roles whose present does what it says: «إن بلاده تدين الهجوم»."""
_IMPERSONAL = frozenset(("سيتم", "ستتم", "سيجري", "ستجري"))
"""«إنه سيتم إغلاق الطريق»: nobody is its subject."""
_NO_FUTURE = ("سيار", "سياس", "سياد", "سياح", "سيطرت", "سيطره", "سيطروا", "سيطرن")
"""Openings of nouns and pasts that begin like a future: «سيارته», «سيطرتها»."""
READY = ("مستعد", "يستعد", "تستعد", "جاهز", "ملتزم", "عازم", "مصمم", "حريص")


class Predicate(NamedTuple):
    """Where a content's verb or predicate may stand, whose it is, and whether it follows its subject at once.

    A named tuple: a page makes dozens, and a frozen class costs three times as much.
    """

    whose: Whose
    at: int
    close: bool = True


def own_act(r: Reader, first: int, last: int, form: Form, side: Side, agreement: Agreement | None) -> Stance | None:
    """The stance of a content in which the speaker's side acts; None where it only tells how things are."""
    for found in _predicates(r, first, last, form, side, agreement):
        if _future_at(r, found.at) or r.norm(found.at - 1) == "لن":
            return _future_stance(r, found, form, side)
        said_for = form == "direct" and side.official and found.whose == "any" and found.at <= first + 1
        stance = _present_stance(r, found, side, said_for)
        if stance is not None:
            return stance
    return None


def _predicates(
    r: Reader, first: int, last: int, form: Form, side: Side, agreement: Agreement | None
) -> list[Predicate]:
    quoted = r.opens_quote(first) or (form == "direct" and r.opens_quote(first - 1))
    start = first + r.opens_quote(first)
    lead = start - 2 if quoted else start
    if _pronoun(r, lead) and (quoted or form != "direct"):
        at = _past_particles(r, _past_aside(r, lead + 1 + r.opens_quote(lead + 1), last))
        at += r.norm(at) == "علي" and r.norm(at + 1) == "استعداد"
        if _may_mean_speaker(r.norm(lead), r.norm(at), agreement):
            return [Predicate("self", at)]
        start = lead + 1 + r.opens_quote(lead + 1)
    start = _past_fronted(r, start, last)
    at = _past_particles(r, start)
    if at > start or _future_at(r, at):
        return [Predicate(_whose(r, at + 1, last, side)[0], at)]
    if r.norm(start) in words("preposition") or r.norm(start) in words("adverbial"):
        near = range(start, min(last, start + _LOOK))
        at = next((i for i in near if _future_at(r, i) and r.norm(i - 1) not in words("relative")), last)
        return [Predicate(_whose(r, at + 1, last, side)[0], at)] if at < last else []
    verbal = r.verb_at(start) or r.norm(start) in plain_verbs() or r.norm(start) in words("striving")
    if verbal and not r.complementizer(start - 1):
        return [Predicate(_whose(r, start + 1, last, side)[0], start)]
    found, end = _whose(r, start, last, side)
    return [Predicate(found, i, i <= end + 1) for i in _verbs_after(r, start, end, last)]


def _pronoun(r: Reader, i: int) -> bool:
    """Whether a complementizer with its pronoun stands here: «إنه», «بأنها»."""
    return i >= 0 and r.complementizer(i) and r.norm(i) not in ("ان", "بان")


def _may_mean_speaker(pronoun: str, verb: str, agreement: Agreement | None) -> bool:
    """«قالت … إنها ستغلق», and not «قال … إنها»; «إنه ستكون هناك» and «إنه بناء على» mean nobody."""
    feminine = pronoun.endswith("ها")
    if (agreement == "ms" and feminine) or (agreement == "fs" and pronoun.endswith("ه")):
        return False
    if verb in words("preposition") or verb in words("adverbial") or verb == "بناء" or verb in _IMPERSONAL:
        return False
    return not (is_future(verb) and pronoun.endswith(("ه", "ها")) and feminine != verb.lstrip("وف").startswith("ست"))


def _past_particles(r: Reader, i: int) -> int:
    while r.norm(i) in ("لن", "سوف", "قد"):
        i += 1
    return i


def _past_aside(r: Reader, i: int, last: int) -> int:
    """«إنها، بالتعاون مع البلدية، ستفتح»: what stands between commas after the pronoun."""
    closing = next((j for j in range(i + 2, min(last, i + _FRONTED)) if r.is_comma(j)), None)
    return i if closing is None or not r.is_comma(i) else closing + 1


def _past_fronted(r: Reader, first: int, last: int) -> int:
    """Token after «في حال التوصل إلى اتفاق،», «إذا وافق المجلس ف»: what a clause puts before its subject."""
    opening = r.norm(first)
    if opening not in ("اذا", "لو", "حال", "بحال") and opening not in words("preposition"):
        return first
    comma = next((i for i in range(first + 2, min(last, first + _FRONTED)) if r.is_comma(i)), None)
    if comma is None or comma + 2 >= last:
        return first
    return comma + 1 + (r.norm(comma + 1) == "فان")


def _whose(r: Reader, first: int, last: int, side: Side) -> tuple[Whose, int]:
    """Whose the noun phrase is that begins at a token, and the token after it."""
    if first >= last:
        return "any", first
    norm = r.norm(first)
    definite = norm.startswith("ال")
    if norm in words("own_side") and (norm != "المملكه" or " " not in _named_at(r, first)):
        if definite:
            return "own" if side.official else "any" if norm in _REALM else "likely", min(
                noun_phrase(r, first, last), first + 4
            )
        return "own", first + 1
    if first in r.mention_from:
        end, named = r.mention_from[first]
        return _whose_name(named, side), end
    end = min(noun_phrase(r, first, last), first + 6)
    owned = any(r.norm(i) in words("own_side") and not r.norm(i).startswith("ال") for i in range(first, end))
    inside = (r.mention_from[i][1] for i in range(first, end) if i in r.mention_from)
    owned = owned or any(_whose_name(m, side) == "own" for m in inside if m.kind != "person")
    return ("own" if owned else "any"), max(end, first + 1)


_REALM = ("المملكه", "الدوله")
"""Whose they are, only an official's words tell."""


def _named_at(r: Reader, i: int) -> str:
    return r.mention_from[i][1].text if i in r.mention_from else ""


def _whose_name(named: Mention, side: Side) -> Whose:
    facts = lexicon().facts.get(named.entity)
    if named.entity in side.entities:
        return "own"
    if named.kind == "person":
        once = any(word in ("السابق", "الأسبق", "السابقة") for word in named.text.split())
        governs = facts is not None and facts.offices and facts.state in side.entities and not once
        return "own" if governs and side.official else "other"
    if side.entities.intersection(states_of(named.entity)):
        return "own"
    if named.kind == "place" and side.official and not side.governs:
        return "any"  # «وزير المالية …» of which state, the page takes for known
    return "other" if named.kind in ("place", "group") or facts is not None else "any"


def _verbs_after(r: Reader, first: int, end: int, last: int) -> list[int]:
    """Tokens near a subject that may be its verb or predicate; none that a relative pronoun opens."""
    found, skipped = [], 0
    for i in range(first + 1, min(last, max(first + _LOOK, end + 2))):
        norm = r.norms[i]
        if norm == "اذا" or (norm in COMMA and r.norm(i + 1).startswith("و")) or r.complementizer(i):
            break
        if norm in words("relative"):
            if skipped:
                break
            skipped = i + 2
        elif (i >= end and not skipped) or (i > skipped and is_future(norm)):
            found.append(i)
    return found


def _future_stance(r: Reader, found: Predicate, form: Form, side: Side) -> Stance | None:
    if found.whose == "other":
        return None
    norm = r.norm(found.at)
    verb = norm.lstrip("وف")[1:] if is_future(norm) else norm
    verb = "ي" + verb[1:] if verb[0] in "ان" else verb
    mine = found.whose in ("self", "own", "likely")
    if verb in ("يعتبر", "تعتبر"):
        return "evaluate" if mine else None  # «موسكو ستعتبر أي تفتيش عدوانا»
    if verb in ("يكون", "تكون", "يكونوا", "يكونون"):
        return "commit" if mine and _is_role(r, found.at + 1) else None
    ending = ("ان", "وا", "ون") if found.whose != "self" else ("ان",)
    if any(verb.removesuffix(end) in words("outcome") for end in ("", *ending)):
        return None
    plural = norm.endswith("ون")  # «المواطنون سيدفعون»: a plural subject of its own
    told = form != "direct" or norm in _IMPERSONAL
    scheduled = side.official and told and verb not in words("effect") and not plural
    return "commit" if mine or scheduled else None


def _is_role(r: Reader, i: int) -> bool:
    """«لن يكون مرشحا», «سيكون على استعداد»."""
    return r.norm(i).startswith((*READY, "مرشح", "حاضر")) or (r.norm(i) == "علي" and r.norm(i + 1) == "استعداد")


def _present_stance(r: Reader, found: Predicate, side: Side, said_for: bool) -> Stance | None:
    """«إن بلاده تدين», «إنها لا تعتزم», «بأن الوزارة مستعدة»."""
    if not found.close:
        return None
    mine = found.whose in ("self", "own") or (found.whose != "other" and _plans(r, found.at, side))
    if not (mine or said_for):  # «"تدين فرنسا الهجوم"», said for her
        return None
    at = found.at + (r.norm(found.at) in _STILL)
    norm, before = r.norm(at), r.norm(at - 1)
    if before in ("لم", "كان", "كانت", "كانوا", "ان", "قد"):
        return None
    if norm in ("يستهدف", "تستهدف") and not is_masdar(r.norm(at + 1)):
        return None  # «تستهدف خفض العجز», and not «تستهدف خمسة مهربين»
    if norm in ("يدرس", "تدرس") and r.norm(at + 1).startswith(("ال", "كاف", "جميع", "هذ")):
        return None  # «إنها تدرس المعلومات», and not «تدرس فرض رسوم»
    ready = norm.startswith(READY) or norm in words("striving")
    ready = ready or (norm in ("استعداد", "صدد") and before == "علي") or norm == "بصدد"
    if ready and mine:
        return "commit" if before not in ("ليس", "ليست", "غير", "ليسوا", "لا") else None
    for verb, form, clitic in verbs_of(norm):
        if verb.past == "وعد" and not mine:
            continue  # «تعد الشراكة دليلا»
        if form.tense == "present" and form.agreement != "1" and not clitic and verb.role in _ACTS:
            return NEGATED[verb.stance] if before == "لا" else verb.stance
    return None


_STILL = ("يبقي", "تبقي", "يظل", "تظل", "يزال", "تزال", "زالت", "زال", "مازالت", "مازال", "لاتزال", "لايزال")
"""«تبقى ملتزمة», «لا تزال مستعدة»."""


def _plans(r: Reader, i: int, side: Side) -> bool:
    """«صندوق الثروة يعتزم» in an official's mouth."""
    return side.official and any(verb.role == "plan" for verb, _, _ in verbs_of(r.norm(i)))


@per_word
def is_future(norm: str) -> bool:
    """Whether a word has the letters of a future: «سيعلن», «وستعود»."""
    bare = norm[1:] if norm.startswith(("وسي", "وست", "فسي", "فست")) else norm
    noun = bare in words("not_future") or bare == "سيطر" or bare.startswith(_NO_FUTURE)
    return len(bare) >= 4 and bare.startswith(("سي", "ست")) and not noun


def _future_at(r: Reader, i: int) -> bool:
    """Whether a third person's future stands here; a name with the same letters is none."""
    return (is_future(r.norm(i)) and i not in r.mention_from) or r.norm(i - 1) == "سوف"
