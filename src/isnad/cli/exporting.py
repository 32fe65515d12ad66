"""`isnad export`: a story file as files that other tools open."""

from __future__ import annotations

import click


class _Formats(click.ParamType[str]):
    """A format's name; the list of them is read when it is needed, so that --help of other commands does not wait."""

    name = "format"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from isnad.export.formats import FORMATS

        names = [f.name for f in FORMATS]
        if value not in names:
            self.fail(f"{value!r} is none of {', '.join(names)}", param, ctx)
        return value


@click.command(
    epilog="Formats: csv, parquet and timeml write a folder; xlsx, jsonl, annotations, prov, schema, ftm, plover, "
    "gexf, graphml, timelinejs, ical, datasette, markdown and docx write a file. docs/export.md says who opens which."
)
@click.argument("story", metavar="STORY")
@click.argument("format", metavar="FORMAT", type=_Formats())
@click.option("-o", "--output", required=True, metavar="FILE", help="The file (or folder) to write.")
def export(story: str, format: str, output: str) -> None:
    """Write a story in a format that other tools open, with what persons decided of it."""
    from isnad.api import open

    open(story).export(format, output)
    click.echo(f"wrote {output}", err=True)
