"""XLSX files opened as a spreadsheet does: through the workbook's list of sheets and its shared
texts.
"""

from __future__ import annotations

import io
import zipfile

from lxml import etree

Value = str | float
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def parts(content: bytes) -> dict[str, etree._Element]:
    """Every file of the archive, parsed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}


def sheets(content: bytes) -> dict[str, list[list[Value]]]:
    """The rows of each sheet; texts are str, numbers, days and moments float. A formula has no
    place here.
    """
    inside = parts(content)
    targets = {each.get("Id"): each.get("Target") for each in inside["xl/_rels/workbook.xml.rels"]}
    texts = ["".join(text.itertext()) for text in inside["xl/sharedStrings.xml"]]
    return {
        str(sheet.get("name")): [
            [_value(cell, texts) for cell in row]
            for row in inside[f"xl/{targets[sheet.get(RELATION)]}"].iter("{*}row")
        ]
        for sheet in inside["xl/workbook.xml"].iter("{*}sheet")
    }


def _value(cell: etree._Element, texts: list[str]) -> Value:
    assert cell.find("{*}f") is None
    value = cell.findtext("{*}v") or ""
    return texts[int(value)] if cell.get("t") == "s" else float(value)
