"""Search: words and filters in the address in, articles with the words found out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response

from isnad.model import Stance
from isnad.store import query
from isnad.store.kept import lately
from isnad.store.query import Hit
from isnad.web.page import answer

router = APIRouter(tags=["search"])

LEAF = 20
Day = Annotated[str | None, Query(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]


@dataclass(frozen=True, slots=True)
class Found:
    """One leaf of results."""

    q: str
    leaf: int
    hits: tuple[Hit, ...]
    more: bool
    """Whether another leaf follows."""


@router.get("/search", response_model=None, responses={200: {"model": Found}})
def find(
    request: Request,
    q: Annotated[str, Query(max_length=400)] = "",
    speaker: str | None = None,
    stance: Stance | None = None,
    outlet: str | None = None,
    since: Day = None,
    until: Day = None,
    leaf: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    """Articles that hold all the words, best first: spelling folded, prefixes allowed for, phrases in quotes."""
    desk = request.app.state.desk
    with desk.reading() as db:
        if len(q.split()) > 20:
            raise HTTPException(422, "q")
        hits = query.search(
            db, q, speaker=speaker or None, stance=stance, outlet=outlet or None, since=since or None,
            until=until or None, limit=LEAF + 1, offset=(leaf - 1) * LEAF,
        )  # fmt: skip
        outlets = [name for name, _ in lately(db, str(desk.story), query.outlets)[:200] if name]
        who = query.entity_link(db, speaker, 0) if speaker else None
    data = Found(q, leaf, hits[:LEAF], len(hits) > LEAF)
    lines = [(hit, marked(hit)) for hit in data.hits]
    return answer(request, "search.html", data, lines=lines, outlets=outlets, who=who.entity if who else None)


def marked(hit: Hit) -> Markup:
    """The snippet with the words found marked."""
    out, at = [], 0
    for span in hit.found:
        out += [
            escape(hit.snippet[at : span.start]),
            Markup("<mark class='hit'>{}</mark>").format(span.of(hit.snippet)),
        ]
        at = span.end
    before = "… " if hit.start else ""
    after = "" if hit.snippet.rstrip().endswith((".", "!", "؟", "…")) else " …"
    return Markup("").join([before, *out, escape(hit.snippet[at:]), after])
