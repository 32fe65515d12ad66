"""A word after a name in, whether the name ends before it out: verbs of speech, function words, «على» like «علي»."""

from __future__ import annotations

from functools import cache

from isnad.annotate.mentions_context import Scan
from isnad.annotate.mentions_letters import common_words, could_name, likeness
from isnad.annotate.mentions_lexicon import Cue, Institution, Known, Nisba, Part, Title, Word, class_words
from isnad.text.tokens import readings

BINDING = frozenset(("بن", "ابن", "ال", "عبد", "ابو", "ابي", "ابا"))
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


def report_follows(scan: Scan, i: int) -> bool:
    """Whether a word parts a titled name from «أن» or a colon, and so is the family's: «العميد منصور ثوابه، أن»."""
    norm, then = scan.norm(i), scan.norm(i + 1 + (scan.norm(i + 1) in (",", "،")))
    if then not in ("ان", "انه", "انها", ":") or len(norm) < 4 or norm.endswith(("ا", "ون", "ين", "ات")):
        return False
    if scan.hit(i, Title, Nisba, Institution, Cue, Word, Known):
        return False
    clitic = any(reading.prefix and reading.rest in common_words() for reading in readings(norm))
    return not clitic and norm not in common_words()


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
    listed = scan.bare(i + 1, Known)  # «علي ولايتي»
    person = listed is not None and isinstance(listed.meaning, Known) and listed.meaning.kind == "person"
    family = following.startswith("ال") and following[2:] not in common_words()
    article = family and speech_before(scan, i) and _tells_apart(scan)  # «وتساءل علي العبار»
    named = bool(scan.bare(i + 1, Part)) or following in BINDING or unknown or person or article
    return not named and not (started and not undotted)


def _undotted(scan: Scan) -> bool:
    """Whether the text writes «إلى» and «على» with dots («إلي»), as some newsrooms do."""
    for token in scan.doc.tokens[:400]:
        if token.norm in ("الي", "حتي"):
            return scan.doc.text[token.end - 1] == "ي"
    return False


def _tells_apart(scan: Scan) -> bool:
    """Whether the text writes the preposition «على» without dots, so that «علي» is a name in it."""
    tokens = (t for t in scan.doc.tokens[:1000] if t.norm == "علي")
    return any(scan.doc.text[t.end - 1] != "ي" for t in tokens)


def speech_before(scan: Scan, i: int) -> bool:
    """Whether the word before is a verb of speech."""
    if i == 0 or scan.norm(i - 1) not in _speech_verbs():
        return False
    hit = scan.bare(i - 1, Word)
    return hit is not None and isinstance(hit.meaning, Word) and hit.meaning.type == "speechverb"


@cache
def _speech_verbs() -> frozenset[str]:
    """First words of the verbs of speech."""
    return frozenset(form.split()[0] for form in class_words("speechverb"))


def enclosed_name(scan: Scan, i: int) -> tuple[int, int] | None:
    """Two or three words that no list holds, between a title's comma and the next one or the report behind it.

    «وزير الدفاع البريطاني، جافين وليامسون، الاثنين», «مدعي المقاطعة، ويس آدامز: ».
    """
    end = i
    while end < len(scan.norms) and scan.doc.tokens[end].word and end - i < 4 and scan.norm(end) not in _CLAUSE:
        end += 1
    closed = scan.norm(end) in _CLOSES or scan.norm(end) in _CLAUSE
    words = range(i, end)
    if not closed or len(words) not in (2, 3) or scan.norm(i).startswith("ال") or not scan.same_sentence(i):
        return None
    named = all(bool(scan.bare(k, Part)) or _in_name(scan, k) for k in words)
    return (i, end) if named and all(scan.same_sentence(k) for k in range(i + 1, end)) else None


def _in_name(scan: Scan, i: int) -> bool:
    """Whether a word can stand in a name though no list of names holds it."""
    norm = scan.norm(i)
    if scan.bare(i, Word, Title, Nisba, Institution, Cue, Known):
        return False
    return (could_name(norm) and likeness(norm) > -3) or (norm not in common_words() and likeness(norm) > _FOREIGN)


_FOREIGN = 3
"""Likeness from which a word is no everyday one with an ending or a clitic: «جافين», «ويس»."""


_CLOSES = frozenset((",", "،", ":", "«", '"', "“", "("))
_CLAUSE = frozenset(("ان", "انه", "انها", "بان", "بانه", "بانها"))
