"""A story before and after a build in, what a reader would be told out: origins, denials, words that changed."""

from __future__ import annotations

import difflib
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from isnad.model import Claim
from isnad.store import query
from isnad.text.doc import Doc


@dataclass(frozen=True, slots=True)
class News:
    """One thing that changed in a story."""

    kind: Literal["origin", "denial", "drift", "edit"]
    """A claim gained an independent origin, gained a denial, was told in other words; an article was edited."""
    id: str
    """Of the claim, or of the edited article's new version."""
    text: str
    """The claim's words, or the article's title."""
    says: str
    """What changed, in words of the pages and numbers."""


def news_of(before: Iterable[Claim], after: Iterable[Claim]) -> tuple[News, ...]:
    """What claims gained between two builds, in the order of `after`.

    A claim is followed by its statements, for its id may change when an earlier page comes in. A claim that nothing
    stood for before is no news of these kinds.
    """
    followed: dict[str, list[Claim]] = defaultdict(list)
    for claim in before:
        for statement in _statements(claim):
            followed[statement].append(claim)
    out: list[News] = []
    for claim in after:
        earlier = {old.id: old for s in _statements(claim) for old in followed.get(s, ())}
        if earlier:
            out += _gained(list(earlier.values()), claim)
    return tuple(out)


def edit_of(db: sqlite3.Connection, old_page: str, new_page: str) -> tuple[News, ...]:
    """How the articles of a page changed between two of its versions, sentence by sentence."""
    old, new = query.records_of_page(db, old_page), query.records_of_page(db, new_page)
    out = []
    for was, now in zip(old, new, strict=False):
        gone, come = _difference(was.article.text, now.article.text)
        if gone or come:
            says = " ".join([*(f"− {s}" for s in gone), *(f"+ {s}" for s in come)])
            out.append(News("edit", now.article.id, now.article.title or now.article.source, says))
    return tuple(out)


def _gained(earlier: list[Claim], now: Claim) -> list[News]:
    out = []
    origins = max(old.at_least for old in earlier)
    if now.at_least > origins:
        known = {o.name for old in earlier for o in old.origins}
        names = ", ".join(o.name for o in now.origins if o.name not in known)
        out.append(News("origin", now.id, now.text, f"{origins} → {now.at_least}: {names}"))
    denials = {s for old in earlier for s in old.contested_by}
    fresh = [s for s in now.contested_by if s not in denials]
    if fresh:
        out.append(News("denial", now.id, now.text, ", ".join(fresh)))
    told = {(d.kind, d.before.text, d.after.text) for old in earlier for d in old.drift}
    for d in now.drift:
        if (d.kind, d.before.text, d.after.text) not in told:
            out.append(News("drift", now.id, now.text, f"{d.kind}: «{d.before.text}» → «{d.after.text}»"))
    return out


def _statements(claim: Claim) -> tuple[str, ...]:
    return (*claim.attributions, *claim.contested_by, *claim.unverified)


def _difference(was: str, now: str) -> tuple[list[str], list[str]]:
    """Sentences that went, and sentences that came."""
    old, new = ([span.of(text) for span in Doc.of(text).sentences] for text in (was, now))
    lines = list(difflib.ndiff(old, new))
    return [x[2:] for x in lines if x.startswith("- ")], [x[2:] for x in lines if x.startswith("+ ")]
