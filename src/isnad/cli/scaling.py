"""`isnad load`, and building into Parquet: piles larger than a story file, and the parts of them one wants to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from isnad.plan import Engine, Kept
    from isnad.store.parquet_links import Found


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


def link_parquet(folder: str, engine: Engine) -> int:
    """Links across all shards below a folder, laid beside them; the exit code."""
    from isnad.pipeline import link_version
    from isnad.store.parquet import shards_of, state_of
    from isnad.store.parquet_links import finish_links, links_done

    shards = shards_of(folder)
    state = state_of(shards, link_version())
    found = links_done(folder, state)
    again = " (linked before)" if found else ""
    if found is None:
        found = _linked(folder, shards, state, engine)
        finish_links(folder, found)
    for source, stage, error in found.failures:
        click.echo(f"isnad: {source}: failed in {stage}: {error}", err=True)
    counts = found.counts
    parts = f"{counts['DuplicateGroup']} groups of copies, {counts['EntityLink']} entities, {counts['Claim']} claims"
    click.echo(f"{folder}/links: {counts['articles']} articles of {len(shards)} shards: {parts}{again}", err=True)
    return 3 if found.failures else 0


def _linked(folder: str, shards: tuple[str, ...], state: str, engine: Engine) -> Found:
    """Link, step by step below `steps/`, and write what is found as tables; an interrupted run goes on."""
    from isnad.link.spread.all import link_spread
    from isnad.model import Claim, DuplicateGroup, EntityLink, Failure
    from isnad.plan import Map
    from isnad.run.kept import Rows, Steps
    from isnad.store.parquet import articles_in, records_of
    from isnad.store.parquet_links import Found, Piece, WriteLinks, begin_links

    keep = Steps(engine, f"{folder.rstrip('/')}/steps", state)
    spread = link_spread(keep, Rows(shards, articles_in(shards), records_of))
    kinds: tuple[tuple[Kept, type[Any]], ...] = (
        (spread.copies, DuplicateGroup), (spread.entities, EntityLink), (spread.claims, Claim),
    )  # fmt: skip
    pieces = [Piece(kind.__name__, before, rows) for kept, kind in kinds for before, rows in kept.pieces(kind)]
    wrong = [*keep.failures()]
    for done in engine.run((Map("links as tables", WriteLinks(begin_links(folder))),), pieces):
        if isinstance(done, Failure):
            wrong.append(done)
    counts = {"articles": spread.articles, **{kind.__name__: kept.count(kind) for kept, kind in kinds}}
    found = Found(state, counts, [(f.source, f.stage, f.error) for f in wrong])
    keep.clear()
    return found


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
@click.option(
    "--related", is_flag=True, help="Also pages elsewhere that carry the same text or tell the same claims as these."
)
@click.pass_obj
def load(
    lang: str,
    folders: tuple[str, ...],
    story: str,
    since: str | None,
    until: str | None,
    outlet: str | None,
    words: str | None,
    related: bool,
) -> None:
    """Load findings that build --parquet made, or a part of them, into a story file, and link it."""
    from isnad.store.build import relink
    from isnad.store.file import open_story
    from isnad.store.parquet import Part, chosen_pages, load_findings, shards_of
    from isnad.store.parquet_links import related_pages
    from isnad.store.rows import PageRows

    shards = [shard for folder in folders for shard in shards_of(folder)]
    part = Part(since, until, outlet, words)
    also = frozenset[str]()
    if related:
        chosen = frozenset[str]().union(*(chosen_pages(shard, part) for shard in shards))
        also = frozenset[str]().union(*(related_pages(folder, chosen) for folder in folders))
    with open_story(story, write=True) as db:
        loaded = sum(isinstance(o, PageRows) for o in load_findings(db, shards, part, also))
        relink(db)
    click.echo(f"{story}: {loaded} pages loaded from {len(shards)} shards", err=True)
