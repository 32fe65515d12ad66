"""How far can the confidence of an attribution be believed? Its model fitted, and checked on pages left out.

    python bench/confidence.py             reliability on pages left out, beside the base rate as peer
    python bench/confidence.py --write     and put the fitted weights into isnad/annotate/attribution/confidence.py

A row is right where the scorer of the annotated pages finds its content (token F1 at least 0.8), speaker, chain and
stance right. Pages are left out in ten folds; the weights written are fitted on all pages but those of
the held parts, and their bias is settled on those.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.gold.tables import ABSENT, HELD, SHARED, GoldSet, gold_sets  # noqa: E402

from isnad.annotate.attribution import confidence as model  # noqa: E402
from isnad.export.contract import to_dict  # noqa: E402
from isnad.intake import read_paths  # noqa: E402
from isnad.model import Attribution, Failure, Record, Rejected  # noqa: E402
from isnad.pipeline import ANALYSE  # noqa: E402
from isnad.run.serial import Serial  # noqa: E402

FITTED = ("seeds", "ant-dev", "dev2", "own-dev", "own-read", "own-later")
FOLDS = 10


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "gold" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def examples(gold: GoldSet, score: ModuleType) -> list[tuple[str, tuple[str, ...], bool]]:
    """(page, features, right) of every row said on the set's pages."""
    out = []
    for outcome in Serial().run(ANALYSE, read_paths([gold.pages])):
        if isinstance(outcome, Rejected | Failure):
            continue
        name = Path(outcome.page.source).name
        path = gold.gold / f"{Path(name).stem}.json"
        if not path.exists():
            continue
        page = json.loads(path.read_text("utf-8"))
        text = (gold.pages / name).read_text("utf-8")
        said = [
            (to_dict(r), d, a)
            for r in outcome.records
            for d, a in zip(to_dict(r)["attributions"], r.annotations.attributions, strict=True)
        ]
        right = right_rows(page, text, said, score)
        out += [(name, model.features(a), i in right) for i, (_, _, a) in enumerate(said)]
    return out


def said_rows(record: Record) -> list[tuple[dict[str, Any], dict[str, Any], Attribution]]:
    """(record as JSON, row as JSON, row) of everything said in one article."""
    line = to_dict(record)
    return [(line, row, a) for row, a in zip(line["attributions"], record.annotations.attributions, strict=True)]


def right_rows(page: dict[str, Any], text: str, said: list[tuple[Any, Any, Any]], score: ModuleType) -> set[int]:
    """Indices of the rows said that are right as a whole, by the scorer's own comparisons."""

    def gold_content(row: Any) -> list[str]:
        return score.tokens(" ".join(text[a:b] for a, b in row["content_spans"]))

    def said_content(row: Any) -> list[str]:
        return score.tokens(" ".join(s["text"] for s in row[1]["content"]))

    def alike(g: Any, s: Any) -> float:
        content = score.overlap(gold_content(g), said_content(s))
        cue = bool(set(score.tokens(g["cue"])) & set(score.tokens(s[1]["cue"]["text"])))
        return content + 0.3 * cue if content >= 0.5 else 0.0

    right = set()
    for i, j, _ in score.best_pairs(page["attributions"], said, alike, 0.5):
        g, (record, s, _) = page["attributions"][i], said[j]
        speaker = score.same_entity(page, g["speaker"], record, s["speaker"])
        via = len(g["via"]) == len(s["via"]) and all(
            score.same_entity(page, a, record, b) for a, b in zip(g["via"], s["via"], strict=True)
        )
        close = score.overlap(gold_content(g), said_content(said[j])) >= 0.8
        if close and speaker and via and g["stance"] == s["stance"]:
            right.add(j)
    return right


def fit(rows: list[tuple[str, tuple[str, ...], bool]]) -> dict[str, float]:
    names = sorted({name for _, found, _ in rows for name in found} - {"bias"})
    x = np.array([[name in found for name in names] for _, found, _ in rows], dtype=float)
    fitted = LogisticRegression(C=0.3, max_iter=2000).fit(x, [right for _, _, right in rows])
    weights = {"bias": float(fitted.intercept_[0])} | dict(zip(names, map(float, fitted.coef_[0]), strict=True))
    return {name: round(weight, 2) for name, weight in weights.items()}


def settled(weights: dict[str, float], unread: list[tuple[str, tuple[str, ...], bool]]) -> dict[str, float]:
    """The weights with the bias moved until the mean of what they say is the share right on pages nobody read.

    Rules are written on the pages the weights are fitted on, so those flatter: one number is learned where none was.
    """
    right = sum(right for _, _, right in unread) / len(unread)
    low, high = -4.0, 4.0
    while high - low > 0.001:
        shift = (low + high) / 2
        moved = weights | {"bias": weights["bias"] + shift}
        said = sum(chance(found, moved) for _, found, _ in unread) / len(unread)
        low, high = (shift, high) if said < right else (low, shift)
    return weights | {"bias": round(weights["bias"] + low, 2)}


def left_out(rows: list[tuple[str, tuple[str, ...], bool]]) -> list[tuple[float, bool]]:
    """(confidence, right) of every row by a model that has not seen its page."""
    pages = sorted({page for page, _, _ in rows})
    out = []
    for fold in range(FOLDS):
        held = set(pages[fold::FOLDS])
        weights = fit([row for row in rows if row[0] not in held])
        out += [(chance(found, weights), right) for page, found, right in rows if page in held]
    return out


def chance(found: tuple[str, ...], weights: dict[str, float]) -> float:
    return float(1 / (1 + np.exp(-sum(weights.get(name, 0.0) for name in found))))


def report(title: str, told: list[tuple[float, bool]]) -> None:
    base = sum(right for _, right in told) / len(told)
    brier = sum((p - right) ** 2 for p, right in told) / len(told)
    print(f"{title}: {len(told)} rows, {base:.2f} right")
    print(f"  Brier score {brier:.3f}; saying the base rate of every row: {base * (1 - base):.3f}")
    for low in np.arange(0, 1, 0.2):
        bin_ = [(p, right) for p, right in told if low <= p < low + 0.2 + 1e-9 * (low > 0.7)]
        if bin_:
            said, was = sum(p for p, _ in bin_) / len(bin_), sum(r for _, r in bin_) / len(bin_)
            bar = "#" * round(was * 40)
            print(f"  {low:.1f}-{low + 0.2:.1f}  rows {len(bin_):4}  said {said:.2f}  right {was:.2f}  {bar}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print(ABSENT)
        return
    with tempfile.TemporaryDirectory() as folder:
        sets, score = gold_sets(Path(folder)), scorer()
        rows = [row for name in FITTED for row in examples(sets[name], score)]
        unread = [row for name in HELD for row in examples(sets[name], score)]
    weights = settled(fit(rows), unread)
    report("pages left out, ten folds", left_out(rows))
    report("pages nobody read, which set the bias", [(chance(found, weights), right) for _, found, right in unread])
    if args.write:
        path = Path(str(model.__file__))
        table = "".join(f'    "{name}": {weight},\n' for name, weight in weights.items())
        path.write_text(
            re.sub(
                r"(WEIGHTS: dict\[str, float\] = \{\n).*?(\n?\})",
                rf"\g<1>{table}}}",
                path.read_text("utf-8"),
                flags=re.S,
            ),
            "utf-8",
        )
        print(f"wrote {len(weights)} weights")


if __name__ == "__main__":
    main()
