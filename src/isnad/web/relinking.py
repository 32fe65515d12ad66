"""A decision in, its consequences out: a small pile is linked anew at once, a large one at its next build."""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition, Thread

from isnad.model import IsnadError
from isnad.store import query
from isnad.store.build import relink
from isnad.web.desk import Desk

LARGEST = 2_000
"""Articles up to which linking takes seconds, not minutes."""

PATIENCE = 5.0
"""Seconds a reader waits for it before the page goes on without."""


class Relinker:
    """Links the story anew after decisions, never twice at once, never on the thread of a request."""

    def __init__(self, desk: Desk, link: Callable[[Desk], None] | None = None) -> None:
        self._desk = desk
        self._link = link or _relink
        self._changed = Condition()
        self._wanted = 0
        self._done = 0
        self._running = False

    def after_decision(self) -> bool:
        """Have it linked; whether that was done in time to be seen on the next page."""
        with self._desk.reading() as db:
            if query.counts(db).articles > LARGEST:
                return False
        with self._changed:
            self._wanted += 1
            mine = self._wanted
            if not self._running:
                self._running = True
                Thread(target=self._work, name="relinking", daemon=True).start()
            return self._changed.wait_for(lambda: self._done >= mine, PATIENCE)

    def _work(self) -> None:
        while True:
            with self._changed:
                if self._done >= self._wanted:
                    self._running = False
                    return
                serving = self._wanted
            whole = False
            try:
                self._link(self._desk)
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
