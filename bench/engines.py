"""How much of the machine does each engine use? serial, pool and Spark over the same pages, in one run.

    python bench/engines.py [SHARED] [--pages 1000] [--jobs 2] [--spark]

Pages: articles of the ANT corpus below SHARED (default: `shared` beside this checkout) as text pages. Each engine runs
`ANALYSE` and makes the store's rows; starting and loading rules counts, so few pages flatter nobody. The figures are
ratios of throughput: pool to serial, Spark to pool. They say nothing while other work runs on the cores.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Iterator
from pathlib import Path

from isnad.intake.page import page_of
from isnad.model import Failure, Page
from isnad.pipeline import ANALYSE
from isnad.plan import Engine
from isnad.run.pool import Pool
from isnad.run.serial import Serial
from isnad.store.rows import TO_ROWS

SHARED = Path(__file__).parents[2] / "shared"


def pages(shared: Path, wanted: int) -> Iterator[Page]:
    """So many text pages; the corpus is gone through again, with another last line, where it is too short."""
    number = 0
    while True:
        with gzip.open(shared / "data" / "ant" / "2018-02--06.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                text = f"{row['title']}\n\n{row['time'][:10]}\n\n{row['text']}\n\n{number}"
                page = page_of(text.encode(), f"{number}.txt", "text")
                if isinstance(page, Page):
                    yield page
                    number += 1
                    if number == wanted:
                        return


def measure(name: str, engine: Engine, pile: list[Page]) -> float:
    """Pages a second."""
    began = time.perf_counter()
    failed = sum(isinstance(one, Failure) for one in engine.run((*ANALYSE, TO_ROWS), pile))
    seconds = time.perf_counter() - began
    print(f"{name:10} {seconds:7.1f} s  {len(pile) / seconds:7.1f} pages/s  {failed} failed", flush=True)
    return len(pile) / seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--spark", action="store_true")
    args = parser.parse_args()
    pile = list(pages(args.shared, args.pages))
    pool = measure(f"pool of {args.jobs}", Pool(args.jobs), pile)
    serial = measure("serial", Serial(), pile)
    print(f"pool to serial: {pool / serial:.2f}")
    if args.spark:
        from isnad.run.cluster import Spark

        engine = Spark(f"local[{args.jobs}]")
        spark = measure("spark", engine, pile)
        engine.stop()
        print(f"spark to pool: {spark / pool:.2f}")


if __name__ == "__main__":
    main()
