"""A story in, a folder with one CSV file a table out, as spreadsheets open it: UTF-8, marked, no cell a formula."""

from __future__ import annotations

import csv
from functools import partial
from pathlib import Path

from isnad.export.files import fill_folder, replacing
from isnad.export.harmless import cell
from isnad.export.tables import TABLES, Cell, Table
from isnad.export.whole import Whole


def write(whole: Whole, path: Path) -> None:
    """Write `articles.csv`, `statements.csv` … into the folder `path`.

    A cell that a spreadsheet would run as a formula begins with an apostrophe; what is unknown is an empty cell.
    Raises `IsnadError` where a file cannot be written.
    """
    fill_folder(path, ((f"{table.name}.csv", partial(_write, whole, table)) for table in TABLES))


def _write(whole: Whole, table: Table, path: Path) -> None:
    with replacing(path) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([name for name, _ in table.columns])
        for row in table.rows(whole):
            rows.writerow([_shown(value) for value in row])


def _shown(value: Cell) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return cell(value) if isinstance(value, str) else value
