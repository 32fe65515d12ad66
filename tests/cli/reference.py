"""The command line as a page of documentation, made from the commands themselves: `python -m tests.cli.reference`."""

from __future__ import annotations

from pathlib import Path

import click

from isnad.cli import group

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"

HEAD = """# The command line

Made from the commands by `python -m tests.cli.reference`; a test holds this page to them.

Data goes to stdout, messages to stderr. At a terminal there are colours and tables; in a pipe, one tab stands between
cells. `--lang ar` gives headings in Arabic, `--lang en` in English; `ISNAD_LANG` does the same.

| exit code | what it says |
|---|---|
| 0 | done |
| 1 | it could not be done, and one line on stderr says why; `search`: nothing found |
| 2 | the command line is wrong |
| 3 | done, but some of what was given was rejected or failed: each is named on stderr, `build` keeps it |
| 130 | stopped by the user; what was read is stored, and the same command goes on |
| 141 | the reader of the output went away |
"""


def render() -> str:
    """The whole page."""
    top = click.Context(group, info_name="isnad", terminal_width=100, **group.context_settings)
    parts = [HEAD, "## isnad\n", _block(group.get_help(top))]
    for name in group.list_commands(top):
        command = group.get_command(top, name)
        assert command is not None
        context = click.Context(command, parent=top, info_name=name)
        parts += [f"## isnad {name}\n", _block(command.get_help(context))]
    return "\n".join(parts)


def _block(text: str) -> str:
    return f"```\n{text.rstrip()}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(render(), "utf-8")
