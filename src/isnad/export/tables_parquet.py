"""A story in, a folder with one Parquet file a table out, for DuckDB, pandas, polars and other readers of columns."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from isnad.export.files import fill_folder, replacing
from isnad.export.needs import needed
from isnad.export.tables import TABLES, Cell, Kind, Table
from isnad.export.whole import Whole

ROW_GROUP = 20_000
"""Rows held in memory at once, and written as one row group."""


def write(whole: Whole, path: Path) -> None:
    """Write `articles.parquet`, `statements.parquet` … into the folder `path`; texts are kept exactly as they are.

    Raises `IsnadError` where pyarrow is missing or a file cannot be written.
    """
    arrow = needed("pyarrow", "Parquet")
    parquet = needed("pyarrow.parquet", "Parquet")
    fill_folder(path, ((f"{t.name}.parquet", partial(_write, arrow, parquet, whole, t)) for t in TABLES))


def arrow_table(whole: Whole, table: Table) -> Any:
    """A table as a `pyarrow.Table`, from which pandas and polars make their frames."""
    arrow = needed("pyarrow", "a data frame")
    schema = _schema(arrow, table)
    return arrow.Table.from_batches(list(_batches(arrow, whole, table, schema)), schema)


def _write(arrow: Any, parquet: Any, whole: Whole, table: Table, path: Path) -> None:
    schema = _schema(arrow, table)
    with replacing(path) as part, parquet.ParquetWriter(part, schema, compression="zstd") as writer:
        for batch in _batches(arrow, whole, table, schema):
            writer.write_batch(batch)


def _batches(arrow: Any, whole: Whole, table: Table, schema: Any) -> Iterator[Any]:
    rows = table.rows(whole)
    while part := list(islice(rows, ROW_GROUP)):
        columns = [
            arrow.array([_storable(v) for v in column], field.type)
            for column, field in zip(zip(*part, strict=True), schema, strict=True)
        ]
        yield arrow.RecordBatch.from_arrays(columns, schema=schema)


def _storable(value: Cell) -> Cell:
    """Lone surrogates have no place in UTF-8; every other character stays."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def _schema(arrow: Any, table: Table) -> Any:
    types: dict[Kind, Any] = {
        "text": arrow.string(), "number": arrow.int64(), "share": arrow.float64(), "yes or no": arrow.bool_(),
    }  # fmt: skip
    return arrow.schema([(name, types[kind]) for name, kind in table.columns])
