"""Does extraction read text dumps? Articles laid out as bare lines, against what their outlets declare of them.

    python bench/text_pages.py [DATA] [--articles 1500] [--seed 1]

DATA holds `ant/*.jsonl.gz` and `saudinewsnet/*.jsonl.gz` (default: `shared/data` beside this checkout). A page is a
title, a day (ANT), a byline and the text, with blank lines between. Measured: text as token F1, one article a page,
title, day; and for SaudiNewsNet the credit against the agency the outlet declares (`missed` holds articles whose byline
names none, `where none is declared` those whose byline names one that the outlet's own field leaves out). A third run
takes all of SaudiNewsNet with the byline dropped: the agency from the text alone, its recall over all articles that
declare one and over those whose own first or last words set that agency off (by a dash, a colon, brackets).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from random import Random

from page_shapes import f1, tokens

from isnad.extract import extract
from isnad.extract.byline import agency_of
from isnad.model import Extraction, Page
from isnad.rules.load import load_rows

ROOT = Path(__file__).parents[1]


def rows_of(folder: Path) -> list[dict[str, str]]:
    out = []
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            out += [row for row in map(json.loads, file) if len(row["text"]) > 200]
    return out


def laid(row: Mapping[str, str]) -> Page:
    parts = (row["title"], row.get("time_raw"), row["author"], row["text"])
    text = "\n\n".join(part.strip() for part in parts if part and part.strip()) + "\n"
    return Page("0" * 12, row["id"], "text", text, "utf-8")


def measure(name: str, rows: list[dict[str, str]]) -> None:
    counts: Counter[str] = Counter()
    common = gold = said = 0
    for row in rows:
        found = extract(laid(row))
        gold += tokens(row["text"]).total()
        if not isinstance(found, Extraction):
            counts["refused"] += 1
            continue
        article = found.articles[0]
        one, two = tokens(article.text), tokens(row["text"])
        common, said = common + (one & two).total(), said + one.total()
        counts["one article"] += len(found.articles) == 1
        counts["title"] += tokens(article.title) == tokens(row["title"])
        day = article.published.value[:10] if article.published else None
        counts["day"] += day == (row["time"][:10] if row.get("time") else None)
        declared = row.get("declared_agency")
        agency = agency_of(article.credit) if article.credit else None
        if declared:
            counts["credit right" if agency == declared else "credit missed" if agency is None else "credit wrong"] += 1
        elif agency and "declared_agency" in row:
            counts["credit where none is declared"] += 1
    print(
        f"{name}: {len(rows)} pages, text F1 {f1(common, gold, said):.3f}, "
        + ", ".join(f"{k} {n}" for k, n in counts.items())
    )


def without_bylines(rows: list[dict[str, str]]) -> None:
    counts: Counter[str] = Counter()
    forms = {row.id.rpartition("#")[2]: row.get("forms").split("|") for row in load_rows("outlets/agencies")}
    for row in rows:
        declared = row.get("declared_agency")
        if not declared:
            continue
        found = extract(laid({**row, "author": ""}))
        credit = found.articles[0].credit if isinstance(found, Extraction) else None
        verdict = "none" if credit is None else "right" if agency_of(credit) == declared else "wrong"
        counts[verdict] += 1
        names = "|".join(map(re.escape, forms[declared]))
        if re.search(rf"^.{{0,30}}(?<!\w)(?:{names})\s*[-–:)]|[(\[](?:{names})[)\]][\s.]*$", row["text"].strip()):
            counts["set off"] += 1
            counts["set off and right"] += verdict == "right"
    right, said = counts["right"], counts["right"] + counts["wrong"]
    declared_by = said + counts["none"]
    print(
        f"saudinewsnet without bylines: {declared_by} articles declare an agency, credit right {right} of {said} said, "
        f"recall {right / declared_by:.3f}; the text sets it off in {counts['set off']}, "
        f"right in {counts['set off and right']} of these"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--articles", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    if not (args.data / "ant").is_dir():
        print(f"no articles below {args.data}: give the folder that holds ant/ and saudinewsnet/")
        return 0
    for name in ("ant", "saudinewsnet"):
        rows = rows_of(args.data / name)
        measure(name, Random(args.seed).sample(rows, min(args.articles, len(rows))))
    without_bylines(rows_of(args.data / "saudinewsnet"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
