"""`isnad watch`: feeds, addresses and folders looked at again and again, what is new stored, what changed told."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isnad.cli.screen import Screen, clip, safe

if TYPE_CHECKING:
    from isnad.intake.watch import Seen
    from isnad.model import Page, Rejected
    from isnad.store.news import News

WORDS = {
    "origin": ("a new independent origin", "أصل مستقل جديد"),
    "denial": ("a denial", "نفي"),
    "drift": ("told in other words", "صياغة تغيّرت"),
    "edit": ("the article was edited", "عُدّل المقال"),
}


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("-o", "--output", "story", required=True, metavar="STORY", help="The story file, made if need be.")
@click.option("--every", type=click.IntRange(min=1), default=900, show_default=True, help="Seconds between two looks.")
@click.option("--once", is_flag=True, help="Look once and stop, as a timer of the system would have it.")
@click.option("--feed", metavar="FILE", help="Also write the news to an Atom feed.")
@click.option("--webhook", metavar="URL", help="Also post each piece of news, as JSON, to an address.")
@click.pass_obj
def watch(
    lang: str, sources: tuple[str, ...], story: str, every: int, once: bool, feed: str | None, webhook: str | None
) -> None:
    """Keep reading feeds, addresses and folders into a story file, and say what changes.

    Told are: a claim that gains an independent origin, a denial, or is told in other words; an article that was edited
    after publication (both versions are kept). What was seen is kept in the story file.
    """
    screen = Screen(lang)
    while True:
        for news in _look(sources, story):
            kind = WORDS[news.kind][lang == "ar"]
            screen.line(safe(f"{kind}: {clip(news.text, 120)} · {clip(news.says, 400)} · {news.id}"))
            _publish(news, kind, story, feed, webhook)
        if once:
            return
        time.sleep(every)


def _look(sources: tuple[str, ...], story: str) -> tuple[News, ...]:
    """One look at every source: store what is new, and give the news."""
    from isnad.cli.reading import tell
    from isnad.intake.watch import Seen
    from isnad.run.pool import Pool
    from isnad.store import query
    from isnad.store.build import build
    from isnad.store.file import open_story, remember
    from isnad.store.news import edit_of, news_of

    with open_story(story, write=True) as db:
        seen = Seen.from_json(query.meta(db, "seen") or Seen().to_json())
        before = query.claims(db)
        edited: list[tuple[tuple[str, ...], str]] = []

        def versions(page: Page) -> None:
            edited.append((query.versions(db, page.source), page.id))

        summary = build(story, _arrivals(sources, seen, versions), Pool(), told=tell)
        remember(db, "seen", seen.to_json())
        click.echo(f"{story}: {summary.read} read + {summary.rejected} rejected + {summary.failed} failed", err=True)
        news = news_of(before, query.claims(db))
        for old, new in edited:
            if old and new not in old:
                news += edit_of(db, old[-1], new)
        return news


def _arrivals(sources: tuple[str, ...], seen: Seen, changed: object) -> Iterator[Page | Rejected]:
    from isnad.intake.watch import Arrival, poll

    for arrival in poll(sources, seen):
        if isinstance(arrival, Arrival):
            if arrival.change == "changed" and callable(changed):
                changed(arrival.page)
            yield arrival.page
        else:
            yield arrival


def _publish(news: News, kind: str, story: str, feed: str | None, webhook: str | None) -> None:
    from datetime import UTC, datetime

    from isnad.export.feed import Entry, add_entries

    now = datetime.now(UTC).isoformat(timespec="seconds")
    mark = hashlib.sha256("\0".join((news.kind, news.id, news.says)).encode()).hexdigest()[:16]
    if feed:
        entry = Entry(f"urn:isnad:{mark}", f"{kind}: {clip(news.text, 120)}", news.says, now)
        add_entries(Path(feed), Path(story).name, [entry])
    if webhook:
        body = {"kind": news.kind, "id": news.id, "text": news.text, "says": news.says, "at": now, "story": story}
        _post(webhook, json.dumps(body, ensure_ascii=False).encode())


def _post(url: str, body: bytes) -> None:
    """Post once; an answer that is none costs one line, not the watch."""
    from http.client import HTTPException
    from urllib.request import Request, urlopen

    if not url.startswith(("http://", "https://")):
        raise click.UsageError(f"{url} is no web address")
    try:
        with urlopen(Request(url, body, {"Content-Type": "application/json; charset=utf-8"}), timeout=20):
            pass
    except (OSError, HTTPException) as error:
        click.echo(f"isnad: {url}: the news could not be posted ({error})", err=True)
