"""A template and its values in, a page in the reader's language out; or the same values as JSON for a program."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass, is_dataclass
from functools import cache, partial
from typing import Any
from urllib.parse import quote, unquote

from jinja2 import ChoiceLoader, Environment, PackageLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from isnad import __version__
from isnad.export import wording
from isnad.model import Entity, Evidence
from isnad.store.query import Name
from isnad.web.desk import Desk
from isnad.web.figures import Figures
from isnad.web.harmless import cut, harmless
from isnad.web.taste import address_with, keep_taste, taste_of

VISITOR = "isnad_visitor"


@dataclass(frozen=True, slots=True)
class Refused:
    """Why there is no answer."""

    error: str
    """In the reader's language."""
    detail: str | None
    """Which part of the request, or which file."""


def answer(request: Request, template: str, data: object, **more: Any) -> Response:
    """`data` as JSON for a program; as a page, with what only a page shows, for a reader."""
    return page(request, template, data=data, **more) if wants_page(request) else as_json(data)


def wants_page(request: Request) -> bool:
    """Whether a browser asks: `?format=json` or `Accept` decide."""
    asked = request.query_params.get("format")
    return asked != "json" and (asked == "html" or "text/html" in request.headers.get("accept", ""))


def as_json(data: object, status: int = 200) -> Response:
    """Values of the model as JSON; Arabic stays readable, half characters become question marks."""
    plain = asdict(data) if is_dataclass(data) and not isinstance(data, type) else data
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return Response(text.encode("utf-8", "replace"), status, media_type="application/json")


def page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """A page, with the marks its forms need and the reader's choices kept."""
    desk: Desk = request.app.state.desk
    taste = taste_of(request)
    visitor = visitor_of(request)
    text = (
        _environment(taste.lang, taste.digits)
        .get_template(template)
        .render(
            **values,
            taste=taste,
            at=request.url.path,
            here=partial(address_with, request),
            form_mark=desk.form_mark(visitor),
            told=request.query_params.get("told"),
            by=unquote(request.cookies.get("isnad_by", "")),
            asked=request.query_params,
        )
    )
    out = HTMLResponse(harmless(text), status)
    keep_taste(request, out)
    if request.cookies.get(VISITOR) != visitor:
        out.set_cookie(VISITOR, visitor, httponly=True, samesite="strict")
    return out


def visitor_of(request: Request) -> str:
    """Who sits at this browser, as far as its forms are concerned."""
    known = request.cookies.get(VISITOR, "")
    return known if 20 <= len(known) <= 64 and known.isascii() else secrets.token_urlsafe(24)


def words(request: Request) -> Callable[[str, str], str]:
    """The language of this reader: `words(request)("نعم", "yes")`."""
    arabic = taste_of(request).lang == "ar"
    return lambda ar, en: ar if arabic else en


def to_words(evidence: Evidence) -> str:
    """The address of words on a page of the desk."""
    return f"/articles/{quote(evidence.article)}?from={evidence.span.start}&to={evidence.span.end}#here"


def _to_entity(entity: Entity | Name) -> str | None:
    linked = entity.id.startswith("ent-") or getattr(entity, "known", True)
    return f"/speakers/{quote(entity.id)}" if linked else None


@cache
def _environment(lang: str, digits: str) -> Environment:
    out = wording.environment(ChoiceLoader([PackageLoader("isnad.web"), PackageLoader("isnad.export")]))
    out.finalize = cut
    out.auto_reload = False
    arabic, figures = lang == "ar", Figures(lang, digits)
    out.globals.update(
        lang=lang,
        nouns=figures.nouns,
        version=__version__,
        both=lambda ar, en: ar if arabic else en,
        counted=figures.count,
        to_statement=lambda s: f"/articles/{quote(s.article.id)}#{s.anchor}",
        to_evidence=to_words,
        to_entity=_to_entity,
    )
    out.filters.update(
        digits=figures.number,
        long_date=figures.day,
        english_day=figures.day,
        stretch=figures.stretch,
        between=figures.between,
        label=lambda pair: pair[0 if arabic else 1],
        clock=figures.clock,
    )
    return out


def _plain(value: Any) -> object:
    if isinstance(value, frozenset | set):
        return sorted(value)
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)
