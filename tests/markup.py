"""A page of HTML in, its tags out, as strictly as a test needs."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "input", "br", "link"}


class Tree(HTMLParser):
    """Reads the page as strictly as a test needs: tags that do not nest fail."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        assert not self.opened

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag
