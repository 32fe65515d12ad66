"""Timeline: a year, month, day or hour in, what was published, told and inferred in it out, one step to zoom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from isnad.store.kept import lately
from isnad.store.query import ArticleRow
from isnad.store.query.days import (
    Bucket,
    Calendar,
    EventRow,
    PlacedRow,
    Unit,
    buckets,
    calendar,
    events_at,
    hours,
    placed_within,
    spread,
)
from isnad.store.query.newest import published_at
from isnad.web.page import answer

router = APIRouter(tags=["timeline"])

NEARLY_ALL = 0.95
SHOWN = 40
"""Articles and events of one stretch that are named, at even distances; the others are counted only."""
OF_A_DAY = 120
"""Articles of a single day, within which nothing can be chosen."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands in one stretch of time."""

    within: str
    """`""` for all of it, `2025`, `2025-10` or `2025-10-06`."""
    unit: Literal[Unit, "hour"]
    """What the buckets are."""
    buckets: tuple[Bucket, ...]
    articles: tuple[ArticleRow, ...]
    events: tuple[EventRow, ...]
    events_total: int
    placed: tuple[PlacedRow, ...]
    """Undated articles, placed by inference."""


@router.get("/timeline", response_model=None, responses={200: {"model": Stretch}})
def timeline(
    request: Request,
    within: Annotated[str | None, Query(pattern=r"^(all|\d{4}(-\d{2}(-\d{2})?)?)$")] = None,
) -> Response:
    """All of time by years, a year by months, a month by days, a day by hours; unasked, the tightest that holds all."""
    desk = request.app.state.desk
    with desk.reading() as db:
        days = lately(db, str(desk.story), calendar)
        asked = _tightest(days) if within is None else "" if within == "all" else within
        unit: Literal[Unit, "hour"] = ("year", "month", "day", "hour")[asked.count("-") + 1 if asked else 0]
        rows = hours(db, asked) if unit == "hour" else buckets(days.published, unit, asked)
        total = sum(b.articles for b in rows)
        articles = published_at(db, spread(days.published, asked, OF_A_DAY if unit == "hour" else SHOWN))
        events = events_at(db, spread(days.events, asked, SHOWN))
        told = sum(day.articles for day in days.events if day.at.startswith(asked))
        data = Stretch(asked, unit, rows, articles, events, told, placed_within(db, asked))
    most = max((b.articles for b in rows), default=1)
    return answer(
        request, "timeline.html", data, most=most, total=total, upper=asked.rpartition("-")[0] if asked else None
    )


def _tightest(days: Calendar) -> str:
    """The smallest year or month that holds nearly everything dated, so that one old article does not rule the view."""
    within = ""
    units: tuple[Unit, ...] = ("year", "month")
    for unit in units:
        rows = buckets(days.published, unit, within)
        fullest = max(rows, key=lambda b: b.articles, default=None)
        if fullest is None or fullest.articles < NEARLY_ALL * sum(b.articles for b in rows):
            break
        within = fullest.at
    return within
