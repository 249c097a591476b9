from __future__ import annotations

from datetime import date, datetime

import pytest

from newsapp.parts.reports.spreadsheets import csv_file, xlsx_file
from tests import workbooks

NAMESPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def test_csv_is_utf8_that_excel_knows_and_holds_no_formula() -> None:
    assert (
        csv_file([("Tên", 1), ("=HYPERLINK(1)", -2)]).decode("utf-8")
        == "\ufeffTên,1\r\n'=HYPERLINK(1),-2\r\n"
    )


def test_a_workbook_has_its_sheets_with_their_rows() -> None:
    wide = tuple(range(28))
    file = xlsx_file(
        {"Một": [("Tên", 1), ("Đặng Thị Hoài Thu", -2)], "Hai: [2]": [wide], "x" * 40: [("a",)]}
    )
    assert workbooks.sheets(file) == {
        "Một": [["Tên", 1], ["Đặng Thị Hoài Thu", -2]],
        "Hai   2 ": [list(wide)],
        "x" * 31: [["a"]],
    }


def test_its_parts_name_one_another() -> None:
    parts = workbooks.parts(xlsx_file({"a": [("b", 1)]}))
    named = {
        str(part.get("PartName")).lstrip("/")
        for part in parts["[Content_Types].xml"].iter("{*}Override")
    }
    assert named <= parts.keys()
    targets = {f"xl/{part.get('Target')}" for part in parts["xl/_rels/workbook.xml.rels"]}
    assert targets <= parts.keys()


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("https://evil.example","x")',
        "{=SUM(A1:A9)}",
        "+1+cmd|' /C calc'!A0",
        "-1",
        "@SUM(1)",
        "https://hunglac.example/tin",
        "mailto:a@hunglac.example",
        "0123",
        "1e5",
        "<r>mở & không đóng</r",
        "a <b> & \"c\" 'd'",
        "_x0041_",
        " cách đầu và cuối ",
        "hai\ndòng",
    ],
)
def test_a_text_is_the_text_and_neither_a_formula_nor_a_link_nor_a_number(text: str) -> None:
    file = xlsx_file({"a": [("Tiêu đề",), (text,)]})
    read = workbooks.sheets(file)["a"][1][0]
    assert (
        str(read).replace("_x005F_", "_") == text
    )  # how a literal _x0041_ is written, by the standard
    assert not [part for part in workbooks.parts(file) if "sheet1.xml.rels" in part]


def test_xml_that_is_typed_as_a_text_stays_a_text() -> None:
    """XlsxWriter would write this one as it is, and Excel would refuse the whole file."""
    typed = "<r><t>1</t><x>& chưa đóng</r>"
    assert workbooks.sheets(xlsx_file({"a": [("b",), (typed,)]}))["a"][1] == [typed + " "]


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    every = "".join(map(chr, [*range(32), 0xFFFE, 0xFFFF]))
    assert workbooks.sheets(xlsx_file({"a": [(f"đ{every}ố",)]}))["a"] == [["đ\t\n_x000D_ố"]], (
        "as Excel writes it"
    )


def test_a_text_that_is_too_long_for_a_cell_is_cut() -> None:
    assert workbooks.sheets(xlsx_file({"a": [("x" * 40_000,)]}))["a"] == [["x" * 32_767]]


def test_the_same_table_is_the_same_file() -> None:
    assert xlsx_file({"a": [("b", 1)]}) == xlsx_file({"a": [("b", 1)]})
    created = workbooks.parts(xlsx_file({"a": [("b", 1)]}))["docProps/core.xml"].findtext(
        "{*}created"
    )
    assert created == "1980-01-01T00:00:00Z"


def test_days_and_moments_are_dates_to_a_sheet() -> None:
    """A sheet counts days from 30 December 1899: 43971 is 20 May 2020, half a day is noon."""
    rows = [("Ngày", "Lúc"), (date(2020, 5, 20), datetime(2020, 5, 20, 12, 0))]  # noqa: DTZ001
    file = xlsx_file({"a": rows})
    assert workbooks.sheets(file)["a"][1] == [43971, 43971.5]
    parts = workbooks.parts(file)
    styles, sheet = parts["xl/styles.xml"], parts["xl/worksheets/sheet1.xml"]
    formats = {f.get("numFmtId"): f.get("formatCode") for f in styles.iter("{*}numFmt")}
    kinds = [formats.get(xf.get("numFmtId")) for xf in styles.find("{*}cellXfs")]
    cells = sheet.xpath("//m:row[2]/m:c", namespaces=NAMESPACE)
    assert [kinds[int(cell.get("s"))] for cell in cells] == ["dd/mm/yyyy", "dd/mm/yyyy hh:mm"]
    widths = [float(column.get("width")) for column in sheet.iter("{*}col")]
    assert widths[0] >= len("20/05/2020")
    assert widths[1] >= len("20/05/2020 12:00")
    assert csv_file(rows).decode("utf-8-sig").splitlines() == [
        "Ngày,Lúc",
        "2020-05-20,2020-05-20 12:00:00",
    ]


def test_the_heading_is_bold_and_stays_in_sight_and_columns_fit() -> None:
    file = xlsx_file(
        {"a": [("Số", "Tiêu đề"), (1, "Một tiêu đề khá dài của bài viết"), (2, "x" * 500)]}
    )
    parts = workbooks.parts(file)
    styles, sheet = parts["xl/styles.xml"], parts["xl/worksheets/sheet1.xml"]
    pane = sheet.find(".//{*}pane")
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")
    fonts = list(styles.find("{*}fonts"))
    used = [fonts[int(xf.get("fontId"))] for xf in styles.find("{*}cellXfs")]
    first_rows = sheet.xpath("//m:row[position() < 3]/m:c", namespaces=NAMESPACE)
    is_bold = [used[int(cell.get("s", 0))].find("{*}b") is not None for cell in first_rows]
    assert is_bold == [True, True, False, False]
    narrow, wide = (float(column.get("width")) for column in sheet.iter("{*}col"))
    assert narrow < 10
    assert int(wide) == 70
