"""A desk and a path in, the page in a real browser out, with what went wrong in it."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from tests.web.desks import ROOT

from isnad.web.app import create_app
from isnad.web.desk import desk_for

pw = pytest.importorskip("playwright.sync_api", reason="no playwright here: pip install playwright")


@dataclass
class Visit:
    """A page in the browser, and what went wrong in it."""

    page: pw.Page
    base: str
    wrong: list[str] = field(default_factory=list)

    def open(self, path: str) -> pw.Page:
        """Go there and wait until it is drawn."""
        self.page.goto(self.base + path, wait_until="load")
        return self.page


class Served:
    """A desk on a free port, in a thread."""

    def __init__(self, story: Path) -> None:
        config = uvicorn.Config(create_app(desk_for(story, "127.0.0.1")), port=0, log_level="error")
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)

    def __enter__(self) -> str:
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)
        return f"http://127.0.0.1:{self.server.servers[0].sockets[0].getsockname()[1]}"

    def __exit__(self, *error: object) -> None:
        self.server.should_exit = True
        self.thread.join(5)


class NoBrowser(Exception):
    """There is none here, and none could be installed; the message says what to do."""


@contextmanager
def chromium() -> Iterator[pw.Browser]:
    """The machine's Chromium, closed in the end. Raises `NoBrowser`."""
    found = subprocess.run([ROOT / "tools" / "chromium.sh"], capture_output=True, text=True, check=False)
    if found.returncode:
        raise NoBrowser(found.stderr.strip())
    with pw.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=found.stdout.strip(), args=["--no-sandbox"])
        yield started
        started.close()


def visit(browser: pw.Browser, base: str, width: int = 1200, **options: object) -> Visit:
    """A visitor nobody has seen before."""
    context = browser.new_context(viewport={"width": width, "height": 800}, **options)
    out = Visit(context.new_page(), base)
    out.page.on("console", lambda m: out.wrong.append(m.text) if m.type == "error" else None)
    out.page.on("pageerror", lambda e: out.wrong.append(str(e)))
    out.page.on(
        "request", lambda r: out.wrong.append(r.url) if not r.url.startswith((base, "data:", "blob:")) else None
    )
    return out
