"""Word documents made by hand: what a clerk's .docx holds, and what somebody who means harm would
put into one.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from PIL import Image

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DRAWING = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def run(text: str, *, bold: bool = False, italic: bool = False) -> str:
    looks = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(
    *runs: str, style: str = "", side: str = "", level: int | None = None, kind: int = 1
) -> str:
    says = f'<w:pStyle w:val="{style}"/>' if style else ""
    says += (
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{kind}"/></w:numPr>'
        if level is not None
        else ""
    )
    says += f'<w:jc w:val="{side}"/>' if side else ""
    return f"<w:p><w:pPr>{says}</w:pPr>{''.join(runs)}</w:p>"


def note(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def picture(number: int, description: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="{number}" name="p{number}"'
        f' descr="{description}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill>'
        f'<a:blip r:embed="img{number}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def cell(text: str, *, across: int = 1, down: str = "") -> str:
    says = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    says += f'<w:vMerge w:val="{down}"/>' if down == "restart" else "<w:vMerge/>" if down else ""
    return f"<w:tc><w:tcPr>{says}</w:tcPr>{paragraph(run(text))}</w:tc>"


def table(*rows: list[str], heads: int = 1) -> str:
    lines = [
        f"<w:tr><w:trPr>{'<w:tblHeader/>' if number < heads else ''}</w:trPr>{''.join(row)}</w:tr>"
        for number, row in enumerate(rows)
    ]
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(lines)}</w:tbl>"


def png(colour: str, size: tuple[int, int] = (64, 40)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "PNG")
    return file.getvalue()


STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
    for key, name in [
        ("Title", "Title"),
        ("H1", "heading 1"),
        ("H2", "heading 2"),
        ("H3", "heading 3"),
    ]
)
NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{number}">'
    + "".join(f'<w:lvl w:ilvl="{n}"><w:numFmt w:val="{kind}"/></w:lvl>' for n in range(3))
    + f'</w:abstractNum><w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    for number, kind in [(1, "bullet"), (2, "decimal")]
)


def docx(
    *blocks: str,
    notes: tuple[str, ...] = (),
    pictures: tuple[bytes, ...] = (),
    relations: Sequence[str] = (),
    **parts: bytes | str,
) -> io.BytesIO:
    """A .docx of these blocks. `parts` add to the archive: a name with `__` for each slash and `_`
    for the dot.
    """
    all_relations = [f'<Relationship Id="r1" Type="{RELATIONS}/styles" Target="styles.xml"/>']
    all_relations.append(
        f'<Relationship Id="r2" Type="{RELATIONS}/numbering" Target="numbering.xml"/>'
    )
    all_relations.append(
        f'<Relationship Id="r3" Type="{RELATIONS}/footnotes" Target="footnotes.xml"/>'
    )
    all_relations += [
        f'<Relationship Id="img{n}" Type="{RELATIONS}/image" Target="media/image{n}.png"/>'
        for n in range(1, len(pictures) + 1)
    ]
    footnotes = "".join(
        f'<w:footnote w:id="{n}">{paragraph(run(text))}</w:footnote>'
        for n, text in enumerate(notes, start=1)
    )
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="png" ContentType="image/png"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r0" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
        "</Relationships>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f"{''.join([*all_relations, *relations])}</Relationships>",
        "word/document.xml": f"<w:document {W} {DRAWING}><w:body>{''.join(blocks)}"
        "</w:body></w:document>",
        "word/styles.xml": f"<w:styles {W}>{STYLES}</w:styles>",
        "word/numbering.xml": f"<w:numbering {W}>{NUMBERING}</w:numbering>",
        "word/footnotes.xml": f"<w:footnotes {W}>{footnotes}</w:footnotes>",
    }
    files |= {f"word/media/image{n}.png": content for n, content in enumerate(pictures, start=1)}
    files |= {name.replace("__", "/").replace("_", "."): content for name, content in parts.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    stream.seek(0)
    return stream


def report() -> io.BytesIO:
    """What a clerk hands in: a centred title, headings, nested lists, merged cells, footnotes,
    three pictures.
    """
    return docx(
        paragraph(
            run("Báo cáo kết quả trồng rừng ngập mặn năm 2026"), style="Title", side="center"
        ),
        paragraph(
            run("Sáng 12/11, "),
            run("Chi cục Kiểm lâm", bold=True),
            run(" công bố kết quả"),
            note(1),
            run("."),
        ),
        paragraph(run("I. Diện tích và giống cây"), style="H1"),
        paragraph(run("Bãi bồi Cồn Ngang nhìn từ trên cao.", italic=True), side="center"),
        paragraph(picture(1, "Bãi bồi xanh cây đước non")),
        paragraph(run("Các giống đã trồng:")),
        paragraph(run("Cây đước"), level=0),
        paragraph(run("trồng bằng trái giống"), level=1),
        paragraph(run("trồng bằng cây ươm"), level=1),
        paragraph(run("Cây mắm trắng"), level=0),
        paragraph(run("1. Kinh phí"), style="H2"),
        table(
            [cell("Nguồn", down="restart"), cell("Kinh phí (triệu đồng)", across=2)],
            [cell("", down="continue"), cell("Năm 2025"), cell("Năm 2026")],
            [cell("Ngân sách tỉnh"), cell("1.250"), cell("1.480")],
            heads=2,
        ),
        paragraph(picture(2)),
        paragraph(run("Việc cần làm tiếp"), style="H3"),
        paragraph(run("Dặm cây chết trước 15/12;"), level=0, kind=2),
        paragraph(run("Bàn giao cho xã quản lý"), note(2), run("."), level=0, kind=2),
        paragraph(picture(3, "Học sinh trồng cây")),
        paragraph(),
        paragraph(run("Đỗ Văn Ngạn", bold=True), side="right"),
        notes=("Theo số liệu ngày 10/11/2026.", "Kèm biên bản nghiệm thu."),
        pictures=(png("darkgreen"), png("teal"), png("olive", (50, 90))),
    )
