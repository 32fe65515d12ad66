"""`isnad serve` and `isnad mcp`: a story file opened as a desk in the browser, or to be asked by other programs."""

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


@click.command()
@click.argument("story", metavar="STORY")
def mcp(story: str) -> None:
    """Answer questions about a story over stdin and stdout, in the Model Context Protocol.

    A client such as an assistant starts it and asks: search, claims, speakers, storylines, source chains. Every answer
    carries the words of the pages and their offsets; nothing can be changed.
    """
    try:
        from isnad.mcp.serving import serve as serve_questions
    except ImportError as error:
        from isnad.model import IsnadError

        raise IsnadError(
            f"the server for MCP clients needs the extra [mcp] ({error.name} is missing): pip install 'isnad[mcp]'"
        ) from None
    serve_questions(Path(story))
