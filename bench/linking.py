"""What does linking cost beside annotation, and how does it grow? Processor seconds of both, in one run.

    python bench/linking.py STORY [--sizes 4000 8000 16000] [--sample 400]

STORY is a story file of built articles; it is only read. For each size, and for the whole file, the first articles by
id are copied into a new file, without links, and linked there by a process of its own: its processor seconds (user and
system, from its start to its end, reading the file and writing the links included) and its peak memory are the
figures. Before each and after the last one the same sample of articles, spread over the file, is annotated here, in a
process that has its rules loaded; the mean of the passes next to a size is what its articles cost to annotate. Seconds
of a processor that others use as well are longer than its own, for both alike: the ratio is the figure.
"""

from __future__ import annotations

import argparse
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from isnad.annotate.article import annotate
from isnad.model import Article
from isnad.pipeline import warm
from isnad.store import query
from isnad.store.file import open_story
from isnad.store.query.records import records_named

LINK = """
import resource, sys
from isnad.store.build import relink
from isnad.store.file import open_story
with open_story(sys.argv[1], write=True) as db:
    relink(db)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
COPIED = ("page", "article", "date_candidate", "timex", "name", "mention", "attribution", "event")


def part(story: Path, wanted: int, out: Path) -> int:
    """A story file of the first articles by id; how many they are."""
    with open_story(out, write=True) as db:
        db.execute("ATTACH ? AS whole", (str(story),))
        db.execute("PRAGMA foreign_keys = OFF")
        ids = [row[0] for row in db.execute("SELECT id FROM whole.article ORDER BY id LIMIT ?", (wanted,))]
        db.execute("BEGIN")
        for table in COPIED:
            which = {"page": "id IN (SELECT page FROM whole.article WHERE id <= ?)", "article": "id <= ?"}
            db.execute(
                f"INSERT INTO {table} SELECT * FROM whole.{table} WHERE {which.get(table, 'article <= ?')}", ids[-1:]
            )
        db.execute("COMMIT")
    return len(ids)


def linked(story: Path) -> tuple[float, int]:
    """Processor seconds and peak megabytes of a process that links a story."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = subprocess.run([sys.executable, "-c", LINK, str(story)], check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, int(told.stdout)


def annotated(articles: Sequence[Article]) -> float:
    """Processor milliseconds an article."""
    began = time.process_time()
    for article in articles:
        annotate(article)
    return 1000 * (time.process_time() - began) / len(articles)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("story", type=Path)
    parser.add_argument("--sizes", type=int, nargs="*", default=[4000, 8000, 16000])
    parser.add_argument("--sample", type=int, default=400)
    args = parser.parse_args()
    warm()
    with open_story(args.story) as db:
        ids = [row[0] for row in db.execute("SELECT id FROM article ORDER BY id")]
        sample = [r.article for r in records_named(db, ids[:: max(1, len(ids) // args.sample)])]
        print(f"{len(ids)} articles, {query.counts(db)}")
    annotated(sample[:50])
    passes, rows = [annotated(sample)], list[tuple[int, float, int]]()
    for size in [*(n for n in args.sizes if n < len(ids)), len(ids)]:
        with tempfile.TemporaryDirectory(dir=args.story.parent) as folder:
            rows.append((part(args.story, size, Path(folder) / "part.db"), *linked(Path(folder) / "part.db")))
        passes.append(annotated(sample))
        number, seconds, peak = rows[-1]
        each = (passes[-1] + passes[-2]) / 2
        whole = each * number / 1000
        growth = math.log(seconds / rows[0][1]) / math.log(number / rows[0][0]) if len(rows) > 1 else math.nan
        print(
            f"{number:6} articles: linking {seconds:6.1f} s, {1000 * seconds / number:5.2f} ms each, peak {peak} MB; "
            f"annotating {each:5.2f} ms each, {whole:6.1f} s; linking / annotating {seconds / whole:.2f}; "
            f"exponent from {rows[0][0]}: {growth:.2f}; load {os.getloadavg()[0]:.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
