from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.media.models import Attachment, Picture
from newsapp.parts.writing import doc_files, docx
from newsapp.parts.writing.docx import DocumentError
from newsapp.parts.writing.drafting import draft_from
from tests.parts.writing import documents
from tests.parts.writing.documents import paragraph, run

EXPECTED = Path(__file__).parent / "samples" / "report.expected.html"


def read(stream: object) -> docx.Document:
    return docx.read(stream, "Bao cao.docx", actor=None, at=clock.now())  # type: ignore[arg-type]


def test_a_clerks_report_comes_out_as_it_went_in(app: Flask) -> None:
    document = read(documents.report())
    numbered: dict[str, str] = {}
    plain = re.sub(
        r"/media/[0-9a-f]{32}",
        lambda m: numbered.setdefault(m[0], f"/media/{len(numbered) + 1}"),
        document.body,
    )
    assert document.title == "Báo cáo kết quả trồng rừng ngập mặn năm 2026"
    assert plain == EXPECTED.read_text().strip()
    assert document.left_out == []


def test_its_pictures_stand_in_the_library_in_order(app: Flask) -> None:
    read(documents.report())
    stored = db.session.scalars(select(Picture).order_by(Picture.id)).all()
    assert [(picture.width, picture.height) for picture in stored] == [(64, 40), (64, 40), (50, 90)]
    read(documents.report())
    assert len(db.session.scalars(select(Picture)).all()) == 3, (
        "the same picture twice is stored once"
    )


def test_a_draft_has_the_original_attached(app: Flask, editor: User, news: Category) -> None:
    made = draft_from(
        documents.report(), "Báo cáo.docx", category_id=news.id, actor=editor, at=clock.now()
    )
    assert made.article.live_version is None
    (link,) = made.article.attachments
    assert link["title"] == "Bản gốc: Báo cáo.docx"
    assert db.session.get_one(Attachment, link["id"]).extension == "docx"


def test_it_says_what_was_left_out(app: Flask) -> None:
    document = read(
        documents.docx(
            paragraph(run("Tin ngắn", bold=True)),
            paragraph(documents.picture(1)),
            paragraph('<w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>n</w:t></w:r>'),
            pictures=(b"\x01\x00\x09\x00 not a picture",),
            word__header1_xml=f"<w:hdr {documents.W}><w:t>Đầu trang</w:t></w:hdr>",
            word__charts__chart1_xml="<c/>",
            word__comments_xml=f"<w:comments {documents.W}><w:comment w:id='1'/></w:comments>",
        )
    )
    assert document.title == "Tin ngắn"
    assert [sentence.split(":")[0] for sentence in document.left_out] == [
        "Đầu trang và chân trang.",
        "Biểu đồ",
        "Ghi chú của người góp ý.",
        "Văn bản dùng phông .Vn hoặc VNI cũ",
        "1 ảnh không lấy được",
    ]


def test_without_anything_like_a_title_the_file_gives_its_name(app: Flask) -> None:
    assert read(documents.docx(paragraph(run("Chỉ có chữ.")))).title == "Bao cao"


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)"])
def test_links_and_pictures_that_reach_elsewhere_are_not_followed(app: Flask, address: str) -> None:
    elsewhere = []
    for name, kind in (("img9", "image"), ("l1", "hyperlink")):
        typed = f'Id="{name}" Type="{documents.RELATIONS}/{kind}"'
        elsewhere.append(f'<Relationship {typed} Target="{address}" TargetMode="External"/>')
    stream = documents.docx(
        paragraph(run("Chữ.")),
        paragraph(documents.picture(9).replace("r:embed", "r:link")),
        paragraph(f'<w:hyperlink {documents.DRAWING} r:id="l1">{run("liên kết")}</w:hyperlink>'),
        relations=elsewhere,
    )
    document = read(stream)
    assert "root:" not in document.body
    assert address not in document.body
    assert "1 ảnh không lấy được" in " ".join(document.left_out)


def test_an_old_doc_is_asked_for_again_as_docx(
    app: Flask, editor: User, news: Category, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doc_files.shutil, "which", lambda _name: None)
    old = documents.io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(DocumentError, match=r"lưu lại thành \.docx"):
        draft_from(old, "cũ.doc", category_id=news.id, actor=editor, at=clock.now())
