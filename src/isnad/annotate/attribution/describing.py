"""An adjective after a noun in, whether it describes that noun, by gender and shape, out."""

from __future__ import annotations

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
