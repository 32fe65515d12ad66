"""A format's name in, its writer out: one module a format, imported when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from isnad.export.whole import Whole
from isnad.model import IsnadError


@dataclass(frozen=True, slots=True)
class Format:
    """One way out."""

    name: str
    module: str
    makes: str
    """What is written, and who opens it."""
    example: str
    """A name to write to; one that ends in `/` is a folder."""


FORMATS = tuple(
    Format(*row)
    for row in (
        ("csv", "tables_csv", "a folder of CSV files, one a table, for any spreadsheet", "tables/"),
        ("xlsx", "tables_xlsx", "one workbook, a sheet a table, right to left", "story.xlsx"),
        ("parquet", "tables_parquet", "a folder of Parquet files, for DuckDB, pandas, polars", "tables/"),
        ("jsonl", "json_lines", "everything, one JSON object a line", "story.jsonl"),
        ("annotations", "web_annotation", "W3C Web Annotations (JSON-LD) on the articles' words", "annotations.jsonld"),
        ("timeml", "timeml", "a folder of TimeML documents with TIMEX3, one an article", "timeml/"),
        ("prov", "prov", "provenance as PROV-O (JSON-LD)", "prov.jsonld"),
        ("schema", "schema_claims", "claims as schema.org Claim (JSON-LD)", "claims.jsonld"),
        ("ftm", "follow_the_money", "FollowTheMoney entities, one JSON object a line", "entities.ftm.json"),
        ("plover", "plover", "events in PLOVER terms, one JSON object a line", "events.jsonl"),
        ("gexf", "network_gexf", "the network of sources, for Gephi", "sources.gexf"),
        ("graphml", "network_graphml", "the network of sources, for Gephi, yEd, Cytoscape", "sources.graphml"),
        ("timelinejs", "timeline_js", "a timeline for TimelineJS", "timeline.json"),
        ("ical", "icalendar", "a calendar of what is dated", "story.ics"),
        ("datasette", "datasette_metadata", "metadata for `datasette STORY -m FILE`", "metadata.json"),
        ("markdown", "dossier_markdown", "a dossier in Markdown", "dossier.md"),
        ("docx", "dossier_docx", "a dossier in DOCX, right to left", "dossier.docx"),
    )
)


def write(whole: Whole, name: str, path: Path) -> None:
    """Write a story in a format. Raises `IsnadError` for a name there is none of, where a library that the format needs
    is missing, and where `path` cannot be written."""
    for known in FORMATS:
        if known.name == name:
            import_module(f"isnad.export.{known.module}").write(whole, path)
            return
    raise IsnadError(f"there is no format {name}; there are {', '.join(f.name for f in FORMATS)}")
