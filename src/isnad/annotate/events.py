"""A doc and what was found in it in, events out: who did what to whom, where and when."""

from __future__ import annotations

from isnad.model import Attribution, Event, Mention, Timex
from isnad.text.doc import Doc


def find_events(
    doc: Doc,
    mentions: tuple[Mention, ...],
    timexes: tuple[Timex, ...],
    attributions: tuple[Attribution, ...],
) -> tuple[Event, ...]:
    """Reported events in order of their words."""
    return ()
