"""A story in, one XLSX workbook out: a sheet a table, right to left, heads frozen, no cell a formula."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from isnad.export.files import replacing
from isnad.export.harmless import harmless
from isnad.export.needs import needed
from isnad.export.tables import TABLES, Cell, Table
from isnad.export.whole import Whole
from isnad.model import IsnadError

CELL = 32_767
"""Characters a cell of XLSX can hold; a longer text is cut there and ends in `…`."""
ROWS = 1_048_576
"""Rows a sheet can hold, its head included."""

_WIDTHS = {"text": 40, "content": 60, "title": 40, "detail": 40, "evidence": 60, "forms": 40}


def write(whole: Whole, path: Path) -> None:
    """Write the workbook. Raises `IsnadError` where openpyxl is missing, a table has more rows than a sheet can hold,
    or the file cannot be written."""
    openpyxl = needed("openpyxl", "XLSX")
    book = openpyxl.Workbook(write_only=True)
    for table in TABLES:
        _sheet(openpyxl, book, whole, table)
    with replacing(path) as part:
        book.save(part)


def _sheet(openpyxl: Any, book: Any, whole: Whole, table: Table) -> None:
    sheet = book.create_sheet(table.title)
    sheet.sheet_view.rightToLeft = True
    sheet.freeze_panes = "A2"
    for n, (name, kind) in enumerate(table.columns, 1):
        width = _WIDTHS.get(name, 14 if kind == "text" else 9)
        sheet.column_dimensions[openpyxl.utils.get_column_letter(n)].width = width
    head = [openpyxl.cell.WriteOnlyCell(sheet, name) for name, _ in table.columns]
    for one in head:
        one.font = openpyxl.styles.Font(bold=True)
    sheet.append(head)
    for n, row in enumerate(table.rows(whole), 2):
        if n > ROWS:
            raise IsnadError(
                f"{table.name} has more than {ROWS - 1} rows, more than a sheet holds; export csv or parquet"
            )
        sheet.append([_cell(openpyxl, sheet, value) for value in row])


def _cell(openpyxl: Any, sheet: Any, value: Cell) -> Any:
    """The value itself where openpyxl takes it for what it is; a cell that is a string by type where it would not."""
    if not isinstance(value, str):
        return value
    shown = harmless(value)
    shown = shown if len(shown) <= CELL else shown[: CELL - 1] + "…"
    if not shown.startswith(("=", "+", "-", "@", "#")):
        return shown
    made = openpyxl.cell.WriteOnlyCell(sheet, shown)
    made.data_type = "s"  # never a formula, whatever it begins with
    made.quotePrefix = True
    return made
