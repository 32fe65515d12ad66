"""How long does the desk take to answer while others read and a build writes? Median and p95 of every kind of page.

    python bench/desk.py STORY.db [--readers 8] [--seconds 60] [--pause 1] [--still]

The story is copied; a process of its own serves the copy as `isnad serve` does, a build beside it, on as many processes
as `isnad build` takes, reads ever new pages into it (those of the story, each with a line more), and so many readers
ask one page after another, each over a connection of its own and a pause of about a second between two (`--pause 0`:
none).
`--still` leaves the build out. The peer is a file of 0.3 kB from the same server in the same run: what a request costs
before the desk does anything. On a machine that does other things too, the ratio to it is the figure, and the
milliseconds are not; what the server spent of a processor is told beside them.
"""

from __future__ import annotations

import argparse
import http.client
import json
import multiprocessing
import os
import random
import signal
import sqlite3
import statistics
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from isnad.model import Page
from isnad.pipeline import ANALYSE, analysis_version
from isnad.run.pool import Pool
from isnad.store import query
from isnad.store.file import open_story
from isnad.store.load import load
from isnad.store.rows import TO_ROWS
from isnad.web.serving import serve

PEER = "/static/icon.svg"
MEDIAN, WORST = 200, 500
"""Milliseconds at the median and at p95 that no page may exceed."""


@dataclass(frozen=True)
class Kind:
    """A kind of page and some addresses of it."""

    name: str
    addresses: tuple[str, ...]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("story", type=Path)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=1, help="seconds between two pages of a reader, on average")
    parser.add_argument("--still", action="store_true", help="no build writes meanwhile")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.story.parent, prefix="desk-bench-") as folder:
        story = Path(folder) / "story.db"
        with sqlite3.connect(given.story) as source, sqlite3.connect(story) as copy:
            source.backup(copy)
        with open_story(story, write=True) as db:
            counts, articles = query.counts(db), [a.id for a in query.articles(db, limit=2000)]
        told, telling = multiprocessing.Pipe(duplex=False)
        server = multiprocessing.Process(target=_serve, args=(story, telling), daemon=True)
        started = [server]
        if not given.still:
            started.append(multiprocessing.Process(target=_write, args=(story,)))
        for process in started:
            process.start()
        address = told.recv()
        try:
            kinds = kinds_of(address, articles)
            before = _spent(server.pid)
            took, sizes, failed = asked(address, kinds, given.readers, given.seconds, given.pause)
            spent = (_spent(server.pid) - before) / sum(map(len, took.values()))
        finally:
            server.kill()
            for process in started[1:]:
                os.killpg(process.pid or 0, signal.SIGKILL)
        with open_story(story) as db:
            after = query.counts(db)
    written = (
        "no build" if given.still else f"a build that read {after.articles - counts.articles:,} articles meanwhile"
    )
    print(f"{counts.articles:,} articles, {counts.statements:,} statements; {given.readers} readers, {written}")
    print(f"processor time of the server: {spent * 1000:.1f} ms an answer, on average\n")
    return table(took, sizes, failed)


def _serve(story: Path, telling: object) -> None:
    serve(story, "127.0.0.1", 0, telling.send)  # type: ignore[attr-defined]


def _spent(process: int | None) -> float:
    """Seconds of processor time; 0 where the system does not tell it of another process."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _write(story: Path) -> None:
    """A build that does not end, with its processes a group of their own."""
    os.setpgrp()
    with open_story(story, write=True) as db:
        ids = tuple(row.page for row in query.articles(db, limit=400))
        arrivals = _endless(list(query.pages(db, ids)))
        for _ in load(db, Pool().run((*ANALYSE, TO_ROWS), arrivals), analysis_version()):
            pass


def _endless(pages: list[Page]) -> Iterator[Page]:
    """Pages, each under another id every time."""
    for n in range(1_000_000):
        for page in pages:
            yield replace(page, id=f"{page.id[:6]}{n:06x}", text=f"{page.text}\n{n}")


def kinds_of(address: str, articles: list[str]) -> tuple[Kind, ...]:
    """Addresses of every kind of page, those that cost most first among them."""
    reader = Reader(address)

    def ids(path: str, key: str) -> list[str]:
        return [quote(str(row["id"])) for row in json.loads(reader.ask(path, "application/json")[1])[key]]

    claims = [*ids("/claims", "claims"), *ids("/claims?kind=single&leaf=3", "claims")]
    speakers = [*ids("/speakers", "speakers")[:30], *ids("/speakers?leaf=9", "speakers")]
    groups = ids("/reprints", "groups")
    stories = ids("/storylines", "storylines")
    months = [row["at"] for row in json.loads(reader.ask("/timeline", "application/json")[1])["buckets"]][:40]
    return (
        Kind("a static file", (PEER,)),
        Kind("/", ("/",)),
        Kind(
            "/claims",
            tuple(
                f"/claims?kind={k}&order={o}"
                for k in ("told", "contested", "drift", "all")
                for o in ("weight", "origins")
            ),
        ),
        Kind("/claims/ID", tuple(f"/claims/{id}" for id in claims)),
        Kind("/articles", tuple(f"/articles?leaf={n}" for n in (1, 2, 20))),
        Kind(
            "/articles/ID",
            tuple(f"/articles/{quote(id)}" for id in random.Random(1).sample(articles, min(200, len(articles)))),
        ),
        Kind(
            "/search",
            tuple(
                f"/search?q={quote(w)}" for w in ("الجسر", "وزير الخارجية", "ترامب", "قال", '"رئيس الوزراء"', "والنفط")
            ),
        ),
        Kind("/speakers", ("/speakers", "/speakers?leaf=2", f"/speakers?q={quote('وزير')}")),
        Kind("/speakers/ID", tuple(f"/speakers/{id}" for id in speakers)),
        Kind("/sources", ("/sources", "/sources?outlets=false&least=2")),
        Kind("/reprints", ("/reprints",)),
        Kind("/reprints/ID", tuple(f"/reprints/{id}" for id in groups) or ("/reprints",)),
        Kind("/timeline", ("/timeline", "/timeline?within=all", *(f"/timeline?within={at}" for at in months))),
        Kind("/storylines", ("/storylines",)),
        Kind("/storylines/ID", tuple(f"/storylines/{id}" for id in stories) or ("/storylines",)),
        Kind("/review", ("/review",)),
        Kind("/decisions", ("/decisions",)),
        Kind("/dossier", (f"/dossier?claim={claims[0]}&claim={claims[1]}",)),
    )


class Reader:
    """One connection that asks and waits."""

    def __init__(self, address: str) -> None:
        self.connection = http.client.HTTPConnection(address.split("/")[2], timeout=120)

    def ask(self, path: str, accept: str = "text/html") -> tuple[int, bytes]:
        encoding = "gzip" if accept == "text/html" else "identity"
        try:
            self.connection.request("GET", path, headers={"Accept": accept, "Accept-Encoding": encoding})
            answer = self.connection.getresponse()
        except ConnectionError:  # it was kept open for a while, and the pause was longer
            self.connection.close()
            return self.ask(path, accept)
        return answer.status, answer.read()


def asked(
    address: str, kinds: tuple[Kind, ...], readers: int, seconds: float, pause: float
) -> tuple[dict[str, list[float]], dict[str, int], list[str]]:
    """Milliseconds of every answer by kind, the largest answer in bytes, and what did not answer 200."""
    took: dict[str, list[float]] = defaultdict(list)
    sizes: dict[str, int] = defaultdict(int)
    failed: list[str] = []
    end = time.monotonic() + seconds

    def read(number: int) -> None:
        reader, chance = Reader(address), random.Random(number)
        turn = list(kinds)
        while time.monotonic() < end:
            chance.shuffle(turn)
            for kind in turn:
                time.sleep(chance.expovariate(1 / pause) if pause else 0)
                path = chance.choice(kind.addresses)
                start = time.perf_counter()
                status, body = reader.ask(path)
                took[kind.name].append((time.perf_counter() - start) * 1000)
                sizes[kind.name] = max(sizes[kind.name], len(body))
                if status != 200:
                    failed.append(f"{status} {path}")

    threads = [threading.Thread(target=read, args=(n,)) for n in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took, sizes, failed


def table(took: dict[str, list[float]], sizes: dict[str, int], failed: list[str]) -> int:
    """Prints it; 1 where a page was too slow or did not answer."""
    peer = statistics.median(took["a static file"])
    print("| page | asked | median ms | p95 ms | × a static file | largest, kB |\n|---|---|---|---|---|---|")
    slow = []
    for name, times in took.items():
        median, worst = statistics.median(times), sorted(times)[max(0, int(len(times) * 0.95) - 1)]
        slow += [name] if median > MEDIAN or worst > WORST else []
        print(
            f"| `{name}` | {len(times)} | {median:.0f} | {worst:.0f} | {median / peer:.1f} | {sizes[name] / 1000:.0f} |"
        )
    if slow:
        print(f"\nabove {MEDIAN} ms at the median or {WORST} ms at p95: {', '.join(slow)}")
    for line in sorted(set(failed))[:10]:
        print(f"no answer: {line}")
    return 1 if slow or failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
