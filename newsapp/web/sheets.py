"""Tables to take away: CSV, and the smallest XLSX that Excel and LibreOffice open.

An XLSX is a zip of a few XML files. Ours has texts, whole numbers, days and moments, a first row that is bold and stays
in sight, and columns as wide as what stands in them, which takes a hundred lines and no package.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from xml.sax.saxutils import escape, quoteattr

from flask import Response

Cell = str | int | date | datetime
"""A datetime without a time zone: sheets know none, what stands there is the agency's own clock."""
Row = Sequence[Cell]
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The same table is the same file."""

PLAIN, HEADING, DAY, MOMENT = range(4)
"""The places of the cell formats in STYLES."""
STYLES = (
    f'<styleSheet xmlns="{MAIN}">'
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
    '<numFmt numFmtId="165" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
DAY_ZERO = date(1899, 12, 30)
"""Sheets count days from here."""
NARROWEST, WIDEST = 8, 70
"""Of a column, in characters."""

_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NAME_UNFIT = re.compile(r"[\[\]:*?/\\]")


def csv_file(rows: Iterable[Row]) -> bytes:
    """With the mark by which Excel knows UTF-8. A text that Excel would take for a formula is quoted."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def xlsx_file(sheets: Mapping[str, Sequence[Row]]) -> bytes:
    """A workbook with a sheet for each name."""
    numbered = list(enumerate(sheets.items(), start=1))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KINDS}.sheet.main+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{KINDS}.worksheet+xml"/>'
            for n, _ in numbered
        )
        + f'<Override PartName="/xl/styles.xml" ContentType="{KINDS}.styles+xml"/></Types>',
        "_rels/.rels": _relations({"officeDocument": ["xl/workbook.xml"]}),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        + "".join(
            f'<sheet name={quoteattr(_NAME_UNFIT.sub(" ", name)[:31])} sheetId="{n}" r:id="rId{n}"/>'
            for n, (name, _rows) in numbered
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(
            {"worksheet": [f"worksheets/sheet{n}.xml" for n, _ in numbered], "styles": ["styles.xml"]}
        ),
        "xl/styles.xml": STYLES,
    }
    for n, (_name, rows) in numbered:
        parts[f"xl/worksheets/sheet{n}.xml"] = _sheet(rows)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            archive.writestr(zipfile.ZipInfo(path, EPOCH), HEAD + content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _relations(targets: Mapping[str, Sequence[str]]) -> str:
    every = [(kind, target) for kind, some in targets.items() for target in some]
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{n}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
            for n, (kind, target) in enumerate(every, start=1)
        )
        + "</Relationships>"
    )


def _sheet(rows: Sequence[Row]) -> str:
    """The first row is the heading."""
    lines = "".join(
        f'<row r="{n}">' + "".join(_cell(f"{_column(m)}{n}", cell, n == 1) for m, cell in enumerate(row)) + "</row>"
        for n, row in enumerate(rows, start=1)
    )
    view = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    return (
        f'<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">{view}</sheetView></sheetViews>'
        f"{_widths(rows)}<sheetData>{lines}</sheetData></worksheet>"
    )


def _widths(rows: Sequence[Row]) -> str:
    widths: dict[int, int] = {}
    for row in rows:
        for m, cell in enumerate(row):
            length = 16 if isinstance(cell, datetime) else 10 if isinstance(cell, date) else len(str(cell))
            widths[m] = max(widths.get(m, NARROWEST), min(WIDEST, length + 2))
    columns = "".join(f'<col min="{m + 1}" max="{m + 1}" width="{w}" customWidth="1"/>' for m, w in widths.items())
    return f"<cols>{columns}</cols>" if columns else ""


def _cell(place: str, cell: Cell, is_heading: bool) -> str:
    if isinstance(cell, int):
        return f'<c r="{place}"><v>{cell}</v></c>'
    if isinstance(cell, date):
        style = MOMENT if isinstance(cell, datetime) else DAY
        return f'<c r="{place}" s="{style}"><v>{_serial(cell)}</v></c>'
    text = escape(_UNFIT.sub("", cell))
    style = HEADING if is_heading else PLAIN
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _serial(day: date) -> str:
    """Days since DAY_ZERO, and the part of the day."""
    if not isinstance(day, datetime):
        return str((day - DAY_ZERO).days)
    seconds = day.hour * 3600 + day.minute * 60 + day.second
    return f"{(day.date() - DAY_ZERO).days + seconds / 86_400:.6f}"


def _column(number: int) -> str:
    """A for 0, Z for 25, AA for 26."""
    name = ""
    number += 1
    while number:
        number, place = divmod(number - 1, 26)
        name = chr(ord("A") + place) + name
    return name


def download(content: bytes, name: str, extension: str) -> Response:
    """A file to take away; `name` is ASCII, without the ending."""
    disposition = {"Content-Disposition": f"attachment; filename={name}.{extension}"}
    return Response(content, content_type=CONTENT_TYPES[extension], headers=disposition)
