"""A desk's settings in, the application that serves it out: routes, policy, errors a person can read."""

from __future__ import annotations

from importlib import import_module
from importlib.resources import files

from fastapi import FastAPI, HTTPException
from fastapi.exceptions import RequestValidationError
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from isnad import __version__
from isnad.model import IsnadError
from isnad.web.desk import Desk
from isnad.web.guard import Guard
from isnad.web.page import Refused, as_json, page, wants_page, words
from isnad.web.relinking import Relinker

ROUTES = (
    "home", "claims", "articles", "search", "speakers", "sources", "reprints", "timeline", "storylines", "decisions",
    "review", "dossier",
)  # fmt: skip
"""Modules below `isnad.web.routes`, in the order of the menu."""

_SAID = {
    404: ("لا يوجد هذا في السجل", "The record holds nothing like this"),
    405: ("هذا العنوان لا يقبل ذلك", "This address takes no such request"),
    409: ("سبقك غيرك إلى قرار", "Somebody else has decided meanwhile"),
    422: ("في الطلب ما لا يُقرأ", "Something in the request cannot be read"),
    403: (
        "انتهت صلاحية الصفحة: أعد تحميلها وأرسل من جديد",
        "The page is out of date: load it again and send once more",
    ),
    500: ("تعذّر ذلك", "It could not be done"),
}


def create_app(desk: Desk) -> FastAPI:
    """The desk as an ASGI application."""
    app = FastAPI(
        title="isnad",
        version=__version__,
        description="The record of a story: who says so, through whom, who denies it. Ask with `Accept: "
        "application/json` or `?format=json`; a browser gets the page of the same address.",
        responses={404: {"model": Refused, "description": _SAID[404][1]}, 422: {"model": Refused}},
        docs_url=None,
        redoc_url=None,
    )
    app.state.desk = desk
    app.state.relinker = Relinker(desk)
    for name in ROUTES:
        app.include_router(import_module(f"isnad.web.routes.{name}").router)
    app.add_route("/report.css", _report_css)
    app.mount("/static", _Kept(StaticFiles(packages=[("isnad.web", "static")])), name="static")
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(404, _refused)
    app.add_exception_handler(405, _refused)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(IsnadError, _failed)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(_Asked)
    app.add_middleware(Guard, desk=desk)
    return app


def _report_css(request: Request) -> Response:
    """The style sheet of the report, which the desk builds upon."""
    text = files("isnad.export").joinpath("templates/report.css").read_text("utf-8")
    return Response(text, media_type="text/css", headers={"Cache-Control": "max-age=86400"})


class _Asked:
    """A filter left empty in a form is a filter not asked for."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["query_string"]:
            parts = scope["query_string"].split(b"&")
            scope["query_string"] = b"&".join(part for part in parts if not part.endswith(b"="))
        await self.app(scope, receive, send)


class _Kept:
    """Static files may be kept by the browser for a day; they change with the version in their address."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: dict[str, object]) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                message["headers"] = [*message["headers"], (b"cache-control", b"max-age=86400")]  # type: ignore[misc]
            await send(message)

        await self.app(scope, receive, sending)  # type: ignore[arg-type]


async def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else getattr(error, "status_code", 500)
    detail = getattr(error, "detail", None)
    return _error(request, status, detail if isinstance(detail, str) else None)


async def _unreadable(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    fields = sorted({".".join(str(part) for part in one["loc"]) for one in error.errors()})
    return _error(request, 422, ", ".join(fields))


async def _failed(request: Request, error: Exception) -> Response:
    return _error(request, 500, str(error))


def _error(request: Request, status: int, detail: str | None) -> Response:
    said = words(request)(*_SAID.get(status, _SAID[500]))
    if not wants_page(request):
        return as_json(Refused(said, detail), status)
    standard = {404: "Not Found", 405: "Method Not Allowed", 403: "Forbidden"}.get(status)
    return page(request, "error.html", status, said=said, detail=None if detail == standard else detail)
