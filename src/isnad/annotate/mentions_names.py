"""A place in the text in, the personal name that stands there out: given names, particles, surnames, and words no list holds."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from isnad.annotate.mentions_lexicon import Cue, Institution, Known, Nisba, Part, Title, Word, starts
from isnad.rules.load import load_rows
from isnad.text.fold import fold
from isnad.text.tokens import readings

if TYPE_CHECKING:
    from isnad.annotate.mentions_scan import Scan

_MOST = 7
"""Words in the longest name read: «عبد الله بن عبد العزيز آل سعود»."""
_ENDINGS = (
    "هما",
    "كما",
    "تهم",
    "تها",
    "هم",
    "ها",
    "كم",
    "نا",
    "ات",
    "ون",
    "ين",
    "ان",
    "وا",
    "ته",
    "تي",
    "ه",
    "ي",
    "ا",
    "ك",
    "ت",
)
_ARABIC = frozenset("ابتثجحخدذرزسشصضطظعغفقكلمنهويء")


@cache
def common_words() -> frozenset[str]:
    """Match forms of words that are no names, without article or proclitics."""
    return frozenset(fold(form) for row in load_rows("names/common") for form in row.get("forms").split("|"))


@lru_cache(maxsize=65536)
def is_common(norm: str) -> bool:
    """Whether a word is an everyday word, with whatever proclitics, article and endings it carries."""
    common = common_words()
    for reading in readings(norm):
        word = reading.rest
        if word in common:
            return True
        if word.startswith("ال") and len(word) > 4:
            word = word[2:]
            if word in common:
                return True
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                stem = word[: -len(ending)]
                if stem in common or (ending in ("ته", "تها", "تهم", "تي", "ات") and stem + "ه" in common):
                    return True
    return False


@lru_cache(maxsize=65536)
def could_name(norm: str) -> bool:
    """Whether a word that no name list holds may be part of a name: Arabic letters, and no everyday word."""
    if len(norm) < 2 or norm[0] not in _ARABIC or is_common(norm):
        return False
    for _, node in starts(norm):
        for meaning in node.get("", ()):
            if isinstance(meaning, Title | Nisba | Institution | Cue) or (
                isinstance(meaning, Word) and meaning.type != "particle"
            ):
                return False
    return True


def read_name(scan: Scan, i: int, relaxed: bool, after_comma: bool = False) -> tuple[int, int] | None:
    """Token range of the personal name that begins at token `i`, or None.

    Strict reading asks for a known name or a given name first; `relaxed` (after a title) takes unknown words too.
    """
    if i >= len(scan.norms) or not scan.doc.tokens[i].word:
        return None
    end = _first(scan, i, relaxed)
    if end is None:
        return None
    words = 1
    while words < _MOST and end < len(scan.norms):
        step = _next(scan, end, relaxed)
        if step is None:
            break
        end, words = step, words + 1
    known = scan.bare(i, Known) or scan.hit(i, Known)
    person = known is not None and isinstance(known.meaning, Known) and known.meaning.kind == "person"
    if words == 1 and not person and (not relaxed or after_comma):
        return None
    return i, end


def _first(scan: Scan, i: int, relaxed: bool) -> int | None:
    """End of the first element of a name."""
    known = scan.bare(i, Known) or (None if relaxed else scan.hit(i, Known))
    if known and isinstance(known.meaning, Known) and known.meaning.kind == "person":
        return known.end
    part = scan.bare(i, Part) or (None if relaxed else scan.hit(i, Part))
    if part and isinstance(part.meaning, Part) and (part.meaning.given or relaxed):
        return part.end
    if not relaxed:
        return None
    norm = scan.norm(i)
    if _particle(scan, i) and scan.norm(i + 1) and scan.doc.tokens[i + 1].word:
        return i + 2
    if could_name(norm) and len(norm) > 2 and not (known and not known.prefix):
        return i + 1
    return None


def _next(scan: Scan, end: int, relaxed: bool) -> int | None:
    """End of one more element of a name that has begun."""
    token = scan.doc.tokens[end]
    if not scan.same_sentence(end):
        return None
    if scan.norm(end) in ("-", "–", "‐", "‑") and end + 1 < len(scan.norms):
        tight = scan.doc.tokens[end - 1].end == token.start and token.end == scan.doc.tokens[end + 1].start
        return end + 2 if tight and scan.doc.tokens[end + 1].word else None
    if scan.norm(end) == "_" and end + 1 < len(scan.norms) and scan.doc.tokens[end + 1].word:
        return end + 2
    if not token.word:
        return None
    if _particle(scan, end) and end + 1 < len(scan.norms) and scan.doc.tokens[end + 1].word:
        return end + 2 if not is_common(scan.norm(end + 1)) or scan.norm(end) in _BINDING else None
    part = scan.bare(end, Part)
    if part:
        return part.end
    norm = scan.norm(end)
    known = scan.bare(end, Known)
    if known and isinstance(known.meaning, Known):
        return known.end if known.meaning.kind == "person" else None
    if norm.startswith("ال") and len(norm) > 4:
        return end + 1 if could_name(norm) and could_name(norm[2:]) else None
    return end + 1 if could_name(norm) and len(norm) > 1 else None


_BINDING = frozenset(("بن", "ابن", "ال", "عبد", "ابو", "ابي"))


def _particle(scan: Scan, i: int) -> bool:
    hit = scan.bare(i, Word)
    return bool(hit and isinstance(hit.meaning, Word) and hit.meaning.type == "particle")
