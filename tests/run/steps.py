"""Steps for the engines to run: small, picklable, and each with its own way to go wrong."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

from isnad.plan import Group, Map


@dataclass(frozen=True, slots=True)
class Item:
    source: str
    number: int


def double(item: Item) -> Iterator[Item]:
    yield Item(item.source, item.number)
    if item.number % 3 == 0:
        yield Item(item.source, -item.number)


def mishap(item: Item) -> Iterator[Item]:
    """Goes wrong in the way its source names."""
    if item.source == "raises":
        raise ValueError("على غير المتوقع\nsecond line")
    if item.source == "sleeps":
        time.sleep(60)
    if item.source == "backtracks":
        re.match(r"(a|a)*$", "a" * 60 + "b")
    if item.source == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if item.source == "exits":
        os._exit(7)
    if item.source == "hangs":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        time.sleep(60)
    if item.source == "imports":
        import_module("no_such_library")
    if item.source == "eats":
        bytearray(3 << 30)
    yield item


def noted(item: Item) -> Iterator[Item]:
    """Leaves a byte in the file its source names."""
    with open(item.source, "ab") as file:
        file.write(b".")
    yield item


def by_rest(item: Item) -> Iterator[str]:
    yield str(item.number % 7)
    if item.number % 2:
        yield "odd"


def total(key: str, items: tuple[Item, ...]) -> Iterator[Item]:
    yield Item(key, sum(i.number for i in items))
    yield Item(f"{key} first", items[0].number)


DOUBLE = Map("double", double)
MISHAP = Map("mishap", mishap)
NOTED = Map("noted", noted)
TOTAL = Group("total", by_rest, total)
