from __future__ import annotations

import io
import zipfile

from lxml import etree

from newsapp.web.sheets import csv_file, xlsx_file


def test_csv_is_utf8_that_excel_knows_and_holds_no_formula() -> None:
    assert csv_file([("Tên", 1), ("=HYPERLINK(1)", -2)]).decode("utf-8") == "\ufeffTên,1\r\n'=HYPERLINK(1),-2\r\n"


def test_an_xlsx_is_well_formed_and_its_parts_name_one_another() -> None:
    file = xlsx_file({"Một": [("a<b", 1), ("\x00đ", 2)], "Hai: [2]": [tuple(range(28))]})
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        assert archive.testzip() is None
        parts = {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}
    named = {part.get("PartName") for part in parts["[Content_Types].xml"].iter("{*}Override")}
    assert named == {"/xl/workbook.xml", "/xl/worksheets/sheet1.xml", "/xl/worksheets/sheet2.xml"}
    targets = [part.get("Target") for part in parts["xl/_rels/workbook.xml.rels"]]
    assert {f"xl/{target}" for target in targets} <= parts.keys()
    assert [sheet.get("name") for sheet in parts["xl/workbook.xml"].iter("{*}sheet")] == ["Một", "Hai   2 "]
    first, second = parts["xl/worksheets/sheet1.xml"], parts["xl/worksheets/sheet2.xml"]
    assert ["".join(cell.itertext()) for cell in first.iter("{*}c")] == ["a<b", "1", "đ", "2"]
    assert [cell.get("r") for cell in second.iter("{*}c")][25:] == ["Z1", "AA1", "AB1"]


def test_the_same_table_is_the_same_file() -> None:
    assert xlsx_file({"a": [("b", 1)]}) == xlsx_file({"a": [("b", 1)]})
