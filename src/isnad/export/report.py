"""Records and links in, one self-contained page out: the sourced record as a person reads it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader

from isnad import __version__
from isnad.export.report_view import view_of
from isnad.export.wording import environment
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
    out = environment(PackageLoader("isnad.export"))
    out.globals.update(
        to_statement=lambda statement: f"#{statement.anchor}",
        to_evidence=lambda evidence: f"#a-{evidence.article}",
        to_entity=lambda entity: None,
    )
    return out
