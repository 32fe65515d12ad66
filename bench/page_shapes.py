"""Does extraction find the article on pages as outlets lay them out? isnad.extract against trafilatura and htmldate.

    python bench/page_shapes.py [DATA] [--pages 600] [--seed 1] [--apart] [--shape NAME] [--rows]

DATA holds `ant/*.jsonl.gz` (default: `shared/data` beside this checkout). Articles are laid into the sixteen shapes of
`shapes.py`, in turn; the four shapes kept apart while the rules were written are reported on their own with --apart.
Measured: body tokens and articles as `score.py` counts them, titles, the date on pages that state one (and dates made
up on pages that state none), and the median time a page of each side, run one after the other on each page.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random
from statistics import median

import htmldate
import trafilatura
from shapes import KEPT_APART, TUNED, Around, Expected, Laid, Story

from isnad.extract import extract
from isnad.intake.page import page_of
from isnad.model import Hints, Page, Rejected
from isnad.text.fold import fold

ROOT = Path(__file__).parents[1]
_WORD = re.compile(r"\w+")


def tokens(text: str | None) -> Counter[str]:
    return Counter(_WORD.findall(fold(text or "")))


def f1(common: int, gold: int, said: int) -> float:
    return 2 * common / (gold + said) if gold + said else 0.0


@dataclass
class Tally:
    common: int = 0
    gold: int = 0
    said: int = 0
    matched: int = 0
    articles: int = 0
    found: int = 0
    titles: list[bool] = field(default_factory=list)
    dated: list[bool] = field(default_factory=list)
    invented: list[bool] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def add(self, expected: tuple[Expected, ...], said: list[tuple[str | None, str, str | None]]) -> bool:
        """Match said articles (title, text, date) to the expected ones by shared tokens; whether all is right."""
        self.articles += len(expected)
        self.found += len(said)
        bags = [tokens(text) for _, text, _ in said]
        left, right = set(range(len(said))), True
        for wanted in expected:
            bag = tokens(wanted.text)
            size = sum(bag.values())
            shares = {n: f1((bag & bags[n]).total(), size, bags[n].total()) for n in left}
            best = max(shares, key=lambda n: shares[n], default=None)
            self.gold += size
            if best is None or shares[best] < 0.3:
                right = False
                continue
            left.discard(best)
            self.matched += 1
            self.common += (bag & bags[best]).total()
            title, _, day = said[best]
            same = tokens(title) == tokens(wanted.title)
            self.titles.append(same)
            if wanted.published:
                self.dated.append((day or "")[:10] == wanted.published)
                right = right and self.dated[-1]
            else:
                self.invented.append(day is not None)
                right = right and not self.invented[-1]
            right = right and same and shares[best] > 0.98
        self.said += sum(bag.total() for bag in bags)
        return right and not left

    def row(self) -> str:
        def share(values: list[bool]) -> str:
            return f"{sum(values) / len(values):6.3f}" if values else "     –"

        body = f1(self.common, self.gold, self.said)
        split = f1(self.matched, self.articles, self.found)
        pace = f"{1000 * median(self.seconds):7.1f} ms" if self.seconds else ""
        return f"{body:6.3f} {split:6.3f} {share(self.titles)} {share(self.dated)} {share(self.invented)} {pace}"


def stories(data: Path, seed: int) -> list[Story]:
    """Articles of several paragraphs, in an order that the seed decides."""
    out = []
    for path in sorted((data / "ant").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for row in map(json.loads, file):
                paragraphs = tuple(" ".join(p.split()) for p in row["text"].split("\n") if len(p.split()) >= 8)
                closed = all(p.endswith((".", '"', "»", "”", "!", "؟")) for p in paragraphs)
                if 3 <= len(paragraphs) <= 12 and closed and len(row["title"].split()) >= 5:
                    when = datetime.fromisoformat(row["time"]).replace(tzinfo=None)
                    out.append(Story(" ".join(row["title"].split()), paragraphs, when, row["author"] or "خاص"))
    Random(seed).shuffle(out)
    return out


def laid(data: Path, count: int, seed: int, apart: bool) -> Iterator[Laid]:
    pile = stories(data, seed)
    shapes = KEPT_APART if apart else TUNED
    for number in range(count):
        others = tuple(pile[(number + k) % len(pile)] for k in range(1, 60))
        yield shapes[number % len(shapes)](pile[number % len(pile)], Around(Random(seed * 100003 + number), others))


def ours(page: Laid) -> list[tuple[str | None, str, str | None]]:
    read = page_of(page.data, page.url, hints=Hints(url=page.url))
    found = extract(read) if isinstance(read, Page) else read
    if isinstance(found, Rejected):
        return []
    return [(a.title, a.text, a.published.value if a.published else None) for a in found.articles]


def theirs(page: Laid) -> list[tuple[str | None, str, str | None]]:
    text = trafilatura.extract(page.data, url=page.url, fast=True, include_comments=False)
    return [(None, text, None)] if text else []


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--pages", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--apart", action="store_true", help="the four shapes kept apart")
    parser.add_argument("--shape", help="this shape alone")
    parser.add_argument("--rows", action="store_true", help="print what was wrong")
    parser.add_argument("--alone", action="store_true", help="leave the peers out")
    args = parser.parse_args()
    if not (args.data / "ant").is_dir():
        print(f"no articles below {args.data}: give the folder that holds ant/")
        return 0
    logging.disable(logging.CRITICAL)
    mine: dict[str, Tally] = defaultdict(Tally)
    peers: dict[str, Tally] = defaultdict(Tally)
    for page in laid(args.data, args.pages, args.seed, args.apart):
        if args.shape and args.shape != page.shape:
            continue
        start = time.perf_counter()
        said = ours(page)
        spent = time.perf_counter() - start
        for name in (page.shape, "all"):
            right = mine[name].add(page.articles, said)
            mine[name].seconds.append(spent)
        if args.rows and not right:
            show(page, said)
        if not args.alone:
            compare(page, peers)
    print(f"{'':18}{'body':>6} {'split':>6} {'title':>6} {'dates':>6} {'made up':>6} {'median':>8}")
    for name, tally in mine.items():
        print(f"{name:18}{tally.row()}")
        if name in peers:
            print(f"{'  trafilatura fast':18}{peers[name].row()}   (dates by htmldate)")
    return 0


def compare(page: Laid, peers: dict[str, Tally]) -> None:
    start = time.perf_counter()
    said = theirs(page)
    spent = time.perf_counter() - start
    day = htmldate.find_date(page.data, url=page.url, original_date=True)
    for name in (page.shape, "all"):
        peers[name].add(page.articles, [(None, text, day) for _, text, _ in said])
        peers[name].titles.clear()
        peers[name].seconds.append(spent)


def show(page: Laid, said: list[tuple[str | None, str, str | None]]) -> None:
    print(f"--- {page.shape}: {len(said)} said, {len(page.articles)} expected")
    for wanted, got in zip(page.articles, [*said, *[None] * len(page.articles)], strict=False):
        if got is None:
            print("   missed", wanted.title)
            continue
        missing, extra = tokens(wanted.text) - tokens(got[1]), tokens(got[1]) - tokens(wanted.text)
        print("   title", tokens(got[0]) == tokens(wanted.title), "|", got[0], "| date", wanted.published, got[2])
        print("   missing", " ".join(list(missing.elements())[:25]), "| extra", " ".join(list(extra.elements())[:25]))


if __name__ == "__main__":
    sys.exit(main())
