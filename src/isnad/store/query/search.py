"""Words in, articles out, best first: spelling folded, clitics allowed for, snippets cut from the original text."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from typing import Any

from isnad.model import Span
from isnad.text.fold import Folded, fold

_PROCLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
_AROUND = 80
"""Code points on either side of the words found."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that holds the words, and where."""

    article: str
    title: str | None
    outlet: str | None
    published: str | None
    rank: float
    """BM25, the lower the better."""
    start: int
    """Offset of `snippet` in the article's text."""
    snippet: str
    found: tuple[Span, ...]
    """The words found, as offsets of `snippet`."""


def search(
    db: sqlite3.Connection,
    query: str,
    *,
    speaker: str | None = None,
    stance: str | None = None,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int = 20,
    offset: int = 0,
) -> tuple[Hit, ...]:
    """Articles that hold all the words (or all the phrases in quotes), best first.

    Spelling is folded (أ ا ة ه ى ي), and a word is found behind its proclitics: «وزير» finds «ووزير»,
    «الوزير» and «للوزير». `speaker` is an entity's id; `since` and `until` are ISO days, both included.
    """
    match = match_of(query)
    if not match:
        return ()
    said = "SELECT s.article FROM attribution s"
    by = "JOIN entity_member m ON m.article = s.article AND m.name = s.speaker"
    conditions = {
        f"a.id IN ({said} {by} WHERE m.entity = ?)": speaker,
        f"a.id IN ({said} WHERE s.stance = ?)": stance,
        "a.outlet = ?": outlet,
        "substr(a.published, 1, 10) >= ?": since,
        "substr(a.published, 1, 10) <= ?": until,
    }
    used = {condition: value for condition, value in conditions.items() if value is not None}
    rows = db.execute(
        "SELECT a.id, a.title, a.outlet, a.published, bm25(article_search, 4.0, 1.0) AS rank, a.text "
        "FROM article_search JOIN article_folded f ON f.n = article_search.rowid JOIN article a ON a.id = f.article "
        f"WHERE article_search MATCH ? {''.join(f'AND {c} ' for c in used)}ORDER BY rank, a.id LIMIT ? OFFSET ?",
        (match, *used.values(), limit, offset),
    )
    words = re.compile("|".join(_pattern(part) for part in parts_of(query)))
    return tuple(_hit(row, words) for row in rows.fetchall())


def _hit(row: tuple[Any, ...], words: re.Pattern[str]) -> Hit:
    id, title, outlet, published, rank, text = row
    return Hit(id, title, outlet, published, rank, *_snippet(text, words))


def parts_of(query: str) -> list[tuple[str, ...]]:
    """Words and phrases of a query in match form: `«القمة العربية» بغداد` is a phrase of two words and one word."""
    parts = re.findall(r'["«“]([^"»”]*)["»”]|([^\s"«»“”]+)', fold(query))
    split = [re.findall(r"\w+", phrase or word) for phrase, word in parts]
    return [tuple(words) for words in split if words]


def match_of(query: str) -> str:
    """The query as FTS5 reads it: nothing in it can break out of its quotes."""
    return " AND ".join(f"({' OR '.join(_variants(part))})" for part in parts_of(query))


def _variants(words: tuple[str, ...]) -> list[str]:
    """The first word with each proclitic, with and without its article, then the others as they are."""
    return [f'"{" ".join((first, *words[1:]))}"' for first in _forms(words[0])]


def _forms(word: str) -> list[str]:
    if not re.fullmatch("[ء-ي]{3,}", word):
        return [word]
    bare = word[2:] if word.startswith("ال") and len(word) > 4 else word
    out = [prefix + bare for prefix in _PROCLITICS]
    out += [prefix + "ال" + bare for prefix in _PROCLITICS if not prefix.endswith("ل")]
    out += [prefix[:-1] + "لل" + bare for prefix in _PROCLITICS if prefix.endswith("ل")]
    return out if bare != word else [word, *(form for form in out if form != word)]


def _pattern(words: tuple[str, ...]) -> str:
    first = "|".join(sorted(map(re.escape, _forms(words[0])), key=len, reverse=True))
    return rf"\b(?:{first})" + "".join(rf"\W+{re.escape(word)}" for word in words[1:]) + r"\b"


def _snippet(text: str, words: re.Pattern[str]) -> tuple[int, str, tuple[Span, ...]]:
    """The stretch of the original text that holds the most of the words, cut at spaces."""
    folded = Folded.of(text)
    spans = [Span(folded.at(m.start()), folded.at(m.end())) for m in words.finditer(folded.text)]
    if not spans:
        return 0, _cut(text, 0, 2 * _AROUND)[1], ()
    best = max(range(len(spans)), key=lambda i: (_near(spans, i), -i))
    start, snippet = _cut(text, spans[best].start - _AROUND, spans[best].start + 2 * _AROUND)
    inside = [s for s in spans if start <= s.start and s.end <= start + len(snippet)]
    return start, snippet, tuple(Span(s.start - start, s.end - start) for s in inside)


def _near(spans: list[Span], at: int) -> int:
    return sum(spans[at].start <= s.start < spans[at].start + 2 * _AROUND for s in spans[at : at + 20])


def _cut(text: str, start: int, stop: int) -> tuple[int, str]:
    start, stop = max(0, start), min(len(text), stop)
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while stop < len(text) and not text[stop].isspace():
        stop += 1
    return start, text[start:stop]
