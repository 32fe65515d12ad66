"""Addresses given to `isnad read`: those inside the user's own network only where the user says so."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from tests.cli.command import isnad, one_line

PAGE = """<html><head><title>السد الجديد يدخل الخدمة</title></head><body><article><h1>السد الجديد يدخل الخدمة</h1>
<p>قال وزير المياه إن السد الجديد دخل الخدمة صباح اليوم بعد خمس سنوات من العمل المتواصل في الوادي.</p>
<p>وأضاف أن السد يكفي لري ألف مزرعة في المنطقة الشرقية من البلاد.</p></article></body></html>"""


class OnePage(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = PAGE.encode()
        found = self.path == "/story.html"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body if found else b"")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), OnePage)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/story.html"
    server.shutdown()


def test_an_address_of_the_own_network_is_refused(address: str) -> None:
    done = isnad("read", address)
    assert done.code == 3
    assert done.out == ""
    assert one_line(done.err, "127.0.0.1")


def test_and_read_where_the_user_says_so(address: str) -> None:
    done = isnad("read", address, "--own-network")
    assert done.code == 0, done.err
    assert "وزير المياه" in done.lines[0]["article"]["text"]
