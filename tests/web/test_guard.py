"""Nobody reaches the desk who should not, nothing it answers lets a page run, no foreign form changes the record."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from tests.web.desks import BASE, DATA, PAGE, client, copy_of, examples, first_id, mark_of

from isnad.model import IsnadError
from isnad.web.app import create_app
from isnad.web.desk import desk_for, is_loopback

pytestmark = pytest.mark.xdist_group("web")


@pytest.mark.parametrize("path", ["/", "/claims", "/nothing-here", "/static/desk.css", "/openapi.json", "/static/none"])
def test_every_answer_carries_the_policy(path: str) -> None:
    policy = client(examples()).get(path, headers=PAGE).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost:80@evil.example"])
def test_a_foreign_name_is_refused(host: str) -> None:
    assert client(examples()).get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:9", "127.0.0.1", "[::1]:8420", "LOCALHOST"])
def test_this_machines_names_are_known(host: str) -> None:
    assert client(examples()).get("/", headers={"host": host} | PAGE).status_code == 200


def test_another_address_demands_the_token() -> None:
    desk = client(examples(), "192.0.2.7", "s3cret", base="http://192.0.2.7:8420")
    assert desk.get("/").status_code == 401
    assert desk.get("/?token=wrong").status_code == 401
    assert desk.get("/static/desk.css").status_code == 401
    assert desk.get("/", headers={"authorization": "Bearer s3cret"}).status_code == 200
    answer = desk.get("/?token=s3cret")
    assert answer.status_code == 303
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert desk.get("/", headers=PAGE).status_code == 200


def test_a_token_is_made_for_another_address_and_for_no_loopback_one() -> None:
    assert len(desk_for(examples(), "0.0.0.0").token or "") > 20
    assert desk_for(examples(), "127.0.0.1").token is None
    assert [is_loopback(host) for host in ("::1", "127.9.9.9", "localhost", "10.0.0.1", "desk.example")] == [
        True, True, True, False, False,
    ]  # fmt: skip


def test_no_story_no_desk(tmp_path: Path) -> None:
    with pytest.raises(IsnadError, match="no such story"):
        desk_for(tmp_path / "none.db", "127.0.0.1")


def test_every_address_that_changes_something_wants_the_mark_of_its_page(tmp_path: Path) -> None:
    story = copy_of(examples(), tmp_path)
    app = create_app(desk_for(story, "127.0.0.1"))
    changing = [
        (route.path, method)
        for route in app.routes
        if isinstance(route, APIRoute)
        for method in route.methods - {"GET", "HEAD"}
    ]
    known = client(story).get("/openapi.json").json()["paths"]
    changing += [(path, method.upper()) for path, ways in known.items() for method in ways if method != "get"]
    assert changing
    desk = client(story)
    form = {"kind": "reject", "target": first_id(desk, "/claims?kind=all", "claims"), "by": "هدى"}
    for path, method in changing:
        assert desk.request(method, path, data=form, headers=PAGE).status_code == 403
        assert desk.request(method, path, data=form | {"mark": "0" * 64}, headers=PAGE).status_code == 403
    assert desk.get("/decisions", headers=DATA).json()["total"] == 0


def test_a_mark_is_one_visitors_own(tmp_path: Path) -> None:
    story = copy_of(examples(), tmp_path)
    app = create_app(desk_for(story, "127.0.0.1"))
    from starlette.testclient import TestClient

    one, other = (TestClient(app, base_url=BASE, follow_redirects=False) for _ in range(2))
    target = first_id(one, "/claims?kind=all", "claims")
    mark = mark_of(one.get(f"/claims/{target}", headers=PAGE).text)
    other.get("/", headers=PAGE)
    form = {"kind": "reject", "target": target, "by": "هدى", "mark": mark}
    assert other.post("/decisions", data=form).status_code == 403
    assert one.post("/decisions", data=form).status_code == 303


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}]
)
def test_a_foreign_page_changes_nothing_even_as_json(headers: dict[str, str], tmp_path: Path) -> None:
    desk = client(copy_of(examples(), tmp_path))
    body = {"kind": "reject", "target": first_id(desk, "/claims?kind=all", "claims"), "by": "x"}
    assert desk.post("/decisions", json=body, headers=headers).status_code == 403
    assert desk.get("/decisions", headers=DATA).json()["total"] == 0


def test_a_body_too_large_is_refused() -> None:
    desk = client(examples())
    assert desk.post("/decisions", content=b"a" * 1_000_001).status_code == 413


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/%2e%2e/app.py", "/static//etc/passwd",
        "/static/..%5capp.py", "/pages/..%2f..%2fetc%2fpasswd", "/articles/..%2f..%2fetc%2fpasswd",
    ],
)  # fmt: skip
def test_no_path_leads_out(path: str) -> None:
    answer = client(examples()).get(path, headers=PAGE)
    assert answer.status_code in (400, 404)
    assert "root:" not in answer.text
    assert "def create_app" not in answer.text


@pytest.mark.parametrize("words", ["' OR 1=1 --", '" NEAR/1 "', "*", "a' UNION SELECT value FROM meta --", "(", '""'])
def test_sql_and_search_syntax_are_only_words(words: str) -> None:
    desk = client(examples())
    assert desk.get("/search", params={"q": words}, headers=DATA).json()["hits"] == []
    for path in ("/search?q=السد", "/articles", "/speakers"):
        assert desk.get(path, params={"outlet": words, "speaker": words, "q": words}, headers=PAGE).status_code == 200
    for path in ("/claims/", "/articles/", "/speakers/", "/reprints/", "/storylines/", "/pages/"):
        assert desk.get(path + words, headers=PAGE).status_code == 404
    assert desk.get("/claims", params={"kind": words}, headers=PAGE).status_code == 422
    assert desk.get("/claims", params={"order": words}, headers=DATA).status_code == 422


def test_the_way_back_stays_on_the_desk(tmp_path: Path) -> None:
    desk = client(copy_of(examples(), tmp_path))
    target = first_id(desk, "/claims?kind=all", "claims")
    for n, back in enumerate(("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x")):
        mark = mark_of(desk.get("/review", headers=PAGE).text)
        form = {"kind": "rename", "target": target, "name": f"صياغة {n}", "by": "هدى", "mark": mark, "back": back}
        assert desk.post("/decisions", data=form).headers["location"].startswith("/?told=")
