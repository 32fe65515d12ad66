"""What does one passage on a million articles cost? The step that brings reprints together, beside an even pile.

    python bench/skew.py [--articles 1000000]

Every article gets the keys of twenty sampled shingles, as `isnad.link.duplicates` makes them: once all its own, once
with one shingle that every article shares. The figures are the seconds and the pairs of each pile, and their ratio.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass

from isnad.link.duplicates import BLOCK
from isnad.link.steps import pairs_of, together
from isnad.plan import Group

KEYS = 20


@dataclass(frozen=True, slots=True)
class Thin:
    """What grouping sees of an article."""

    number: int
    shared: bool


def keys(thin: Thin) -> Iterator[str]:
    if thin.shared:
        yield "boilerplate"
    yield from (f"{(thin.number // 3) * KEYS + k:x}" for k in range(KEYS))  # every third article is a reprint of two


def pairs(_: str, group: tuple[Thin, ...]) -> Iterator[tuple[str, str]]:
    yield from pairs_of([str(t.number) for t in group], BLOCK)


def measure(name: str, articles: int, *, shared: bool) -> float:
    """Seconds."""
    began = time.process_time()
    found = sum(1 for _ in together(Group("skew", keys, pairs), [Thin(n, shared) for n in range(articles)]))
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{name:22} {seconds:7.1f} s  {found:10,} pairs  {peak:6,} MB at most", flush=True)
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000_000)
    args = parser.parse_args()
    even = measure("even pile", args.articles, shared=False)
    skewed = measure("one passage on all", args.articles, shared=True)
    print(f"skewed to even: {skewed / even:.2f}")


if __name__ == "__main__":
    main()
