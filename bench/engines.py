"""How much of the machine does each engine use? serial, pool and Spark over the same pages, round after round.

    python bench/engines.py [SHARED] [--pages 1000] [--jobs 2] [--rounds 3] [--spark]

Pages: articles of the ANT corpus below SHARED (default: `shared` beside this checkout) as text pages. Each engine runs
`ANALYSE` and makes the store's rows, in a process of its own, the engines in turn. What it is built with and needs for
its first 32 pages is its start; then come the pages that are timed. *apart* is what the machine itself can give: as
many processes as jobs, each with its share of the pages, that neither talk nor wait. The figures are ratios of
throughput, medians of the rounds, and say nothing while other work runs on the cores. Processor seconds, the caller's
own and its workers', say what an engine costs on any machine (not for Spark, whose workers are Java's).
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from isnad.intake.page import page_of
from isnad.model import Failure, Page
from isnad.pipeline import ANALYSE
from isnad.plan import Engine
from isnad.run.pool import Pool
from isnad.run.serial import Serial
from isnad.store.rows import TO_ROWS

SHARED = Path(__file__).parents[2] / "shared"

FIRST = 32
"""Pages that an engine starts with; the pool starts no process for less than 16."""


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


def engine_of(name: str, jobs: int) -> Engine:
    if name == "spark":
        from isnad.run.cluster import Spark

        return Spark(f"local[{jobs}]")
    return Pool(jobs) if name == "pool" else Serial()


def timed(name: str, jobs: int, pile: list[Page]) -> dict[str, float]:
    """Seconds of the start, seconds of the rest, and the processor seconds of that."""
    began = time.perf_counter()
    engine = engine_of(name, jobs)
    failed = went(engine, pile[:FIRST])
    start = time.perf_counter() - began
    began, own, others = time.perf_counter(), time.process_time(), 0.0
    if name == "apart":
        shares = [multiprocessing.get_context("fork").Process(target=went, args=(engine, pile[FIRST + n :: jobs]))
                  for n in range(jobs)]  # fmt: skip
        for share in shares:
            share.start()
        for share in shares:
            share.join()
    else:
        for number, one in enumerate(engine.run((*ANALYSE, TO_ROWS), pile[FIRST:]), FIRST + 1):
            failed += isinstance(one, Failure)
            if number == len(pile):
                others = sum(processor_seconds(p.pid) for p in multiprocessing.active_children())
    seconds, own = time.perf_counter() - began, time.process_time() - own
    assert not failed, f"{failed} pages failed"
    return {"start": start, "seconds": seconds, "own": own, "workers": others}


def went(engine: Engine, pile: list[Page]) -> int:
    """Run them all; how many failed."""
    return sum(isinstance(one, Failure) for one in engine.run((*ANALYSE, TO_ROWS), pile))


def processor_seconds(process: int | None) -> float:
    """What a running process has used so far (Linux; 0 elsewhere)."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def report(name: str, pages: int, rounds: list[dict[str, float]]) -> dict[str, float]:
    """Print an engine's medians; pages a second after the start and with it."""
    mid = {key: statistics.median(r[key] for r in rounds) for key in rounds[0]}
    after, whole = (pages - FIRST) / mid["seconds"], pages / (mid["start"] + mid["seconds"])
    print(
        f"{name:7} start {mid['start']:5.1f} s, then {mid['seconds']:6.1f} s: {after:6.1f} pages/s, "
        f"with its start {whole:6.1f}; processor: own {mid['own']:.1f} s, workers {mid['workers']:.1f} s"
    )
    return {"after": after, "whole": whole}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--spark", action="store_true")
    parser.add_argument("--only", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.only:
        print(json.dumps(timed(args.only, args.jobs, list(pages(args.shared, args.pages)))))
        return
    names = ["serial", "pool", "apart", *(["spark"] if args.spark else [])]
    rounds: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    for _ in range(args.rounds):
        for name, found in rounds.items():
            given = [str(args.shared), "--pages", str(args.pages), "--jobs", str(args.jobs), "--only", name]
            said = subprocess.run([sys.executable, __file__, *given], stdout=subprocess.PIPE, check=True).stdout
            found.append(json.loads(said.splitlines()[-1]))
    speed = {name: report(name, args.pages, found) for name, found in rounds.items()}
    for one, other in [("pool", "serial"), ("apart", "serial"), ("spark", "pool")][: len(names) - 1]:
        after, whole = (speed[one][key] / speed[other][key] for key in ("after", "whole"))
        print(f"{one} to {other}: {after:.2f}, with their starts {whole:.2f}")


if __name__ == "__main__":
    main()
