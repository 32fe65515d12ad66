"""Feeds and folders in, what is new or changed in them out; what was seen is a value that the caller keeps."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from isnad.intake.feeds import Link, read_listing
from isnad.intake.fetch import Fetcher
from isnad.intake.files import read_paths
from isnad.intake.urls import is_listing, is_url, page_of_answer
from isnad.model import Hints, IsnadError, Page, Rejected


@dataclass(slots=True)
class Seen:
    """What earlier looks saw: for each address or file, marks that tell whether it changed."""

    marks: dict[str, str] = field(default_factory=dict)
    """Address or path → digest of its bytes."""
    etags: dict[str, str] = field(default_factory=dict)
    modified: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Seen:
        """Read `to_json` back. Raises `IsnadError` where the text is something else."""
        try:
            return cls(**json.loads(text))
        except (ValueError, TypeError):
            raise IsnadError(
                "the memory of what was seen is damaged; delete it, and all sources are read anew"
            ) from None


@dataclass(frozen=True, slots=True)
class Arrival:
    """A page that is new, or that changed since it was last seen."""

    page: Page
    change: Literal["new", "changed"]


def poll(sources: Iterable[str | Path], seen: Seen, fetcher: Fetcher | None = None) -> Iterator[Arrival | Rejected]:
    """Look once at every feed, list, page and folder; `seen` is brought up to date as arrivals are handed out.

    A page whose bytes are as they were is not handed out again; an unchanged feed costs one conditional request.
    """
    fetcher = fetcher or Fetcher()
    for source in sources:
        if isinstance(source, str) and is_url(source):
            yield from _look(Link(source, Hints(url=source)), seen, fetcher)
        else:
            for found in read_paths([source]):
                yield from _judge(found, seen)


def _look(link: Link, seen: Seen, fetcher: Fetcher, depth: int = 3) -> Iterator[Arrival | Rejected]:
    answer = fetcher.get(link.url, seen.etags.get(link.url), seen.modified.get(link.url))
    if isinstance(answer, Rejected):
        yield answer
        return
    if answer.unchanged:
        return
    if not is_listing(answer):
        yield from _judge(page_of_answer(answer, link), seen)
    elif depth:
        for entry in read_listing(answer.data, link.url):
            if isinstance(entry, Link):
                yield from _look(entry, seen, fetcher, depth - 1)
            else:
                yield from _judge(entry, seen)
    for memory, value in ((seen.etags, answer.etag), (seen.modified, answer.modified)):
        if value:
            memory[link.url] = value


def _judge(found: Page | Rejected, seen: Seen) -> Iterator[Arrival | Rejected]:
    """Whether a page is new, changed or as it was; a rejection is told once, until the file changes."""
    text = found.text if isinstance(found, Page) else f"{found.reason}: {found.remedy}"
    mark = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
    before = seen.marks.get(found.source)
    if before == mark:
        return
    yield found if isinstance(found, Rejected) else Arrival(found, "changed" if before else "new")
    seen.marks[found.source] = mark  # only now: what its taker could not store comes again
