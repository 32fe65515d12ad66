"""The links of an open story in, what lists show of them out: counted and put in order once, not each time."""

from __future__ import annotations

import sqlite3
from importlib.resources import files

from isnad.text.whole import word_start


def list_links(db: sqlite3.Connection) -> None:
    """Derive the `listed_…` tables and their like anew, within the caller's transaction."""
    script = (files("isnad.store") / "listed.sql").read_text("utf-8")
    for statement in script.split(";\n"):
        db.execute(statement)


def begun(text: str, start: int | None) -> str:
    """How the word begins that `start` stands inside of; nothing where a word begins there.

    >>> begun("قال إنها وصلت", 6)
    'إن'
    """
    return "" if start is None else text[word_start(text, start) : start]
