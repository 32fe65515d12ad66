"""A real server on loopback, for tests: what each path answers, and what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Server:
    url: str
    routes: dict[str, Answer]
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Path and headers of each request but those for robots.txt."""

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


def answer(body: bytes = b"", status: int = 200, kind: str = "text/html; charset=utf-8", **headers: str) -> Answer:
    """An answer with headers given as `Retry_After="1"`."""

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return send


@contextmanager
def serving(routes: dict[str, Answer]) -> Iterator[Server]:
    server = Server("", routes)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path != "/robots.txt":
                server.asked.append((self.path, dict(self.headers)))
            with suppress(BrokenPipeError, ConnectionResetError):  # the client had enough, as some tests want
                server.routes.get(self.path, answer(b"nothing here", 404))(self)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        thread = threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        server.url = f"http://127.0.0.1:{http.server_port}"
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()
