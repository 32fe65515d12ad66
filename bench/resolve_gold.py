"""Who a source phrase means: `resolve` on the gold pages' own source spans against the gold speakers.

python bench/resolve_gold.py [--rows]

Prints, for each folder of gold: the share of source phrases whose entity carries a name of the gold speaker (the
scorer's own test); the share that carries a name of *another* entity of the page, as well or instead (confusion); and
over all pairs of source phrases of a page, precision and recall of "these two are one speaker", which cannot be had by
giving every phrase an entity of its own, or one entity to all.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from itertools import combinations
from pathlib import Path
from typing import Any

from isnad.annotate.entities import entities_of, resolve
from isnad.annotate.mentions import find_mentions
from isnad.model import Mention, Span
from isnad.text.doc import Doc

SHARED = Path(__file__).resolve().parents[2] / "shared"
FOLDERS = ("seeds", "ant-dev", "dev2")
_FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": None})


def norm(text: str) -> str:
    """The scorer's own normalisation."""
    text = unicodedata.normalize("NFC", text).translate(_FOLD)
    return " ".join(re.findall(r"\w+", "".join(c for c in text if unicodedata.category(c) != "Mn"))).lower()


def gold_names(gold: dict[str, Any], entity: str) -> set[str]:
    return {norm(n) for n in (*gold["entities"][entity][:2], *gold.get("aliases", {}).get(entity, []))}


def body(gold: dict[str, Any], page: str, at: int) -> Doc | None:
    """The article that holds an offset, laid out on the page's own offsets (other articles blanked)."""
    for article in gold["articles"]:
        if any(s <= at < e for s, e in article["body_spans"]):
            kept = [" "] * len(page)
            for s, e in article["body_spans"]:
                kept[s:e] = page[s:e]
            return Doc.of("".join(kept))
    return None


def page_rows(gold: dict[str, Any], page: str) -> list[tuple[dict[str, Any], str, set[str]]]:
    """(gold row, entity id said, its names) for each row of a page that has a source and a speaker."""
    docs: dict[str, tuple[Doc, list[Mention]]] = {}
    said: list[tuple[dict[str, Any], str, str]] = []
    for row in sorted(gold["attributions"], key=lambda r: r["cue_span"][0]):
        if not row.get("source_span"):
            continue
        doc = body(gold, page, row["source_span"][0])
        if doc is None:
            continue
        held = docs.setdefault(doc.text, (doc, list(find_mentions(doc, ()))))
        mention = resolve(held[0], Span(*row["source_span"]), tuple(sorted(held[1], key=lambda m: m.span)))
        if mention:
            held[1].append(mention)
            said.append((row, mention.entity, doc.text))
    names = {
        (text, e.id): {norm(s) for s in (e.name, e.name_en or "", *e.mentions)} - {""}
        for text, (_, mentions) in docs.items()
        for e in entities_of(tuple(mentions))
    }
    return [(row, id, names[text, id]) for row, id, text in said]


def measure(folder: str, show: bool) -> str:
    right = total = confused = 0
    pairs = {"both": 0, "gold": 0, "said": 0}
    for path in sorted((SHARED / "gold" / folder).glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        page = (SHARED / gold["pages"] / gold["page"]).read_text("utf-8")
        rows = page_rows(gold, page)
        for row, id, names in rows:
            if row["speaker"] is None:
                continue
            total += 1
            wanted = gold_names(gold, row["speaker"])
            hit = bool(wanted & names) or bool(row.get("co_speaker") and gold_names(gold, row["co_speaker"]) & names)
            others = [
                e
                for e in gold["entities"]
                if e not in (row["speaker"], row.get("co_speaker")) and (gold_names(gold, e) - wanted) & names
            ]
            right += hit
            confused += bool(others)
            if show and (not hit or others):
                verdict = "" if hit else "WRONG"
                print(f"{path.stem}: «{row['source']}» gold {row['speaker']} said {id} {verdict} {others or ''}")
        for (a, x, _), (b, y, _) in combinations([r for r in rows if r[0]["speaker"]], 2):
            same, told = a["speaker"] == b["speaker"], x == y
            pairs["gold"] += same
            pairs["said"] += told
            pairs["both"] += same and told
            if show and same != told:
                print(f"{path.stem}: {'split' if same else 'MERGED'} «{a['source']}» {x} | «{b['source']}» {y}")
    precision, recall = pairs["both"] / max(1, pairs["said"]), pairs["both"] / max(1, pairs["gold"])
    return (
        f"{folder:8} speaker {right / total:.3f} (of {total})  confused {confused / total:.3f}  "
        f"one speaker: P {precision:.3f} R {recall:.3f}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", action="store_true", help="print every wrong, confused, split or merged row")
    args = parser.parse_args()
    if not SHARED.exists():
        print(f"bench/resolve_gold.py needs the annotated pages in {SHARED}, which is not here: nothing measured")
        return 0
    for folder in FOLDERS:
        print(measure(folder, args.rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
