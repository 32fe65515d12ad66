"""Doc in, mentions out: names and descriptions of persons, organisations, places and groups, in text order."""

from __future__ import annotations

from isnad.model import Mention, Timex
from isnad.text.doc import Doc


def find_mentions(doc: Doc, timexes: tuple[Timex, ...]) -> tuple[Mention, ...]:
    """Mentions in text order, nested or disjoint, each with an article-local entity id."""
    return ()
