"""A story in, a Datasette metadata file out, with which `datasette story.db -m metadata.json` is a decent site."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from isnad.export.files import write_lines
from isnad.export.harmless import harmless, to_json
from isnad.export.whole import Whole

ABOUT = "Who said what, when, through whom, who contests it, and how many independent origins stand behind it."


def write(whole: Whole, path: Path) -> None:
    """Write the metadata; the database is named as the story file. Raises `IsnadError` where it cannot be written."""
    write_lines(path, [to_json(metadata(whole), indent=1)])


def metadata(whole: Whole) -> dict[str, Any]:
    """The metadata as plain values: titles, what columns hold, facets, labels, and which tables to hide."""
    tables = json.loads(files("isnad.export").joinpath("templates/datasette.json").read_text("utf-8"))
    standing = [d for d in whole.decisions if d.id in whole.standing]
    decided = f" {len(standing)} of {len(whole.decisions)} decisions of persons stand; see the table decision."
    return {
        "title": f"isnad · إسناد · {harmless(whole.name)}",
        "description": ABOUT + (decided if whole.decisions else ""),
        "databases": {whole.name: {"description": "A sourced record of Arabic news pages.", "tables": tables}},
    }
