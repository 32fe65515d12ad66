"""Claims: the list with its filters, and the card of one: who vouches, who denies, through whom, what changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from isnad.export.report_view import card_of
from isnad.model import Claim
from isnad.store import query
from isnad.store.decided import rests_on, statements_decided
from isnad.store.file import Story
from isnad.store.query import Statement
from isnad.store.query.lists import ClaimRow, claim_rows, count_claims
from isnad.store.query.log import LogRow, heir, latest, log_about
from isnad.web.claim_lines import lines_of_claims
from isnad.web.page import answer

router = APIRouter(tags=["claims"])

Kind = Literal["told", "contested", "unverified", "hidden", "drift", "single", "all"]
Order = Literal["weight", "origins", "time"]

PAGE = 20
WIDEST = 120
"""Statements of one claim that its card shows; the rest is counted."""


@dataclass(frozen=True, slots=True)
class ClaimList:
    """One leaf of the list of claims."""

    kind: Kind
    order: Order
    leaf: int
    total: int
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class ClaimAnswer:
    """One claim with its statements in full."""

    claim: Claim
    statements: dict[str, Statement]
    """By attribution id."""
    decisions: tuple[LogRow, ...]
    """What people decided on it, the undone ones included."""


@router.get("/claims", response_model=None, responses={200: {"model": ClaimList}})
def list_claims(
    request: Request,
    kind: Kind = "told",
    order: Order = "weight",
    leaf: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """Claims: those told more than once, contested, not verified, with hidden sources, or that changed on the way."""
    with request.app.state.desk.reading() as db:
        rows = claim_rows(db, kind, order=order, limit=PAGE, offset=(leaf - 1) * PAGE)
        data = ClaimList(kind, order, leaf, count_claims(db, kind), rows)
        lines = lines_of_claims(db, rows)
    return answer(request, "claims.html", data, lines=lines, leaves=-(-data.total // PAGE))


@router.get(
    "/claims/{id}",
    response_model=None,
    responses={
        200: {"model": ClaimAnswer},
        303: {"description": "It was merged into another one, which this leads to"},
    },
)
def show_claim(request: Request, id: str) -> Response:
    """One claim: who asserts it, who denies it, who could not verify it, its independent origins, its drift."""
    with request.app.state.desk.reading() as db:
        claim = query.claim(db, id)
        if claim is None:
            other = heir(db, id)
            if other is None:
                raise HTTPException(404)
            return RedirectResponse(f"/claims/{other}", 303)
        part = _first(claim)
        said = query.statements_by_id(db, [*part.attributions, *part.contested_by, *part.unverified])
        data = ClaimAnswer(claim, statements_decided(db, said), log_about(db, id))
        card = card_of(*rests_on(db, part), part)
        seen = latest(db)
        alike = _alike(db, claim, said)
    reasons = dict(zip(claim.attributions[1:], claim.why, strict=False))
    size = len(claim.attributions) + len(claim.contested_by) + len(claim.unverified)
    return answer(
        request, "claim.html", data, card=card, seen=seen, reasons=reasons, left_out=size - len(said), alike=alike
    )


def _first(claim: Claim) -> Claim:
    """The claim with no more statements than a card can show."""
    return replace(
        claim,
        attributions=claim.attributions[:WIDEST],
        contested_by=claim.contested_by[:WIDEST],
        unverified=claim.unverified[:WIDEST],
    )


def _alike(db: Story, claim: Claim, said: dict[str, Statement]) -> tuple[ClaimRow, ...]:
    """Claims of the same speaker: what this one might be merged with."""
    speaker = next((s.speaker for s in said.values() if s.speaker), None)
    rows = claim_rows(db, "all", speaker=speaker.id, limit=30) if speaker else ()
    return tuple(row for row in rows if row.id != claim.id)
