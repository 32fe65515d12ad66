"""A story in, one of its tables as a data frame out."""

from __future__ import annotations

from typing import Any

from isnad.export.needs import needed
from isnad.export.tables import Kind, table
from isnad.export.whole import Whole

_PANDAS: dict[Kind, str] = {"text": "string", "number": "Int64", "share": "Float64", "yes or no": "boolean"}


def pandas_frame(whole: Whole, name: str) -> Any:
    """A pandas frame; unknown cells are `<NA>`. Raises `IsnadError` where pandas or the table is missing."""
    pandas = needed("pandas", "a pandas frame", "frames")
    wanted = table(name)
    cells = list(zip(*wanted.rows(whole), strict=True)) or [()] * len(wanted.columns)
    series = {
        column: pandas.array(list(values), dtype=_PANDAS[kind])
        for (column, kind), values in zip(wanted.columns, cells, strict=True)
    }
    return pandas.DataFrame(series)


def polars_frame(whole: Whole, name: str) -> Any:
    """A polars frame. Raises `IsnadError` where polars or the table is missing."""
    polars = needed("polars", "a polars frame", "frames")
    wanted = table(name)
    types: dict[Kind, Any] = {
        "text": polars.String, "number": polars.Int64, "share": polars.Float64, "yes or no": polars.Boolean,
    }  # fmt: skip
    schema = {column: types[kind] for column, kind in wanted.columns}
    return polars.DataFrame(list(wanted.rows(whole)), schema=schema, orient="row")
