"""Arguments in, calls out, and the answer on the right stream: data to stdout, messages to stderr, an honest exit code.

Exit codes: 0 done; 1 it could not be done, and one line says why; 2 the command line is wrong; 3 done, but some of
what was given was rejected or failed (each named on stderr and kept in the store); 130 stopped by the user; 141 the
reader of our output went away.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import IO, Any

import click

from isnad import __version__

_COMMANDS = {
    "build": "isnad.cli.reading",
    "read": "isnad.cli.reading",
    "watch": "isnad.cli.watching",
    "show": "isnad.cli.showing",
    "why": "isnad.cli.explaining",
    "origins": "isnad.cli.explaining",
    "search": "isnad.cli.showing",
    "report": "isnad.cli.giving",
    "serve": "isnad.cli.serving",
    "mcp": "isnad.cli.serving",
    "export": "isnad.cli.exporting",
    "load": "isnad.cli.scaling",
    "rules": "isnad.cli.knowing",
}
"""Command, and the module that holds it under that name."""


class _Commands(click.Group):
    """Imports a command's module when it is asked for, so that the others cost nothing."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = _COMMANDS.get(cmd_name)
        command = getattr(import_module(module), cmd_name) if module else None
        return command if isinstance(command, click.Command) else None

    def invoke(self, ctx: click.Context) -> Any:
        from isnad.model import IsnadError  # 40 ms that --help and --version need not wait for

        try:
            return super().invoke(ctx)
        except IsnadError as error:
            raise _Refused(str(error)) from error
        except BrokenPipeError:
            raise click.exceptions.Exit(141) from None


class _Refused(click.ClickException):
    """It could not be done: one line, exit code 1."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"isnad: {self.message}", err=True)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="isnad")
@click.option(
    "--lang",
    type=click.Choice(["en", "ar"]),
    envvar="ISNAD_LANG",
    help="Language of messages and headings; also ISNAD_LANG. Without it, Arabic where the locale is, else English.",
)
@click.pass_context
def group(ctx: click.Context, lang: str | None) -> None:
    """A pile of Arabic news pages in, a sourced record out: who said what, when, through whom, and who contests it.

    Start with: isnad build PATH... -o story.db, then isnad show story.db.
    """
    ctx.obj = lang or _locale_language()


def main() -> None:
    """The `isnad` command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # Arabic goes out as UTF-8 whatever the locale; lone surrogates as escapes
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = group.main(standalone_mode=False)
        sys.stdout.flush()
    except click.Abort:
        _leave(130, "stopped; what was read is stored, and the same command goes on from there")
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing is left to say, at exit neither
        sys.exit(141)
    sys.exit(code if isinstance(code, int) else 0)


def _leave(code: int, message: str) -> None:
    click.echo(f"isnad: {message}", err=True)
    sys.exit(code)


def _locale_language() -> str:
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "ar" if spoken.startswith("ar") else "en"
