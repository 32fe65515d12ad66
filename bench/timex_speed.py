"""Articles in, time expressions a second on one core out, beside dateparser's search on the same text in one run.

python bench/timex_speed.py [../shared/data]
"""

from __future__ import annotations

import gzip
import json
import sys
import time
import warnings
from itertools import islice
from pathlib import Path

from isnad.annotate.timex import find_timexes
from isnad.text.doc import Doc

SHARED = Path(__file__).parents[2] / "shared" / "data"
ARTICLES = 600
PEER = 12
"""Articles the peer reads: it takes milliseconds a paragraph."""


def main() -> int:
    path = Path(sys.argv[1] if len(sys.argv) > 1 else SHARED) / "ant" / "2018-02--06.jsonl.gz"
    if not path.is_file():
        print(f"the articles are not here ({path}); docs/timex.md holds the last figures")
        return 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, 0, ARTICLES * 20, 20)]
    docs = [(Doc.of(row["text"]), row["time"]) for row in rows]
    for doc, reference in docs[:50]:
        find_timexes(doc, reference)
    best, count = float("inf"), 0
    for _ in range(3):
        began = time.process_time()
        count = sum(len(find_timexes(doc, reference)) for doc, reference in docs)
        best = min(best, time.process_time() - began)
    words = sum(len(doc.tokens) for doc, _ in docs)
    began = time.process_time()
    for row in rows:
        Doc.of(row["text"])
    reading = time.process_time() - began
    print(f"{len(rows)} articles, {words} tokens, {count} time expressions")
    print(f"isnad       {count / best:9.0f} expressions/s  {best / len(rows) * 1000:8.3f} ms an article", end="")
    print(f"  ({best / reading:.2f} of the time that reading the text into tokens and sentences takes)")
    peer = _peer(rows)
    print(f"dateparser  {peer * 1000:30.3f} ms an article  ({peer / (best / len(rows)):.0f} times as long)")
    return 0


def _peer(rows: list[dict[str, str]]) -> float:
    """Seconds an article of `dateparser.search`, languages given."""
    from dateparser.search import search_dates

    warnings.simplefilter("ignore")
    began = time.process_time()
    for row in rows[:PEER]:
        search_dates(row["text"][:4000], languages=["ar"])
    return (time.process_time() - began) / PEER


if __name__ == "__main__":
    sys.exit(main())
