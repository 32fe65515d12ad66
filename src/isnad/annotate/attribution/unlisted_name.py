"""A title's comma in, the end of the name behind it out where no list holds the name."""

from __future__ import annotations

from isnad.annotate.attribution.lexicon import words
from isnad.annotate.attribution.reader import Reader, is_masdar
from isnad.annotate.mentions_letters import could_name, likeness


def unknown_name(r: Reader, comma: int, stop: int) -> int:
    """End of «، كاليانا سيفانيانام:»: two or three words no list holds between a title's comma and the speech."""
    end = next(
        (j for j in range(comma + 1, min(stop, comma + 5)) if not r.tokens[j].word or r.complementizer(j)), comma
    )
    name = range(comma + 1, end)
    never = words("preposition") | words("adverb") | words("adverbial") | words("opening") | words("by_this")
    plain = all(
        not r.verb_at(j) and r.norm(j) not in never and (r.norm(j)[0] not in "ولب" or _foreign(r.norm(j))) for j in name
    )
    bare = all(not r.norm(j).startswith("ال") and not is_masdar(r.norm(j)) for j in name)
    spelt = r.report_opens(end) or (r.is_comma(end) and all(_foreign(r.norm(j)) for j in name))
    return end if len(name) in (2, 3) and plain and bare and spelt else comma


def _foreign(norm: str) -> bool:
    """Whether a word has the letters of a foreign name, so that a comma may close it: «، براميلا باتن، التي»."""
    return could_name(norm) and likeness(norm) > 0
