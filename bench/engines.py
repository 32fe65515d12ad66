"""How much of the machine does each engine use? serial, pool and Spark over the same pages, round after round.

    python bench/engines.py [SHARED] [--pages 1000] [--jobs 2] [--rounds 3] [--spark] [--shards 0]

Pages: articles of the ANT corpus below SHARED (default: `shared` beside this checkout) as text pages. Each engine runs
`ANALYSE` and makes the store's rows, in a process of its own, the engines in turn. What it is built with and needs for
its first 32 pages is its start; then come the pages that are timed. *apart* is what the machine itself can give: as
many processes as jobs, each with its share of the pages, that neither talk nor wait. With `--shards N` the pages lie in
so many JSONL files and become Parquet tables, as `isnad build --parquet` does it: paths go to the workers, and counts
come back. The figures are ratios of throughput, medians of the rounds, and say nothing while other work runs on the
cores. Processor seconds, the caller's own and those of all processes below it, say what an engine costs on any machine.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from isnad.intake import read_paths
from isnad.intake.page import page_of
from isnad.model import Failure, Page
from isnad.pipeline import ANALYSE, analysis_version
from isnad.plan import Engine, Map, Plan
from isnad.run.attempt import LIMIT
from isnad.run.pool import Pool
from isnad.run.serial import Serial
from isnad.run.shards import Finished, Shard, Work
from isnad.store.parquet import Parquet
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


def engine_of(name: str, jobs: int, limit: float) -> Engine:
    if name == "spark":
        from isnad.run.cluster import Spark

        return Spark(f"local[{jobs}]", limit)
    return Pool(jobs, limit, few=2) if name == "pool" else Serial(limit)


@dataclass(frozen=True)
class Task:
    """A plan, what an engine starts with, and what is timed."""

    plan: Plan
    first: list[Any]
    rest: list[Any]
    limit: float = LIMIT


def task(pile: list[Page], jobs: int, shards: int, folder: str) -> Task:
    """The pages one by one, or in shards below a folder."""
    if not shards:
        return Task((*ANALYSE, TO_ROWS), pile[:FIRST], pile[FIRST:])
    work = Work(read_paths, (*ANALYSE, TO_ROWS), Parquet(), analysis_version())
    first = [shard(pile[n:FIRST:jobs], f"{folder}/first-{n}") for n in range(jobs)]
    rest = [shard(pile[FIRST + n :: shards], f"{folder}/rest-{n}") for n in range(shards)]
    return Task((Map("shard", work),), first, rest, math.inf)


def shard(pile: list[Page], path: str) -> Shard:
    with open(f"{path}.jsonl", "w", encoding="utf-8") as file:
        file.writelines(json.dumps({"text": page.text}, ensure_ascii=False) + "\n" for page in pile)
    return Shard(f"{path}.jsonl", path)


def timed(name: str, jobs: int, task: Task) -> dict[str, float]:
    """Seconds of the start, seconds of the rest, and the processor seconds of that."""
    began = time.perf_counter()
    engine = engine_of(name, jobs, task.limit)
    failed = went(engine, task.plan, task.first)
    start = time.perf_counter() - began
    began, own, others, used = time.perf_counter(), time.process_time(), below(), 0.0
    if name == "apart":
        shares = [multiprocessing.get_context("fork").Process(target=went, args=(engine, task.plan, task.rest[n::jobs]))
                  for n in range(jobs)]  # fmt: skip
        for share in shares:
            share.start()
        for share in shares:
            share.join()
        used = below()
    else:
        for number, one in enumerate(engine.run(task.plan, task.rest), 1):
            failed += lost(one)
            if number == len(task.rest):  # the workers are still there
                used = below()
    seconds, own = time.perf_counter() - began, time.process_time() - own
    assert not failed, f"{failed} pages failed"
    return {"start": start, "seconds": seconds, "own": own, "workers": used - others}


def went(engine: Engine, plan: Plan, records: list[Any]) -> int:
    """Run them all; how many pages failed."""
    return sum(map(lost, engine.run(plan, records)))


def lost(one: Any) -> int:
    return one.failed if isinstance(one, Finished) else int(isinstance(one, Failure))


def below() -> float:
    """Processor seconds of all processes below this one so far (Linux; elsewhere of its own children that ended)."""
    spent, parents = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue  # it has ended
        parents[int(stat.parent.name)] = int(fields[1])
        spent[int(stat.parent.name)] = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    mine = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in mine} - mine:
        mine |= more
    times = os.times()
    return times.children_user + times.children_system + sum(spent[pid] for pid in mine - {os.getpid()})


def report(name: str, pages: int, rounds: list[dict[str, float]]) -> dict[str, float]:
    """Print an engine's medians; pages a second after the start and with it."""
    mid = {key: statistics.median(r[key] for r in rounds) for key in rounds[0]}
    after, whole = (pages - FIRST) / mid["seconds"], pages / (mid["start"] + mid["seconds"])
    print(
        f"{name:7} start {mid['start']:5.1f} s, then {mid['seconds']:6.1f} s: {after:6.1f} pages/s, "
        f"with its start {whole:6.1f}; processor: own {mid['own']:.1f} s, workers {mid['workers']:.1f} s"
    )
    return {"after": after, "whole": whole, "cost": mid["own"] + mid["workers"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--spark", action="store_true")
    parser.add_argument("--shards", type=int, default=0)
    parser.add_argument("--only", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.only:
        with tempfile.TemporaryDirectory() as folder:
            given = task(list(pages(args.shared, args.pages)), args.jobs, args.shards, folder)
            print(json.dumps(timed(args.only, args.jobs, given)))
        return
    names = ["serial", "pool", "apart", *(["spark"] if args.spark else [])]
    rounds: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    for _ in range(args.rounds):
        for name, found in rounds.items():
            given = {"--pages": args.pages, "--jobs": args.jobs, "--shards": args.shards, "--only": name}
            words = [str(word) for pair in given.items() for word in pair]
            said = subprocess.run(
                [sys.executable, __file__, str(args.shared), *words], stdout=subprocess.PIPE, check=True
            ).stdout
            found.append(json.loads(said.splitlines()[-1]))
    speed = {name: report(name, args.pages, found) for name, found in rounds.items()}
    for one, other in [("pool", "serial"), ("apart", "serial"), ("spark", "pool")][: len(names) - 1]:
        after, whole = (speed[one][key] / speed[other][key] for key in ("after", "whole"))
        cost = speed[one]["cost"] / speed[other]["cost"]
        print(f"{one} to {other}: {after:.2f}, with their starts {whole:.2f}; processor seconds {cost:.2f}")


if __name__ == "__main__":
    main()
