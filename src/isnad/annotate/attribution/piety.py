"""A token in, the token behind a wish for whoever is spoken of out: «حفظه الله»."""

from __future__ import annotations

from isnad.annotate.attribution.lexicon import words
from isnad.annotate.attribution.reader import Reader


def past_piety(r: Reader, i: int) -> int:
    """Token behind a wish for who is spoken of, with the marks around it: «- حفظه الله -»; 0 where none stands."""
    opened = r.norm(i) in _AROUND
    if r.norm(i + opened) not in words("piety") or r.norm(i + opened + 1) != "الله":
        return 0
    end = i + opened + 2
    return end + (opened and r.norm(end) in _AROUND)


_AROUND = frozenset("-–()")
