"""A token between a verb and its content in, whether the source ends or another verb's clause begins there out."""

from __future__ import annotations

from isnad.annotate.attribution.addressee import addressed, occasion_at, told_medium
from isnad.annotate.attribution.adverbials import those_who
from isnad.annotate.attribution.cue import Cue
from isnad.annotate.attribution.describing import of_manner_or_time
from isnad.annotate.attribution.lexicon import verbs_of, words
from isnad.annotate.attribution.phrase import apposition
from isnad.annotate.attribution.reader import Reader, has_preposition, is_masdar
from isnad.annotate.mentions_letters import could_name, likeness


def up_to(r: Reader, end: int, opener: int) -> int:
    """End of a source that unread words part from its opener: the rest of its name, up to what sets the scene."""
    last = opener - 1 if r.is_comma(opener - 1) else opener
    i = end
    while i < last and i - end < _REST:
        i = past_initials(r, i)
        if r.is_comma(i):
            return apposition(r, i, last)  # «المديرة في المنظمة، سلمى حداد إن»
        if i >= last or not (r.tokens[i].word or r.tokens[i].number) or sets_scene(r, i):
            return _named_behind(r, i, last)
        i += 1
    return i


def _named_behind(r: Reader, i: int, last: int) -> int:
    """End of the name that closes a title behind «في حالات الطوارئ،»; `i` itself where none stands there."""
    near = range(i + 1, min(last, i + 6))
    comma = next((k for k in near if not r.tokens[k].word or r.verb_at(k) or r.norm(k) == "مع"), i)
    if r.norm(i) != "في" or i in r.timex_from or i + 1 in r.timex_from or occasion_at(r, i) or not r.is_comma(comma):
        return i
    end = apposition(r, comma, last)
    return end if end > comma else i


def past_initials(r: Reader, i: int) -> int:
    """Token after a name written with a dot, which ends no sentence: «أ. د. سامي نجار»; `i` itself elsewhere."""
    after = r.mention_from[i][0] if i in r.mention_from else i
    return after if any(r.norm(k) == "." for k in range(i + 1, after)) else i


_REST = 10
"""Words of a source after those its phrase could take in: two further nouns with their attachments."""


def sets_scene(r: Reader, i: int) -> bool:
    """Whether time, place, occasion or addressee begins here, and no further words of a name."""
    norm = r.norm(i)
    if (
        i in r.timex_from
        or norm in words("negation")
        or norm in words("adverb")
        or norm in words("relative")
        or norm in words("by_this")
    ):
        return True
    if told_medium(r, i) or of_manner_or_time(r, i):
        return True
    if norm in words("speech_event") and r.norm(i - 1) not in words("preposition"):
        return True  # «وجه المدير رسالة للجمهور»
    told = norm.endswith("ا") and r.norm(i + 1).endswith("يا") and i not in r.mention_from  # «أبلغ الوزير تجمعا شعبيا»
    if told or r.verb_at(i) or r.raw(i).endswith(("ًا", "اً")) or norm in ("بحسب", "حسب", "وفق", "وفقا"):
        return True
    if norm == "من" and r.norm(i + 1) in words("ones_part"):
        return True
    if norm in ("في", "من", "عن"):
        placed = i + 1 in r.mention_from and r.mention_from[i + 1][1].kind == "place"
        return placed or i + 1 in r.timex_from or occasion_at(r, i)
    if (
        norm in words("preposition")
        or norm in words("adverbial")
        or (is_masdar(norm) and r.norm(i - 1) not in words("body_head") and not _foreign(norm))
    ):
        return True
    if has_preposition(r, i, "ب"):
        body = norm[1:] in words("agent") or norm[1:] in words("name_head")
        return not norm.startswith("بال") and not body and i not in r.mention_from
    return has_preposition(r, i, "ل") and (addressed(r, i) or not norm.startswith("لل"))


def _foreign(norm: str) -> bool:
    """Whether a word only has the shape of a verbal noun, and a name's letters: «آيجان», «أوكان»."""
    return could_name(norm) and likeness(norm) > _NAME


_NAME = 2.0
"""Likeness of an unknown word from which it is taken for a name."""


def of_another(r: Reader, i: int, cue: Cue) -> bool:
    """«المدير الذي يأمل أن يعود»: the clause belongs to the verb right before it, and not to an earlier one."""
    verb, frame = i - 1, "ب" if r.norm(i).startswith("ب") else "ان"
    if verb <= cue.after or verb in r.mention_from or i in r.mention_until:
        return False
    if r.norm(verb) in words("noun_like") | words("preposition") and r.norm(verb - 1) in words("preposition"):
        return False  # «ذكر من قبل أن»
    norm = r.norm(verb)
    found = (x for bare in (norm, norm[norm[0] in "وف" :]) for x in verbs_of(bare))
    return any(f.tense != "participle" and not clitic and frame in v.frames for v, f, clitic in found)


def another_begins(r: Reader, i: int, cue: Cue) -> bool:
    """Whether a clause with a verb of its own begins here, so that what opens further on is not this cue's."""
    norm = r.norm(i)
    if those_who(r, i, cue):
        return True
    if r.participle_at(i) or (r.is_comma(i - 1) and any(f.tense == "participle" for _, f, _ in verbs_of(norm))):
        return True
    if norm in words("within") and i > cue.after and any(v.role != "show" for v, _, _ in verbs_of(r.norm(i - 1))):
        return True  # «أصدرت بيانا قالت فيه إن»: the clause is the second verb's
    unnamed = i not in r.mention_from
    if (r.clause_verb(i) and unnamed) or norm in ("حيث", "اذ", "اذا", "لو", "لكي", "كي"):
        return True
    reports = (f.tense != "participle" and v.role == "say" and "ان" in v.frames for v, f, _ in verbs_of(norm))
    if r.is_comma(i - 1) and unnamed and not r.report_opens(i + 1) and any(reports):
        return True  # «في حين يخشى السكان هذا القرار، أكدت البلدية أن»
    if cue.clitic and r.verb_at(i) and unnamed:
        return True  # «في مقال نشرته الصحيفة اعتبر الكاتب أن»: the clause is the second verb's
    if norm in words("but") and not norm.endswith("لكن"):
        return True  # «لكنها لم تذكر أن الرقم تغير»
    return norm in ("بينما", "فيما", "لكن", "ولكن") and i + 1 < len(r.tokens) and r.verb_at(i + 1)
