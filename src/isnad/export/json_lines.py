"""A story in, one JSON object a line out: every article with its findings, then what was found across them.

`line` says what a line is: `story` (once, first), `article`, `duplicates`, `entity`, `claim`, `dating`, `storyline`,
`decision`. Offsets are half-open, in Unicode code points of the article's text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from isnad.export.contract import to_dict
from isnad.export.files import write_lines
from isnad.export.harmless import to_json
from isnad.export.whole import Whole
from isnad.model import Record


def write(whole: Whole, path: Path) -> None:
    """Write the lines. Raises `IsnadError` where the file cannot be written."""
    write_lines(path, (to_json(line) for line in lines(whole)))


def lines(whole: Whole) -> Iterator[dict[str, Any]]:
    """Every line as plain values."""
    yield {"line": "story", "name": whole.name, "format": "isnad/1", "offsets": "unicode code points, half-open"}
    for record in whole.records:
        yield _article(whole, record)
    found = whole.links
    groups = (
        ("duplicates", found.duplicates), ("entity", found.entities), ("claim", found.claims),
        ("dating", found.datings), ("storyline", found.storylines),
    )  # fmt: skip
    for kind, values in groups:
        for value in values:
            yield {"line": kind, **asdict(value)}
    for decision in whole.decisions:
        yield {"line": "decision", **asdict(decision), "standing": decision.id in whole.standing}


def _article(whole: Whole, record: Record) -> dict[str, Any]:
    """The record as one line of `isnad read`, with who its names are in the pile and what people decided of it."""
    line = to_dict(record)
    for row in line["entities"]:
        linked = whole.people.get((record.article.id, row["id"]))
        row["linked"] = linked.id if linked else None
    for row in line["attributions"]:
        row["claims"] = [asdict(role) for role in whole.roles.get(row["id"], ())]
        row["rejected"] = row["id"] in whole.rejected
    day = whole.day(record.article)
    line["article"]["day"] = asdict(day) if day else None
    return {"line": "article", **line}
