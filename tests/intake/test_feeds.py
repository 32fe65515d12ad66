"""Feeds, lists and sitemaps, read from bytes and from a real server; what pretends to be one."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.serving import answer, serving

from isnad.intake import read_paths
from isnad.intake.feeds import Link, read_listing
from isnad.intake.fetch import Fetcher, Manners
from isnad.intake.urls import read_url
from isnad.model import Page, Rejected

QUICK = Manners(pause=0.0, timeout=2.0, patience=1.0, private=True)
BODY = "<p>" + "أعادت البلدية فتح الجسر القديم أمام السيارات بعد ثلاثة أشهر من الترميم. " * 12 + "</p>"
RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>الساحل</title>
<item><title>فتح الجسر</title><link>{base}/a</link><description>ملخص</description>
  <pubDate>الثلاثاء، 4 مايو 2021 10:00</pubDate></item>
<item><title>المعرض</title><link>{base}/b</link><pubDate>Wed, 05 May 2021 10:00:00 GMT</pubDate>
  <content:encoded><![CDATA[{body}]]></content:encoded></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>الساحل</title>
<entry><title>فتح الجسر</title><link href="{base}/a"/><published>2021-05-04T10:00:00Z</published></entry></feed>"""
OPML = """<?xml version="1.0"?><opml version="2.0"><body><outline text="صحف">
<outline text="الساحل" xmlUrl="{base}/rss"/></outline></body></opml>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
  xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{base}/a</loc><lastmod>2023-01-01</lastmod>
<news:news><news:publication><news:name>الساحل</news:name></news:publication>
<news:publication_date>2021-05-04</news:publication_date>
<news:title>فتح الجسر</news:title></news:news></url></urlset>"""
BOMB = b"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<rss version="2.0"><channel><title>&b;</title></channel></rss>"""


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256"])
def test_a_feed_gives_links_and_whole_articles(encoding: str) -> None:
    data = RSS.format(encoding=encoding, base="https://example.org", body=BODY).encode(
        "cp1256" if encoding != "utf-8" else encoding
    )
    link, page = read_listing(data, "rss")
    assert isinstance(link, Link)
    assert (link.url, link.hints.title, link.hints.outlet) == ("https://example.org/a", "فتح الجسر", "الساحل")
    assert link.hints.published == "الثلاثاء، 4 مايو 2021 10:00"
    assert isinstance(page, Page)
    assert (page.kind, page.hints.url, page.hints.title) == ("html", "https://example.org/b", "المعرض")


def test_atom_opml_and_sitemaps() -> None:
    (entry,) = read_listing(ATOM.format(base="https://example.org").encode(), "atom")
    (feed,) = read_listing(OPML.format(base="https://example.org").encode(), "opml")
    (page,) = read_listing(SITEMAP.format(base="https://example.org").encode(), "sitemap")
    assert isinstance(entry, Link)
    assert isinstance(feed, Link)
    assert isinstance(page, Link)
    assert entry.hints.published == "2021-05-04T10:00:00Z"
    assert (feed.url, feed.lists) == ("https://example.org/rss", True)
    assert (page.hints.title, page.hints.published, page.hints.outlet) == ("فتح الجسر", "2021-05-04", "الساحل")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html><body><h1>404</h1></body></html>", "not-a-feed"),
        (b"just words", "not-a-feed"),
        (BOMB, "entity-bomb"),
        (b"<opml><body><outline", "broken-xml"),
        (b"<urlset></urlset>", "empty"),
    ],
)
def test_what_is_no_feed_is_told(data: bytes, reason: str) -> None:
    (found,) = read_listing(data, "x")
    assert isinstance(found, Rejected)
    assert found.reason == reason


def test_an_empty_feed_is_a_feed() -> None:
    assert read_listing(b'<rss version="2.0"><channel><title>x</title></channel></rss>', "x") == []


def test_a_list_of_feeds_is_read_to_its_pages() -> None:
    with serving({}) as server:
        server.routes |= {
            "/opml": answer(OPML.format(base=server.url).encode(), kind="text/xml"),
            "/rss": answer(
                RSS.format(encoding="utf-8", base=server.url, body=BODY).encode(), kind="application/rss+xml"
            ),
            "/a": answer(BODY.encode()),
        }
        one, two = read_url(server.url + "/opml", Fetcher(QUICK))
    assert isinstance(one, Page)
    assert isinstance(two, Page)
    assert (one.hints.title, one.hints.url, one.hints.published) == (
        "فتح الجسر",
        server.url + "/a",
        "الثلاثاء، 4 مايو 2021 10:00",
    )
    assert one.hints.crawled is not None
    assert server.paths() == ["/opml", "/rss", "/a"]


def test_one_dead_link_does_not_stop_the_rest() -> None:
    with serving({}) as server:
        rss = RSS.format(encoding="utf-8", base=server.url, body=BODY)
        server.routes["/rss"] = answer(rss.encode(), kind="application/rss+xml")
        dead, alive = read_url(server.url + "/rss", Fetcher(QUICK))
    assert isinstance(dead, Rejected)
    assert (dead.reason, dead.source) == ("not-found", server.url + "/a")
    assert isinstance(alive, Page)


def test_lists_that_list_themselves_come_to_an_end() -> None:
    with serving({}) as server:
        server.routes["/opml"] = answer(OPML.format(base=server.url).replace("/rss", "/opml").encode(), kind="text/xml")
        (found,) = read_url(server.url + "/opml", Fetcher(QUICK))
    assert isinstance(found, Rejected)
    assert found.reason == "too-deep"


def test_a_saved_feed_gives_its_articles_and_names_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "feed.rss"
    path.write_text(RSS.format(encoding="utf-8", base="https://example.org", body=BODY), "utf-8")
    link, page = read_paths([path])
    assert isinstance(link, Rejected)
    assert (link.reason, link.source) == ("not-fetched", f"{path}#https://example.org/a")
    assert isinstance(page, Page)
