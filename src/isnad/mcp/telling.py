"""Ids of statements in, what an assistant is told of each out: people by name, every word with its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from isnad.mcp.answers import Change, ClaimLine, Head, Passage, Person, Proof, Told, passage, short
from isnad.model import Article, Attribution, Drift, Evidence, Record, Span
from isnad.store import query
from isnad.store.decided import StoredRecords, rejected_in
from isnad.store.file import Story
from isnad.store.query import ArticleRow, Name
from isnad.store.query.lists import ClaimRow, statements_of_claims


def told_by_id(db: Story, ids: Iterable[str]) -> dict[str, Told]:
    """Named statements, those that exist, as people left them."""
    wanted = set(ids)
    articles = sorted({s.article for s in query.statements_by_id(db, sorted(wanted)).values()})
    return {t.id: t for record in StoredRecords(db).named(articles) for t in told_in(db, record) if t.id in wanted}


def told_in(db: Story, record: Record) -> tuple[Told, ...]:
    """Every statement of one article."""
    article, found = record.article, record.annotations.attributions
    people = {e.id: Person(None, short(e.name), e.kind) for e in record.annotations.entities}
    linked = query.names_of(db, [(article.id, id) for id in people])
    known = {e.id for e in record.annotations.entities if e.known}
    people |= {local: _person(n) for (_, local), n in linked.items() if n.id != local or n.id in known}
    gone = rejected_in(db)
    head = head_of(article)
    return tuple(_told(a, article, head, people, a.id in gone) for a in found)


def head_of(article: Article) -> Head:
    """Which article."""
    day = article.published.value if article.published else None
    return Head(article.id, _cut(article.title), _cut(article.outlet), day)


def head_of_row(row: ArticleRow) -> Head:
    """Which article, of a list."""
    return Head(row.id, _cut(row.title), _cut(row.outlet), row.published)


def claim_lines(db: Story, rows: Sequence[ClaimRow], each: int = 2) -> tuple[ClaimLine, ...]:
    """Claims of a list with the first `each` statements of every side."""
    said = statements_of_claims(db, [row.id for row in rows], each) if rows else {}
    known = told_by_id(db, (id for pairs in said.values() for _, id in pairs))
    return tuple(
        ClaimLine(
            row.id, wording(row.text), row.at_least, row.at_most, row.pages, row.vouching, row.denying,
            row.unverified, row.published, tuple(known[id] for _, id in said.get(row.id, ()) if id in known),
        )
        for row in rows
    )  # fmt: skip


def wording(text: str) -> str:
    """A claim's words, of a very long one its first 2,000 characters."""
    return text if len(text) <= 2_000 else text[:2_000] + "…"


def proof_of(e: Evidence) -> Proof:
    """Words that prove something."""
    return Proof(e.says, _words(e))


def change_of(d: Drift) -> Change:
    """What changed between two tellings."""
    return Change(d.kind, _words(d.before), _words(d.after))


def _words(e: Evidence) -> Passage:
    cut = passage(e.article, e.text, Span(0, len(e.text)))
    return Passage(cut.words, e.article, e.span.start, e.span.start + cut.end, cut.left_out)


def _told(a: Attribution, article: Article, head: Head, people: dict[str, Person], gone: bool) -> Told:
    def named(ids: Iterable[str]) -> tuple[Person, ...]:
        return tuple(people[id] for id in ids if id in people)

    return Told(
        a.id,
        head,
        a.stance,
        people.get(a.speaker) if a.speaker else None,
        named(a.co_speakers),
        named(a.via),
        tuple(passage(article.id, article.text, span, whole_words=True) for span in a.content),
        passage(article.id, article.text, a.cue),
        passage(article.id, article.text, a.source) if a.source else None,
        a.confidence,
        gone,
    )


def _person(name: Name) -> Person:
    return Person(name.id, short(name.name), name.kind)


def _cut(text: str | None) -> str | None:
    return None if text is None else text if len(text) <= 600 else text[:600] + "…"
