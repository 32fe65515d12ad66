"""The page of the command line says what the commands say."""

from __future__ import annotations

import click
import pytest
from tests.cli.reference import PAGE, render

from isnad.cli import group

TOP = click.Context(group, info_name="isnad")


def test_the_page_is_the_commands_own_help() -> None:
    assert PAGE.read_text("utf-8") == render(), "run: python -m tests.cli.reference"


@pytest.mark.parametrize("name", group.list_commands(TOP))
def test_every_command_and_option_says_what_it_does(name: str) -> None:
    command = group.get_command(TOP, name)
    assert command is not None
    assert command.help
    silent = [p.name for p in command.params if isinstance(p, click.Option) and not (p.help or "").endswith(".")]
    assert not silent
