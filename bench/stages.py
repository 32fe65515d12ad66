"""Where does a page's time go? Milliseconds a page by stage and function, and the ratio to one bare pass over the text.

    python bench/stages.py [SHARED] [--pages 300]

The bare pass is `isnad.text.tokens.tokenize` alone: fold once, find every token. Each stage's best of three passes over
the same pages counts.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from engines import SHARED, pages

from isnad.model import Article
from isnad.pipeline import Analysed, Extracted, annotate_page, extract_page, warm
from isnad.store.rows import rows_of
from isnad.text.doc import Doc
from isnad.text.tokens import tokenize


def best(work: Callable[[Any], object], items: list[Any]) -> float:
    """Milliseconds an item, best of three passes."""
    passes = []
    for _ in range(3):
        began = time.process_time()
        for item in items:
            work(item)
        passes.append(time.process_time() - began)
    return 1000 * min(passes) / len(items)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--pages", type=int, default=300)
    args = parser.parse_args()
    warm()
    pile = list(pages(args.shared, args.pages))
    extracted = [found for page in pile for found in extract_page(page) if isinstance(found, Extracted)]
    articles: list[Article] = [a for e in extracted for a in e.extraction.articles]
    analysed: list[Analysed] = [a for e in extracted for a in annotate_page(e)]
    letters = sum(len(a.text) for a in articles) / len(articles)
    print(f"{len(pile)} pages, {letters:.0f} code points an article")
    bare = best(lambda a: tokenize(a.text), articles)
    rows = [
        ("bare tokenizer pass", bare),
        ("doc (fold, tokens, quotes, sentences)", best(lambda a: Doc.of(a.text, a.paragraphs), articles)),
        ("extract", best(lambda p: list(extract_page(p)), pile)),
        ("annotate", best(lambda e: list(annotate_page(e)), extracted)),
        ("rows for the store", best(lambda a: list(rows_of(a)), analysed)),
    ]
    for name, milliseconds in rows:
        print(f"{name:40} {milliseconds:7.2f} ms  {milliseconds / bare:6.1f} x the bare pass")
    profile = cProfile.Profile()
    profile.enable()
    for one in extracted:
        list(annotate_page(one))
    profile.disable()
    print("\nannotate, by function (own time):")
    pstats.Stats(profile).sort_stats("tottime").print_stats("isnad", 25)


if __name__ == "__main__":
    main()
