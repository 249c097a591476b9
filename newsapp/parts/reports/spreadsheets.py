"""Tables to download, as CSV or as an XLSX workbook."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from flask import Response

from newsapp import clock

Cell = str | int | date | datetime
"""Spreadsheets have no time zones: a datetime is the site's local time without one."""
Row = tuple[Cell, ...]
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
DATE_FORMATS = {date: "dd/mm/yyyy", datetime: "dd/mm/yyyy hh:mm"}
MOMENT_WIDTH = 18
"""Characters. XlsxWriter only knows how wide a date without a time is."""
WIDEST = 495
"""Pixels of a column, about 70 characters."""
CREATED = datetime(1980, 1, 1, tzinfo=UTC)
"""Written into the file, so that the same table gives the same bytes."""
LONGEST_SHEET_NAME = 31

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


def download(content: bytes, name: str, extension: str) -> Response:
    """A file to save. name: ASCII, without the extension."""
    disposition = f"attachment; filename={name}.{extension}"
    headers = {"Content-Disposition": disposition}
    return Response(content, content_type=CONTENT_TYPES[extension], headers=headers)


def local_time(moment: datetime) -> datetime:
    """The moment as a cell."""
    return moment.astimezone(clock.zone()).replace(tzinfo=None, microsecond=0)


def csv_file(rows: Iterable[Row]) -> bytes:
    """UTF-8 with the mark by which Excel knows it. Texts that look like formulas are quoted."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([_without_formula(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _without_formula(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def xlsx_file(sheets: Mapping[str, Iterable[Row]]) -> bytes:
    """A workbook with one sheet for each name. The first row of each is its heading."""
    # Imported here because it takes 17 MB of memory, which most workers never need.
    from xlsxwriter import Workbook

    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": CREATED})
        formats: dict[type, Any] = {
            kind: workbook.add_format({"num_format": pattern})
            for kind, pattern in DATE_FORMATS.items()
        }
        bold = workbook.add_format({"bold": True})
        for name, rows in sheets.items():
            name = _NOT_IN_SHEET_NAME.sub(" ", name)[:LONGEST_SHEET_NAME]
            sheet = workbook.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    text_format = None if number else bold
                    _write(sheet, number, column, cell, {str: text_format, **formats})
            sheet.autofit(WIDEST)
    return file.getvalue()


def _write(sheet: Any, row: int, column: int, cell: Cell, formats: Mapping[type, Any]) -> None:
    """Call the method of the cell's type. `write` would make formulas and links of some texts."""
    if isinstance(cell, str):
        sheet.write_string(row, column, _as_text(cell), formats[str])
    elif isinstance(cell, int):
        sheet.write_number(row, column, cell)
    else:
        sheet.write_datetime(row, column, cell, formats[type(cell)])
        if isinstance(cell, datetime):
            sheet.set_column(column, column, MOMENT_WIDTH)


def _as_text(text: str) -> str:
    """XlsxWriter writes a text from <r> to </r> as XML; a space at the end prevents that."""
    text = _NOT_IN_XML.sub("", text)
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text
