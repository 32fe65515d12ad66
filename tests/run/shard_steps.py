"""A shard whose pages go wrong in every way, for the engines of a cluster: readable, refused, broken, slow, deadly."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from tests.run.steps import Item
from tests.store.made import analyse, page

from isnad.model import Page, Rejected
from isnad.pipeline import Analysed
from isnad.plan import Map
from isnad.run.shards import Work
from isnad.store.parquet import Parquet
from isnad.store.rows import TO_ROWS

PAGES = 30
REFUSED, BROKEN, SLOW, DEADLY = 5, 11, 17, 23


def pages_of(paths: list[str]) -> Iterator[Page | Rejected]:
    """Thirty pages; the name of the shard says which numbers they have, and whether any of them goes wrong."""
    first = int(Path(paths[0]).name.split("-")[0])
    for n in range(first, first + PAGES):
        yield Rejected(f"{paths[0]}#{n}", "empty", "leave it out") if n == REFUSED else page(n)


def mishap(arrived: Page) -> Iterator[Analysed | Rejected]:
    """Breaks, sleeps or takes its process down, by the page's number."""
    number = int(arrived.id, 16)
    if number == BROKEN:
        raise ValueError("على غير المتوقع")
    if number == SLOW:
        time.sleep(60)
    if number == DEADLY:
        os.kill(os.getpid(), signal.SIGKILL)
    yield from analyse(arrived)


WORK = Work(pages_of, (Map("mishap", mishap), TO_ROWS), Parquet(), "v1", limit=1.0)


def items_of(place: str) -> Iterator[Item]:
    """What lies in a part: a hundred items from a number on."""
    yield from (Item(place, n) for n in range(int(place), int(place) + 100))
