"""`isnad load`, and building into Parquet: piles larger than a story file, and the parts of them one wants to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from isnad.plan import Engine


def build_parquet(paths: tuple[str, ...], folder: str, engine: Engine, limit: float) -> int:
    """Findings of each path into a folder of its own; the exit code."""
    from isnad.intake import read_paths
    from isnad.model import Failure
    from isnad.pipeline import ANALYSE, analysis_version
    from isnad.plan import Map
    from isnad.run.shards import Shard, Work
    from isnad.store.parquet import Parquet
    from isnad.store.rows import TO_ROWS

    work = Work(read_paths, (*ANALYSE, TO_ROWS), Parquet(), analysis_version(), limit)
    shards = [Shard(path, f"{folder.rstrip('/')}/{_name(path)}") for path in dict.fromkeys(paths)]
    seen = troubled = 0
    for done in engine.run((Map("shard", work),), shards):
        if isinstance(done, Failure):
            troubled += 1
            click.echo(f"isnad: {done.source}: failed: {done.error}", err=True)
            continue
        seen += done.seen
        troubled += done.rejected + done.failed
        again = " (finished before)" if done.skipped else ""
        parts = f"{done.read} read ({done.articles} articles) + {done.rejected} rejected + {done.failed} failed"
        click.echo(f"{done.source}: {done.seen} pages seen = {parts}{again}", err=True)
    click.echo(f"{folder}: {seen} pages of {len(shards)} shards", err=True)
    return 3 if troubled else 0


def _name(path: str) -> str:
    """A folder's name for a shard: readable, and its own even where two shards are called alike."""
    import hashlib

    last = path.rstrip("/").rsplit("/", 1)[-1]
    return f"{last}-{hashlib.sha256(path.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}"


@click.command()
@click.argument("folders", nargs=-1, required=True, metavar="FOLDER...")
@click.option(
    "-o", "--output", "story", required=True, metavar="STORY", help="The story file, made where there is none."
)
@click.option("--since", metavar="DAY", help="Only pages with an article published on or after this ISO day.")
@click.option("--until", metavar="DAY", help="Only pages with an article published on or before this ISO day.")
@click.option("--outlet", metavar="NAME", help="Only pages with an article of this outlet.")
@click.option("--words", metavar="TEXT", help="Only pages with this word or phrase in title or text, in any spelling.")
@click.pass_obj
def load(
    lang: str,
    folders: tuple[str, ...],
    story: str,
    since: str | None,
    until: str | None,
    outlet: str | None,
    words: str | None,
) -> None:
    """Load findings that build --parquet made, or a part of them, into a story file, and link it."""
    from isnad.store.build import relink
    from isnad.store.file import open_story
    from isnad.store.parquet import Part, load_findings, shards_of
    from isnad.store.rows import PageRows

    shards = [shard for folder in folders for shard in shards_of(folder)]
    part = Part(since, until, outlet, words)
    with open_story(story, write=True) as db:
        loaded = sum(isinstance(o, PageRows) for o in load_findings(db, shards, part))
        relink(db)
    click.echo(f"{story}: {loaded} pages loaded from {len(shards)} shards", err=True)
