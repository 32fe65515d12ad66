"""A word after a name in, whether the name ends before it out: verbs of speech, function words, «على» like «علي»."""

from __future__ import annotations

from isnad.annotate.mentions_context import Scan
from isnad.annotate.mentions_letters import could_name, likeness
from isnad.annotate.mentions_lexicon import Part, Word

BINDING = frozenset(("بن", "ابن", "ال", "عبد", "ابو", "ابي"))
"""Words that bind the next one into the name."""


def ends_name(scan: Scan, i: int) -> bool:
    """Whether a verb of speech or a function word stands here, which no name goes on with: «دعا», «لا يعجبني»."""
    norm = scan.norm(i)
    if scan.bare(i, Word) is None:
        return False
    part = scan.bare(i, Part)
    if part and part.end > i + 1:  # «حسب الله»
        return False
    words = [h.meaning.type for h in scan.hits(i) if isinstance(h.meaning, Word) and not h.prefix]
    if "function" in words and "particle" in words:  # «لا»: Portuguese, or the negation
        return not (could_name(scan.norm(i + 1)) and likeness(scan.norm(i + 1)) > 0)
    return norm != "علي" and bool({"function", "speechverb"} & set(words))


def is_preposition(scan: Scan, i: int, started: bool) -> bool:
    """Whether «علي» is the preposition «على», which match forms merge: told by its dots, then by what follows."""
    if scan.norm(i) != "علي":
        return False
    token = scan.doc.tokens[i]
    if scan.doc.text[token.end - 1] != "ي":
        return True
    following = scan.norm(i + 1)
    undotted = _undotted(scan)
    unknown = could_name(following) and not following.startswith("ال") and not undotted
    named = bool(scan.bare(i + 1, Part)) or following in BINDING or unknown
    return not named and not (started and not undotted)


def _undotted(scan: Scan) -> bool:
    """Whether the text writes «إلى» and «على» with dots («إلي»), as some newsrooms do."""
    for token in scan.doc.tokens[:400]:
        if token.norm in ("الي", "حتي"):
            return scan.doc.text[token.end - 1] == "ي"
    return False
