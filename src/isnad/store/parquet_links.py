"""What holds across shards in, a folder of Parquet tables out: the store's link tables, a file a piece.

The tables lie below `links/` beside the shards, and are whole once `done.json` stands there, written last.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from isnad.model import Claim, DuplicateGroup, EntityLink, IsnadError, Links
from isnad.store.links import LINK_TABLES, link_rows
from isnad.store.parquet import located, table_schema

FLUSH = 2_000
"""Links of one row group: what a writer holds in memory."""

FOUND = tuple(t for t in LINK_TABLES if not t.startswith(("dating", "storyline")))
"""Tables written: dates and storylines are found in the part that is loaded."""


@dataclass(frozen=True, slots=True)
class Found:
    """Finished links: what they are made of, how many of each kind, and what could not be linked."""

    state: str
    counts: dict[str, int]
    failures: list[tuple[str, str, str]]
    """Source, stage and error of each."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Links of one kind: what one file of each table is made of."""

    kind: str
    before: int
    """Links of its kind that stand before the first of these."""
    links: Iterable[DuplicateGroup | EntityLink | Claim]


@dataclass(frozen=True, slots=True)
class WriteLinks:
    """Writes one piece below a folder; travels between processes and machines."""

    folder: str

    def __call__(self, piece: Piece) -> Iterator[str]:
        rest, before = iter(piece.links), piece.before
        name = f"{piece.kind}-{piece.before:012}"
        with _Files(self.folder, name) as files:
            while held := list(islice(rest, FLUSH)):
                files.write(_as_links(held), before)
                before += len(held)
        yield name


def links_done(folder: str, state: str) -> Found | None:
    """The finished links below a folder, where they are made of `state`."""
    system, path = located(f"{folder.rstrip('/')}/links/done.json")
    try:
        with system.open(path) as file:
            found = Found(**json.load(file))
    except (OSError, ValueError, TypeError):
        return None
    return found if found.state == state else None


def begin_links(folder: str) -> str:
    """An empty folder for links below `folder`."""
    system, path = located(f"{folder.rstrip('/')}/links")
    if system.exists(path):
        system.rm(path, recursive=True)
    for table in FOUND:
        system.makedirs(f"{path}/{table}", exist_ok=True)
    return f"{folder.rstrip('/')}/links"


def related_pages(folder: str, pages: frozenset[str]) -> frozenset[str]:
    """Pages that carry the same text as one of these, or tell or contest the same claim; these among them.

    Raises `IsnadError` where the findings below the folder were not linked.
    """
    system, path = located(f"{folder.rstrip('/')}/links")
    if not system.exists(f"{path}/done.json"):
        raise IsnadError(f"{folder} holds no links: `isnad build PATH --parquet {folder}` makes them")
    out = set(pages)
    for table, group, member in (
        ("duplicate_article", "duplicate_group", "article"),
        ("claim_statement", "claim", "attribution"),
    ):
        files = [f"{path}/{table}/{str(p).rsplit('/', 1)[-1]}" for p in system.glob(f"{path}/{table}/*.parquet")]
        met = {g for file in files for g, m in _pairs(system, file, group, member) if _page(m) in pages}
        out |= {_page(m) for file in files for g, m in _pairs(system, file, group, member) if g in met}
    return frozenset(out)


def _pairs(system: Any, file: str, *columns: str) -> Iterator[tuple[str, str]]:
    import pyarrow.parquet as pq

    with system.open(file, "rb") as stream:
        for batch in pq.ParquetFile(stream).iter_batches(batch_size=65536, columns=list(columns)):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _page(id: str) -> str:
    """The page of an article's or an attribution's id, which it leads."""
    return id.partition(".")[0]


def finish_links(folder: str, found: Found) -> None:
    """Mark the links as whole."""
    system, path = located(f"{folder.rstrip('/')}/links/done.json")
    with system.open(path, "w") as file:
        json.dump(asdict(found), file)


def _as_links(held: list[Any]) -> Links:
    return Links(
        tuple(x for x in held if isinstance(x, DuplicateGroup)),
        tuple(x for x in held if isinstance(x, EntityLink)),
        tuple(x for x in held if isinstance(x, Claim)),
    )


class _Files:
    """One Parquet file a table, made where there is a row for it."""

    def __init__(self, folder: str, name: str) -> None:
        self.system, self.path = located(folder)
        self.name = name
        self.open: dict[str, tuple[Any, Any]] = {}

    def __enter__(self) -> _Files:
        return self

    def __exit__(self, *error: object) -> None:
        for stream, writer in self.open.values():
            writer.close()
            stream.close()

    def write(self, links: Links, before: int) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        for table, rows in link_rows(links, before).items():
            if not rows:
                continue
            schema = table_schema(table)
            if table not in self.open:
                stream = self.system.open(f"{self.path}/{table}/{self.name}.parquet", "wb")
                self.open[table] = stream, pq.ParquetWriter(stream, schema, compression="zstd")
            columns = [pa.array(c, field.type) for c, field in zip(zip(*rows, strict=True), schema, strict=True)]
            self.open[table][1].write_table(pa.Table.from_arrays(columns, schema=schema))
