"""`isnad serve`: a story file opened as a desk in the browser."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("story", metavar="STORY")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Where to listen. Any address but the loopback one demands the token that is printed.",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8420, show_default=True, help="Port; 0 takes a free one."
)
def serve(story: str, host: str, port: int) -> None:
    """Open a story in the browser: read, check and correct its record."""
    from isnad.web.serving import serve as serve_desk

    serve_desk(
        Path(story), host, port, lambda address: click.echo(f"the desk is at {address}  (Ctrl+C ends it)", err=True)
    )
