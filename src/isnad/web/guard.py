"""Requests in, those that may pass out: right host, token, no foreign form; every answer with its policy."""

from __future__ import annotations

import hmac
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from isnad.web.desk import Desk

LARGEST = 1_000_000
"""Bytes of a request's body: no form of the desk comes near it."""

TOKEN_COOKIE = "isnad_token"
READING = ("GET", "HEAD", "OPTIONS")

POLICY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Stands before everything the desk serves."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self.app = app
        self.desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer in its place."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in POLICY.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self.app)(scope, _bounded(receive), sending)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if _name_of(headers.get("host", "")) not in self.desk.names:
            return PlainTextResponse("This desk is not known under that name.\n", 421)
        if not _length(headers) <= LARGEST:
            return PlainTextResponse("Too large.\n", 413)
        if scope["method"] not in READING and not _same_origin(headers):
            return PlainTextResponse("A change must come from the desk's own pages.\n", 403)
        return self._without_token(scope, headers)

    def _without_token(self, scope: Scope, headers: Headers) -> Response | None:
        token = self.desk.token
        if token is None:
            return None
        shown = headers.get("authorization", "").removeprefix("Bearer ")
        if _same(shown, token) or _same(_cookie(headers, TOKEN_COOKIE), token):
            return None
        given = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("token", [""])[0]
        if _same(given, token) and scope["method"] in READING:
            answer = RedirectResponse("/", 303)
            answer.set_cookie(TOKEN_COOKIE, token, httponly=True, samesite="strict", max_age=30 * 86400)
            return answer
        return PlainTextResponse("Open the desk with the address that `isnad serve` printed.\n", 401)


def _bounded(receive: Receive) -> Receive:
    """The same, cut where a body without a length grows too large."""
    seen = 0

    async def bounded() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        return message if seen <= LARGEST else {"type": "http.disconnect"}

    return bounded


def _name_of(host: str) -> str:
    """The name without its port: `[::1]:8000` is `[::1]`."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).lower()


def _length(headers: Headers) -> int:
    length = headers.get("content-length", "0")
    return int(length) if length.isdigit() else LARGEST + 1


def _same_origin(headers: Headers) -> bool:
    """Browsers say where a form comes from; other programs say nothing, and must show the form's mark."""
    site = headers.get("sec-fetch-site", "same-origin")
    origin = headers.get("origin")
    return site in ("same-origin", "none") and (
        origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
    )


def _cookie(headers: Headers, name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode())
