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
    where, values = _filters(speaker, stance, outlet, since, until)
    # Ranked before anything is read of the articles: a common word is in most of them.
    select = (
        "WITH hit (n, rank) AS (SELECT rowid, bm25(article_search, 4.0, 1.0, 0.5) AS rank FROM article_search "
        f"WHERE article_search MATCH ? {where} ORDER BY rank LIMIT ? OFFSET ?) "
        "SELECT a.id, a.title, a.outlet, a.published, rank, t.text FROM hit CROSS JOIN article_folded f ON f.n = hit.n "
        "CROSS JOIN article a INDEXED BY article_line ON a.id = f.article CROSS JOIN article t ON t.id = a.id "
        "ORDER BY rank, a.id"
    )
    wanted = [[_meant(word, False) for word in part] for part in parts]
    rows = db.execute(select, (_match(wanted), *values, limit, offset)).fetchall()
    if not rows and not (offset and db.execute(select, (_match(wanted), *values, 1, 0)).fetchone()):
        wanted = [[_meant(word, True) for word in part] for part in parts]
        rows = db.execute(select, (_match(wanted), *values, limit, offset)).fetchall()
    return tuple(_hit(row, wanted) for row in rows)


def _filters(
    speaker: str | None, stance: str | None, outlet: str | None, since: str | None, until: str | None
) -> tuple[str, tuple[str, ...]]:
    """The condition that keeps a hit among the articles asked for."""
    said = "SELECT s.article FROM said v CROSS JOIN attribution s ON s.id = v.attribution WHERE v.entity = ?"
    conditions = {
        f"a.id IN ({said})": speaker,
        "a.id IN (SELECT article FROM attribution WHERE stance = ?)": stance,
        "a.outlet = ?": outlet,
        "a.published >= ?": since,
        "a.published < ?": until and until + "\U0010ffff",
    }
    used = {condition: value for condition, value in conditions.items() if value is not None}
    kept = f"SELECT f.n FROM article a CROSS JOIN article_folded f ON f.article = a.id WHERE {' AND '.join(used)}"
    return (f"AND rowid IN ({kept})" if used else ""), tuple(used.values())


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
    for first, *others in wanted:
        # Every form of a word is what the word ends with: only words that end so are looked at.
        ends = re.compile(f"(?:{'|'.join(map(re.escape, first))})(?![^\\W_])")
        for found in ends.finditer(folded):
            start = found.start()
            while start and WORD.fullmatch(folded, start - 1, start):
                start -= 1
            end = _through(folded, found.end(), others)
            if end is not None and _is(folded[start : found.end()], first):
                yield start, end


def _through(folded: str, at: int, others: list[list[str]]) -> int | None:
    """Where a phrase ends whose first word ends at `at`; None where other words follow."""
    for forms in others:
        word = WORD.search(folded, at)
        if word is None or not _is(word[0], forms):
            return None
        at = word.end()
    return at


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
