"""Words in, articles out, best first: found in any spelling and behind clitics, snippets cut from the original text."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from isnad.model import Span
from isnad.text.fold import Folded, fold
from isnad.text.searched import WORD, besides, form

Wanted = list[list[list[str]]]
"""For each part of a query, a word or a phrase, the forms each of its words may have."""

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

    Spelling is folded (أ ا ة ه ى ي), and article and proclitics do not count: «جسر», «والجسر» and «للجسر» find each
    other. A letter that may belong to the word is taken off only where nothing is found with it: «وقال» finds «قال»
    then. `speaker` is an entity's id; `since` and `until` are ISO days, both included.
    """
    parts = parts_of(query)
    if not parts:
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
    select = (
        "SELECT a.id, a.title, a.outlet, a.published, bm25(article_search, 4.0, 1.0, 0.5) AS rank, a.text "
        "FROM article_search JOIN article_folded f ON f.n = article_search.rowid JOIN article a ON a.id = f.article "
        f"WHERE article_search MATCH ? {''.join(f'AND {c} ' for c in used)}ORDER BY rank, a.id LIMIT ? OFFSET ?"
    )
    wanted = [[_meant(word, False) for word in part] for part in parts]
    rows = db.execute(select, (_match(wanted), *used.values(), limit, offset)).fetchall()
    if not rows and not (offset and db.execute(select, (_match(wanted), *used.values(), 1, 0)).fetchone()):
        wanted = [[_meant(word, True) for word in part] for part in parts]
        rows = db.execute(select, (_match(wanted), *used.values(), limit, offset)).fetchall()
    return tuple(_hit(row, wanted) for row in rows)


def _hit(row: tuple[Any, ...], wanted: Wanted) -> Hit:
    id, title, outlet, published, rank, text = row
    return Hit(id, title, outlet, published, rank, *_snippet(text, wanted))


def parts_of(query: str) -> list[tuple[str, ...]]:
    """Words and phrases of a query in match form: `«القمة العربية» بغداد` is a phrase of two words and one word."""
    parts = re.findall(r'["«“]([^"»”]*)["»”]|([^\s"«»“”]+)', fold(query))
    split = [WORD.findall(phrase or word) for phrase, word in parts]
    return [tuple(words) for words in split if words]


def _meant(word: str, loosely: bool) -> list[str]:
    """The forms under which a word asked for stands in the index; two, where its article may hide a letter."""
    own = form(word)
    return [own, *besides(word)] if loosely or own != word else [own]


def _match(wanted: Wanted) -> str:
    """The query as FTS5 reads it: words are letters and digits alone, so nothing in it can break out of its quotes."""
    return " AND ".join(f"({' OR '.join(_phrases(part))})" for part in wanted)


def _phrases(part: list[list[str]]) -> Iterator[str]:
    """What is asked for, then its other forms: those only as words of their own, so that rare ones lift no rank."""
    for n, words in enumerate(product(*part)):
        yield f'{{title text}} : "{" ".join(words)}"' if n else f'"{" ".join(words)}"'


def _found(folded: str, wanted: Wanted) -> Iterator[tuple[int, int]]:
    """Where the words, and the phrases with all their words, stand in a folded text."""
    words = [(m.start(), m.end(), m[0]) for m in WORD.finditer(folded)]
    for part in wanted:
        first, *others = part
        for n, (start, end, word) in enumerate(words):
            if not _is(word, first):
                continue
            after = words[n + 1 : n + 1 + len(others)]
            if len(after) == len(others) and all(_is(w, forms) for (_, _, w), forms in zip(after, others, strict=True)):
                yield start, after[-1][1] if after else end


def _is(word: str, forms: list[str]) -> bool:
    return form(word) in forms or not set(forms).isdisjoint(besides(word))


def _snippet(text: str, wanted: Wanted) -> tuple[int, str, tuple[Span, ...]]:
    """The stretch of the original text that holds the most of the words, cut at spaces."""
    folded = Folded.of(text)
    spans = [Span(folded.at(start), folded.at(end)) for start, end in sorted(set(_found(folded.text, wanted)))]
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
