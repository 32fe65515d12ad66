"""Fetching from a real server on loopback: manners, limits, and every way a server can misbehave."""

from __future__ import annotations

import gzip
import time
from dataclasses import replace
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler

import pytest
from tests.intake.serving import answer, serving

from isnad.intake.fetch import AGENT, Fetched, Fetcher, Manners
from isnad.model import Rejected

PAGE = "<p>عاد الهدوء إلى القرية.</p>".encode()
QUICK = Manners(pause=0.0, timeout=1.0, patience=2.0, limit=100_000, private=True)


def fetched(found: Fetched | Rejected) -> Fetched:
    assert isinstance(found, Fetched), found
    return found


def reason(found: Fetched | Rejected) -> str:
    assert isinstance(found, Rejected), found
    assert found.remedy
    return found.reason


def test_a_page_is_read_and_the_reader_says_who_it_is() -> None:
    with serving({"/a": answer(PAGE, kind="text/html; charset=windows-1256")}) as server:
        found = fetched(Fetcher(QUICK).get(server.url + "/a"))
    assert (found.data, found.kind, found.charset) == (PAGE, "text/html", "windows-1256")
    assert server.asked[0][1]["User-Agent"] == AGENT
    assert found.at.endswith("Z")


def test_letters_outside_ascii_in_the_address_are_escaped() -> None:
    with serving({"/%D8%AE%D8%A8%D8%B1?q=1": answer(PAGE)}) as server:
        assert fetched(Fetcher(QUICK).get(server.url + "/خبر?q=1")).data == PAGE


def test_an_unchanged_page_costs_one_conditional_request() -> None:
    def conditional(handler: BaseHTTPRequestHandler) -> None:
        known = handler.headers.get("If-None-Match") == '"v1"'
        answer(
            b"" if known else PAGE, 304 if known else 200, ETag='"v1"', Last_Modified="Tue, 09 Oct 2018 11:00:00 GMT"
        )(handler)

    with serving({"/a": conditional}) as server:
        fetcher = Fetcher(QUICK)
        first = fetched(fetcher.get(server.url + "/a"))
        again = fetched(fetcher.get(server.url + "/a", first.etag, first.modified))
    assert (first.unchanged, again.unchanged, again.data) == (False, True, b"")
    assert server.asked[1][1]["If-Modified-Since"] == "Tue, 09 Oct 2018 11:00:00 GMT"


def test_redirects_are_followed() -> None:
    with serving(
        {"/a": answer(status=301, Location="/b"), "/b": answer(status=302, Location="c"), "/c": answer(PAGE)}
    ) as server:
        assert fetched(Fetcher(QUICK).get(server.url + "/a")).url == server.url + "/c"


def test_redirects_for_ever_are_cut_off() -> None:
    with serving({"/a": answer(status=302, Location="/a")}) as server:
        assert reason(Fetcher(QUICK).get(server.url + "/a")) == "too-many-redirects"
    assert len(server.asked) == QUICK.redirects + 1


class TestRobots:
    def test_what_is_forbidden_is_not_asked_for(self) -> None:
        robots = answer(b"User-agent: *\nDisallow: /closed/\n", kind="text/plain")
        with serving({"/robots.txt": robots, "/closed/a": answer(PAGE), "/open": answer(PAGE)}) as server:
            fetcher = Fetcher(QUICK)
            assert reason(fetcher.get(server.url + "/closed/a")) == "robots"
            assert fetched(fetcher.get(server.url + "/open")).data == PAGE
        assert server.paths() == ["/open"]

    def test_a_redirect_into_what_is_forbidden_is_not_followed(self) -> None:
        robots = answer(b"User-agent: isnad\nDisallow: /closed\n", kind="text/plain")
        with serving(
            {"/robots.txt": robots, "/a": answer(status=301, Location="/closed"), "/closed": answer(PAGE)}
        ) as server:
            assert reason(Fetcher(QUICK).get(server.url + "/a")) == "robots"
        assert server.paths() == ["/a"]

    def test_a_site_whose_robots_fail_is_left_alone(self) -> None:
        with serving({"/robots.txt": answer(status=500), "/a": answer(PAGE)}) as server:
            assert reason(Fetcher(QUICK).get(server.url + "/a")) == "robots"

    def test_they_are_asked_for_once(self) -> None:
        times: list[float] = []

        def robots(handler: BaseHTTPRequestHandler) -> None:
            times.append(time.monotonic())
            answer(b"")(handler)

        with serving({"/robots.txt": robots, "/a": answer(PAGE), "/b": answer(PAGE)}) as server:
            fetcher = Fetcher(QUICK)
            fetcher.get(server.url + "/a")
            fetcher.get(server.url + "/b")
        assert len(times) == 1

    def test_the_delay_they_ask_for_is_kept(self) -> None:
        robots = answer(b"User-agent: *\nCrawl-delay: 1\n", kind="text/plain")
        with serving({"/robots.txt": robots, "/a": answer(PAGE)}) as server:
            start = time.monotonic()
            fetched(Fetcher(QUICK).get(server.url + "/a"))
            fetcher = Fetcher(QUICK)
            fetched(fetcher.get(server.url + "/a"))
            fetched(fetcher.get(server.url + "/a"))
        assert time.monotonic() - start >= 1.0


def test_a_pause_lies_between_two_requests_to_one_host() -> None:
    with serving({"/a": answer(PAGE)}) as server:
        fetcher = Fetcher(replace(QUICK, pause=0.2))
        start = time.monotonic()
        fetcher.get(server.url + "/a")  # robots.txt and the page
        fetcher.get(server.url + "/a")
    assert time.monotonic() - start >= 0.4


@pytest.mark.parametrize(
    ("status", "word"), [(404, "not-found"), (410, "not-found"), (403, "refused"), (500, "server-error")]
)
def test_errors_are_told_apart(status: int, word: str) -> None:
    with serving({"/a": answer(b"x", status)}) as server:
        assert reason(Fetcher(QUICK).get(server.url + "/a")) == word


class TestBusyServer:
    def test_the_wait_it_asks_for_is_kept_and_it_is_asked_again(self) -> None:
        answers = [answer(b"", 429, Retry_After="1"), answer(PAGE)]
        with serving({"/a": lambda handler: answers.pop(0)(handler)}) as server:
            start = time.monotonic()
            assert fetched(Fetcher(QUICK).get(server.url + "/a")).data == PAGE
        assert time.monotonic() - start >= 1.0

    def test_a_wait_beyond_patience_is_told_and_not_waited_for(self) -> None:
        with serving({"/a": answer(b"", 429, Retry_After="3600")}) as server:
            found = Fetcher(QUICK).get(server.url + "/a")
        assert reason(found) == "try-later"
        assert isinstance(found, Rejected)
        assert "3600" in found.remedy
        assert len(server.asked) == 1

    def test_a_wait_may_be_a_date(self) -> None:
        later = formatdate(time.time() + 3600, usegmt=True)
        with serving({"/a": answer(b"", 503, Retry_After=later)}) as server:
            assert reason(Fetcher(QUICK).get(server.url + "/a")) == "try-later"


class TestLimits:
    def test_a_server_that_never_begins(self) -> None:
        with serving({"/a": lambda handler: time.sleep(3)}) as server:
            assert reason(Fetcher(QUICK).get(server.url + "/a")) == "too-slow"

    def test_a_server_that_drips(self) -> None:
        def drip(handler: BaseHTTPRequestHandler) -> None:
            answer_head(handler)
            for _ in range(100):
                handler.wfile.write(b"x")
                handler.wfile.flush()
                time.sleep(0.05)

        with serving({"/a": drip}) as server:
            start = time.monotonic()
            assert reason(Fetcher(QUICK).get(server.url + "/a")) == "too-slow"
        assert time.monotonic() - start < 4

    def test_a_server_that_never_ends(self) -> None:
        def endless(handler: BaseHTTPRequestHandler) -> None:
            answer_head(handler)
            while True:
                handler.wfile.write(b"x" * 65536)

        with serving({"/a": endless}) as server:
            assert reason(Fetcher(QUICK).get(server.url + "/a")) == "too-large"

    def test_a_gzip_bomb_is_not_unpacked(self) -> None:
        bomb = gzip.compress(bytes(50_000_000))
        assert len(bomb) < QUICK.limit
        with serving({"/a": answer(bomb, Content_Encoding="gzip")}) as server:
            assert reason(Fetcher(QUICK).get(server.url + "/a")) == "too-large"

    def test_gzip_is_unpacked(self) -> None:
        with serving({"/a": answer(gzip.compress(PAGE), Content_Encoding="gzip")}) as server:
            assert fetched(Fetcher(QUICK).get(server.url + "/a")).data == PAGE

    @pytest.mark.parametrize("damage", [lambda data: data[:-12], lambda data: data[:12] + b"\xff" * 20])
    def test_damaged_gzip_is_told(self, damage: object) -> None:
        data = damage(gzip.compress(PAGE * 50))  # type: ignore[operator]
        with serving({"/a": answer(data, Content_Encoding="gzip")}) as server:
            assert reason(Fetcher(QUICK).get(server.url + "/a")) == "truncated"


class TestAddresses:
    @pytest.mark.parametrize(
        "url",
        [
            "http://127.0.0.1:9/",
            "http://localhost:9/",
            "http://10.0.0.1/",
            "http://169.254.169.254/latest",
            "http://[::1]:9/",
            "http://0.0.0.0/",
        ],
    )
    def test_the_users_own_network_is_left_alone(self, url: str) -> None:
        assert reason(Fetcher(replace(QUICK, private=False)).get(url)) == "private-address"

    def test_nothing_is_asked_of_it(self) -> None:
        with serving({"/a": answer(PAGE)}) as server:
            assert reason(Fetcher(replace(QUICK, private=False)).get(server.url + "/a")) == "private-address"
        assert server.asked == []

    @pytest.mark.parametrize(
        "url", ["file:///etc/passwd", "ftp://example.org/a", "javascript:1", "http:///a", "http://x:y/"]
    )
    def test_other_schemes_are_not_read(self, url: str) -> None:
        assert reason(Fetcher(QUICK).get(url)) == "not-http"

    def test_a_redirect_to_a_file_is_not_followed(self) -> None:
        with serving({"/a": answer(status=302, Location="file:///etc/passwd")}) as server:
            assert reason(Fetcher(QUICK).get(server.url + "/a")) == "not-http"

    def test_nobody_there(self) -> None:
        with serving({}) as server:
            url = server.url
        assert reason(Fetcher(QUICK).get(url + "/a")) == "unreachable"


def answer_head(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
