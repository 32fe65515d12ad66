"""`isnad build --assist`: once the story is built, a language model of the user's choice reads doubtful statements."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from typing import Any

import click

KEY = "ISNAD_ASSIST_KEY"
"""Environment variable with the key of the endpoint, where it asks for one: keys do not belong on a command line."""


def assisting(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options of `--assist`; what it does without them stays exactly as it was."""

    @click.option(
        "--assist",
        "endpoint",
        metavar="URL",
        help="Then ask a language model about doubtful statements: the base address of an OpenAI-compatible endpoint, "
        f"such as http://localhost:8080/v1. A key, if it asks for one, comes from {KEY}.",
    )
    @click.option(
        "--assist-model", "model", metavar="NAME", default="default", help="The model's name at the endpoint."
    )
    @click.option(
        "--assist-below",
        "below",
        type=click.FloatRange(0, 1),
        default=0.5,
        show_default=True,
        help="Ask about statements whose confidence lies below this.",
    )
    @functools.wraps(command)
    def with_assistance(*given: Any, endpoint: str | None, model: str, below: float, **options: Any) -> None:
        if endpoint is not None and options.get("story") is None:
            raise click.UsageError("--assist reads the statements of a story file: say which with -o STORY")
        try:
            command(*given, **options)
        except click.exceptions.Exit as done:
            if endpoint is not None and done.exit_code in (0, 3):
                _assist(options["story"], endpoint, model, below)
            raise

    return with_assistance


def _assist(story: str, url: str, model: str, below: float) -> None:
    from isnad.assist import Assisted, Endpoint, assist
    from isnad.store import query
    from isnad.store.assisted import write_readings
    from isnad.store.build import relink
    from isnad.store.file import open_story

    told = Assisted()
    endpoint = Endpoint(url, model, os.environ.get(KEY))
    with open_story(story, write=True) as db:
        try:
            write_readings(db, assist(query.records(db), endpoint, below, told))
        finally:
            relink(db)
            counts = f"{told.taken} read anew, {told.same} the same, {told.refused} refused, {told.silent} unanswered"
            click.echo(f"assisted by {model}: {told.asked} doubtful statements asked = {counts}", err=True)
