"""Speakers: everyone who is heard, and one of them: what it said, how that changed, what others say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from isnad.model import Entity, EntityKind, Unification
from isnad.store import query
from isnad.store.decided import statements_decided
from isnad.store.file import Story
from isnad.store.kept import kept
from isnad.store.query import Statement
from isnad.store.query.lists import ClaimRow, Speaker, claim_rows, count_speakers, speakers
from isnad.store.query.log import LogRow, heir, latest, log_about
from isnad.store.query.voices import count_said, leads, said_by, said_of
from isnad.text.fold import fold
from isnad.web.claim_lines import lines_of_claims
from isnad.web.page import answer

router = APIRouter(tags=["speakers"])

LEAF = 50
HEARD = 2_000
"""The most heard, among whom another name of one speaker is looked for."""


MEMBERS = 100
"""Articles offered to take a name of another person out of."""


@dataclass(frozen=True, slots=True)
class SpeakerList:
    """One leaf of the list of speakers."""

    leaf: int
    total: int
    speakers: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True)
class SpeakerAnswer:
    """One speaker."""

    entity: Entity
    unified: tuple[Unification, ...]
    """Which of its forms were held to be one, and why."""
    stances: tuple[tuple[str, int], ...]
    said: tuple[Statement, ...]
    """In order of time."""
    of: tuple[Statement, ...]
    """What others say of it."""
    claims: tuple[ClaimRow, ...]
    """Contested claims it speaks in."""
    decisions: tuple[LogRow, ...]


@router.get("/speakers", response_model=None, responses={200: {"model": SpeakerList}})
def list_speakers(
    request: Request,
    q: Annotated[str, Query(max_length=200)] = "",
    kind: EntityKind | None = None,
    leaf: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """Everyone who speaks or relays, the most heard first."""
    words = fold(q).strip()
    with request.app.state.desk.reading() as db:
        rows = speakers(db, words, kind, limit=LEAF, offset=(leaf - 1) * LEAF)
        data = SpeakerList(leaf, count_speakers(db, words, kind), rows)
    return answer(request, "speakers.html", data, leaves=-(-data.total // LEAF), kind=kind, q=q)


@router.get(
    "/speakers/{id}",
    response_model=None,
    responses={
        200: {"model": SpeakerAnswer},
        303: {"description": "It was merged into another one, which this leads to"},
    },
)
def show_speaker(request: Request, id: str, leaf: Annotated[int, Query(ge=1, le=10_000)] = 1) -> Response:
    """One speaker: its statements in order of time, contested claims, what others say of it, its forms."""
    desk = request.app.state.desk
    with desk.reading() as db:
        link = query.entity_link(db, id, MEMBERS)
        if link is None:
            other = heir(db, id)
            if other is None:
                raise HTTPException(404)
            return RedirectResponse(f"/speakers/{other}", 303)
        said = said_by(db, id, LEAF, (leaf - 1) * LEAF)
        of = said_of(db, id)
        decided = statements_decided(db, {s.id: s for s in (*said, *of)})
        claims = claim_rows(db, "contested", speaker=id, limit=12)
        stances = count_said(db, id)
        data = SpeakerAnswer(
            link.entity, link.unified, stances, tuple(decided[s.id] for s in said), tuple(decided[s.id] for s in of),
            claims, log_about(db, id),
        )  # fmt: skip
        lines = lines_of_claims(db, claims)
        alike = _alike(kept(db, str(desk.story), _heard), link.entity)
        seen = latest(db)
        begun = leads(db, sorted(decided))
        heads = query.headlines(db, [article for article, _ in link.members])
    leaves = -(-sum(n for _, n in stances) // LEAF)
    return answer(
        request, "speaker.html", data, lines=lines, leaf=leaf, leaves=leaves, seen=seen, alike=alike,
        members=link.members, heads=heads, leads=begun,
    )  # fmt: skip


def _heard(db: Story) -> tuple[tuple[Speaker, frozenset[str]], ...]:
    """The most heard, each with the words of its name."""
    return tuple((s, frozenset(fold(s.name[:200]).split())) for s in speakers(db, limit=HEARD))


def _alike(heard: tuple[tuple[Speaker, frozenset[str]], ...], entity: Entity) -> tuple[Speaker, ...]:
    """Others it might be one with: those that share a word with it first, then the most heard of its kind."""
    own = {w for w in fold(" ".join((entity.name, *entity.mentions[:20]))).split() if len(w) > 3}
    shared = [s for s, words in heard if s.id != entity.id and not own.isdisjoint(words)][:60]
    met = {entity.id, *(s.id for s in shared)}
    rest = [s for s, _ in heard[:200] if s.kind == entity.kind and s.id not in met]
    return tuple((shared + rest)[:60])
