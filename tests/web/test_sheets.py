from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

from lxml import etree

from newsapp.web.sheets import csv_file, xlsx_file

NAMESPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def test_csv_is_utf8_that_excel_knows_and_holds_no_formula() -> None:
    assert csv_file([("Tên", 1), ("=HYPERLINK(1)", -2)]).decode("utf-8") == "\ufeffTên,1\r\n'=HYPERLINK(1),-2\r\n"


def test_an_xlsx_is_well_formed_and_its_parts_name_one_another() -> None:
    file = xlsx_file({"Một": [("a<b", 1), ("\x00đ", 2)], "Hai: [2]": [tuple(range(28))]})
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        assert archive.testzip() is None
        parts = {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}
    named = {part.get("PartName") for part in parts["[Content_Types].xml"].iter("{*}Override")}
    assert named == {f"/xl/{part}.xml" for part in ("workbook", "worksheets/sheet1", "worksheets/sheet2", "styles")}
    targets = [part.get("Target") for part in parts["xl/_rels/workbook.xml.rels"]]
    assert {f"xl/{target}" for target in targets} <= parts.keys()
    assert [sheet.get("name") for sheet in parts["xl/workbook.xml"].iter("{*}sheet")] == ["Một", "Hai   2 "]
    first, second = parts["xl/worksheets/sheet1.xml"], parts["xl/worksheets/sheet2.xml"]
    assert ["".join(cell.itertext()) for cell in first.iter("{*}c")] == ["a<b", "1", "đ", "2"]
    assert [cell.get("r") for cell in second.iter("{*}c")][25:] == ["Z1", "AA1", "AB1"]


def test_the_same_table_is_the_same_file() -> None:
    assert xlsx_file({"a": [("b", 1)]}) == xlsx_file({"a": [("b", 1)]})


def test_days_and_moments_are_dates_to_a_sheet() -> None:
    """A sheet counts days from 30 December 1899: 43971 is 20 May 2020, half a day is noon."""
    rows = [("Ngày", "Lúc"), (date(2020, 5, 20), datetime(2020, 5, 20, 12, 0))]  # noqa: DTZ001
    with zipfile.ZipFile(io.BytesIO(xlsx_file({"a": rows}))) as archive:
        sheet, styles = (etree.fromstring(archive.read(f"xl/{p}.xml")) for p in ("worksheets/sheet1", "styles"))
    formats = {f.get("numFmtId"): f.get("formatCode") for f in styles.iter("{*}numFmt")}
    kinds = [formats.get(xf.get("numFmtId")) for xf in styles.find("{*}cellXfs")]
    cells = sheet.xpath("//m:row[2]/m:c", namespaces=NAMESPACE)
    assert [(cell.findtext("{*}v"), kinds[int(cell.get("s"))]) for cell in cells] == [
        ("43971", "dd/mm/yyyy"),
        ("43971.500000", r"dd/mm/yyyy\ hh:mm"),
    ]
    assert csv_file(rows).decode("utf-8-sig").splitlines() == ["Ngày,Lúc", "2020-05-20,2020-05-20 12:00:00"]


def test_the_heading_is_bold_and_stays_in_sight_and_columns_fit() -> None:
    file = xlsx_file({"a": [("Số", "Tiêu đề"), (1, "Một tiêu đề khá dài của bài viết"), (2, "x" * 500)]})
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        sheet, styles = (etree.fromstring(archive.read(f"xl/{p}.xml")) for p in ("worksheets/sheet1", "styles"))
    pane = sheet.find(".//{*}pane")
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")
    fonts = list(styles.find("{*}fonts"))
    used = [fonts[int(xf.get("fontId"))] for xf in styles.find("{*}cellXfs")]
    first_rows = sheet.xpath("//m:row[position() < 3]/m:c", namespaces=NAMESPACE)
    is_bold = [used[int(cell.get("s", 0))].find("{*}b") is not None for cell in first_rows]
    assert is_bold == [True, True, False, False]
    assert [float(column.get("width")) for column in sheet.iter("{*}col")] == [8, 70]
    assert [child.tag.rpartition("}")[2] for child in sheet] == ["sheetViews", "cols", "sheetData"]
