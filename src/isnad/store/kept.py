"""A question that reads every statement in, its answer out: asked once for each state of the links."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TypeVar

from isnad.store.file import Story
from isnad.store.query.pages import meta

Answer = TypeVar("Answer")

_LOCK = Lock()
_KEPT: dict[tuple[str, str], tuple[str, object]] = {}
_WORKING: dict[tuple[str, str], Lock] = {}


def kept(db: Story, story: str, question: Callable[[Story], Answer]) -> Answer:
    """The answer as of the last linking. Findings that a build writes meanwhile are counted when it links."""
    key = (story, question.__name__)
    state = meta(db, "linked") or ""
    with _LOCK:
        working = _WORKING.setdefault(key, Lock())
    with working:  # of several who ask at once, one reads every statement and the others wait for its answer
        known = _KEPT.get(key)
        if known is None or known[0] != state:
            known = _KEPT[key] = (state, question(db))
    return known[1]  # type: ignore[return-value]
