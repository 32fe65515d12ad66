"""kill -9 at any moment: the file stays whole, and building goes on to what an undisturbed run gives."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

import pytest
from tests.store.made import dump, page, sound, standing_in

from isnad.run.serial import Serial
from isnad.store.build import build
from isnad.store.file import open_story

PAGES = [page(n) for n in range(600)]
KILLS = 25

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def build_all(path: Path) -> None:
    with standing_in():
        build(path, PAGES, Serial())


def build_and_be_killed(path: Path, seconds: float) -> bool:
    """Build in a process that is killed after so many seconds; whether it was done before."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        try:
            build_all(path)
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return not os.WIFSIGNALED(status)


def test_kills_at_random_moments_change_nothing(tmp_path: Path) -> None:
    began = time.monotonic()
    build_all(tmp_path / "calm.db")
    whole = time.monotonic() - began
    chance = random.Random(20240617)
    path, killed = tmp_path / "hurt.db", 0
    for _ in range(KILLS):
        killed += not build_and_be_killed(path, chance.uniform(0, whole / 4))
        if path.exists() and path.stat().st_size:
            with open_story(path, write=True) as db:
                sound(db)
    build_all(path)
    assert killed >= 5
    with open_story(path, write=True) as hurt, open_story(tmp_path / "calm.db") as calm:
        sound(hurt)
        assert dump(hurt) == dump(calm)
