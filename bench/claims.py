"""Claim merging against 300 pairs of statements labelled by hand: same, contradicts, other.

    python bench/claims.py [--fit] ../shared/data

The pairs (`claim_pairs.tsv`: article ids, offsets and labels, no text) were drawn over the whole range of wording
similarity from three weeks of the ANT corpus (the Kim-Trump summit, Skripal, Douma) and labelled before any weight was
set. The articles of those weeks are annotated and linked; a pair counts as merged where both statements vouch for one
claim, as contradicting where one of them contests the claim of the other. A statement that the annotators no longer
find leaves its pair out, and the bench says how many. `--fit` fits the weights of `link/similar.py` by cross-validated
logistic regression over the same pairs and prints them beside the ones in use, with the score of unseen folds.
"""

from __future__ import annotations

import argparse
import csv
import time
from pathlib import Path

from reprints import read

from isnad.annotate.article import annotate
from isnad.link.all import link
from isnad.link.claims import Pile
from isnad.link.entities import ids_of, link_entities
from isnad.link.statements import names_of, statements_of
from isnad.model import Attribution, Links, Record

WEEKS = (("2018-06-08", "2018-06-15"), ("2018-03-12", "2018-03-20"), ("2018-04-07", "2018-04-16"))
PAIRS = Path(__file__).parent / "claim_pairs.tsv"
Pair = tuple[str, str, str]


def records(data: Path) -> list[Record]:
    days = [a for a in read(data) if a.published and any(x <= a.published.value <= y for x, y in WEEKS)]
    return [Record(a, annotate(a)) for a in days]


def labelled(pile: list[Record]) -> list[Pair]:
    """(attribution, attribution, label) of the labelled pairs whose statements are found."""
    by_article = {r.article.id: r.annotations.attributions for r in pile}
    lines = [line for line in PAIRS.read_text("utf-8").splitlines() if not line.startswith("#")]
    out = []
    for row in csv.DictReader(lines, delimiter="\t"):
        a, b = (_at(by_article.get(row[k], ()), int(row[f"{k}_start"]), int(row[f"{k}_end"])) for k in "ab")
        if a and b:
            out.append((a, b, row["label"]))
    return out


def _at(rows: tuple[Attribution, ...], start: int, end: int) -> str | None:
    """The attribution whose content is most nearly the labelled one."""

    def share(a: Attribution) -> float:
        first, last = a.content[0].start, a.content[-1].end
        both = min(last, end) - max(first, start)
        return both / (max(last, end) - min(first, start))

    best = max(rows, key=share, default=None)
    return best.id if best and share(best) > 0.6 else None


def report(pairs: list[Pair], found: Links) -> None:
    home = {a: c.id for c in found.claims for a in c.attributions}
    against = {a: c.id for c in found.claims for a in c.contested_by}
    for name in ("same", "contradicts"):
        said = hit = 0
        for a, b, label in pairs:
            if name == "same":
                yes = home.get(a, "a") == home.get(b, "b") or against.get(a, "a") == against.get(b, "b")
            else:
                yes = home.get(a, "a") == against.get(b, "b") or against.get(a, "a") == home.get(b, "b")
            said += yes
            hit += yes and label == name
        gold = sum(label == name for *_, label in pairs)
        print(f"{name:12} precision {hit / max(1, said):.3f}  recall {hit / gold:.3f}  ({hit} of {gold}, {said} said)")


def fit(pairs: list[Pair], pile: list[Record]) -> None:
    import numpy as np
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import precision_recall_curve
    from sklearn.model_selection import cross_val_predict

    entities = link_entities(pile)
    names = names_of(entities, ids_of(entities))
    held = Pile.of([s for r in pile for s in statements_of(r, names)], names)
    likes = [held.compare(a, b) for a, b, _ in pairs]
    rows = np.array(
        [
            (x.cover, x.jaccard, x.lead, min(x.mass, 4.0), x.same_speaker, x.actor, x.same_predicate, x.numbers,
             x.phrase)
            for x in likes
        ],
        float,
    )  # fmt: skip
    same = np.array([label == "same" for *_, label in pairs])
    model = LogisticRegression(C=1.0, max_iter=1000).fit(rows, same)
    names_of_weights = ("cover", "jaccard", "lead", "mass", "speaker", "actor", "predicate", "numbers", "phrase")
    print("fitted", dict(zip(names_of_weights, model.coef_[0].round(2), strict=True)), model.intercept_.round(2))
    unseen = cross_val_predict(LogisticRegression(C=1.0, max_iter=1000), rows, same, cv=10, method="decision_function")
    for name, scores in (("in use", np.array([x.score for x in likes])), ("fitted, unseen folds", unseen)):
        precision, recall, at = precision_recall_curve(same, scores)
        best = max((r, t) for p, r, t in zip(precision, recall, at, strict=False) if p >= 0.9)
        said = scores >= 0
        hit = (said & same).sum()
        print(f"{name}: at 0 precision {hit / said.sum():.3f} recall {hit / same.sum():.3f};"
              f" recall at precision 0.9: {best[0]:.3f} (from {best[1]:.2f})")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--fit", action="store_true")
    args = parser.parse_args()
    if not args.data.exists():
        raise SystemExit(f"skipped: {args.data} is absent; this bench reads ant from it")
    begin = time.perf_counter()
    pile = records(args.data)
    middle = time.perf_counter()
    pairs = labelled(pile)
    print(f"{len(pile)} articles, {len(pairs)} of 300 pairs found")
    if args.fit:
        fit(pairs, pile)
    found = link(pile)
    end = time.perf_counter()
    report(pairs, found)
    reading, linking = middle - begin, end - middle
    print(f"annotating {reading:.1f} s, linking {linking:.1f} s: ratio {linking / reading:.2f}")


if __name__ == "__main__":
    main()
