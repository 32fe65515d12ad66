"""Storylines of 300 labelled articles: B-cubed F1 of isnad beside TF-IDF with a single pass, in one run.

    python bench/storylines.py ../shared/data

Labels (`story_labels.tsv`: article ids and story names, no text) were given by hand from the titles. Both ways read the
same 300 articles and nothing else. The baseline is scikit-learn's word TF-IDF over folded text and a single pass in
order of time that joins an article to the nearest story above a threshold, at the best of its thresholds.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from reprints import read
from sklearn.feature_extraction.text import TfidfVectorizer

from isnad.annotate.article import annotate
from isnad.link.all import link
from isnad.model import Record
from isnad.text.fold import fold

LABELS = Path(__file__).parent / "story_labels.tsv"


def bcubed(said: dict[str, str], gold: dict[str, str]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1."""
    by_said, by_gold = defaultdict(set), defaultdict(set)
    for a in gold:
        by_said[said[a]].add(a)
        by_gold[gold[a]].add(a)
    shares = [len(by_said[said[a]] & by_gold[gold[a]]) for a in gold]
    precision = float(np.mean([s / len(by_said[said[a]]) for s, a in zip(shares, gold, strict=True)]))
    recall = float(np.mean([s / len(by_gold[gold[a]]) for s, a in zip(shares, gold, strict=True)]))
    return precision, recall, 2 * precision * recall / (precision + recall)


def single_pass(records: list[Record], threshold: float) -> dict[str, str]:
    texts = [f"{r.article.title} {r.article.text}" for r in records]
    rows = TfidfVectorizer(preprocessor=fold, token_pattern=r"\w\w+", sublinear_tf=True).fit_transform(texts).toarray()
    centres: list[np.ndarray] = []
    said = {}
    for record, row in zip(records, rows, strict=True):
        likeness = [float(row @ c / (np.linalg.norm(c) or 1)) for c in centres]
        best = int(np.argmax(likeness)) if likeness else -1
        if best >= 0 and likeness[best] >= threshold:
            centres[best] = centres[best] + row
        else:
            best = len(centres)
            centres.append(row.copy())
        said[record.article.id] = str(best)
    return said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    args = parser.parse_args()
    if not args.data.exists():
        raise SystemExit(f"skipped: {args.data} is absent; this bench reads ant from it")
    lines = [line for line in LABELS.read_text("utf-8").splitlines() if not line.startswith("#")]
    gold = {row["article"]: row["story"] for row in csv.DictReader(lines, delimiter="\t")}
    found = [Record(a, annotate(a)) for a in read(args.data, gold)]
    records = sorted(found, key=lambda r: (r.article.published.value if r.article.published else "", r.article.id))
    sizes = Counter(gold.values())
    print(f"{len(records)} articles, {sum(n > 1 for n in sizes.values())} stories of two or more")
    said = {a: a for a in gold}
    for story in link(records).storylines:
        said |= dict.fromkeys(story.articles, story.id)
    print("isnad            precision {:.3f}  recall {:.3f}  F1 {:.3f}".format(*bcubed(said, gold)))
    scores = {t: bcubed(single_pass(records, t), gold) for t in (0.08, 0.1, 0.12, 0.15, 0.18, 0.2, 0.25, 0.3, 0.35)}
    best = max(scores, key=lambda t: scores[t][2])
    print("TF-IDF, 1 pass   precision {:.3f}  recall {:.3f}  F1 {:.3f}".format(*scores[best]), f"(threshold {best})")


if __name__ == "__main__":
    main()
