"""Three days of news against brute force: which ways of finding reprints link what, at what cost, in one run.

    python bench/reprints.py [--all] ../shared/data

Truth: every cross-outlet pair of each day whose containment of five-word shingles is at least one half. Compared:
`isnad.link.duplicates`, rensa (MinHash bands) and datasketch (MinHash bands), the latter two with candidates verified
the same way, so that the figures tell who is found. `--all` also links the whole pile and prints the time.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Callable, Container, Iterator
from pathlib import Path

from isnad.link.duplicates import find_duplicates
from isnad.link.shingles import Fingerprint, of_article
from isnad.model import Article, DateCandidate
from isnad.text.doc import Doc

DAYS = ("2015-07-21", "2015-07-24", "2018-05-09")
SETS = (("ant/2018-02--06.jsonl.gz", "time"), ("saudinewsnet/2015-07.jsonl.gz", "date"))
Pairs = set[tuple[str, str]]


def read(folder: Path, wanted: Container[str] | None = None) -> Iterator[Article]:
    """Articles of the two sets, with outlet and day; only those of the ids `wanted`, where given."""
    for name, day in SETS:
        with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if wanted is not None and row["id"] not in wanted:
                    continue
                date = DateCandidate(row[day][:10], "metadata", row[day], "bench#day", "chosen")
                text = row["text"]
                yield Article(
                    row["id"],
                    row["id"],
                    row["id"],
                    0,
                    row["title"],
                    text,
                    Doc.of(text).paragraphs,
                    (),
                    row["outlet"],
                    published=date,
                )


def brute(prints: list[Fingerprint]) -> Pairs:
    """Every cross-outlet pair of which one holds half of the other."""
    sets = [frozenset(p.hashes) for p in prints]
    out: Pairs = set()
    for i, a in enumerate(prints):
        for j in range(i + 1, len(prints)):
            b = prints[j]
            small = min(len(sets[i]), len(sets[j]))
            if a.outlet != b.outlet and 2 * len(sets[i] & sets[j]) >= small:
                out.add((min(a.id, b.id), max(a.id, b.id)))
    return out


def ours(prints: list[Fingerprint]) -> Pairs:
    groups = find_duplicates(prints).groups
    return {(min(a, b), max(a, b)) for g in groups for a, b, _ in g.containment}


def verified(candidates: Pairs, prints: list[Fingerprint]) -> Pairs:
    held = {p.id: frozenset(p.hashes) for p in prints}
    return {(a, b) for a, b in candidates if 2 * len(held[a] & held[b]) >= min(len(held[a]), len(held[b]))}


def rensa(prints: list[Fingerprint]) -> Pairs:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.35, num_perm=128, num_bands=32)
    names, out = [], set()
    for i, p in enumerate(prints):
        sketch = RMinHash(num_perm=128, seed=7)
        sketch.update([str(h) for h in p.hashes])
        out |= {(min(names[j], p.id), max(names[j], p.id)) for j in index.query(sketch)}
        index.insert(i, sketch)
        names.append(p.id)
    return verified(out, prints)


def datasketch(prints: list[Fingerprint]) -> Pairs:
    from datasketch import MinHash, MinHashLSH

    index, out = MinHashLSH(params=(32, 4), num_perm=128), set()
    for p, sketch in zip(
        prints, MinHash.bulk([[str(h).encode() for h in p.hashes] for p in prints], num_perm=128), strict=True
    ):
        out |= {(min(q, p.id), max(q, p.id)) for q in index.query(sketch)}
        index.insert(p.id, sketch)
    return verified(out, prints)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--all", action="store_true")
    args = parser.parse_args()
    if not args.data.exists():
        raise SystemExit(f"skipped: {args.data} is absent; this bench reads ant and saudinewsnet from it")
    prints = [p for p in map(of_article, read(args.data)) if p.hashes]
    days = [[p for p in prints if p.day == day] for day in DAYS]
    crossing = {p.id: p.outlet for p in prints}
    truth = [brute(day) for day in days]
    print(
        f"{sum(map(len, days))} articles of {', '.join(DAYS)}: {sum(map(len, truth))} cross-outlet pairs by brute force"
    )
    ways: tuple[tuple[str, Callable[[list[Fingerprint]], Pairs]], ...] = (
        ("isnad", ours), ("rensa", rensa), ("datasketch", datasketch),
    )  # fmt: skip
    for name, way in ways:
        begin = time.perf_counter()
        said = [{p for p in way(day) if crossing[p[0]] != crossing[p[1]]} for day in days]
        took = time.perf_counter() - begin
        hit = sum(len(s & t) for s, t in zip(said, truth, strict=True))
        recall, precision = hit / sum(map(len, truth)), hit / max(1, sum(map(len, said)))
        print(f"{name:12} recall {recall:.4f}  precision {precision:.4f}  {took:.2f} s")
    if args.all:
        begin = time.perf_counter()
        found = find_duplicates(prints)
        took = time.perf_counter() - begin
        print(f"all {len(prints)}: {len(found.groups)} groups, {len(found.passages)} passages, {took:.1f} s")


if __name__ == "__main__":
    main()
