"""Pairs of names judged by hand in, how well spelling alone tells one name from two out: precision and recall.

python bench/variants.py [--part dev|held] [--rows]

`variant_pairs.tsv` holds names that newsrooms really wrote, in the articles of `../shared/data`, and some well known.
Most pairs share their consonants or stand one or two letters apart, so those that are two names are hard ones. The
halves were drawn before anything was measured; `held` is the one to quote. What is measured is the product's own
decision, `isnad.text.names.same_spelling` or one entity of the lexicon, beside plain edit distance. Between articles
it decides only where the company of both names agrees as well: nothing of that is measured here.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable
from pathlib import Path

from isnad.annotate.mentions import find_mentions
from isnad.rules.names import fixed_names
from isnad.text.doc import Doc
from isnad.text.fold import fold
from isnad.text.names import same_spelling

PAIRS = Path(__file__).with_name("variant_pairs.tsv")
Pair = tuple[str, str, bool]


def read(part: str) -> list[Pair]:
    with PAIRS.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return [(r["first"], r["second"], r["same"] == "yes") for r in rows if r["part"] == part]


def known(name: str) -> str | None:
    """The lexicon's id of a name, where it is a whole known name."""
    text = f"وبحسب {name} فإن الأمر انتهى"
    found = [m for m in find_mentions(Doc.of(text), ()) if m.text == name and ":" not in m.entity]
    return found[0].entity if found else None


def by_product(a: str, b: str) -> bool:
    """One known entity, or spelled alike and not two known ones."""
    first, second = known(a), known(b)
    if first and second:
        return first == second
    return by_spelling(a, b)


def by_spelling(a: str, b: str) -> bool:
    return same_spelling(a, b, fixed_names())


def by_distance(a: str, b: str) -> bool:
    """The peer: match forms no more than one letter in five apart."""
    x, y = fold(a), fold(b)
    row = list(range(len(y) + 1))
    for i, c in enumerate(x, 1):
        last = [i]
        for j, d in enumerate(y, 1):
            last.append(min(row[j] + 1, last[-1] + 1, row[j - 1] + (c != d)))
        row = last
    return row[-1] * 5 <= max(len(x), len(y))


def line(name: str, pairs: list[Pair], decide: Callable[[str, str], bool]) -> str:
    said = [(same, decide(a, b)) for a, b, same in pairs]
    hit = sum(same and one for same, one in said)
    found, wanted = sum(one for _, one in said), sum(same for same, _ in said)
    precision, recall = hit / found if found else 0.0, hit / wanted if wanted else 0.0
    return f"{name:34} P {precision:.3f}  R {recall:.3f}  ({hit} of {wanted}, {found} said, {len(pairs)} pairs)"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=["dev", "held"], default="held")
    parser.add_argument("--rows", action="store_true", help="print what was wrong (of the dev part only)")
    args = parser.parse_args()
    pairs = read(args.part)
    if args.rows and args.part == "dev":
        for a, b, same in pairs:
            if by_product(a, b) != same:
                print("missed" if same else "joined", a, "=", b)
    print(line("spelling and lexicon (product)", pairs, by_product))
    print(line("spelling alone (same_spelling)", pairs, by_spelling))
    print(line("edit distance, one letter in five", pairs, by_distance))
    return 0


if __name__ == "__main__":
    sys.exit(main())
