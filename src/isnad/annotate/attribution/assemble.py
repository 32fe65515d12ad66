"""Placeholder while the finder is assembled."""

from __future__ import annotations

from isnad.model import Article, Attribution, Mention, Timex
from isnad.text.doc import Doc


def find_attributions(
    doc: Doc, mentions: tuple[Mention, ...], timexes: tuple[Timex, ...], article: Article
) -> tuple[tuple[Attribution, ...], tuple[Mention, ...]]:
    return (), mentions
