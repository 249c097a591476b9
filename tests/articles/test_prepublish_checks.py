from __future__ import annotations

import pytest
from flask import Flask

from newsapp.articles import prepublish_checks
from newsapp.articles.content import Content

GOOD = Content(
    title="Khai giảng lớp học",
    body="<h2>Một</h2><p>Chữ.</p><h3>Hai</h3>",
    category_id=1,
    summary="Có.",
)


def said(**changes: object) -> list[str]:
    fields = {
        "title": GOOD.title,
        "body": GOOD.body,
        "category_id": 1,
        "summary": GOOD.summary,
    } | changes
    found = prepublish_checks.findings(
        Content(**fields), leads_nowhere=lambda address: address == "/tin-tuc/999"
    )  # type: ignore[arg-type]
    return [finding.message for finding in found]


def test_a_good_article_needs_nothing(app: Flask) -> None:
    assert said() == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"summary": ""}, "Chưa có tóm tắt"),
        ({"title": "THÔNG BÁO VỀ VIỆC NGHỈ LỄ"}, "viết hoa toàn bộ"),
        ({"body": "<h2>Một</h2><h4>Nhảy</h4>"}, "“Nhảy” nhảy cấp"),
        ({"body": "<h3>Ba trước</h3>"}, "“Ba trước” nhảy cấp"),
        ({"body": '<p>Xem <a href="https://vd.example">tại đây</a>.</p>'}, "không nói dẫn tới đâu"),
        ({"body": '<p><a href="/tin-tuc/999">Bài cũ</a></p>'}, "/tin-tuc/999 không dẫn tới đâu"),
        ({"body": '<p><a href="#chu-thich-9">[9]</a></p>'}, "#chu-thich-9 không dẫn tới đâu"),
        ({"body": "<p>" + "x" * 1_600_000 + "</p>"}, "Trang nặng 1,6 MB"),
    ],
)
def test_it_warns(app: Flask, changes: dict[str, object], message: str) -> None:
    (only,) = said(**changes)
    assert message in only


def test_a_picture_without_alternative_text_blocks(app: Flask) -> None:
    body = (
        '<figure><img src="/media/1.jpg"></figure><figure><img src="/media/2.jpg" alt=""></figure>'
    )
    (finding,) = prepublish_checks.findings(
        Content(title="A", body=body, category_id=1, summary="Có")
    )
    assert finding.blocks
    assert "Ảnh thứ 1" in finding.message


def test_what_is_missing_blocks_and_each_finding_names_its_place(app: Flask) -> None:
    empty = Content(title="", body="", category_id=None)
    assert [f.field for f in prepublish_checks.findings(empty) if f.blocks] == [
        "title",
        "category_id",
        "body",
    ]
    assert [f.field for f in prepublish_checks.findings(empty, is_page=True) if f.blocks] == [
        "title",
        "body",
    ]
    body = (
        '<h2>Một</h2><p><a id="ghi-chu"></a><img src="/a.jpg" alt="x"><img src="/b.jpg"></p><h4>Hai</h4>'
        '<p><a href="https://a.example">Nơi khác</a> <a href="https://b.example">tại đây</a></p>'
    )
    found = prepublish_checks.findings(Content(title="Tin", body=body, category_id=1, summary="Có"))
    assert [(f.field, f.place) for f in found] == [
        ("body", "picture-2"),
        ("body", "heading-2"),
        ("body", "link-2"),
    ]
