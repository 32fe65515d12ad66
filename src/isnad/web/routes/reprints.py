"""Reprints: groups of articles with one text, and two of a group beside each other with their differences marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from starlette.requests import Request
from starlette.responses import Response

from isnad.model import DuplicateGroup
from isnad.store import query
from isnad.store.query import ArticleRow
from isnad.store.query.copies import copy_group, copy_groups
from isnad.store.query.lists import tally
from isnad.web.aligned import aligned
from isnad.web.page import answer

router = APIRouter(tags=["reprints"])

LEAF = 30


@dataclass(frozen=True, slots=True)
class Reprints:
    """One leaf of the groups of copies, the widest first."""

    leaf: int
    total: int
    groups: tuple[DuplicateGroup, ...]
    articles: dict[str, ArticleRow]


@dataclass(frozen=True, slots=True)
class Compared:
    """A group, and the two of it that are compared."""

    group: DuplicateGroup
    articles: dict[str, ArticleRow]
    one: str
    other: str


@router.get("/reprints", response_model=None, responses={200: {"model": Reprints}})
def list_reprints(request: Request, leaf: Annotated[int, Query(ge=1, le=100_000)] = 1) -> Response:
    """Groups of articles that carry the same text, whole or in part."""
    with request.app.state.desk.reading() as db:
        groups = copy_groups(db, LEAF, (leaf - 1) * LEAF)
        rows = query.articles_by_id(db, [id for g in groups for id in g.articles[:8]])
        data = Reprints(leaf, tally(db, "copies"), groups, rows)
    return answer(request, "reprints.html", data, leaves=-(-data.total // LEAF))


@router.get("/reprints/{id}", response_model=None, responses={200: {"model": Compared}})
def compare(request: Request, id: str, one: str | None = None, other: str | None = None) -> Response:
    """Two articles of a group beside each other: the earliest and the next one, unless others are asked for."""
    with request.app.state.desk.reading() as db:
        group = copy_group(db, id)
        if group is None or any(x is not None and x not in group.articles for x in (one, other)):
            raise HTTPException(404)
        one = one or group.first
        other = other or next((a for a in group.articles if a != one), one)
        records = [query.record(db, a) for a in (one, other)]
        rows = query.articles_by_id(db, list(group.articles[:300]))
    texts = [[p.of(r.article.text) for p in r.article.paragraphs] if r else [] for r in records]
    share = next((s for a, b, s in group.containment if (a, b) == (one, other)), None)
    data = Compared(group, rows, one, other)
    return answer(request, "reprint.html", data, rows=aligned(*texts), share=share)
