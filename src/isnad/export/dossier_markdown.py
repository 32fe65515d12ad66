"""A story in, a dossier in Markdown out: claims, who vouches and who denies with their words, articles, decisions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from isnad.export.dossier import Block, blocks
from isnad.export.files import write_lines
from isnad.export.whole import Whole

_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+!|~&])")
_LEADS = {"title": "# ", "part": "## ", "claim": "### ", "line": "", "item": "- ", "quote": "  > "}


def write(whole: Whole, path: Path) -> None:
    """Write the dossier. Raises `IsnadError` where the file cannot be written."""
    write_lines(path, _lines(whole))


def _lines(whole: Whole) -> Iterator[str]:
    yield '<div dir="rtl" lang="ar">'
    before = ""
    for block in blocks(whole):
        if not (block.kind == before == "item"):
            yield ""
        yield _LEADS[block.kind] + _words(block)
        before = block.kind
    yield ""
    yield "</div>"


def _words(block: Block) -> str:
    """The text with every character that Markdown or HTML would take for a mark escaped."""
    text = _MARKS.sub(r"\\\1", block.text)
    text = re.sub(r"^(\s*)([-=]|\d+\.)", r"\1\\\2", text)
    return f"[{text}]({quote(block.address, safe=':/?&=%#@,;~.-_+!$')})" if block.address else text
