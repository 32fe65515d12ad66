"""Annotated pages in, score tables out: records as `isnad read` prints them, scored by the scorer beside the pages.

    python -m tests.gold.tables                  the tables
    python -m tests.gold.tables --rows           and what was missed, wrong or invented (not of the held parts)
    python -m tests.gold.tables --raise-floors   and raise `floors.toml` to what was reached; it never lowers a floor

The pages are no part of this repository: they lie in a folder `shared` beside it (or where ISNAD_SHARED says). Our own
annotations are, as ids and offsets; their pages are rebuilt from the corpora in that folder.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

from tests.gold.rebuild_own import OWN, PARTS, SHARED, articles_in, rebuild

ROOT = Path(__file__).parents[2]
FLOORS = Path(__file__).parent / "floors.toml"
ABSENT = f"the annotated pages are not here ({SHARED}): scores are measured only where they are"

Scores = dict[str, float]
"""Measure, and its F1 or the share that is right, 0 to 1."""

SCORED = re.compile(r"^(?P<name>\S.*?) {2,}(?:P \S+ +R \S+ +F1 )?(?P<score>[01]\.\d+) ")


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Pages and what a careful reader found in them."""

    name: str
    pages: Path
    gold: Path


HELD = ("own-held", "own-fresh")
"""Scored and shown, but under no floor and without their rows: nobody may tune to them."""
GATED = ("seeds", "ant-dev", "dev2", "own-dev", "own-read", "own-later")


def gold_sets(folder: Path) -> dict[str, GoldSet]:
    """Every set by name; the pages of our own are rebuilt below `folder`."""
    gold = SHARED / "gold"
    sets = [
        GoldSet("seeds", SHARED / "seeds", gold / "seeds"),
        GoldSet("ant-dev", SHARED / "pages" / "ant-dev", gold / "ant-dev"),
        GoldSet("dev2", SHARED / "pages" / "dev2", gold / "dev2"),
    ]
    wanted = {path.stem for path in OWN.glob("*/*.json")}
    articles = {row["id"]: row for row in articles_in(SHARED) if row["id"] in wanted}
    for part in PARTS:
        rebuild(OWN, part, articles, folder)
        sets.append(GoldSet(f"own-{part}", folder / part / "pages", folder / part / "gold"))
    return {each.name: each for each in sets}


def read_records(pages: Path, into: Path) -> None:
    """Write the records of a folder of pages, one line an article, exactly as the command line does."""
    call = "import sys; from isnad.cli import main; sys.exit(main())"
    with into.open("wb") as out:
        command = [sys.executable, "-c", call, "read", str(pages), "--jsonl", "--together"]
        subprocess.run(command, stdout=out, check=True)


def score(gold: GoldSet, records: Path, *options: str) -> str:
    """What the scorer prints."""
    command = [
        sys.executable,
        str(SHARED / "gold" / "score.py"),
        str(gold.gold),
        str(records),
        "--pages",
        str(gold.pages),
    ]
    return subprocess.run([*command, *options], capture_output=True, text=True, check=True).stdout


def scores_of(table: str) -> Scores:
    """The scorer's table as numbers: `articles split   P 1.000  R 1.000  F1 1.000  (5 of 5)` gives one entry."""
    found = map(SCORED.match, table.splitlines())
    return {m["name"]: float(m["score"]) for m in found if m}


def measure(gold: GoldSet, *options: str) -> str:
    """Read the pages, score the records."""
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder) / "records.jsonl"
        read_records(gold.pages, records)
        return score(gold, records, *options)


def read_floors() -> dict[str, Scores]:
    return tomllib.loads(FLOORS.read_text("utf-8"))


def raised(floors: dict[str, Scores], reached: dict[str, Scores]) -> dict[str, Scores]:
    """Each floor, or the score reached where that is higher."""
    out: dict[str, Scores] = {name: dict(scores) for name, scores in floors.items()}
    for name, scores in reached.items():
        kept = out.setdefault(name, {})
        kept.update({measure: max(value, kept.get(measure, 0.0)) for measure, value in scores.items()})
    return out


def written(floors: dict[str, Scores]) -> str:
    lines = ["# The lowest each score may be. `make floors` raises these to what is reached and lowers none."]
    for name, scores in floors.items():
        lines += ["", f"[{name}]", *(f'"{measure}" = {value:.3f}' for measure, value in scores.items())]
    return "\n".join(lines) + "\n"


def summary(reached: dict[str, Scores]) -> str:
    """One row a measure, one column a set, as Markdown."""
    measures = dict.fromkeys(measure for scores in reached.values() for measure in scores)
    rows = [f"| | {' | '.join(reached)} |", "|---" * (len(reached) + 1) + "|"]
    for measure in measures:
        values = (scores.get(measure) for scores in reached.values())
        rows.append(f"| {measure} | {' | '.join('–' if v is None else f'{v:.3f}' for v in values)} |")
    return "\n".join(rows)


def main() -> None:
    if not (SHARED / "gold" / "score.py").is_file():
        print(ABSENT)
        return
    reached = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, gold in gold_sets(Path(folder)).items():
            rows = ["--rows"] if "--rows" in sys.argv and name not in HELD else []
            table = measure(gold, *rows)
            print(f"== {name} ({len(list(gold.gold.glob('*.json')))} pages)", table, sep="\n", flush=True)
            reached[name] = scores_of(table)
    print(summary(reached))
    if "--raise-floors" in sys.argv:
        gated = {name: scores for name, scores in reached.items() if name in GATED}
        FLOORS.write_text(written(raised(read_floors(), gated)), "utf-8")


if __name__ == "__main__":
    main()
