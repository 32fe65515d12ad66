"""A verb of belief in («غارات يعتقد أنها تركية»), whether it hides who believes it out."""

from __future__ import annotations

from isnad.annotate.attribution.lexicon import words
from isnad.annotate.attribution.reader import Reader, has_preposition


def said_of_it(r: Reader, i: int, after: int) -> bool:
    """Whether a verb of belief says of the noun before it what nobody is named for: «غارات يعتقد أنها تركية»."""
    verb = r.norm(i)
    if verb not in words("said_of") or i == 0:
        return False
    before, nxt = r.norm(i - 1), r.norm(after)
    if verb == "يشتبه":
        who = before in words("labelled_by") or (r.tokens[i - 1].word and i not in r.mention_until)
        return who and (nxt == "في" or has_preposition(r, after, "ب") or r.complementizer(after))
    if not r.complementizer(after):
        return False
    many = nxt.removeprefix("ب") in ("انهم", "انهما", "انهن")
    if before in words("labelled_by"):
        return many or (before == "التي" and nxt.endswith("انها"))
    indefinite = r.tokens[i - 1].word and i not in r.mention_until and not before.startswith("ال")
    return (
        indefinite
        and before not in words("opening")
        and (many or (nxt.endswith("انها") and before.endswith(("ه", "ات"))))
    )
