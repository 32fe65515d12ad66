"""`isnad report`: a story file as one page to open and to send."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("story", metavar="STORY")
@click.option("-o", "--output", required=True, metavar="FILE", help="The page to write, such as report.html.")
@click.pass_obj
def report(lang: str, story: str, output: str) -> None:
    """Write a story as one self-contained HTML page, Arabic with an English switch.

    What people corrected at the desk stands in it; statements they rejected do not.
    """
    from isnad.export.report import write_report
    from isnad.store import query
    from isnad.store.decided import StoredRecords
    from isnad.store.file import open_story
    from isnad.store.query.snapshot import snapshot

    with open_story(story) as db, snapshot(db):
        write_report(StoredRecords(db).accepted(), query.links(db), Path(output))
    click.echo(f"wrote {output}", err=True)
