"""Storylines: the list, and one of them: its articles in order of time and the claims told in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from starlette.requests import Request
from starlette.responses import Response

from isnad.store.query import ArticleRow
from isnad.store.query.lists import ClaimRow, claim_rows, count_claims, tally
from isnad.store.query.newest import StorylineRow, storyline_leaf, storyline_row, storyline_rows
from isnad.web.claim_lines import lines_of_claims
from isnad.web.page import answer

router = APIRouter(tags=["storylines"])

LEAF = 40


@dataclass(frozen=True, slots=True)
class StorylineList:
    """One leaf of the list, the widest first."""

    leaf: int
    total: int
    storylines: tuple[StorylineRow, ...]


@dataclass(frozen=True, slots=True)
class StorylineAnswer:
    """One storyline."""

    storyline: StorylineRow
    articles: tuple[ArticleRow, ...]
    """In order of time, one leaf."""
    claims: tuple[ClaimRow, ...]
    claims_total: int


@router.get("/storylines", response_model=None, responses={200: {"model": StorylineList}})
def list_storylines(request: Request, leaf: Annotated[int, Query(ge=1, le=100_000)] = 1) -> Response:
    """Stories the pile falls into."""
    with request.app.state.desk.reading() as db:
        rows = storyline_rows(db, LEAF, (leaf - 1) * LEAF)
        data = StorylineList(leaf, tally(db, "storylines"), rows)
    return answer(request, "storylines.html", data, leaves=-(-data.total // LEAF))


@router.get("/storylines/{id}", response_model=None, responses={200: {"model": StorylineAnswer}})
def show_storyline(request: Request, id: str, leaf: Annotated[int, Query(ge=1, le=100_000)] = 1) -> Response:
    """One storyline: its articles in order of time, and its most told claims."""
    with request.app.state.desk.reading() as db:
        story = storyline_row(db, id)
        if story is None:
            raise HTTPException(404)
        rows = storyline_leaf(db, id, LEAF, (leaf - 1) * LEAF)
        claims = claim_rows(db, "told", storyline=id, limit=10)
        data = StorylineAnswer(story, rows, claims, count_claims(db, "told", storyline=id))
        lines = lines_of_claims(db, claims)
    return answer(request, "storyline.html", data, lines=lines, leaf=leaf, leaves=-(-story.articles // LEAF))
