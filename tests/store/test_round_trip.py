"""What goes into a story file comes out of it, value for value, whatever the values are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.values import analysed, links

from isnad.model import Failure, Links, Rejected
from isnad.pipeline import Analysed
from isnad.store import query
from isnad.store.file import open_story
from isnad.store.links import write_links
from isnad.store.load import Loadable, load
from isnad.store.rows import PageRows, pack, rows_of, unpack

slowly = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@contextmanager
def fresh_story() -> Iterator[sqlite3.Connection]:
    with TemporaryDirectory() as folder, open_story(Path(folder) / "story.db", write=True) as db:
        yield db


def store(db: sqlite3.Connection, found: Iterable[Analysed | Rejected | Failure], version: str = "v1") -> None:
    rows: list[Loadable] = []
    for one in found:
        rows += rows_of(one) if isinstance(one, Analysed) else [one]
    list(load(db, rows, version))


def dump(db: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, in an order of its own."""
    tables = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'article_%'").fetchall()
    return {name: sorted(db.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for (name,) in tables}


@slowly
@given(st.lists(analysed(), max_size=3, unique_by=lambda f: f.page.id))
def test_pages_and_records_come_back_as_they_were(found: list[Analysed]) -> None:
    with fresh_story() as db:
        store(db, found)
        expected = sorted((r for one in found for r in one.records), key=lambda r: r.article.id)
        assert list(query.records(db)) == expected
        for one in found:
            assert query.page(db, one.page.id) == one.page
            assert query.visible_text(db, one.page.id) == one.extraction.visible
            assert query.furniture(db, one.page.id) == one.extraction.furniture
            assert query.records_of_page(db, one.page.id) == one.records
        assert query.counts(db).articles == len(expected)


@slowly
@given(links(), links())
def test_links_come_back_as_they_were_and_the_last_ones_stand(first: Links, second: Links) -> None:
    with fresh_story() as db:
        for one in (first, second):
            write_links(db, one, "state")
            assert query.links(db) == one
            for claim in one.claims:
                assert query.claim(db, claim.id) == claim
            for entity in one.entities:
                assert query.entity_link(db, entity.entity.id) == entity


@slowly
@given(st.lists(analysed(), min_size=1, max_size=3, unique_by=lambda f: f.page.id), st.data())
def test_the_same_pages_twice_are_the_same_pages_once(found: list[Analysed], data: st.DataObject) -> None:
    with fresh_story() as once, fresh_story() as twice:
        store(once, found)
        store(twice, data.draw(st.permutations(found)))
        store(twice, found)
        assert dump(twice) == dump(once)
        assert twice.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert not twice.execute("PRAGMA foreign_key_check").fetchall()
        words = "SELECT count(*) FROM article_search WHERE article_search MATCH ?"
        for query_words in ('"و"', '"ال"', '"في"'):
            assert twice.execute(words, (query_words,)).fetchone() == once.execute(words, (query_words,)).fetchone()
        twice.execute("INSERT INTO article_search (article_search) VALUES ('integrity-check')")


@slowly
@given(analysed("aaaaaaaaaaaa"), analysed("aaaaaaaaaaaa"))
def test_a_page_read_by_other_rules_is_replaced_whole(old: Analysed, new: Analysed) -> None:
    with fresh_story() as db, fresh_story() as clean:
        store(db, [old], "v1")
        store(db, [new], "v2")
        store(clean, [new], "v2")
        assert dump(db) == dump(clean)


@given(st.text(st.characters()))
def test_any_text_is_packed_and_unpacked(text: str) -> None:
    assert unpack(pack(text)) == text
    assert unpack(pack(text + "\ud800")) == text + "\ud800"


@slowly
@given(analysed())
def test_rows_are_plain_values(found: Analysed) -> None:
    """They cross from a worker as one: no object of ours among them."""
    for rows in rows_of(found):
        assert isinstance(rows, PageRows)
        cells = [cell for _, table in rows.tables for row in table for cell in row]
        assert {type(cell) for cell in cells} <= {str, int, float, bytes, type(None)}
