"""Bytes of a feed, a subscription list or a sitemap in, what they list out: links with what is said of each page."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import feedparser  # type: ignore[import-untyped]

from isnad.intake.page import page_of
from isnad.model import Hints, Page, Rejected

MOST = 5000
"""Entries taken from one feed or sitemap."""
_WHOLE = 600
"""Characters of markup from which a feed's own content is taken for the whole article, not for a teaser."""
_ENTITY = re.compile(rb"<!ENTITY", re.I)


@dataclass(frozen=True, slots=True)
class Link:
    """A page a feed, list or sitemap points to, not fetched yet."""

    url: str
    hints: Hints
    lists: bool = False
    """Whether it is itself a feed or a sitemap."""


def read_listing(data: bytes, source: str) -> list[Link | Page | Rejected]:
    """What an RSS or Atom feed, an OPML list or an XML sitemap lists, in its order.

    An entry that carries its whole article is a `Page`. Bytes that are none of these give one `Rejected`: `not-a-feed`,
    `entity-bomb` for XML that declares entities, which no feed needs.
    """
    if _ENTITY.search(data):
        return [Rejected(source, "entity-bomb", "its XML declares entities, as attacks do; ask for a plain feed")]
    head = data[:2000].lower()
    if b"<opml" in head:
        return _from_xml(data, source, _opml_links)
    if b"<urlset" in head or b"<sitemapindex" in head:
        return _from_xml(data, source, _sitemap_links)
    return _feed(data, source)


def _feed(data: bytes, source: str) -> list[Link | Page | Rejected]:
    found = feedparser.parse(data, sanitize_html=False)
    if not found.entries:
        if found.version:
            return []
        what = "an HTML page" if b"<html" in data[:3000].lower() else "no feed"
        return [Rejected(source, "not-a-feed", f"this is {what}; give the address of its RSS or Atom feed")]
    outlet = found.feed.get("title")
    return [_entry(entry, source, outlet) for entry in found.entries[:MOST]]


def _entry(entry: feedparser.FeedParserDict, source: str, outlet: str | None) -> Link | Page | Rejected:
    url = entry.get("link") or (entry.get("id") if str(entry.get("id", "")).startswith("http") else None)
    hints = Hints(
        title=entry.get("title"),
        outlet=(entry.get("source") or {}).get("title") or outlet,
        byline=entry.get("author"),
        published=entry.get("published") or entry.get("date"),
        url=url,
    )
    content = max((part.get("value", "") for part in entry.get("content", ())), key=len, default="")
    if len(content) >= _WHOLE:
        name = f"{source}#{url or entry.get('id', '')}"
        return page_of(content.encode("utf-8", "replace"), name, "html", None, hints)
    if url is None:
        return Rejected(source, "empty", f"the entry «{entry.get('title', '')}» has neither a link nor a text")
    return Link(url, hints)


def _from_xml(data: bytes, source: str, links: Callable[[ET.Element], Iterator[Link]]) -> list[Link | Page | Rejected]:
    try:
        root = ET.fromstring(data)
    except ET.ParseError as error:
        return [Rejected(source, "broken-xml", f"{error}; get it again")]
    found: list[Link | Page | Rejected] = [*links(root)]
    return found[:MOST] or [Rejected(source, "empty", "it lists nothing")]


def _opml_links(root: ET.Element) -> Iterator[Link]:
    for outline in root.iter("outline"):
        url = outline.get("xmlUrl") or outline.get("xmlurl")
        if url:
            yield Link(url, Hints(outlet=outline.get("title") or outline.get("text")), lists=True)


def _sitemap_links(root: ET.Element) -> Iterator[Link]:
    """News sitemaps give title, outlet and day of publication; `lastmod` is the day of change and is left out."""
    index = _local(root) == "sitemapindex"
    for entry in root:
        said = {_local(e): (e.text or "").strip() for e in entry.iter()}
        if said.get("loc"):
            published = said.get("publication_date")
            hints = Hints(title=said.get("title"), outlet=said.get("name"), published=published, url=said["loc"])
            yield Link(said["loc"], hints, lists=index)


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]
