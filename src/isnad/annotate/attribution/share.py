"""A token in, the end of the share or count told there out: «62 في المئة», «17,9٪», «9 من كل 10», «كل من»."""

from __future__ import annotations

from isnad.annotate.attribution.lexicon import words
from isnad.annotate.attribution.reader import Reader


def share_end(r: Reader, i: int, stop: int) -> int:
    """Token after the share; `i` itself where none is told."""
    if i + 2 < stop and r.norm(i) == "كل" and r.norm(i + 1) == "من":
        named = i + 2 in r.mention_from or r.norm(i + 2).startswith("ال")
        return i + 2 if named else i  # «كل من الأردن والمغرب», and no «كل من يخالف»
    if i >= stop or not r.tokens[i].number:
        return i
    if r.norm(i + 1) == "%":
        end = i + 2
    elif r.norm(i + 1) == "في" and r.norm(i + 2) in words("hundred"):
        end = i + 3
    elif r.norm(i + 1) in words("in_hundred"):
        end = i + 2
    elif r.norm(i + 1) == "من" and r.norm(i + 2) == "كل" and i + 3 < stop and r.tokens[i + 3].number:
        end = i + 4
    else:
        return i
    return min(end + (r.norm(end) in words("of_share")), stop)
