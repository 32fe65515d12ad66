"""Headline pairs of the ANS corpus: agree, disagree, other, by the likeness that claims are merged by.

    python bench/ans.py ../shared/data

A three-way classifier over the same features as `link/similar.py` (words, beginnings, quantities, negation) and over
the words that only one headline has, fitted on the training pairs and scored on the development pairs: macro F1,
beside the mark published for BERT (76.7, on the test pairs). No neural model is used, and headlines carry no
annotations: names are compared as words.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import make_pipeline

from isnad.link.numbers import quantities
from isnad.link.polarity import calls_false, negations
from isnad.link.similar import Likeness, likeness, opposed, terms_of
from isnad.link.statements import Statement
from isnad.link.weights import weigh
from isnad.link.words import content_words
from isnad.model import Span
from isnad.text.fold import fold

PUBLISHED = 76.7
OPPOSITES = (("~rise", "~fall"), ("~begin", "~finish"), ("~accept", "~refuse"), ("~arrest", "~release"))


def statement(id: str, text: str) -> Statement:
    folded = fold(text)
    span = Span(0, len(text))
    found = negations(folded, content_words(folded), lambda i: i)
    return Statement(
        id, id, ("9999", id, 0), (span,), (0, len(text)), "assert", None, frozenset(), (), None,
        found.words, quantities(folded), found.anywhere, found.turned, calls_false(folded), False, False, 0.5,
    )  # fmt: skip


def pairs(path: Path) -> Iterator[tuple[Statement, Statement, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        for n, row in enumerate(csv.DictReader(lines)):
            yield statement(f"{n}a", row["s1"]), statement(f"{n}b", row["s2"]), row["stance"].strip()


def features(a: Statement, b: Statement, like: Likeness) -> list[float]:
    opposite = any(
        (x in a.keys and y in b.keys and x not in b.keys) or (y in a.keys and x in b.keys and y not in b.keys)
        for x, y in OPPOSITES
    )
    order = [k for w in a.words for k in w.keys[:1] if k in b.keys]
    kept = sum(1 for x, y in pairwise(order) if x != y)
    return [
        like.cover, like.jaccard, like.lead, like.phrase, like.mass, like.same_predicate, like.numbers,
        bool(a.negated) != bool(b.negated), opposed(a, b), opposite, len(like.shared),
        abs(len(a.words) - len(b.words)), kept,
    ]  # fmt: skip


def unshared(a: Statement, b: Statement) -> str:
    """The words that only one of two headlines has: what they may disagree on."""
    return " ".join(
        w.keys[0].replace(" ", "_") for x, y in ((a, b), (b, a)) for w in x.words if y.keys.isdisjoint(w.keys)
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    args = parser.parse_args()
    folder = args.data / "ans"
    if not folder.exists():
        raise SystemExit(f"skipped: {folder} is absent; this bench reads the ANS headline pairs from it")
    train, dev = (list(pairs(folder / f"stance-{part}.csv")) for part in ("train", "dev"))
    weights = weigh(s for a, b, _ in train for s in (a, b))

    def table(rows: list[tuple[Statement, Statement, str]]) -> list[list[float]]:
        return [features(a, b, likeness(a, b, terms_of(a, weights), terms_of(b, weights))) for a, b, _ in rows]

    labels = [label for *_, label in train]
    words = make_pipeline(TfidfVectorizer(token_pattern=r"\S+", min_df=2), LogisticRegression(C=4.0, max_iter=2000))
    only = [unshared(a, b) for a, b, _ in train]
    learned = cross_val_predict(words, only, labels, cv=10, method="predict_proba")
    words.fit(only, labels)
    model = GradientBoostingClassifier(random_state=0).fit(np.hstack([table(train), learned]), labels)
    told = words.predict_proba([unshared(a, b) for a, b, _ in dev])
    said = model.predict(np.hstack([table(dev), told]))
    gold = [label for *_, label in dev]
    for name in sorted(set(gold)):
        score = f1_score(gold, said, labels=[name], average="macro")
        print(f"{name:9} F1 {100 * score:.1f}  ({gold.count(name)} of {len(gold)} pairs)")
    print(f"macro F1 {100 * f1_score(gold, said, average='macro'):.1f}  (BERT, as published: {PUBLISHED})")


if __name__ == "__main__":
    main()
