"""Decisions: the log of what people decided, and the one address that takes a new one."""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote, urlsplit

from fastapi import APIRouter, HTTPException, Query
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from isnad.model import Decision
from isnad.store.deciding import decide
from isnad.store.query.log import LogRow, count_decisions, count_unlinked, latest, log
from isnad.web.deciding import Asked, Unfit, asked_for
from isnad.web.page import VISITOR, Refused, answer, as_json, page, words

router = APIRouter(tags=["decisions"])

LEAF = 50
_FIELDS = (
    "kind", "target", "seen", "by", "note", "name", "with", "statement", "member", "published", "speaker", "stance",
    "content", "back",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Log:
    """One leaf of the log, the latest first."""

    leaf: int
    total: int
    seen: int
    """Number of the last decision: what a program sends back as `seen`."""
    decisions: tuple[LogRow, ...]
    unlinked: int
    """Decisions that the links do not show yet."""
    linking: bool
    """Whether links are being made anew right now."""


@dataclass(frozen=True, slots=True)
class Started:
    """Links are being made anew."""

    linked: bool
    """Whether that is done already."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A decision that was kept."""

    decision: Decision
    linked: bool
    """Whether the links show it already; in a large story `POST /links` or the next build makes them."""


@router.get("/decisions", response_model=None, responses={200: {"model": Log}})
def read_log(request: Request, leaf: Annotated[int, Query(ge=1, le=100_000)] = 1) -> Response:
    """Who decided what, and when; nothing is ever taken out of it."""
    desk, relinker = request.app.state.desk, request.app.state.relinker
    with desk.reading() as db:
        rows = log(db, LEAF, (leaf - 1) * LEAF)
        data = Log(leaf, count_decisions(db), latest(db), rows, count_unlinked(db), relinker.running)
    return answer(request, "decisions.html", data, leaves=-(-data.total // LEAF), story=desk.story.name)


@router.post(
    "/links",
    response_model=None,
    responses={202: {"model": Started}, 403: {"model": Refused, "description": "A form without the mark of its page"}},
)
async def link(request: Request) -> Response:
    """Have claims, origins and names follow the decisions now; in a large story it takes minutes, beside the desk."""
    _, form = await _given(request)
    done = await run_in_threadpool(request.app.state.relinker.start)
    return RedirectResponse("/decisions", 303) if form else as_json(Started(done), 202)


@router.post(
    "/decisions",
    response_model=None,
    responses={
        201: {"model": Kept}, 403: {"model": Refused, "description": "A form without the mark of its page"},
        409: {"model": list[LogRow], "description": "Somebody decided on the same findings after `seen`"},
    },
    openapi_extra={"requestBody": {"required": True, "content": {"application/json": {"schema": {
        "type": "object", "required": ["kind", "target", "by"],
        "properties": {name: {"type": "string"} for name in _FIELDS if name != "back"},
    }}}}},
)  # fmt: skip
async def take(request: Request) -> Response:
    """Keep a decision: from a form of the desk's own pages, or as JSON from a program.

    409 where somebody decided on the same findings after `seen`: look at what they decided, and send again.
    """
    given, form = await _given(request)
    return await run_in_threadpool(_take, request, given, form)


async def _given(request: Request) -> tuple[dict[str, str], bool]:
    if request.headers.get("content-type", "").startswith("application/json"):
        # A foreign page cannot send this type without asking first, and nothing here ever says yes.
        try:
            found = json.loads(await request.body() or b"{}")
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise HTTPException(422, "body")
        return {k: str(v) for k, v in found.items() if k in _FIELDS and isinstance(v, str | int)}, False
    form = await request.form()
    _check_mark(request, form)
    return {k: v for k, v in form.items() if k in _FIELDS and isinstance(v, str)}, True


def _check_mark(request: Request, form: FormData) -> None:
    visitor = request.cookies.get(VISITOR, "")
    mark = form.get("mark")
    wanted = request.app.state.desk.form_mark(visitor)
    if not visitor or not isinstance(mark, str) or not hmac.compare_digest(mark.encode(), wanted.encode()):
        raise HTTPException(403)


def _take(request: Request, given: dict[str, str], form: bool) -> Response:
    seen = given.get("seen", "")
    try:
        with request.app.state.desk.writing() as db:
            asked = asked_for(db, given)
            number = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else latest(db)
            others = decide(db, asked.decision, asked.about, number)
            now = latest(db)
    except Unfit as unfit:
        return _unfit(request, unfit, form)
    if others:
        return _conflict(request, given, others, now, form)
    linked = request.app.state.relinker.after_decision()
    return _kept(request, asked, linked, given, form)


def _unfit(request: Request, unfit: Unfit, form: bool) -> Response:
    said = words(request)(*unfit.words)
    if not form:
        return as_json(Refused(said, None), 422)
    return page(request, "error.html", 422, said=said, detail=None)


def _conflict(request: Request, given: dict[str, str], others: tuple[LogRow, ...], now: int, form: bool) -> Response:
    if not form:
        return as_json(others, 409)
    return page(request, "conflict.html", 409, others=others, given={**given, "seen": str(now)})


def _kept(request: Request, asked: Asked, linked: bool, given: dict[str, str], form: bool) -> Response:
    if not form:
        return as_json(Kept(asked.decision, linked), 201)
    out = RedirectResponse(_back(given.get("back", "/"), "kept" if linked else "later"), 303)
    out.set_cookie(
        "isnad_by", quote(asked.decision.by, errors="replace"), max_age=365 * 86400, samesite="lax", httponly=True
    )
    return out


def _back(address: str, told: str) -> str:
    """The page the form was on: a path of the desk, whatever the form says."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or parts.path.startswith(("//", "/\\")):
        return f"/?told={told}"
    query = "&".join(p for p in parts.query.split("&") if p and not p.startswith("told="))
    return f"{parts.path}?{query + '&' if query else ''}told={told}"
