"""Pages in, a story file that holds them and everything found in them out; what is done is not done again.

The engine is an argument: this room knows how to store what a run gives, not how it is run.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from isnad.model import Failure, Page, Rejected
from isnad.pipeline import ANALYSE, analysis_version, link_records, link_version
from isnad.plan import Engine
from isnad.store import query
from isnad.store.corrected import corrected
from isnad.store.decisions import decisions, standing
from isnad.store.file import open_story, remember
from isnad.store.links import write_links
from isnad.store.load import Loadable, load
from isnad.store.query.log import LINKED_DECISIONS
from isnad.store.rows import TO_ROWS, PageRows
from isnad.text.unswept import unswept


@dataclass(slots=True)
class Summary:
    """What became of every page that came in. `seen == read + known + rejected + failed`, always."""

    seen: int = 0
    read: int = 0
    """Analysed and stored by this run."""
    known: int = 0
    """Stored already by the same rules, or come twice."""
    rejected: int = 0
    failed: int = 0
    articles: int = 0
    """Articles on the pages read by this run."""
    again: int = 0
    """Pages of the store read anew, because rules or code have changed since; not among `seen`."""
    linked: bool = False
    """Whether links were made anew."""

    @property
    def adds_up(self) -> bool:
        """Whether every page is accounted for."""
        return self.seen == self.read + self.known + self.rejected + self.failed


Told = Callable[[Rejected | Failure], None]
Tick = Callable[[Summary], None]


def build(
    path: str | Path,
    arrivals: Iterable[Page | Rejected],
    engine: Engine,
    *,
    retry: bool = False,
    told: Told = lambda _: None,
    tick: Tick = lambda _: None,
    linking: Callable[[], None] = lambda: None,
) -> Summary:
    """Add pages to the story file at `path` (made where there is none), then link the whole pile anew if it changed.

    Pages that the same rules have read are skipped; stored pages that other rules have read are read again. It may be
    killed at any moment: the file stays whole, and the next build goes on. `retry` tries failed pages again. `told`
    hears of each page that is rejected or fails, `tick` after each page, `linking` when linking begins. Raises
    `IsnadError` where the file is no story, cannot be written, or the disk is full.
    """
    summary = Summary()
    version = analysis_version()
    with open_story(path, write=True) as db:
        _again(db, engine, version, summary, told, tick)
        done = query.done(db, version)
        if retry:
            done = replace(done, failed={})
        fresh = _fresh(arrivals, done, summary, told, tick)
        for outcome in load(db, engine.run((*ANALYSE, TO_ROWS), fresh), version):
            _count(outcome, summary, told)
            tick(summary)
        summary.linked = relink(db, linking)
    return summary


def relink(db: sqlite3.Connection, linking: Callable[[], None] = lambda: None) -> bool:
    """Link the whole pile, unless nothing has changed since it was last linked; whether it did."""
    state = _state(db)
    if query.meta(db, "linked") == state:
        return False
    linking()
    decided = decisions(db)
    stands = standing(decided)
    with unswept():
        pile = (corrected(record, stands) for record in query.linked_records(db))
        write_links(db, link_records(pile, stands), state)
    remember(db, LINKED_DECISIONS, str(len(decided)))
    return True


def _again(db: sqlite3.Connection, engine: Engine, version: str, summary: Summary, told: Told, tick: Tick) -> None:
    """Read stored pages anew that other rules or code have read; their originals are in the store."""
    stored = query.pages(db, query.stale_pages(db, version))
    for outcome in load(db, engine.run((*ANALYSE, TO_ROWS), stored), version):
        summary.again += 1
        if not isinstance(outcome, PageRows):
            told(outcome)
        tick(summary)


def _fresh(
    arrivals: Iterable[Page | Rejected], done: query.Done, summary: Summary, told: Told, tick: Tick
) -> Iterator[Page | Rejected]:
    """What has to be read; the rest is counted here."""
    met: set[str] = set()
    for arrival in arrivals:
        summary.seen += 1
        if isinstance(arrival, Rejected):
            yield arrival
        elif arrival.id in done.read or arrival.id in met:
            summary.known += 1
            tick(summary)
        elif (earlier := done.rejected.get(arrival.id) or done.failed.get(arrival.id)) is not None:
            _count(earlier, summary, told)
            tick(summary)
        else:
            met.add(arrival.id)
            yield arrival


def _count(outcome: Loadable, summary: Summary, told: Told) -> None:
    if isinstance(outcome, PageRows):
        summary.read += 1
        summary.articles += outcome.articles
        return
    if isinstance(outcome, Rejected):
        summary.rejected += 1
    else:
        summary.failed += 1
    told(outcome)


def _state(db: sqlite3.Connection) -> str:
    """Digest of everything links are made of: articles as read, decisions, and the rules and code that link."""
    digest = hashlib.sha256(link_version().encode())
    for stamp in query.article_stamps(db):
        digest.update("\0".join(stamp).encode() + b"\n")
    for decision in decisions(db):
        digest.update(f"{decision.id}\n".encode())
    return digest.hexdigest()[:16]
