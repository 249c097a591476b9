from __future__ import annotations

import io
import zipfile

import pytest
from flask import Flask

from newsapp import clock
from newsapp.parts.writing import docx
from tests.parts.writing import documents
from tests.parts.writing.documents import cell, paragraph, run, table


def body(stream: io.BytesIO) -> str:
    return docx.read(stream, "tin.docx", actor=None, at=clock.now()).body


def with_styles(*styles: str) -> str:
    return f"<w:styles {documents.W}>{documents.STYLES}{''.join(styles)}</w:styles>"


def style(key: str, says: str, *, kind: str = "paragraph", base: str = "") -> str:
    rests = f'<w:basedOn w:val="{base}"/>' if base else ""
    named = f'<w:name w:val="{key}"/>{rests}{says}'
    return f'<w:style w:type="{kind}" w:styleId="{key}">{named}</w:style>'


def renamed(stream: io.BytesIO, *replaced: tuple[str, str]) -> io.BytesIO:
    """The same archive with these names and texts in it replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(stream) as archive, zipfile.ZipFile(made, "w") as copy:
        for name in archive.namelist():
            content = archive.read(name).decode()
            for old, new in replaced:
                name, content = name.replace(old, new), content.replace(old, new)
            copy.writestr(name, content)
    made.seek(0)
    return made


def test_a_list_by_the_style_of_its_paragraphs(app: Flask) -> None:
    numbered = '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'
    none = '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
    stream = documents.docx(
        paragraph(run("Một"), style="So"),
        paragraph(run("Hai"), style="SoCon"),
        paragraph(run("Ba"), style="KhongSo"),
        word__styles_xml=with_styles(
            style("So", numbered), style("SoCon", "", base="So"), style("KhongSo", none, base="So")
        ),
    )
    assert body(stream) == "<ol><li>Một</li><li>Hai</li></ol>\n<p>Ba</p>"


def test_a_heading_numbered_by_its_style_stays_a_heading(app: Flask) -> None:
    numbered = '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'
    heading = style("H9", numbered).replace('w:val="H9"', 'w:val="heading 1"')
    stream = documents.docx(
        paragraph(run("Tin"), style="Title"),
        paragraph(run("Một"), style="H9"),
        word__styles_xml=with_styles(heading),
    )
    assert body(stream) == "<h2>Một</h2>"


@pytest.mark.parametrize(
    ("says", "own", "kept"),
    [
        ("<w:b/>", "", "<p>a <strong>b</strong></p>"),
        ("<w:i/>", "", "<p>a <em>b</em></p>"),
        ('<w:b w:val="0"/>', "", "<p>a b</p>"),
        ("<w:b/>", '<w:b w:val="0"/>', "<p>a b</p>"),
    ],
)
def test_bold_and_italic_by_a_style_of_characters(
    app: Flask, says: str, own: str, kept: str
) -> None:
    looks = f"<w:rPr>{says}</w:rPr>"
    styled = f'<w:r><w:rPr><w:rStyle w:val="Con"/>{own}</w:rPr><w:t>b</w:t></w:r>'
    styles = with_styles(
        style("Manh", looks, kind="character"), style("Con", "", kind="character", base="Manh")
    )
    assert body(documents.docx(paragraph(run("a "), styled), word__styles_xml=styles)) == kept


def test_styles_that_rest_on_one_another_end(app: Flask) -> None:
    styles = with_styles(style("A", "", base="B"), style("B", "", base="A"))
    stream = documents.docx(paragraph(run("a"), style="A"), word__styles_xml=styles)
    assert body(stream) == "<p>a</p>"


def test_the_main_part_may_have_another_name(app: Flask) -> None:
    stream = renamed(documents.docx(paragraph(run("Chữ."))), ("document.xml", "document2.xml"))
    assert body(stream) == "<p>Chữ.</p>"


def test_strict_documents_are_read(app: Flask) -> None:
    strict = renamed(
        documents.docx(paragraph(run("Chữ "), run("đậm", bold=True)), paragraph(run("a"), level=0)),
        (documents.W[9:-1], "http://purl.oclc.org/ooxml/wordprocessingml/main"),
        (documents.RELATIONS, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    )
    assert body(strict) == "<p>Chữ <strong>đậm</strong></p>\n<ul><li>a</li></ul>"


def test_a_row_that_begins_later_does_not_slide(app: Flask) -> None:
    stream = documents.docx(
        table([cell("1"), cell("2"), cell("3")], [cell("x")], heads=0).replace(
            "<w:tr><w:trPr></w:trPr><w:tc><w:tcPr></w:tcPr><w:p><w:pPr></w:pPr><w:r><w:rPr></w:rPr>"
            '<w:t xml:space="preserve">x',
            '<w:tr><w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="1"/></w:trPr><w:tc><w:tcPr>'
            "</w:tcPr><w:p><w:pPr></w:pPr><w:r><w:rPr></w:rPr>"
            '<w:t xml:space="preserve">x',
        )
    )
    assert "<tr><td></td><td>x</td><td></td></tr>" in body(stream)


def test_a_drop_cap_begins_its_word(app: Flask) -> None:
    letter = paragraph(run("Đ")).replace(
        "<w:pPr>", '<w:pPr><w:framePr w:dropCap="drop" w:lines="3"/>'
    )
    assert body(documents.docx(letter, paragraph(run("ồng Vạc")))) == "<p>Đồng Vạc</p>"


@pytest.mark.parametrize(("comment", "is_told"), [("", False), ("<w:comment w:id='1'/>", True)])
def test_only_comments_that_exist_were_left_out(app: Flask, comment: str, is_told: bool) -> None:
    stream = documents.docx(
        paragraph(run("Chữ.")),
        word__comments_xml=f"<w:comments {documents.W}>{comment}</w:comments>",
    )
    document = docx.read(stream, "tin.docx", actor=None, at=clock.now())
    assert ("Ghi chú của người góp ý." in document.left_out) is is_told
