"""Who relays whom, as a network: agencies and papers, those whose words they carry, and the outlets that print them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from isnad.store.query.lists import Relay, Speaker, count_relays, relays, speakers_by_id
from isnad.web.page import answer

router = APIRouter(tags=["sources"])


@dataclass(frozen=True, slots=True)
class Network:
    """The strongest ties of the network, and the names in them."""

    relays: tuple[Relay, ...]
    names: dict[str, Speaker]
    total: int
    """All ties, the weaker ones included."""


@router.get("/sources", response_model=None, responses={200: {"model": Network}})
def network(
    request: Request,
    least: Annotated[int, Query(ge=1, le=10_000)] = 1,
    outlets: bool = True,
    limit: Annotated[int, Query(ge=1, le=400)] = 120,
) -> Response:
    """Ties of at least so many statements: who carried whose words to the reader."""
    with request.app.state.desk.reading() as db:
        kinds = (False, True) if outlets else (False,)
        shown = _strongest(*(relays(db, outlet=outlet, least=least, limit=limit) for outlet in kinds), limit=limit)
        met = {id for r in shown for id in ((r.speaker,) if r.outlet else (r.through, r.speaker))}
        total = sum(count_relays(db, outlet=outlet, least=least) for outlet in kinds)
        data = Network(shown, speakers_by_id(db, sorted(met)), total)
    return answer(request, "sources.html", data, least=least, outlets=outlets)


def _strongest(carried: tuple[Relay, ...], printed: tuple[Relay, ...] = (), *, limit: int) -> tuple[Relay, ...]:
    """Relays and outlets, half of each: outlets print far more than agencies carry, and would leave no room."""
    part = limit - min(limit // 2, len(printed))
    return (*carried[:part], *printed[: limit - min(part, len(carried))])
