"""A story in, one XLSX workbook out: a sheet a table, right to left, heads frozen, no cell a formula.

The sheets are written as SpreadsheetML, a row at a time: a library that makes an object of each cell takes five times
as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from isnad.export.files import replacing
from isnad.export.harmless import harmless
from isnad.export.tables import TABLES, Cell, Table
from isnad.export.whole import Whole
from isnad.model import IsnadError

CELL = 32_767
"""Characters a cell of XLSX can hold; a longer text is cut there and ends in `…`."""
ROWS = 1_048_576
"""Rows a sheet can hold, its head included."""
_BLOCK = 500
"""Rows written at a time."""
_LEVEL = 2
"""How hard the parts are packed (1 to 9): 6 takes twice as long for a file a sixth smaller."""

_WIDTHS = {"text": 40, "content": 60, "title": 40, "detail": 40, "evidence": 60, "forms": 40}
_HEAD, _QUOTED = 1, 2
"""Cell styles, by their place in the style sheet: bold, and text for certain («'=1»)."""

_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What spreadsheets would take for an escaped character: `_x0041_` is read as `A`."""
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" quotePrefix="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def write(whole: Whole, path: Path) -> None:
    """Write the workbook. Raises `IsnadError` where a table has more rows than a sheet can hold, or the file cannot be
    written."""
    with replacing(path) as part, ZipFile(part, "w") as book:
        for name, text in _parts():
            _add(book, name, [_XML + text])
        for number, table in enumerate(TABLES, 1):
            _add(book, f"xl/worksheets/sheet{number}.xml", _sheet(table, whole))


def _add(book: ZipFile, name: str, texts: Iterable[str]) -> None:
    info = ZipInfo(name)  # dated 1980, so that the same story gives the same bytes
    info.compress_type, info._compresslevel = ZIP_DEFLATED, _LEVEL  # type: ignore[attr-defined]
    with book.open(info, "w") as file:
        for text in texts:
            file.write(text.encode())


def _parts() -> Iterator[tuple[str, str]]:
    """The parts of the package besides the sheets, by name."""
    numbers = range(1, len(TABLES) + 1)
    kinds = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    kinds += [(f"/xl/worksheets/sheet{n}.xml", "worksheet") for n in numbers]
    overrides = "".join(f'<Override PartName="{part}" ContentType="{_KIND}.{kind}+xml"/>' for part, kind in kinds)
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    yield (
        "[Content_Types].xml",
        (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
        ),
    )
    yield "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])
    sheets = [("worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations([*sheets, ("styles", "styles.xml")])
    tabs = "".join(f'<sheet name={quoteattr(t.title)} sheetId="{n}" r:id="r{n}"/>' for n, t in enumerate(TABLES, 1))
    yield "xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{tabs}</sheets></workbook>'
    yield "xl/styles.xml", _STYLES


def _relations(targets: list[tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'


def _sheet(table: Table, whole: Whole) -> Iterator[str]:
    """A sheet's text, in blocks of rows."""
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{_WIDTHS.get(name, 14 if kind == "text" else 9)}" customWidth="1"/>'
        for n, (name, kind) in enumerate(table.columns, 1)
    )
    yield (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView rightToLeft="1" workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{widths}</cols><sheetData>{_row(1, [name for name, _ in table.columns], _HEAD)}"
    )
    block: list[str] = []
    for n, row in enumerate(table.rows(whole), 2):
        if n > ROWS:
            raise IsnadError(
                f"{table.name} has more than {ROWS - 1} rows, more than a sheet holds; export csv or parquet"
            )
        block.append(_row(n, row))
        if len(block) == _BLOCK:
            yield "".join(block)
            block.clear()
    yield "".join(block) + "</sheetData></worksheet>"


def _row(n: int, values: Iterable[Cell], style: int = 0) -> str:
    cells = [_cell(f"{letters}{n}", value, style) for letters, value in zip(_letters(), values, strict=False)]
    return f'<row r="{n}">{"".join(cells)}</row>'


def _cell(place: str, value: Cell, style: int) -> str:
    """One cell, nothing where there is no value; a text is a string by type, whatever it begins with."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{value:d}</v></c>'
    if not isinstance(value, str):
        return f'<c r="{place}"><v>{value}</v></c>'
    shown = harmless(value)
    shown = shown if len(shown) <= CELL else shown[: CELL - 1] + "…"
    look = style or (_QUOTED if shown.startswith(("=", "+", "-", "@", "#")) else 0)
    styled = f' s="{look}"' if look else ""
    text = escape(_LOOKS_ESCAPED.sub("_x005F_", shown)).replace("\r", "&#13;")
    return f'<c r="{place}"{styled} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


@cache
def _letters() -> tuple[str, ...]:
    """Names of columns, `A` to `ZZ`."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return (*alphabet, *(a + b for a in alphabet for b in alphabet))
