"""The first page: what the story holds, what is most told and contested in it, what waits for a person."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from isnad.store import query
from isnad.store.kept import lately
from isnad.store.query import ArticleRow, Counts
from isnad.store.query.lists import ClaimRow, claim_rows
from isnad.store.query.newest import StorylineRow, latest_articles, storyline_rows
from isnad.store.query.review import count_doubtful, count_seen
from isnad.web.claim_lines import lines_of_claims
from isnad.web.page import answer

router = APIRouter(tags=["overview"])


@dataclass(frozen=True, slots=True)
class Overview:
    """What the story holds at a glance."""

    counts: Counts
    claims: tuple[ClaimRow, ...]
    """The most told, contested ones first."""
    storylines: tuple[StorylineRow, ...]
    latest: tuple[ArticleRow, ...]
    doubtful: int
    """Statements that wait for a person."""


@router.get("/", response_model=None, responses={200: {"model": Overview}})
def home(request: Request) -> Response:
    """What the story holds: counts, the most told claims, storylines, the latest articles."""
    desk = request.app.state.desk
    with desk.reading() as db:
        rows = claim_rows(db, "told", limit=8)
        lines = lines_of_claims(db, rows)
        counts = lately(db, str(desk.story), query.counts)
        waiting = lately(db, str(desk.story), count_doubtful) - count_seen(db)
        data = Overview(counts, rows, storyline_rows(db, limit=6), latest_articles(db, 6), waiting)
    return answer(request, "home.html", data, lines=lines)
