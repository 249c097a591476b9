from __future__ import annotations

import base64
from typing import Any

from newsapp.accounts.models import User
from tests import cast
from tests.admin import forms
from tests.pages import PageClient


def paste(browser: PageClient, html: str) -> Any:
    return browser.post("/admin/paste", json={"html": html}, headers=forms.json_headers(browser))


def test_pictures_written_into_the_markup_are_stored(sign_in: cast.SignIn, writer: User) -> None:
    data = base64.b64encode(forms.photo().getvalue()).decode()
    answer = paste(sign_in(writer), f'<p>Trước</p><p><img src="data:image/png;base64,{data}"></p>')
    assert answer.json["html"].startswith('<p>Trước</p>\n<figure><img src="/media/')
    assert 'width="64"' in answer.json["html"]
    assert 'height="40"' in answer.json["html"]
    assert answer.json["notices"] == []


def test_pictures_that_cannot_be_had_are_told(sign_in: cast.SignIn, writer: User) -> None:
    browser = sign_in(writer)
    from_web = paste(
        browser,
        '<p>a<img src="https://vd.example/1.jpg"><img src="https://dem.example/t" width="1"></p>',
    )
    assert from_web.json["html"] == "<p>a</p>"
    assert from_web.json["notices"] == [
        "1 ảnh từ trang khác không lấy được. Hãy tải ảnh về máy rồi thêm vào bài."
    ]
    broken = paste(browser, '<img src="data:image/png;base64,AAAA">')
    assert len(broken.json["notices"]) == 1


def test_scripts_do_not_come_along(sign_in: cast.SignIn, writer: User) -> None:
    hostile = (
        '<p onclick="x()">a<script>alert(1)</script><a href="javascript:x">b</a></p>'
        '<iframe src="//x"></iframe>'
    )
    assert paste(sign_in(writer), hostile).json["html"] == "<p>ab</p>"


def test_too_much_at_once_is_refused(sign_in: cast.SignIn, writer: User) -> None:
    answer = paste(sign_in(writer), "x" * 16_000_001)
    assert (answer.status_code, answer.json["error"][:19]) == (413, "Nội dung gửi đi quá")


def test_conversion_previews_and_changes_nothing(sign_in: cast.SignIn, writer: User) -> None:
    browser = sign_in(writer)
    asked = {
        "encoding": "tcvn3",
        "html": "<p>ViÖt <strong>Nam</strong></p>",
        "texts": ["n\u00adíc", ""],
    }
    answer = browser.post("/admin/convert", json=asked, headers=forms.json_headers(browser))
    assert answer.json == {"html": "<p>Việt <strong>Nam</strong></p>", "texts": ["nước", ""]}
    unknown = browser.post(
        "/admin/convert", json={"encoding": "x"}, headers=forms.json_headers(browser)
    )
    assert unknown.status_code == 400


def test_a_picture_copied_from_a_page_of_this_site_stays(
    sign_in: cast.SignIn, writer: User
) -> None:
    address = f"/media/{'0' * 32}-480.jpg"
    answer = paste(sign_in(writer), f'<p>a</p><p><img src="http://localhost{address}"></p>')
    assert answer.json["html"] == f'<p>a</p>\n<figure><img src="{address}"></figure>'
    assert answer.json["notices"] == []
