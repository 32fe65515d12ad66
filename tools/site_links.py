"""A hook of mkdocs: links that lead out of `docs/` (to the README, to sources) become plain words on the site."""

from __future__ import annotations

import posixpath
import re
from typing import Any

_LINK = re.compile(r"\[([^\]]+)\]\((\.\./[^)#\s]+)(?:#[^)\s]*)?\)")


def on_page_markdown(markdown: str, *, page: Any, **_: Any) -> str:
    """The page's text; `ar/rules.md` may link to `../rules.md`, `index.md` may not to `../README.md`."""
    folder = posixpath.dirname(page.file.src_uri)

    def plain(match: re.Match[str]) -> str:
        leaves = posixpath.normpath(posixpath.join(folder, match[2])).startswith("..")
        return match[1].removeprefix("../") if leaves else match[0]

    return _LINK.sub(plain, markdown)
