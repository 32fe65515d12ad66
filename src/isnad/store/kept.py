"""A question that reads much of a story in, its answer out: asked once for each state of the links, or now and then."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import TypeVar

from isnad.store.file import Story
from isnad.store.query.log import latest
from isnad.store.query.pages import meta

Answer = TypeVar("Answer")

AS_OLD = 300
"""How much older than it took to find an answer may grow: one that took 10 ms is asked for anew after 3 s."""

_LOCK = Lock()
_KEPT: dict[tuple[str, str], tuple[str, object]] = {}
_LATELY: dict[tuple[str, str], tuple[float, int, object]] = {}
_WORKING: dict[tuple[str, str], Lock] = {}


def kept(db: Story, story: str, question: Callable[[Story], Answer]) -> Answer:
    """The answer as of the last linking. Findings that a build writes meanwhile are counted when it links."""
    key = (story, question.__name__)
    state = meta(db, "linked") or ""
    with _alone(key):
        known = _KEPT.get(key)
        if known is None or known[0] != state:
            known = _KEPT[key] = (state, question(db))
    return known[1]  # type: ignore[return-value]


def lately(db: Story, story: str, question: Callable[[Story], Answer]) -> Answer:
    """The answer of a moment ago, unless a person decided something since. What a build writes meanwhile is counted
    soon, and counting takes a three-hundredth of the time at most, however large the story."""
    key = (story, question.__name__)
    decided = latest(db)
    with _alone(key):
        known = _LATELY.get(key)
        if known is None or known[1] != decided or monotonic() > known[0]:
            began = monotonic()
            found = question(db)
            known = _LATELY[key] = (began + AS_OLD * (monotonic() - began), decided, found)
    return known[2]  # type: ignore[return-value]


def _alone(key: tuple[str, str]) -> Lock:
    """Of several who ask at once one works, and the others wait for its answer."""
    with _LOCK:
        return _WORKING.setdefault(key, Lock())
