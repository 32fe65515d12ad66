"""Outcomes of a run in, a folder of Parquet tables out, and back into a story file: the store's tables, file by file.

The tables and columns are those of `schema.sql`, so that what is known of one form holds for the other. A folder is
whole once it holds `done.json`, which is written last. Paths may be on object storage (`s3://…`, through fsspec).
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

from isnad.model import Failure, IsnadError, Record, Rejected
from isnad.store import query
from isnad.store.load import Loadable, load
from isnad.store.rows import TABLES, PageRows, Row, searched_row
from isnad.text.fold import fold

FLUSH = 500
"""Pages of one row group: what a writer holds in memory."""

BATCH = 200
"""Pages turned back into records at once."""

BESIDE = ("links", "steps")
"""Folders beside the shards' that hold no findings: what was found across shards, and scratch."""

KEPT = tuple(table for table in TABLES if table != "article_folded")
"""Tables written; the match form of texts is made again on the way back."""

_REFUSED = ("rejected", "failure")
_PAGE_TABLES = ("page", "furniture", "article")


@dataclass(frozen=True, slots=True)
class Parquet:
    """Findings as Parquet: the output of sharded runs."""

    def done(self, output: str, version: str) -> tuple[int, int, int, int] | None:
        """What an earlier run of the same version finished here, if it did."""
        found = _mark(output)
        return found[1] if found and found[0] == version else None

    def write(self, output: str, outcomes: Iterable[Loadable], version: str) -> tuple[int, int, int, int]:
        """Write all of it; the mark that it is whole comes last. Pages read, articles, rejected, failed."""
        system, path = located(output)
        if system.exists(path):
            system.rm(path, recursive=True)
        system.makedirs(path, exist_ok=True)
        counts = [0, 0, 0, 0]
        with _Tables(system, path) as tables:
            for outcome in outcomes:
                tables.add(outcome, version)
                _count(counts, outcome)
        with system.open(f"{path}/done.json", "w") as file:
            json.dump({"version": version, "counts": counts}, file)
        return counts[0], counts[1], counts[2], counts[3]


@dataclass(frozen=True, slots=True)
class Part:
    """Which pages of the findings are wanted: those with an article that meets all of it; None asks for nothing."""

    since: str | None = None
    """ISO day, included; undated articles are then left out."""
    until: str | None = None
    outlet: str | None = None
    words: str | None = None
    """A word or phrase of title or text, in any spelling."""


def load_findings(
    db: sqlite3.Connection, folders: Iterable[str], part: Part, also: frozenset[str] = frozenset()
) -> Iterator[Loadable]:
    """Load a part of the findings into a story file, shard by shard; a page that is there is replaced by itself.

    `also` are ids of pages that are loaded whether or not they lie in the part.
    Findings keep the version of the rules that made them; the next `isnad build` reads those of another version anew.
    Raises `IsnadError` for a folder that holds no whole findings.
    """
    for folder in folders:
        found = _mark(folder)
        if found is None:
            raise IsnadError(f"{folder} holds no finished findings; build it again")
        yield from load(db, _outcomes(folder, part, also), found[0])


def shards_of(folder: str) -> tuple[str, ...]:
    """Finished findings below a folder, or the folder itself where it is one, sorted."""
    system, path = located(folder)
    scheme = folder.split("://")[0] + "://" if "://" in folder else ""
    found = [path] if system.exists(f"{path}/done.json") else []
    below = (str(p).removesuffix("/done.json") for p in system.glob(f"{path}/*/done.json"))
    found += [p for p in below if p.rsplit("/", 1)[-1] not in BESIDE]
    if not found:
        raise IsnadError(f"{folder} holds no findings: `isnad build PATH --parquet {folder}` makes them")
    return tuple(sorted(scheme + p for p in found))


def articles_in(shards: Iterable[str]) -> int:
    """Articles that finished shards hold, those that lie in several counted in each."""
    return sum(found[1][1] for shard in shards if (found := _mark(shard)))


def state_of(shards: Iterable[str], version: str) -> str:
    """Digest of what finished shards hold and of the rules and code that link them."""
    digest = hashlib.sha256(version.encode())
    for shard in shards:
        digest.update(f"{shard.rsplit('/', 1)[-1]} {_mark(shard)}\n".encode())
    return digest.hexdigest()[:16]


class _Tables:
    """One Parquet writer a table, filled page by page."""

    def __init__(self, system: Any, path: str) -> None:
        import pyarrow.parquet as pq

        self.held: dict[str, list[Row]] = defaultdict(list)
        self.outcomes = 0
        self.pages: set[str] = set()
        self.streams = {name: system.open(f"{path}/{name}.parquet", "wb") for name in (*KEPT, *_REFUSED)}
        self.writers = {n: pq.ParquetWriter(s, table_schema(n), compression="zstd") for n, s in self.streams.items()}

    def __enter__(self) -> _Tables:
        return self

    def __exit__(self, *error: object) -> None:
        self._flush()
        for name, writer in self.writers.items():
            writer.close()
            self.streams[name].close()

    def add(self, outcome: Loadable, version: str) -> None:
        if isinstance(outcome, PageRows):
            if outcome.page not in self.pages:  # the same page twice is the same page once
                self.pages.add(outcome.page)
                for name, rows in outcome.tables:
                    if name in self.writers:
                        self.held[name] += [(*row, version) for row in rows] if name == "page" else rows
        elif isinstance(outcome, Rejected):
            self.held["rejected"].append((outcome.source, outcome.page, outcome.reason, outcome.remedy, version))
        else:
            self.held["failure"].append((outcome.source, outcome.page, outcome.stage, outcome.error, version))
        self.outcomes += 1
        if self.outcomes % FLUSH == 0:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        for name, rows in self.held.items():
            if rows:
                schema = table_schema(name)
                columns = [
                    pa.array(column, field.type) for column, field in zip(zip(*rows, strict=True), schema, strict=True)
                ]
                self.writers[name].write_table(pa.Table.from_arrays(columns, schema=schema))
        self.held.clear()


def records_of(folder: str) -> Iterator[Record]:
    """The articles of one shard with their annotations, as analysis gave them, a few hundred in memory at a time."""
    found = _pages(folder)
    db = sqlite3.connect(":memory:", isolation_level=None)
    try:
        db.executescript((files("isnad.store") / "schema.sql").read_text("utf-8"))
        while batch := list(islice(found, BATCH)):
            for table, rows in (filled for page in batch for filled in page.tables):
                stamped = [(*row, "") for row in rows] if table == "page" else rows
                db.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(stamped[0]))})", stamped)
            yield from query.records(db)
            for table in reversed(KEPT):
                db.execute(f"DELETE FROM {table}")
    finally:
        db.close()


def _outcomes(folder: str, part: Part, also: frozenset[str]) -> Iterator[Loadable]:
    """The wanted pages of one shard as they were when they were analysed."""
    wanted = None if part == Part() else chosen_pages(folder, part) | also
    for page in _pages(folder):
        if wanted is None or page.page in wanted:
            yield _searchable(page)
    if wanted is None:
        for source, id, reason, remedy, _ in table_rows(folder, "rejected"):
            yield Rejected(source, reason, remedy, id)
        for source, id, stage, error, _ in table_rows(folder, "failure"):
            yield Failure(source, stage, error, id)


def _pages(folder: str) -> Iterator[PageRows]:
    """Pages in the order they were read, one in memory at a time: every table's rows stand in that order."""
    streams = {name: _Stream(table_rows(folder, name)) for name in KEPT}
    while (row := streams["page"].next()) is not None:
        id = row[0]
        tables: dict[str, list[Row]] = {"page": [row[:-1]]}
        tables["furniture"] = streams["furniture"].those(0, {id})
        tables["article"] = articles = streams["article"].those(1, {id})
        ids = {a[0] for a in articles}
        for name in KEPT:
            if name not in _PAGE_TABLES:
                tables[name] = streams[name].those(_article_at(name), ids)
        yield PageRows(id, row[1], len(articles), tuple((n, tuple(tables[n])) for n in KEPT if tables[n]))


def _searchable(page: PageRows) -> PageRows:
    """With the match form of its texts, which is not kept."""
    folded = tuple(searched_row(a[0], a[3], a[4]) for a in dict(page.tables).get("article", ()))
    return page._replace(tables=(*page.tables, ("article_folded", folded))) if folded else page


class _Stream:
    """Rows of one table, taken from the front."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self.rows = rows
        self.front = next(rows, None)

    def next(self) -> Row | None:
        taken, self.front = self.front, next(self.rows, None)
        return taken

    def those(self, column: int, values: Container[str]) -> list[Row]:
        """The rows in front whose column holds one of the values."""
        out: list[Row] = []
        while self.front is not None and self.front[column] in values:
            out.append(self.front)
            self.front = next(self.rows, None)
        return out


@cache
def _article_at(table: str) -> int:
    return [name for name, _ in _columns(table)].index("article")


def chosen_pages(folder: str, part: Part) -> frozenset[str]:
    """Pages with an article that meets the conditions."""
    out: set[str] = set()
    words = fold(part.words) if part.words else None
    for page, title, text, outlet, published in table_rows(
        folder, "article", ("page", "title", "text", "outlet", "published")
    ):
        day = (published or "")[:10]
        if (part.since and day < part.since) or (part.until and not "" < day <= part.until):
            continue
        if part.outlet and outlet != part.outlet:
            continue
        if words and words not in fold(f"{title or ''}\n{text}"):
            continue
        out.add(page)
    return frozenset(out)


def table_rows(folder: str, table: str, columns: tuple[str, ...] | None = None) -> Iterator[Row]:
    import pyarrow.parquet as pq

    system, path = located(folder)
    with system.open(f"{path}/{table}.parquet", "rb") as file:
        for batch in pq.ParquetFile(file).iter_batches(batch_size=4096, columns=list(columns) if columns else None):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _mark(output: str) -> tuple[str, tuple[int, int, int, int]] | None:
    """What `done.json` says, where it is there and whole."""
    system, path = located(output)
    try:
        with system.open(f"{path}/done.json") as file:
            found = json.load(file)
    except (OSError, ValueError):
        return None
    read, articles, rejected, failed = found["counts"]
    return found["version"], (read, articles, rejected, failed)


def _count(counts: list[int], outcome: Loadable) -> None:
    if isinstance(outcome, PageRows):
        counts[0] += 1
        counts[1] += outcome.articles
    else:
        counts[2 if isinstance(outcome, Rejected) else 3] += 1


def located(url: str) -> tuple[Any, str]:
    try:
        import pyarrow  # noqa: F401
        from fsspec.core import url_to_fs
    except ImportError:
        raise IsnadError("findings as Parquet need pyarrow and fsspec: pip install 'isnad[cluster]'") from None
    system, path = url_to_fs(url)
    return system, str(path)


@cache
def _columns(table: str) -> tuple[tuple[str, str], ...]:
    """Columns of a table and their SQL types, from the schema itself."""
    db = sqlite3.connect(":memory:")
    try:
        db.executescript((files("isnad.store") / "schema.sql").read_text("utf-8"))
        return tuple((row[1], row[2]) for row in db.execute(f"PRAGMA table_info({table})"))
    finally:
        db.close()


@cache
def table_schema(table: str) -> Any:
    import pyarrow as pa

    types = {"TEXT": pa.string(), "INTEGER": pa.int64(), "REAL": pa.float64(), "BLOB": pa.binary()}
    return pa.schema([(name, types[kind]) for name, kind in _columns(table)])
