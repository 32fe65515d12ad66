"""A pile of small pages, and a stand-in for the analysis that reads them: fast, plain, all different."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

from isnad.model import Annotations, Article, Attribution, Entity, Extraction, Mention, Page, Rejected, Span
from isnad.pipeline import Analysed
from isnad.plan import Map
from isnad.store.file import Story

CITIES = ("بغداد", "عمان", "تونس", "الرباط", "مسقط")


def page(number: int, text: str | None = None) -> Page:
    """A page of one sentence."""
    return Page(f"{number:012x}", f"صفحات/{number}.txt", "text", text or sentence(number), "utf-8")


def sentence(number: int) -> str:
    return f"قال الوزير رقم {number} إن الاجتماع في {CITIES[number % 5]} تأجل {number} يوما."


def analyse(arrived: Page) -> Iterator[Analysed | Rejected]:
    """A stand-in for the analysis: a speaker, a cue, a content; pages that say so are rejected or crash."""
    if "مرفوضة" in arrived.text:
        yield Rejected(arrived.source, "not-arabic", "leave it out", arrived.id)
        return
    if "معطوبة" in arrived.text:
        raise ValueError("does not read")
    text = arrived.text
    article = Article(f"{arrived.id}.0", arrived.id, arrived.source, 0, text[:20], text, (Span(0, len(text)),))
    who = Mention(Span(4, 10), text[4:10], "person", "e1", "names/titles#minister")
    cue, content = Span(0, 3), (Span(17, len(text)),)
    rules = ("attribution/verbs#قال",)
    said = Attribution(f"{article.id}.a0", cue, who.span, content, "indirect", "assert", "e1", (), rules)
    found = Annotations(article.id, (), (who,), (Entity("e1", who.text, "person"),), (said,))
    yield Analysed(arrived, Extraction(arrived.id, text, (article,)), (found,))


STAND_IN = (Map("stand-in", analyse),)


def standing_in(version: str = "v1", analysis: Callable[[Page], Iterator[Any]] = analyse) -> mock._patch_dict:
    """In this block, building uses the stand-in, under this version of the rules."""
    return mock.patch.multiple(
        "isnad.store.build", ANALYSE=(Map("stand-in", analysis),), analysis_version=lambda: version
    )


def dump(db: Story) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table in an order of its own; the running number of the search table is left out."""
    tables = db.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'article_%' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    rows = {name: sorted(db.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for (name,) in tables}
    return rows | {
        "article_folded": sorted(db.execute("SELECT article, title, text, besides FROM article_folded").fetchall())
    }


def sound(db: Story) -> None:
    """The file is whole: pages, references and the search index."""
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.execute("INSERT INTO article_search (article_search, rank) VALUES ('integrity-check', 1)")
