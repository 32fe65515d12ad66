"""Dossier: selected claims in, a footnoted document out: to read and print, or as Markdown and DOCX to send."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query
from starlette.requests import Request
from starlette.responses import Response

from isnad.export import dossier_docx, dossier_markdown
from isnad.export.report_tree import Statement
from isnad.export.report_view import Card, card_of
from isnad.export.whole import whole_of
from isnad.model import Claim, Links, Record
from isnad.store import query
from isnad.store.decided import StoredRecords, entities_of, rests_on
from isnad.store.decisions import decisions, standing
from isnad.store.file import Story
from isnad.store.query.lists import claim_rows
from isnad.web.page import answer

router = APIRouter(tags=["dossier"])

MOST = 60
"""Claims of one dossier."""

_TYPES = {"md": "text/markdown", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


@dataclass(frozen=True, slots=True)
class Dossier:
    """The claims chosen, in the order they were chosen."""

    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """One footnote: its number and the statement whose words it leads to."""

    number: int
    statement: Statement


@dataclass(frozen=True, slots=True)
class Chapter:
    """One claim with the footnotes of each side."""

    card: Card
    sides: tuple[tuple[str, tuple[tuple[Note, ...], ...]], ...]
    """For each role, the footnotes of each speaker."""


@router.get(
    "/dossier",
    response_model=None,
    responses={200: {"model": Dossier, "content": {each: {"schema": {"type": "string"}} for each in _TYPES.values()}}},
)
def dossier(
    request: Request,
    claim: Annotated[list[str] | None, Query(max_length=MOST)] = None,
    kind: Annotated[Literal["md", "docx"] | None, Query(alias="as")] = None,
) -> Response:
    """Selected claims as a footnoted document; without any, the list to select from. `as` gives a file."""
    ids = list(dict.fromkeys(claim or []))
    with request.app.state.desk.reading() as db:
        claims = tuple(found for id in ids if (found := query.claim(db, id)) is not None)
        if ids and not claims:
            raise HTTPException(404)
        if kind is not None and claims:
            return _file(db, claims, kind)
        data = Dossier(claims)
        chapters = _chapters(db, claims)
        rows = () if claims else claim_rows(db, "told", limit=MOST)
    return answer(request, "dossier.html", data, chapters=chapters, rows=rows)


def _chapters(db: Story, claims: tuple[Claim, ...]) -> tuple[Chapter, ...]:
    out = []
    numbers = count(1)  # in the order in which they are met on the page
    for claim in claims:
        card = card_of(*rests_on(db, claim), claim)
        sides = []
        for role, tellings in (("vouches", card.vouches), ("denies", card.denies), ("unverified", card.unverified)):
            people: dict[str, list[Statement]] = {}
            for s in (s for t in tellings for s in t.statements):
                people.setdefault(s.speaker.id if s.speaker else s.source or s.anchor, []).append(s)
            if people:
                sides.append((role, tuple(tuple(Note(next(numbers), s) for s in said) for said in people.values())))
        out.append(Chapter(card, tuple(sides)))
    return tuple(out)


def _part(db: Story, claims: tuple[Claim, ...]) -> tuple[tuple[Record, ...], Links]:
    """The articles these claims rest on, and who is named in them."""
    ids = [id for c in claims for id in (*c.attributions, *c.contested_by, *c.unverified)]
    articles = sorted({s.article for s in query.statements_by_id(db, ids).values()})
    records = tuple(StoredRecords(db).named(articles))
    return records, Links(entities=entities_of(db, records), claims=claims)


def _file(db: Story, claims: tuple[Claim, ...], kind: Literal["md", "docx"]) -> Response:
    records, links = _part(db, claims)
    every = decisions(db)
    touched = {c.id for c in claims} | {id for c in claims for id in (*c.attributions, *c.contested_by, *c.unverified)}
    own = tuple(d for d in every if d.target in touched)
    whole = whole_of(records, links, own, standing(every), "dossier")
    with tempfile.TemporaryDirectory(prefix="isnad-") as folder:
        path = Path(folder) / f"dossier.{kind}"
        (dossier_markdown if kind == "md" else dossier_docx).write(whole, path)
        content = path.read_bytes()
    name = f'attachment; filename="isnad-dossier.{kind}"'
    return Response(content, media_type=_TYPES[kind], headers={"Content-Disposition": name})
