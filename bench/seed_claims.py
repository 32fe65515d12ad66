"""The claim groups of the hand-annotated seed pages, found from the bare pages: is each group one claim, and alone?

    python bench/seed_claims.py [../shared]

Pages are read, annotated and linked as for a user; nothing is taken from the annotated files but the groups. A row of a
group is found where an attribution of its page holds the row's first words and begins near them. Printed for each
group: rows found, claims they lie in, statements of others among them, and who denies; nothing is counted as right that
has no row.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import yaml

from isnad.intake.files import read_paths
from isnad.link.all import link
from isnad.model import Attribution, Page, Record
from isnad.pipeline import Extracted, annotate_page, extract_page

NEAR = 80
"""Characters between the beginning of a found content and the row's first words («فمنذ أن بدأت …» stands before)."""


def records(folder: Path) -> list[Record]:
    pages = [p for p in read_paths([folder]) if isinstance(p, Page)]
    found = [e for page in pages for e in extract_page(page) if isinstance(e, Extracted)]
    return [r for e in found for done in annotate_page(e) for r in done.records]


def row_of(pile: list[Record], page: str, first: str) -> str | None:
    """The attribution nearest to a row's first words."""
    best: tuple[int, str] | None = None
    for r in pile:
        at = r.article.text.find(first) if Path(r.article.source).name.startswith(page) else -1
        for a in r.annotations.attributions if at >= 0 else ():
            if _holds(a, at) and (best is None or at - a.content[0].start < best[0]):
                best = (at - a.content[0].start, a.id)
    return best[1] if best else None


def _holds(a: Attribution, at: int) -> bool:
    return 0 <= at - a.content[0].start <= NEAR and at < a.content[-1].end


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=Path(__file__).parents[2] / "shared")
    args = parser.parse_args()
    groups = args.shared / "gold" / "seeds" / "claims.yaml"
    if not groups.exists():
        raise SystemExit(f"skipped: {groups} is absent; this bench reads the seed pages' claim groups from it")
    pile = records(args.shared / "seeds")
    claims = link(pile).claims
    whole = alone = total = 0
    for n, group in enumerate(g for g in yaml.safe_load(groups.read_text("utf-8")) if "rows" in g):
        rows = {row_of(pile, page, first) for page, _, first in group["rows"]} - {None}
        holding = [c for c in claims if rows & {*c.attributions, *c.contested_by, *c.unverified}]
        members = {m for c in holding for m in (*c.attributions, *c.contested_by, *c.unverified)}
        counted = sum(row_of(pile, page, first) is not None for page, _, first in group["rows"])
        total += 1
        whole += len(holding) == 1 and counted == len(group["rows"])
        alone += not members - rows
        print(
            f"group {n + 1}: {counted} of {len(group['rows'])} rows in {len(holding)} claim(s), "
            f"{len(members - rows)} others among them; origins {sum(len(c.origins) for c in holding)} "
            f"(listed {len(group['origins'])}), denials {sum(len(c.contested_by) for c in holding)}"
        )
    print(f"whole and one claim: {whole} of {total}; nothing else with it: {alone} of {total}")


if __name__ == "__main__":
    main()
