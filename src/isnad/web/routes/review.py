"""The review queue: statements nobody has looked at, the most doubtful first, decided on with a key each."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from isnad.export.report_text import marked_paragraphs
from isnad.export.report_view import lines_of
from isnad.model import Links, Record
from isnad.store import query
from isnad.store.decided import StoredRecords, entities_of
from isnad.store.kept import lately
from isnad.store.query import Statement
from isnad.store.query.log import latest
from isnad.store.query.review import count_doubtful, count_seen, doubtful
from isnad.web.page import answer

router = APIRouter(tags=["review"])


@dataclass(frozen=True, slots=True)
class Queue:
    """The next statement to look at, and how many wait."""

    waiting: int
    statement: Statement | None
    following: tuple[str, ...]
    """Ids of those after it."""


@router.get("/review", response_model=None, responses={200: {"model": Queue}})
def review(request: Request, after: str | None = None) -> Response:
    """The most doubtful statement nobody has decided on; `after` an id, the next one."""
    desk = request.app.state.desk
    with desk.reading() as db:
        ids = doubtful(db, limit=6, after=after)
        statement = query.statements_by_id(db, ids[:1]).get(ids[0]) if ids else None
        waiting = lately(db, str(desk.story), count_doubtful) - count_seen(db)
        data = Queue(waiting, statement, tuple(ids[1:]))
        shown = None
        if statement is not None:
            record = next(StoredRecords(db).named([statement.article]))
            links = Links(entities=entities_of(db, (record,)))
            shown = _around(record, links, statement)
        seen = latest(db)
    return answer(request, "review.html", data, shown=shown, seen=seen)


def _around(record: Record, links: Links, statement: Statement) -> dict[str, object]:
    """The statement as a line, and the paragraphs it stands in, marked."""
    found = next(a for a in record.annotations.attributions if a.id == statement.id)
    line = next(s for a, s in zip(record.annotations.attributions, lines_of(record, links), strict=True) if a == found)
    alone = replace(record, annotations=replace(record.annotations, attributions=(found,), timexes=()))
    spans = (found.cue, *found.content, *((found.source,) if found.source else ()))
    paragraphs = marked_paragraphs(alone, {})
    near = [
        text
        for p, text in zip(record.article.paragraphs, paragraphs, strict=True)
        if any(p.meets(span) for span in spans)
    ]
    return {"line": line, "found": found, "near": near, "entities": record.annotations.entities}
