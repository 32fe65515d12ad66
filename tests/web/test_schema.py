"""Schemathesis asks every address of the description what it can: no server error, every answer as described."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.web.desks import DATA, PAGE, client, copy_of, examples

from isnad.model import IsnadError
from isnad.web.app import create_app
from isnad.web.desk import desk_for
from isnad.web.relinking import Relinker

schemathesis = pytest.importorskip("schemathesis", reason="no schemathesis here: pip install schemathesis")
pytestmark = pytest.mark.xdist_group("web")

EXAMPLES = 24
"""Of each address."""

ADDRESSES = [
    *((path, "get") for path in ("/", "/decisions", "/dossier", "/review", "/search", "/sources", "/timeline")),
    *((f"/{room}", "get") for room in ("claims", "articles", "speakers", "storylines", "reprints")),
    *((f"/{room}/{{id}}", "get") for room in ("claims", "articles", "speakers", "storylines", "reprints")),
    ("/decisions", "post"),
    ("/links", "post"),
]

CHECKS = (
    "not_a_server_error",
    "content_type_conformance",
    "response_schema_conformance",
    "status_code_conformance",
)


@cache
def described() -> Any:
    """The desk over a story of its own, as its own description tells of it; decisions are kept, not linked."""
    desk = desk_for(copy_of(examples(), Path(mkdtemp(prefix="isnad-schema-"))), "127.0.0.1")
    app = create_app(replace(desk, names=(*desk.names, "testserver")))
    app.state.relinker = Relinker(app.state.desk, link=lambda _: None)
    return schemathesis.openapi.from_asgi("/openapi.json", app)


@cache
def known() -> dict[str, list[str]]:
    """Ids that the story holds, by the path they belong to: strings made up at random would find only 404."""
    desk = client(examples())
    keys = {"reprints": "groups"}
    out = {}
    for room in ("claims", "articles", "speakers", "storylines", "reprints"):
        rows = desk.get(f"/{room}", headers=DATA).json()[keys.get(room, room)]
        out[room] = [*(row["id"] for row in rows[:3]), "none"]
    statement = desk.get("/review", headers=DATA).json()["statement"]["id"]
    out["decisions"] = [*out["claims"], *out["articles"], *out["speakers"], *out["storylines"], statement]
    return out


def ask(path: str, method: str, examples: int = EXAMPLES) -> None:
    """What the description allows and what it forbids, as data and as a page."""
    room = path.split("/")[1]
    chosen = [getattr(schemathesis.checks, name) for name in CHECKS]
    address = described()[path][method.upper()]
    cases = st.one_of(*(address.as_strategy(generation_mode=mode) for mode in schemathesis.GenerationMode))

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases, real=st.sampled_from(known().get(room, [None])))
    def each(case: Any, real: str | None) -> None:
        if real is not None and case.path_parameters:
            case.path_parameters["id"] = real
        elif real is not None and isinstance(case.body, dict):
            case.body["target"] = real
        case.call_and_validate(headers=DATA, checks=chosen)
        if method == "get":
            assert case.call(headers=PAGE).status_code < 500

    each()


@pytest.mark.parametrize(("path", "method"), ADDRESSES)
def test_whatever_is_asked_is_answered_as_described(path: str, method: str) -> None:
    ask(path, method)


def test_a_planted_fault_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> int:
        raise IsnadError("planted")

    monkeypatch.setattr("isnad.web.routes.claims.count_claims", broken)
    with pytest.raises(BaseExceptionGroup, match="Server error"):
        ask("/claims", "get", examples=3)


def test_no_address_is_left_out() -> None:
    paths = client(examples()).get("/openapi.json").json()["paths"]
    assert {(path, method) for path, ways in paths.items() for method in ways} == set(ADDRESSES)
