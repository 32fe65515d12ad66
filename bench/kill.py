"""Does a build survive any number of kills? kill -9 at random moments, then every row against an undisturbed build.

    python bench/kill.py [SHARED] [--kills 1000] [--pages 1000] [--seconds 1.5] [--jobs 1]

Each kill takes a whole process that builds (analysing, storing, linking), forked from one that has loaded the rules (a
pool of several loads them anew: give it more --seconds), after a random time below --seconds; one attempt in LONG may
take up to twice the undisturbed build, so that linking comes to its end as well. After each kill PRAGMA integrity_check
and foreign_key_check run on the file; when a story is
complete, it is compared row by row with the undisturbed one and another is begun.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path

from engines import SHARED, pages

from isnad.model import Page
from isnad.pipeline import warm
from isnad.run.pool import Pool
from isnad.run.serial import Serial
from isnad.store.build import build
from isnad.store.file import open_story

LONG = 20

TABLES = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'article_%' AND name NOT LIKE 'sqlite_%'"
)


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, in an order of its own; the running number of the search table is left out."""
    with open_story(path) as db:
        names = [name for (name,) in db.execute(TABLES).fetchall()]
        out = {name: sorted(db.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in names}
        return out | {
            "article_folded": sorted(db.execute("SELECT article, title, text, besides FROM article_folded").fetchall())
        }


def killed(path: Path, pile: list[Page], seconds: float, jobs: int) -> bool:
    """Build in a process of its own and kill it after so long; False where it was done before."""
    sys.stdout.flush()
    child = get_context("fork").Process(target=build, args=(path, pile, Pool(jobs)))
    child.start()
    time.sleep(seconds)
    child.kill()
    child.join()
    assert child.exitcode in (0, -signal.SIGKILL), "a build failed"
    return child.exitcode != 0


def sound(path: Path) -> None:
    if not path.exists() or not path.stat().st_size:
        return
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert not db.execute("PRAGMA foreign_key_check").fetchall()
    db.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=1.5)
    parser.add_argument("--jobs", type=int, default=1)
    args = parser.parse_args()
    warm()
    pile = list(pages(args.shared, args.pages))
    chance, kills, complete = random.Random(7), 0, 0
    folder = Path(tempfile.mkdtemp(prefix="isnad-kill-"))
    began = time.monotonic()
    build(folder / "calm.db", pile, Serial())
    whole = time.monotonic() - began
    calm = rows(folder / "calm.db")
    path = folder / "hurt.db"
    while kills < args.kills:
        most = args.seconds if chance.randrange(LONG) else 2 * whole
        if killed(path, pile, chance.uniform(0, most), args.jobs):
            kills += 1
            sound(path)
            continue
        complete += 1
        assert rows(path) == calm, "a disturbed build differs from the undisturbed one"
        for leftover in folder.glob("hurt.db*"):
            leftover.unlink()
        print(f"{kills} kills, {complete} stories complete and equal", flush=True)
    build(path, pile, Serial())
    assert rows(path) == calm, "a disturbed build differs from the undisturbed one"
    print(f"{kills} kills, {complete + 1} stories of {args.pages} pages: no corruption, no loss, no duplicate")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
