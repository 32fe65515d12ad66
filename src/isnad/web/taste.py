"""A request in, how its reader likes to read out: language, digits, colours; asked for in the address, then kept."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

CHOICES = {"lang": ("ar", "en"), "digits": ("arab", "latn"), "theme": ("auto", "light", "dark")}
"""The first of each is what a new reader gets."""

_YEAR = 365 * 86400


@dataclass(frozen=True, slots=True)
class Taste:
    """How a page is to be written."""

    lang: str = "ar"
    digits: str = "arab"
    """Of the Arabic pages: ٠١٢ or 012."""
    theme: str = "auto"

    @property
    def direction(self) -> str:
        """Of the page; Arabic quotations keep theirs."""
        return "rtl" if self.lang == "ar" else "ltr"


def taste_of(request: Request) -> Taste:
    """What the address asks for, else what the reader chose before, else the first choice."""
    asked = request.query_params
    kept = request.cookies
    out = []
    for name, allowed in CHOICES.items():
        wanted = (asked.get(name), kept.get(f"isnad_{name}"))
        out.append(next((value for value in wanted if value in allowed), allowed[0]))
    return Taste(*out)


def keep_taste(request: Request, answer: Response) -> None:
    """Remember what the address asked for."""
    for name, value in zip(CHOICES, astuple(taste_of(request)), strict=True):
        if name in request.query_params:
            answer.set_cookie(f"isnad_{name}", value, max_age=_YEAR, samesite="lax", httponly=True)


def address_with(request: Request, **changes: object) -> str:
    """This page's address with some of its questions changed; None takes one away."""
    kept = {k: v for k, v in request.query_params.items() if k not in changes}
    asked = {k: str(v) for k, v in changes.items() if v is not None}
    query = urlencode({**kept, **asked}, errors="replace")
    return request.url.path + (f"?{query}" if query else "")
