"""How does extraction do on stored Arabic pages? isnad.extract against trafilatura (default and fast) and htmldate.

    python bench/extraction.py [DATA] [--times 5]

DATA holds `html/manifest.jsonl` and the pages it names (default: `shared/data` beside this checkout). Printed a page:
body-token F1 where the manifest has the text, the day of publication where it has one, milliseconds (best of `--times`,
the sides in turn), and at the end the median ratio of times. Persian pages must be refused.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import htmldate
import trafilatura
from page_shapes import f1, tokens

from isnad.extract import extract
from isnad.intake.page import page_of
from isnad.model import Extraction, Hints, Page, Rejected

ROOT = Path(__file__).parents[1]


def ours(data: bytes, url: str | None) -> Extraction | Rejected:
    page = page_of(data, "page", "html", hints=Hints(url=url))
    return extract(page) if isinstance(page, Page) else page


def best(call: Callable[[], object], times: int) -> float:
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        spent.append(time.perf_counter() - start)
    return 1000 * min(spent)


def same_day(said: str | None, gold: str) -> bool:
    """Whether the day said is the manifest's, which writes some days first."""
    european = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", gold)
    return (said or "")[:10] == ("-".join(reversed(european.groups())) if european else gold[:10])


def overlap(said: str | None, gold: str) -> float:
    one, two = tokens(said), tokens(gold)
    return f1((one & two).total(), two.total(), one.total())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--times", type=int, default=5)
    args = parser.parse_args()
    manifest = args.data / "html" / "manifest.jsonl"
    if not manifest.is_file():
        print(f"no pages below {args.data}: give the folder that holds html/manifest.jsonl")
        return 0
    logging.disable(logging.CRITICAL)
    bodies: list[tuple[float, float]] = []
    days: list[tuple[bool, bool]] = []
    refused: list[bool] = []
    ratios: list[tuple[float, float]] = []
    print(f"{'page':36} {'F1':>6} {'traf.':>6} {'day':>5} {'htmld.':>6} {'ms':>7} {'fast':>7} {'default':>8}")
    for row in map(json.loads, manifest.read_text("utf-8").splitlines()):
        data, url = (args.data / "html" / row["file"]).read_bytes(), row.get("url")
        found = ours(data, url)
        if row["lang"] != "ar":
            refused.append(isinstance(found, Rejected))
            print(f"{row['file'][:36]:36} {'refused' if refused[-1] else 'TAKEN'} ({row['lang']})")
            continue
        if isinstance(found, Rejected):
            print(f"{row['file'][:36]:36} {found.reason}")
            continue
        article = found.articles[0]
        line = f"{row['file'][:36]:36} "
        if row.get("gold_text"):
            bodies.append(
                (overlap(article.text, row["gold_text"]), overlap(trafilatura.extract(data), row["gold_text"]))
            )
            line += f"{bodies[-1][0]:6.3f} {bodies[-1][1]:6.3f} "
        else:
            line += f"{'':14}"
        if row.get("gold_date"):
            said = article.published.value if article.published else None
            theirs = htmldate.find_date(data, url=url, original_date=True)
            days.append((same_day(said, row["gold_date"]), same_day(theirs, row["gold_date"])))
            line += f"{'right' if days[-1][0] else 'WRONG':>5} {'right' if days[-1][1] else 'WRONG':>6} "
        else:
            line += f"{'':13}"
        mine = best(lambda: ours(data, url), args.times)  # noqa: B023 - called before the next turn
        fast = best(lambda: trafilatura.extract(data, fast=True), args.times)  # noqa: B023
        default = best(lambda: trafilatura.extract(data), args.times)  # noqa: B023
        ratios.append((mine / fast, mine / default))
        print(f"{line}{mine:7.1f} {fast:7.1f} {default:8.1f}")
    mine, theirs = (sum(pair[side] for pair in bodies) / len(bodies) for side in (0, 1))
    print(f"\nbody-token F1     {mine:.3f}   trafilatura {theirs:.3f}   ({len(bodies)} pages)")
    print(f"days right        {sum(d[0] for d in days)}/{len(days)}   htmldate {sum(d[1] for d in days)}/{len(days)}")
    print(f"other languages   {sum(refused)}/{len(refused)} refused")
    fast, default = (median(pair[side] for pair in ratios) for side in (0, 1))
    print(f"time, median      {fast:.2f} of trafilatura fast, {default:.2f} of its default")
    return 0


if __name__ == "__main__":
    sys.exit(main())
