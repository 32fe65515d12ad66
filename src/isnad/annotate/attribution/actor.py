"""A report without a source in, whom its own sentence makes the doer out: «قدم المدير الدرع، مؤكدا أن»."""

from __future__ import annotations

from isnad.annotate.attribution.cue import Cue
from isnad.annotate.attribution.lexicon import plain_verbs, words
from isnad.annotate.attribution.phrase import noun_phrase
from isnad.annotate.attribution.reader import Reader, is_masdar
from isnad.annotate.attribution.speaking import agrees, speaks
from isnad.annotate.mentions_lexicon import Title, lexicon

_AUXILIARIES = frozenset(("كان", "كانت", "قد", "ان", "لكن", "بدا", "بدات"))


_FAR = 150
"""Words back in which the main verb stands: half of the longest sentence."""
_TO_WHOM = frozenset("ل")
"""«تعرض وزير للسخرية»: what follows «لـ» is the main verb's, and no part of its subject."""


def says_of_it(r: Reader, cue: Cue) -> bool:
    """«عرض وثيقة قال إنها أصلية», «مقطعا لما قالت إنه انفجار»: what is shown is spoken of by who shows it."""
    of_it = r.norm(cue.after) in ("انه", "انها", "انهم", "انهما") and r.norm(cue.first - 1) not in words("because")
    return of_it and cue.kind == "verb" and cue.role == "say" and cue.bare == r.norm(cue.first)


def actor_before(r: Reader, cue: Cue, start: int) -> tuple[int, int] | None:
    """Tokens of the subject of the main clause that `cue` hangs on, in the sentence that begins at `start`.

    A participle («مؤكدا») and a verb joined with و («وأعلن») share the subject of the verb before them, which need
    report nothing. None where another verb is joined, or the subject disagrees in gender.
    """
    joined = cue.kind == "verb" and r.norm(cue.first)[0] == "و" and cue.bare != r.norm(cue.first)
    # «لم تعلق الشركة، لكنها قالت», «تعرض وزير للسخرية لأنه قال»
    turned = cue.kind == "verb" and (
        r.norm(cue.first - 1) in words("but") or r.norm(cue.first - 1).startswith(("لانه", "لانها", "كونه"))
    )
    turned = turned or says_of_it(r, cue) or (cue.kind == "verb" and r.norm(cue.first - 1) == "اذ")
    own = cue.kind == "phrase" and cue.agreement is not None  # «حاول ناشطون إغلاق الممر، بحسب تعبيرهم»
    if cue.kind != "participle" and not own and not (joined and cue.role != "continue") and not turned:
        return None
    for verb in range(cue.first - 2, max(start, cue.first - _FAR) - 1, -1):
        reporting = bool(r.verb_at(verb)) and r.norm(verb) != "بين"
        if not (_leads(r, verb, start) or (reporting and (turned or cue.kind == "participle"))):
            continue
        first = verb + 1 + (r.norm(verb + 1) in words("adverb"))  # «علقت عليه السلطات مبينة أن»
        end = noun_phrase(r, first, cue.first, frames=_TO_WHOM)
        subject = (first, _to_name(r, first, end, cue.first))
        shown = turned and r.norm(first) in words("text")  # «قدم وثائق قال إنها سرية»
        if end > first and not shown and _names(r, subject) and _is_its_subject(r, cue, subject):
            return subject
    return None


def _to_name(r: Reader, first: int, end: int, stop: int) -> int:
    """End of the name that a title goes on to behind its «لـ»: «مساعد المدير لأمن الحج اللواء سعود بن نجيب»."""
    titled = r.mention_from.get(first)
    if titled is None or titled[1].kind != "person" or titled[1].head is not None or r.norm(end)[:1] != "ل":
        return end
    for i in range(end + 1, min(stop, end + _TO_NAME)):
        after, named = r.mention_from.get(i, (i, None))
        if named is not None and named.kind == "person" and named.head is not None:
            return after if named.head.start > r.tokens[i].start else end
        if not r.tokens[i].word or r.verb_at(i) or r.norm(i) in plain_verbs():
            break
    return end


_TO_NAME = 7
"""Words between a title and its bearer's name."""


def _leads(r: Reader, verb: int, start: int) -> bool:
    """Whether the main verb of a clause, or a word that stands before its subject, is at this token."""
    norm = r.norm(verb)
    bare = norm[1:] if norm[0] in "وف" and len(norm) > 3 else norm
    opens = verb == start and r.raw(verb).endswith("ت") and not norm.endswith("ات") and verb + 1 in r.mention_from
    if not opens and bare not in _AUXILIARIES and norm not in plain_verbs() and bare not in plain_verbs():
        return False  # «وشنت فرنسا أولى غاراتها وتعهدت»: a noun does not end so
    before = r.norm(verb - 1) if verb > start else ""
    return before not in words("relative") and before not in words("preposition") and not r.complementizer(verb - 1)


def _names(r: Reader, subject: tuple[int, int]) -> bool:
    """Whether a subject is somebody: named, or by a title; a place that is no state does nothing itself."""
    first = subject[0]
    named = r.mention_from.get(first)
    if r.norm(first) in words("preposition") or (is_masdar(r.norm(first)) and named is None):
        return False
    if named is not None:
        acts = named[1].kind in ("person", "org", "group") or named[1].entity.startswith("state-")
        return acts and named[1].span.start == r.tokens[first].start
    people = r.norm(first).startswith("ال") and r.norm(first).endswith("ون")  # «المشاركون»
    return people or (r.norm(first).removeprefix("ال") in words("agent") and speaks(r, subject))


def _is_its_subject(r: Reader, cue: Cue, subject: tuple[int, int]) -> bool:
    if cue.agreement == "fs":
        place = subject[0] in r.mention_from and r.mention_from[subject[0]][1].kind == "place"  # states are feminine
        return place or r.raw(subject[0]).endswith(("ة", "ات"))
    if cue.agreement == "mp":
        return _are_many(r, subject)
    return cue.agreement == "ms" and not _are_many(r, subject) and agrees(r, cue, subject)


def _are_many(r: Reader, subject: tuple[int, int]) -> bool:
    """Whether a subject is several people: «الوزراء», «المشاركون», «وزراء خارجية ثلاث دول»."""
    bare = r.norm(subject[0]).removeprefix("ال")
    title = lexicon().root.get(bare, {}).get("", ())
    return bare.endswith(("ون", "اء")) or any(isinstance(m, Title) and m.gender == "p" for m in title)
