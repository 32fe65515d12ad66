"""`isnad build` and `isnad read`: pages from paths into a story file, or onto stdout."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from isnad.cli.assisting import assisting

if TYPE_CHECKING:
    from isnad.model import Failure, Page, Rejected
    from isnad.plan import Engine
    from isnad.store.build import Summary

_JOBS = click.option(
    "-j", "--jobs", type=click.IntRange(min=1), help="Processes that read pages; as many as there are cores by default."
)
_LIMIT = click.option(
    "--limit", type=click.FloatRange(min=0.1), default=30.0, show_default=True, help="Seconds one page may take."
)


_ENGINE = click.option(
    "--engine",
    type=click.Choice(["pool", "serial", "spark"]),
    default="pool",
    show_default=True,
    help="What runs it: processes of this machine, this process alone, or Apache Spark; the result is the same.",
)
_MASTER = click.option(
    "--master", metavar="URL", help="With --engine spark: local[2], spark://HOST:7077, yarn; all cores here by default."
)


_GROUP = 20
"""Times a page's limit that one group of linking may take: a claim told on ten thousand pages is one."""


_NETWORK = click.option(
    "--own-network", is_flag=True, help="Let addresses inside your own network be asked; they are refused otherwise."
)
_FIELDS = ("text", "title", "published", "url", "outlet", "byline")


def _columns(command: Callable[..., None]) -> Callable[..., None]:
    """Options that name the columns of a dump."""
    for field in reversed(_FIELDS):
        told = f"Column of CSV and JSON files that holds the {field}; well-known names are found without it."
        command = click.option(f"--{field}-column", metavar="NAME", help=told)(command)
    return command


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("-o", "--output", "story", metavar="STORY", help="The story file, made where there is none.")
@click.option("--parquet", metavar="FOLDER", help="In place of a story file: findings as Parquet, one folder a PATH.")
@click.option(
    "--link/--no-link",
    "linked",
    default=True,
    show_default=True,
    help="With --parquet: find reprints, entities and claims across all that lies in FOLDER.",
)
@_ENGINE
@_MASTER
@_JOBS
@_LIMIT
@click.option("--retry", is_flag=True, help="Try pages that failed again, though the rules are the same.")
@_columns
@_NETWORK
@assisting
@click.pass_obj
def build(
    lang: str,
    /,
    paths: tuple[str, ...],
    story: str | None,
    parquet: str | None,
    linked: bool,
    engine: str,
    master: str | None,
    jobs: int | None,
    limit: float,
    retry: bool,
    own_network: bool,
    **columns: str | None,
) -> None:
    """Read files and folders into a story file.

    Running it again adds what is new and repeats nothing; an interrupted run goes on where it stopped. Stored pages
    that an older version of the rules has read are read anew. What is rejected, and why, is kept: see
    isnad show STORY --rejected.
    """
    if (story is None) == (parquet is None):
        raise click.UsageError("say where it goes: -o STORY, or --parquet FOLDER")
    if parquet is not None:
        raise click.exceptions.Exit(_into_parquet(paths, parquet, linked, engine, master, jobs, limit))
    assert story is not None, "one of the two is given"
    from isnad.cli.screen import Progress
    from isnad.store.build import build as build_story

    progress = Progress("pages")
    with progress.running():
        summary = build_story(
            story,
            _arrivals(paths, columns, own_network),
            engine_of(engine, master, jobs, limit),
            retry=retry,
            told=tell,
            tick=lambda s: progress.at(s.seen + s.again),
            linking=lambda: progress.at(0, "linking"),
        )
    click.echo(_in_words(summary, story), err=True)
    raise click.exceptions.Exit(3 if summary.rejected or summary.failed else 0)


def _into_parquet(
    paths: tuple[str, ...], folder: str, linked: bool, engine: str, master: str | None, jobs: int | None, limit: float
) -> int:
    from isnad.cli.scaling import build_parquet, link_parquet

    shards, groups = (engine_of(engine, master, jobs, each, few=2) for each in (math.inf, _GROUP * limit))
    code = build_parquet(paths, folder, shards, limit)
    return max(code, link_parquet(folder, groups) if linked else 0)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--jsonl", is_flag=True, help="One JSON object a line, one line an article (the only form).")
@click.option("--together", is_flag=True, help="Let the pages date each other before they are printed.")
@_JOBS
@_LIMIT
@_columns
@_NETWORK
@click.pass_obj
def read(
    lang: str,
    /,
    paths: tuple[str, ...],
    jsonl: bool,
    together: bool,
    jobs: int | None,
    limit: float,
    own_network: bool,
    **columns: str | None,
) -> None:
    """Read files and folders and print their records, one JSON object a line, one line an article.

    With --together the whole pile is held in memory: a page without a date is placed by what it tells in common with
    dated ones, and its weekdays get their days.
    """
    from isnad.export.contract import to_line
    from isnad.model import Failure, Record, Rejected
    from isnad.pipeline import ANALYSE, date_together

    troubled = False
    held: list[Record] = []
    for outcome in engine_of("pool", None, jobs, limit).run(ANALYSE, _arrivals(paths, columns, own_network)):
        if isinstance(outcome, Rejected | Failure):
            troubled = True
            tell(outcome)
        elif together:
            held += outcome.records
        else:
            for record in outcome.records:
                click.echo(to_line(record))
    for record in date_together(held):
        click.echo(to_line(record))
    raise click.exceptions.Exit(3 if troubled else 0)


def _arrivals(paths: tuple[str, ...], columns: dict[str, str | None], own_network: bool) -> Iterable[Page | Rejected]:
    from isnad.intake import Columns, read_paths

    return read_paths(paths, Columns(**{field: columns[f"{field}_column"] for field in _FIELDS}), own_network)


def engine_of(name: str, master: str | None, jobs: int | None, limit: float, few: int = 16) -> Engine:
    """The engine of that name; each gives the same output. Fewer than `few` records are read by this process alone."""
    if name == "spark":
        from isnad.run.cluster import Spark

        return Spark(master or f"local[{jobs or '*'}]", limit)
    if name == "serial":
        from isnad.run.serial import Serial

        return Serial(limit)
    from isnad.run.pool import Pool

    return Pool(jobs, limit, few=few)


def tell(outcome: Rejected | Failure | Any) -> None:
    """One line on stderr for what gave no article."""
    from isnad.cli.screen import safe
    from isnad.model import Rejected

    if isinstance(outcome, Rejected):
        click.echo(safe(f"isnad: {outcome.source}: {outcome.reason}: {outcome.remedy}"), err=True)
    else:
        click.echo(safe(f"isnad: {outcome.source}: failed in {outcome.stage}: {outcome.error}"), err=True)


def _in_words(summary: Summary, story: str) -> str:
    parts = [
        f"{story}: {summary.seen} pages seen = {summary.read} read ({summary.articles} articles)",
        f"{summary.known} known already",
        f"{summary.rejected} rejected",
        f"{summary.failed} failed",
    ]
    again = f"; {summary.again} stored pages read anew under changed rules" if summary.again else ""
    return " + ".join(parts) + again
