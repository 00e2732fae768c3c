"""Excel workbooks as rows of cells: the line is the sheet's row, the column its column."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from typing import Any

from formatter.glossary.tables import Cell, Row


class UnreadableWorkbook(Exception):
    """The file is not a workbook that can be read; the message says what it is."""


def read_sheets(data: bytes, no_value: str = "") -> list[list[Row]]:
    """Read every visible sheet, formulas by the value that Excel last showed (``no_value`` where it never did).

    A value in a cell that was merged downwards counts for every row beside it. Raises UnreadableWorkbook.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):  # OLE container
        raise UnreadableWorkbook("it is an old .xls file, or it has a password")
    import openpyxl  # takes longer to load than most builds spend on a glossary

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        formulas = openpyxl.load_workbook(io.BytesIO(data)) if _has_formulas(data) else None
        for sheet in sheets:
            for merged in list(sheet.merged_cells.ranges):
                _spread_down(sheet, merged)
            for row in formulas[sheet.title].iter_rows() if formulas else ():
                for cell in row:
                    if cell.data_type == "f" and sheet[cell.coordinate].value is None:
                        sheet[cell.coordinate].value = no_value
        several = len(sheets) > 1
        return [
            [[_cell(cell, f"{sheet.title}!" if several else "") for cell in row] for row in sheet.iter_rows()]
            for sheet in sheets
        ]
    except UnreadableWorkbook:
        raise
    except Exception as error:  # a damaged workbook makes openpyxl raise nearly anything
        raise UnreadableWorkbook("it is damaged, or not a workbook") from error


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        return any(re.search(rb"<f[ >/]", archive.read(name)) for name in names)


def _spread_down(sheet: Any, merged: Any) -> None:
    value = sheet.cell(merged.min_row, merged.min_col).value
    first, last, column = merged.min_row, merged.max_row, merged.min_col
    if last > first:
        sheet.unmerge_cells(str(merged))
        for row in range(first + 1, last + 1):
            sheet.cell(row, column).value = value


def _cell(cell: Any, sheet: str) -> Cell:
    text = _text(cell.value)
    return Cell(text, cell.row, cell.column, len(text), f"{sheet}{cell.coordinate}")


def _text(value: object) -> str:
    """Give a cell's value as Excel shows it in the default format."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value).replace("_x000D_", "").replace("\r\n", "\n")  # Excel's escape for a carriage return


def cell_name(line: int, column: int) -> str:
    """Give a cell's name as Excel shows it: row 7, column 28 is AB7."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{line}"
