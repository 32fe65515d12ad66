"""Articles: the list, and the reader: one article with its statements, times and names marked where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query
from starlette.requests import Request
from starlette.responses import Response

from isnad.export.report_tree import Statement
from isnad.export.report_view import lines_of
from isnad.model import (
    Annotations,
    Article,
    Dating,
    DuplicateGroup,
    Extraction,
    Failure,
    Links,
    Record,
    Rejected,
    Span,
)
from isnad.store import query
from isnad.store.decided import StoredRecords, entities_of, rejected_in
from isnad.store.file import Story
from isnad.store.kept import lately
from isnad.store.query import ArticleRow
from isnad.store.query.copies import copy_groups_of
from isnad.store.query.lists import claims_of_article
from isnad.store.query.log import LogRow, latest, log_about
from isnad.store.query.newest import StorylineRow, article_leaf, storylines_of_article
from isnad.web.page import answer, page
from isnad.web.reading import blocks_of

router = APIRouter(tags=["articles"])

LEAF = 50
PIECE = 100_000
"""Code points of an original page that one leaf shows."""


@dataclass(frozen=True, slots=True)
class ArticleList:
    """One leaf of the list of articles, or what gave none."""

    kind: str
    leaf: int
    total: int
    articles: tuple[ArticleRow, ...]
    rejected: tuple[Rejected, ...] = ()
    failed: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleAnswer:
    """One article with everything found in it, as people left it."""

    article: Article
    annotations: Annotations
    claims: dict[str, str]
    """For each statement, the claim it belongs to."""
    dating: Dating | None
    """Where an undated article is placed by what it tells: always inferred."""
    copies: tuple[DuplicateGroup, ...]
    storylines: tuple[StorylineRow, ...]
    rejected: tuple[str, ...]
    """Statements a person took out."""
    decisions: tuple[LogRow, ...]


@router.get("/articles", response_model=None, responses={200: {"model": ArticleList}})
def list_articles(
    request: Request,
    kind: Literal["read", "rejected"] = "read",
    outlet: str | None = None,
    leaf: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """Articles in order of time, or (`kind=rejected`) the pages that gave none, and why."""
    desk = request.app.state.desk
    with desk.reading() as db:
        outlets = lately(db, str(desk.story), query.outlets)
        if kind == "rejected":
            refused, failed = query.rejected(db), query.failures(db)
            data = ArticleList(kind, 1, len(refused) + len(failed), (), refused[:500], failed[:500])
        else:
            rows = article_leaf(db, outlet, LEAF, (leaf - 1) * LEAF)
            total = sum(n for name, n in outlets if outlet is None or name == outlet)
            data = ArticleList(kind, leaf, total, rows)
    return answer(request, "articles.html", data, leaves=-(-data.total // LEAF), outlets=outlets, outlet=outlet)


@router.get("/articles/{id}", response_model=None, responses={200: {"model": ArticleAnswer}})
def read_article(
    request: Request,
    id: str,
    start: Annotated[int | None, Query(alias="from", ge=0)] = None,
    end: Annotated[int | None, Query(alias="to", ge=0)] = None,
) -> Response:
    """One article: its statements, times and names, the evidence for its date, what people decided on it."""
    with request.app.state.desk.reading() as db:
        record = next(StoredRecords(db).named([id]), None)
        if record is None:
            raise HTTPException(404)
        lines = lines_of(record, Links(entities=entities_of(db, (record,))))
        data = _answer(db, record)
        about = {s.id: log_about(db, s.id) for s in record.annotations.attributions}
        whole = _page_of(db, record)
        seen = latest(db)
    here = Span(start, end) if start is not None and end is not None else None
    backs = {a.id: (n, f"k-{a.id}") for n, a in enumerate(record.annotations.attributions, 1)}
    blocks = blocks_of(record, whole, backs, here, frozenset(data.rejected))
    return answer(
        request,
        "article.html",
        data,
        lines=_by_id(record, lines),
        blocks=blocks,
        seen=seen,
        about=about,
        page_id=whole.page,
    )


@router.get("/pages/{id}", include_in_schema=False)
def original(request: Request, id: str, leaf: Annotated[int, Query(ge=1, le=100_000)] = 1) -> Response:
    """The page as it arrived, as text: nothing of it is ever run."""
    with request.app.state.desk.reading() as db:
        found = query.page(db, id)
        if found is None:
            raise HTTPException(404)
        rows = query.articles_of_page(db, id)
    part = found.text[(leaf - 1) * PIECE : leaf * PIECE]
    leaves = -(-len(found.text) // PIECE)
    return page(request, "page.html", found=found, part=part.split("\n"), leaf=leaf, leaves=leaves, articles=rows)


def _answer(db: Story, record: Record) -> ArticleAnswer:
    id = record.article.id
    gone = rejected_in(db)
    return ArticleAnswer(
        record.article,
        record.annotations,
        claims_of_article(db, id),
        next(iter(query.datings(db, id)), None),
        copy_groups_of(db, id),
        storylines_of_article(db, id),
        tuple(a.id for a in record.annotations.attributions if a.id in gone),
        log_about(db, id),
    )


def _page_of(db: Story, record: Record) -> Extraction:
    """The page the article stands on, with its neighbours."""
    page_id = record.article.page
    others = query.articles_of_page(db, page_id)
    return Extraction(page_id, query.visible_text(db, page_id) or "", others, query.furniture(db, page_id))


def _by_id(record: Record, lines: tuple[Statement, ...]) -> tuple[tuple[object, Statement], ...]:
    return tuple(zip(record.annotations.attributions, lines, strict=True))
