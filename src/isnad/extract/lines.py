"""A page's visible text in, its lines out: what every later step of extraction looks at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from isnad.rules.load import load_rows
from isnad.text.fold import fold

_EDGE = " \t\r\n\v\f\xa0\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\x1a"
_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = (".", "!", "؟", "?", "…", "\u203c", "؛")
_CLOSERS = "»”\"')]’›* "


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page as a reader sees it, white space and invisible marks trimmed."""

    start: int
    """Offset into the visible text."""
    end: int
    text: str
    norm: str
    """Match form, runs of white space made one blank."""
    words: tuple[str, ...]
    """Words and numbers of the match form."""
    gap: bool = False
    """Whether a blank line, or in HTML the edge of another block, stands before it."""
    tag: str = ""
    """HTML: the element that makes it a line (`p`, `h1`, `li` …)."""
    links: float = 0.0
    """HTML: share of its characters that are links."""
    around: tuple[int, int] = (0, 0)
    """HTML: the box around the element that makes it a line, and the box around that."""

    def is_kin(self, other: Line) -> bool:
        """Whether the markup puts two lines side by side, as paragraphs of one text are; true of text pages."""
        return self.around[0] == other.around[0] or self.around[1] == other.around[1]

    @property
    def ends_sentence(self) -> bool:
        return self.text.rstrip(_CLOSERS).endswith(_SENTENCE_END)

    @property
    def is_paragraph(self) -> bool:
        """Long enough, or long and closed enough, to be a paragraph and no heading, byline or label."""
        count = len(self.words)
        return (
            count >= 18 or (count >= 6 and self.ends_sentence) or (count >= 9 and self.text.endswith((":", "،", ",")))
        )

    @property
    def is_headline(self) -> bool:
        """Of a headline's length, and not closed as a sentence is."""
        return 3 <= len(self.words) <= 22 and not self.text.rstrip(_CLOSERS).endswith((".", "،", ",", ":", "؛"))


def line_of(
    visible: str,
    start: int,
    end: int,
    gap: bool = False,
    tag: str = "",
    links: float = 0.0,
    around: tuple[int, int] = (0, 0),
    offset: int = 0,
) -> Line | None:
    """The line `visible[start:end]`, trimmed; None where nothing is left of it. `offset` is where `visible` begins."""
    while start < end and visible[start] in _EDGE:
        start += 1
    while end > start and visible[end - 1] in _EDGE:
        end -= 1
    if start == end:
        return None
    text = visible[start:end]
    norm = " ".join(fold(text).split())
    return Line(offset + start, offset + end, text, norm, tuple(_WORD.findall(norm)), gap, tag, links, around)


def lines_of(visible: str) -> tuple[Line, ...]:
    """Lines of a text page in order, blank ones left out.

    `[line.text for line in lines_of("عنوان الخبر\\n\\n  قال الوزير نعم. ")] == ["عنوان الخبر", "قال الوزير نعم."]`
    """
    out: list[Line] = []
    start, gap = 0, False
    while start <= len(visible):
        end = visible.find("\n", start)
        end = len(visible) if end < 0 else end
        line = line_of(visible, start, end, gap)
        if line:
            out.append(line)
        gap = line is None
        start = end + 1
    return tuple(out)


def words_in(text: str) -> tuple[str, ...]:
    """Words and numbers of a text in the match form: `words_in("فتح الجسر.") == ("فتح", "الجسر")`."""
    return tuple(_WORD.findall(fold(text)))


@cache
def words_of(role: str) -> frozenset[str]:
    """Match forms of the words that `rules/furniture/words.tsv` gives a role: `"في" in words_of("function")`."""
    return frozenset(fold(row.get("word")) for row in load_rows("furniture/words") if row.get("role") == role)


@lru_cache(maxsize=2048)
def content_words(words: tuple[str, ...]) -> frozenset[str]:
    """Stems of a kind: words without short ones, function words, leading clitics and endings, for comparing lines."""
    function = words_of("function")
    return frozenset(_stem(w) for w in words if len(w) > 2 and w not in function)


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    for prefix in ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل"):
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            word = word[len(prefix) :]
            break
    for suffix in ("ات", "ون", "ين", "يه", "ان", "ها", "هم", "ه", "ي", "ا"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word


def shared(headline: Line, paragraph: Line) -> float:
    """Share of a headline's content words that the paragraph holds too (0 to 1): a lead retells its headline."""
    wanted = content_words(headline.words)
    return len(wanted & content_words(paragraph.words)) / len(wanted) if wanted else 0.0
