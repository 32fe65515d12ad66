"""A trigger in its sentence in, the words of its actor and recipient out."""

from __future__ import annotations

from dataclasses import dataclass

from isnad.annotate.attribution.reader import COMMA, Reader
from isnad.annotate.events.lexicon import Trigger, triggers, words
from isnad.annotate.events.phrase import Range, ends, phrase

_REACH = 24
"""Tokens after a trigger in which what it is done to may stand."""
_BACK = 14
"""Tokens before a verb in which the subject that it follows may begin."""
_STOPS = frozenset('.؟?!؛;:«»"“”')
_CLAUSE_STOPS = frozenset(".؟?!:") | COMMA


@dataclass(frozen=True, slots=True)
class Arguments:
    """Who did it and to whom, as token ranges."""

    actor: Range | None
    recipient: Range | None


def negated(r: Reader, i: int) -> bool:
    """Whether the event is said not to have happened: «لم يهاجم», «دون وقوع إصابات»."""
    if r.norm(i - 1) in words("negation"):
        return True
    return r.norm(i - 2) in ("دون", "عدم", "بدون") and r.norm(i - 1) in ("وقوع", "حدوث", "سقوط")


def clause_end(r: Reader, i: int, last: int) -> int:
    """Token after the clause that a trigger opens: at a stop, a comma, or a word that opens another clause."""
    end = min(last, i + 40)
    for k, norm in enumerate(r.norms[i + 1 : end], i + 1):
        if norm in _CLAUSE_STOPS:
            return k
        if norm in ("ان", "حيث", "فيما", "بينما", "مما", "وقال", "وقالت") and k > i + 2:
            return k
    return end


def arguments(r: Reader, i: int, first: int, last: int, trigger: Trigger, carried: Range | None) -> Arguments:
    """Actor and recipient of the trigger at token `i` of the sentence `first` to `last`.

    `carried` is the actor of the event before it in the sentence, who goes on where «و» or «ف» joins a verb without a
    subject of its own: «هاجموا القرية وخطفوا».
    """
    end = clause_end(r, i, last)
    if trigger.form is None or trigger.prefix in ("ل", "ب") or _governed(r, i, trigger):
        return _of_noun(r, i, first, end, trigger)
    if trigger.prefix in ("و", "ف"):
        before = carried if _plural(trigger) or trigger.prefix == "ف" else None
    else:
        before = _before(r, i, first, trigger)
    if trigger.word.recipient == "مف" and not trigger.pronoun:
        return _transitive(r, i, end, trigger, before)
    after = None if _plural(trigger) else phrase(r, i + 1, end)
    actor = (after or before) if before is None or not trigger.pronoun else before
    if (
        actor is after
        and before is not None
        and before != carried
        and after is not None
        and after[0] not in r.mention_from
    ):
        actor = before
    recipient = _with(r, i, end, trigger.word.recipient) if trigger.word.recipient not in ("", "مف") else None
    return Arguments(actor, recipient)


def _governed(r: Reader, i: int, trigger: Trigger) -> bool:
    """Whether the letters of a verb stand as a noun: «محاولة قتل», «بعد خطف»."""
    form = trigger.form
    if form is None or form.tense != "past" or form.agreement != "ms" or trigger.prefix:
        return False
    return r.norm(i - 1) in words("preposition") or r.norm(i - 1) in (
        "محاوله",
        "عمليه",
        "بمحاوله",
        "عمليات",
        "تم",
        "جري",
    )


def _transitive(r: Reader, i: int, end: int, trigger: Trigger, before: Range | None) -> Arguments:
    """A verb with an object: subject and object after it, subject before it, or a passive with neither."""
    after = phrase(r, i + 1, end)
    second = phrase(r, after[1], end) if after is not None else None
    passive = trigger.word.passive
    if passive == "always":
        return Arguments(_by(r, i, end), before if _plural(trigger) or after is None else after)
    if _plural(trigger):
        return Arguments(_by(r, i, end), before) if after is None and passive else Arguments(before, after)
    if before is not None:
        return Arguments(before, after) if after is not None or not passive else Arguments(_by(r, i, end), before)
    if second is not None:
        return Arguments(after, second)
    if passive and after is not None:
        return Arguments(_by(r, i, end), after)
    return Arguments(after, None)


def _plural(trigger: Trigger) -> bool:
    """Whether the verb agrees in number, so that its subject stands before it."""
    return trigger.form is not None and trigger.form.agreement in ("mp", "fp", "md", "fd")


def _of_noun(r: Reader, i: int, first: int, end: int, trigger: Trigger) -> Arguments:
    word = trigger.word
    genitive = None
    if not trigger.pronoun and not r.norm(i).startswith(("ال", "وال", "بال", "لل")):
        genitive = phrase(r, i + 1, end)
        if genitive is not None and _adjective(r, genitive[0]):
            genitive = None
    by_preposition = _with(r, i, end, word.recipient) if word.recipient not in ("", "مف") else None
    doer = _done_by(r, i, end) or _doer(r, i, first)
    if trigger.form is not None or word.genitive == "recipient":
        return Arguments(doer or _by(r, i, end), genitive or by_preposition)
    if genitive is not None and word.genitive == "actor" and _is_scene(r, genitive):
        return Arguments(doer, by_preposition or genitive)
    return Arguments((genitive if word.genitive == "actor" else None) or doer, by_preposition)


def _is_scene(r: Reader, found: Range) -> bool:
    """«هجوم دوما»: a town after an event is where it happened; a state after it acts («هجوم روسيا»)."""
    mention = r.mention_from.get(found[0])
    return mention is not None and mention[1].kind == "place" and not mention[1].entity.startswith("state-")


def _adjective(r: Reader, k: int) -> bool:
    """«هجوم انتحاري», «ضربة جوية»: an adjective of the noun, not who did it."""
    norm = r.norm(k)
    if k in r.mention_from or norm.startswith("ال") or not r.tokens[k].word or norm in words("quantity"):
        return False
    return norm.endswith(
        ("ي", "يه", "يا", "مسلح", "مسلحه", "دام", "عنيف", "عنيفه", "واسع", "واسعه", "حاشده", "ضخمه", "جديد")
    )


def _doer(r: Reader, i: int, first: int) -> Range | None:
    """«شن الجيش هجوما», «قام مسلحون بخطف»: the subject of the verb that carries the noun."""
    for k in range(i - 1, max(first - 1, i - 9), -1):
        norm = r.norm(k)
        if norm in _STOPS and norm not in '«»"':
            return None
        bare = norm[1:] if norm[:1] in "وف" and norm[1:] in words("light") else norm
        if bare in words("light"):
            return phrase(r, k + 1, i) or _clause_subject(r, k, first)
    return None


def _done_by(r: Reader, i: int, end: int) -> Range | None:
    """«هجوم شنه مسلحون»: the subject of a carrying verb after the noun."""
    for k in range(i + 1, min(end, i + 8)):
        if r.norm(k) in words("done"):
            return phrase(r, k + 1, end)
    return None


def _before(r: Reader, i: int, first: int, trigger: Trigger) -> Range | None:
    """The subject before its verb: what a relative describes, what follows «كان» before «قد», what opens the clause."""
    k = i - 1
    if r.norm(k) in ("الذي", "التي", "الذين", "اللذان", "اللتان"):
        return _ending_at(r, k, first)
    if r.norm(k) in ("قد", "لقد", "سوف"):
        k -= 1
    plural = _plural(trigger)
    near = _ending_at(r, k + 1, first) if plural else None
    if near is not None and r.norm(near[1] - 1).endswith(("ون", "ين", "ان", "ات")):
        return near
    return _clause_subject(r, k + 1, first, plural=plural)


def _clause_subject(r: Reader, i: int, first: int, *, plural: bool = False) -> Range | None:
    """The noun phrase that opens the clause of the verb at `i`, where only it and its additions stand between."""
    start = i - 1
    while start >= max(first, i - _BACK):
        norm = r.norm(start)
        if norm in words("clause") or (norm in _STOPS and norm not in '«»"'):
            break
        if any(t.form is not None and not t.prefix for t in triggers(norm)) and start not in r.mention_from:
            return None
        start -= 1
    else:
        if start >= first:
            return _ending_at(r, i, first) if plural else None
    found = phrase(r, start + 1, i)
    if found is None and r.norm(start + 1)[:1] == "و" and start + 2 < i:
        found = phrase(r, start + 2, i)
    if found is None or i - found[1] > 10 or r.verb_at(found[0]):
        return _ending_at(r, i, first) if plural else None
    return found


def _ending_at(r: Reader, k: int, first: int) -> Range | None:
    """The noun phrase that ends before token `k`: a mention, or up to three words back to a preposition or a verb."""
    mention = r.mention_until.get(k)
    if mention is not None:
        return r.doc.token_at(mention.span.start), k
    start = k
    while start - 1 >= first and k - start < 3 and _belongs(r, start - 1):
        start -= 1
    if (
        start == k
        or r.norm(start - 1) in words("preposition")
        or (r.norm(start)[:1] in "لب" and r.norm(start)[1:3] == "ال")
    ):
        return None
    return start, k


def _belongs(r: Reader, k: int) -> bool:
    norm = r.norm(k)
    if not r.tokens[k].word or ends(norm):
        return False
    return not any(t.form is not None for t in triggers(norm)) and not r.verb_at(k)


def _with(r: Reader, i: int, end: int, preposition: str) -> Range | None:
    """The noun phrase after a preposition, written apart or on its word («بنظيره», «للجيش»)."""
    for k in range(i + 1, min(end, i + _REACH)):
        norm = r.norm(k)
        if norm == preposition:
            return phrase(r, k + 1, end)
        if len(preposition) == 1 and norm.startswith(preposition) and len(norm) > 3:
            if k in r.mention_from:
                return k, r.mention_from[k][0]
            if norm.startswith((preposition + "ال", "لل")):
                return k, k + 1
    return None


def protested(r: Reader, i: int, last: int) -> Range | None:
    """Whom a protest is against, anywhere in the rest of the sentence.

    Told by «ضد», «احتجاجا على», «مناهضة لـ», «منددين بـ», whoever is to go («باستقالة الحاكم»), whoever is asked
    («مطالبين الحكومة بـ»), or before whose door it is.
    """
    end = min(last, i + 2 * _REACH)
    for opens in (_against, _to_go, _asked, _at_door):
        for k in range(i, end):
            if opens(r, k) and (found := _meant(r, k + 1, end, named=opens is _asked)):
                return found
    return None


_NAMED_WITHIN = 9
"""Tokens after «احتجاجا على» or «مطالبين» in which whoever is meant is named: «احتجاجا على زيارة الوزير»."""


def _meant(r: Reader, start: int, last: int, *, named: bool) -> Range | None:
    """Whoever a noun phrase from `start` on names, else the phrase itself, which begins with the article where `named`.

    It ends before a verb or a preposition: «احتجاجا على المفاوضات مع الجيران» is not against the neighbours.
    """
    end = start
    while end < min(last, start + _NAMED_WITHIN) and not _ends_meant(r, end, first=end == start):
        if named and end > start and end not in r.mention_from and r.norm(end).startswith("ب"):
            break  # «تطالب البلدية بفتح»: what is asked for
        end += 1
    found = _first_named(r, start, end)
    if found is not None or (named and not r.norm(start).startswith("ال")):
        return found
    return (start, min(end, start + 3)) if end > start else None


def _ends_meant(r: Reader, k: int, *, first: bool) -> bool:
    norm = r.norm(k)
    if norm in ("«", '"', "“"):
        return False
    if not r.tokens[k].word or ends(norm) or k in r.timex_from:
        return True
    if first or k in r.mention_from:
        return False
    return norm.startswith(("بال", "لل", "وال")) or (norm[0] in "وفبل" and r.verb_at(k)) or r.verb_at(k)


def _against(r: Reader, k: int) -> bool:
    norm = r.norm(k)
    if norm == "علي" and ("حتج" in r.norm(k - 1) or r.norm(k - 1) in words("objecting")):
        return True
    return norm == "ضد" or (norm in words("hostile") and r.norm(k + 1)[:1] in "لب")


def _to_go(r: Reader, k: int) -> bool:
    """«مطالبين برحيل», «تدعو إلى إسقاط»: whoever comes after is to go."""
    asked = any(r.norm(before) in words("demand") for before in range(k - 3, k))
    return asked and r.norm(k) in words("departure")


def _asked(r: Reader, k: int) -> bool:
    return r.norm(k) in words("demand")


def _at_door(r: Reader, k: int) -> bool:
    return r.norm(k) in words("towards") and r.norm(k + 1) in words("seat")


def _first_named(r: Reader, start: int, end: int) -> Range | None:
    """The first person, body, group or state named from `start` on."""
    for k in range(start, end):
        found = r.mention_from.get(k)
        if found is not None and (found[1].kind != "place" or found[1].entity.startswith("state-")):
            return k, found[0]
    return None


def _by(r: Reader, i: int, end: int) -> Range | None:
    """The doer of a passive: «على يد», «على أيدي», «برصاص», «من قبل», «في هجوم شنه»."""
    for k in range(i + 1, min(end, i + _REACH)):
        norm = r.norm(k)
        if norm in words("agent") or norm in words("done"):
            return phrase(r, k + 1, end)
        if (norm in ("يد", "ايدي") and r.norm(k - 1) == "علي") or (norm == "قبل" and r.norm(k - 1) == "من"):
            return phrase(r, k + 1, end)
    return None
