"""An adjective after a noun in, whether it describes that noun, by gender and shape, out."""

from __future__ import annotations

from isnad.annotate.attribution.cue import Cue
from isnad.annotate.attribution.lexicon import words
from isnad.annotate.attribution.reader import Reader
from isnad.text.fold import fold


def unlike_in_gender(r: Reader, i: int) -> bool:
    """«يتهم رامي قباني الجمعية»: a feminine word does not describe the man named before it."""
    if not r.raw(i).endswith("ة"):
        return False
    person = r.mention_until.get(i)
    if person is None or person.kind != "person":
        return _masculine(r, i - 1) and not r.raw(i - 2).endswith("ة")  # «واتهم السكان البلدية»
    return not fold(person.text.split(" ")[0]).endswith(("ه", "اء"))


def participial(r: Reader, i: int) -> bool:
    """Whether a feminine participle describes the definite feminine noun before it: «المنظمة المسؤولة», «المختصة»."""
    norm, noun = r.norm(i), r.raw(i - 1)
    governs = r.norm(i + 1) == "عن" or r.norm(i + 1).startswith("لل")  # «المشغلة للميناء»
    shaped = norm.startswith("الم") and r.raw(i).endswith("ة") and (governs or (len(norm) > 7 and norm[4] != "ا"))
    names = not governs and any(norm[2:] in words(kind) for kind in ("agent", "name_head", "body_head"))
    return shaped and not names and i not in r.mention_from and noun.startswith(("ال", "لل")) and noun.endswith("ة")


def _masculine(r: Reader, i: int) -> bool:
    """Whether a noun that can speak is masculine, so that no feminine word describes it: «المدير», «السكان»."""
    bare = r.norm(i).removeprefix("ال")
    return bare in words("agent") and bare not in words("broken_plural") and not bare.endswith(("ه", "ات"))


def of_manner_or_time(r: Reader, i: int) -> bool:
    """Whether a word behind who spoke tells how or when: «سامي مستهزئا "…"», «السلطات مبينة أن», «العام الماضي»."""
    norm = r.norm(i)
    if r.norm(i + 1) in words("turn_of_time"):
        return True
    participle = norm[:1] == "م" and len(norm) > 4 and norm.endswith(("ا", "ه", "ين")) and i not in r.mention_from
    return participle and (r.report_opens(i + 1) or r.norm(i + 1) == "(")


def labels(cue: Cue) -> bool:
    """Whether a verb with an object pronoun says what its speaker calls a thing: «وصفها», «يعتبره»."""
    return cue.kind == "verb" and cue.clitic and (cue.role == "label" or cue.rule.endswith("#اعتبر"))


def labels_a_thing(r: Reader, cue: Cue) -> bool:
    """«من وصفهم بالمخربين», «مخالفات وصفها بالجسيمة»: what is labelled stands right before, whoever labels it."""
    before = r.norm(cue.first - 1)
    if not labels(cue) or cue.bare != r.norm(cue.first):
        return False
    noun = r.tokens[cue.first - 1].word and before not in words("preposition") and before not in words("negation")
    return before in words("labelled_by") or (noun and before not in words("opening"))
