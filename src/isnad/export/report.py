"""Records and links in, one self-contained page out: the sourced record as a person reads it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from isnad import __version__
from isnad.export.arabic import Noun, counted, counted_range, digits, long_date
from isnad.export.report_view import view_of
from isnad.model import IsnadError, Links, Record


def write_report(records: Iterable[Record], links: Links, path: Path) -> None:
    """Write the report to `path`. Raises `IsnadError` where the file cannot be written."""
    page = render_report(records, links)
    try:
        path.write_text(page, "utf-8")
    except OSError as error:
        raise IsnadError(f"{path}: the report cannot be written ({error.strerror}); choose another place") from error


def render_report(records: Iterable[Record], links: Links) -> str:
    """The report as HTML: right to left, Arabic with an English switch, no network, no script.

    Same records and links, same characters.
    """
    return _environment().get_template("report.html").render(view=view_of(records, links), version=__version__)


@cache
def _environment() -> Environment:
    labels = tomllib.loads(files("isnad.export").joinpath("templates/labels.toml").read_text("utf-8"))
    nouns = {name: _Counting(entry) for name, entry in labels["nouns"].items()}
    environment = Environment(
        loader=PackageLoader("isnad.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(labels=labels, nouns=nouns)
    environment.filters["digits"] = digits
    environment.filters["long_date"] = lambda iso: long_date(iso, labels["weekdays_ar"], labels["months_ar"])
    environment.filters["web_address"] = _web_address
    return environment


class _Counting:
    """A counted noun of `labels.toml`, in both languages."""

    def __init__(self, entry: dict[str, Any]) -> None:
        self.singular, self.plural = entry["en"]
        self.noun = Noun(**{name: value for name, value in entry.items() if name != "en"})

    def ar(self, number: int) -> str:
        return counted(number, self.noun)

    def ar_range(self, least: int, most: int) -> str:
        return counted_range(least, most, self.noun)

    def en(self, number: int) -> str:
        return f"{number} {self.singular if number == 1 else self.plural}"

    def en_range(self, least: int, most: int) -> str:
        return self.en(most) if least == most else f"{least} to {self.en(most)}"


def _web_address(url: str | None) -> str | None:
    """The address where a click may lead: pages also carry `javascript:` and other schemes."""
    return url if url and url.lower().startswith(("https://", "http://")) else None
