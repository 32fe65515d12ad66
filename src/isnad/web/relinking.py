"""A decision in, its consequences out: a small pile is linked anew at once, a large one when a person asks for it.

`python -m isnad.web.relinking STORY` links a story and nothing else: what the desk starts beside itself for a large
one.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Condition, Thread

from isnad.model import IsnadError
from isnad.store import query
from isnad.store.build import relink
from isnad.store.file import open_story
from isnad.web.desk import Desk

LARGEST = 2_000
"""Articles up to which linking takes seconds, not minutes."""

PATIENCE = 5.0
"""Seconds a reader waits for it before the page goes on without."""


class Relinker:
    """Links the story anew, never twice at once, never on the thread of a request."""

    def __init__(self, desk: Desk, link: Callable[[Desk], None] | None = None, largest: int = LARGEST) -> None:
        self._desk = desk
        self._link = link
        self._largest = largest
        self._changed = Condition()
        self._wanted = 0
        self._done = 0
        self._running = False

    @property
    def running(self) -> bool:
        """Whether it is being linked."""
        return self._running

    def after_decision(self) -> bool:
        """Have a small story linked; whether that was done in time to be seen on the next page."""
        return self._asked(PATIENCE) if self._small() else False

    def start(self) -> bool:
        """Have it linked, however large, beside the desk; whether it was done already."""
        return self._asked(PATIENCE if self._small() else 0)

    def _small(self) -> bool:
        with self._desk.reading() as db:
            return query.counts(db).articles <= self._largest

    def _asked(self, patience: float) -> bool:
        with self._changed:
            self._wanted += 1
            mine = self._wanted
            if not self._running:
                self._running = True
                Thread(target=self._work, name="relinking", daemon=True).start()
            return self._changed.wait_for(lambda: self._done >= mine, patience)

    def _work(self) -> None:
        while True:
            with self._changed:
                if self._done >= self._wanted:
                    self._running = False
                    return
                serving = self._wanted
            whole = False
            try:
                link = self._link or (_relink if self._small() else _relink_beside)
                link(self._desk)
                whole = True
            finally:  # a crash ends this thread; the next decision starts another
                with self._changed:
                    self._done = serving
                    self._running = whole
                    self._changed.notify_all()


def _relink(desk: Desk) -> None:
    try:
        with desk.writing() as db:
            relink(db)
    except IsnadError:
        return  # the file is busy or gone: the decision is kept, and the next build links


def _relink_beside(desk: Desk) -> None:
    """In a process of its own, so that the desk goes on answering; what fails there leaves the links as they are."""
    command = [sys.executable, "-m", "isnad.web.relinking", str(desk.story)]
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)


def main(story: Path) -> int:
    """Link a story, giving way to everything else on the machine."""
    if hasattr(os, "nice"):
        os.nice(10)
    try:
        with open_story(story, write=True) as db:
            relink(db)
    except IsnadError as error:
        print(f"isnad: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
