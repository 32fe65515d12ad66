"""Addresses in, pages out: a page, or what the feed or sitemap behind the address lists, each fetched politely."""

from __future__ import annotations

from collections.abc import Iterator

from isnad.intake.feeds import Link, read_listing
from isnad.intake.fetch import Fetched, Fetcher
from isnad.intake.page import page_of
from isnad.model import Hints, Page, Rejected

_DEEPEST = 3
"""Lists that list lists that list pages: an OPML of sitemap indexes is three deep."""


def is_url(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))


def read_url(url: str, fetcher: Fetcher | None = None) -> Iterator[Page | Rejected]:
    """The page behind an address, or every page that the feed, OPML list or sitemap behind it points to."""
    yield from _read(Link(url, Hints(url=url)), fetcher or Fetcher(), _DEEPEST)


def _read(link: Link, fetcher: Fetcher, depth: int) -> Iterator[Page | Rejected]:
    answer = fetcher.get(link.url)
    if isinstance(answer, Rejected):
        yield answer
    elif not is_listing(answer):
        yield page_of_answer(answer, link)
    elif depth == 0:
        yield Rejected(link.url, "too-deep", "lists point to lists without end; give the address of one feed")
    else:
        yield from follow(read_listing(answer.data, link.url), fetcher, depth - 1)


def follow(found: list[Link | Page | Rejected], fetcher: Fetcher, depth: int = _DEEPEST) -> Iterator[Page | Rejected]:
    """Pages of a listing as they come, those it only points to fetched."""
    for entry in found:
        if isinstance(entry, Link):
            yield from _read(entry, fetcher, depth)
        else:
            yield entry


def page_of_answer(answer: Fetched, link: Link) -> Page | Rejected:
    """The page a server answered with; what the feed said of it are its hints, the time of fetching its crawl date."""
    said = link.hints
    hints = Hints(said.title, said.outlet, said.byline, said.published, answer.url, answer.at)
    kind = "html" if "html" in answer.kind else None
    return page_of(answer.data, link.url, kind, answer.charset, hints)  # type: ignore[arg-type]


def is_listing(answer: Fetched) -> bool:
    """Whether the bytes are a feed, a list or a sitemap: servers call feeds anything from text/html to text/plain."""
    head = answer.data[:2000].lstrip().lower()
    if "html" in answer.kind and not head.startswith(b"<?xml"):
        return False
    return any(mark in head for mark in (b"<rss", b"<feed", b"<rdf:rdf", b"<opml", b"<urlset", b"<sitemapindex"))
