"""Claim merging against 300 pairs of statements labelled by hand: same, contradicts, other.

    python bench/claims.py [--fit] ../shared/data

The pairs (`claim_pairs.tsv`: article ids, offsets and labels, no text) were drawn over the whole range of wording
similarity from three weeks of the ANT corpus (the Kim-Trump summit, Skripal, Douma) and labelled before any weight was
set. Half of them, by a digest of the pair, are for development; the other half is for reporting. The pairs' articles
are annotated and linked; a pair counts as merged where both statements vouch for one claim, as contradicting where one
of them contests the claim of the other. A statement that the annotators no longer find makes its pair a miss. `--fit`
fits the weights of `link/similar.py` by logistic regression over the development pairs and prints them beside the ones
in use, with the scores on the reported half.
"""

from __future__ import annotations

import argparse
import csv
import time
from dataclasses import dataclass
from pathlib import Path

import xxhash
from reprints import read

from isnad.annotate.article import annotate
from isnad.link.all import link
from isnad.link.claims import Pile
from isnad.link.entities import ids_of, link_entities
from isnad.link.reading import Reading, names_of
from isnad.link.statements import statements_of
from isnad.model import Attribution, Links, Record

PAIRS = Path(__file__).parent / "claim_pairs.tsv"
HALVES = ("development", "reported")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two labelled statements; None where the annotators do not find one."""

    half: str
    a: str | None
    b: str | None
    label: str


def rows() -> list[dict[str, str]]:
    lines = [line for line in PAIRS.read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def labelled(pile: list[Record]) -> list[Pair]:
    by_article = {r.article.id: r.annotations.attributions for r in pile}
    out = []
    for row in rows():
        a, b = (_at(by_article.get(row[k], ()), int(row[f"{k}_start"]), int(row[f"{k}_end"])) for k in "ab")
        digest = xxhash.xxh3_64_intdigest("|".join(row[k] for k in ("a", "a_start", "b", "b_start")).encode())
        out.append(Pair(HALVES[digest % 2], a, b, row["label"]))
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
    against: dict[str | None, set[str]] = {}
    for c in found.claims:
        for a in c.contested_by:
            against.setdefault(a, set()).add(c.id)
    for name in ("same", "contradicts"):
        said = hit = 0
        for p in pairs:
            by_a, by_b = against.get(p.a, set()), against.get(p.b, set())
            if name == "same":
                yes = home.get(p.a, "a") == home.get(p.b, "b") or bool(by_a & by_b)
            else:
                yes = home.get(p.a) in by_b or home.get(p.b) in by_a
            said += yes
            hit += yes and p.label == name
        gold = sum(p.label == name for p in pairs)
        print(
            f"  {name:12} precision {hit / max(1, said):.3f}  recall {hit / gold:.3f}  ({hit} of {gold}, {said} said)"
        )


def fit(pairs: list[Pair], pile: list[Record]) -> None:
    import numpy as np
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import precision_recall_curve

    entities = link_entities(pile)
    names = names_of(entities, ids_of(entities))
    held = Pile.of([s for r in pile for s in statements_of(Reading.of(r, names), names)], names)
    halves = [[(p, held.compare(p.a, p.b)) for p in pairs if p.half == h and p.a and p.b] for h in HALVES]
    tables = [
        np.array(
            [
                (x.cover, x.jaccard, x.lead, min(x.mass, 4.0), x.same_speaker, x.kin, x.actor, x.same_predicate,
                 x.numbers, x.phrase)
                for _, x in half
            ],
            float,
        )
        for half in halves
    ]  # fmt: skip
    same = [np.array([p.label == "same" for p, _ in half]) for half in halves]
    model = LogisticRegression(C=1.0, max_iter=1000).fit(tables[0], same[0])
    names_of_weights = ["cover", "jaccard", "lead", "mass", "speaker", "kin", "actor", "predicate", "numbers", "phrase"]
    print("fitted", dict(zip(names_of_weights, model.coef_[0].round(2), strict=True)), model.intercept_.round(2))
    in_use = np.array([x.score for _, x in halves[1]])
    for name, scores in (("in use", in_use), ("fitted", model.decision_function(tables[1]))):
        precision, recall, at = precision_recall_curve(same[1], scores)
        best = max((r, t) for p, r, t in zip(precision, recall, at, strict=False) if p >= 0.9)
        said = scores >= 0
        hit = (said & same[1]).sum()
        print(f"{name}, reported half: at 0 precision {hit / said.sum():.3f} recall {hit / same[1].sum():.3f};"
              f" recall at precision 0.9: {best[0]:.3f} (from {best[1]:.2f})")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--fit", action="store_true")
    args = parser.parse_args()
    if not args.data.exists():
        raise SystemExit(f"skipped: {args.data} is absent; this bench reads ant from it")
    begin = time.perf_counter()
    wanted = {row[k] for row in rows() for k in "ab"}
    pile = [Record(a, annotate(a)) for a in read(args.data, wanted)]
    middle = time.perf_counter()
    pairs = labelled(pile)
    lost = sum(not (p.a and p.b) for p in pairs)
    print(f"{len(pile)} articles, {len(pairs)} pairs; of {lost} a statement is not found: they count as missed")
    if args.fit:
        fit(pairs, pile)
    found = link(pile)
    end = time.perf_counter()
    for half in HALVES:
        print(f"{half} half")
        report([p for p in pairs if p.half == half], found)
    print("all")
    report(pairs, found)
    print(f"annotating {middle - begin:.1f} s, linking {end - middle:.1f} s")


if __name__ == "__main__":
    main()
