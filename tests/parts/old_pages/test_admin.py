"""“Nhập trang đã lưu”: a file is looked at, put right, and comes in as a draft."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from newsapp.accounts.models import User
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db
from tests import cast
from tests.page_reading.portals import egov_text, nukeviet_4, vnpt_portal
from tests.page_reading.stories import STORIES
from tests.pages import PageClient
from tests.parts.writing import documents
from tests.parts.writing.documents import paragraph, run

ADDRESS, TAKE = "/admin/old-pages", "/admin/old-pages/take"


@pytest.fixture
def browser(editor: User, news: Category, sign_in: cast.SignIn) -> PageClient:
    return sign_in(editor)


def upload(browser: PageClient, name: str, content: bytes | str, **more: str) -> Any:
    data = content.encode() if isinstance(content, str) else content
    return browser.send(ADDRESS, {"file": (io.BytesIO(data), name), "encoding": "", **more})


def fields(answer: Any) -> dict[str, str]:
    """What the form of the preview would send."""
    form = answer.page.xpath(f"//form[@action='{TAKE}']")[0]
    values = {name: (value or "").removeprefix("\n") for name, value in form.form_values()}
    del values["csrf_token"]
    return values


def article() -> Article:
    return db.session.scalars(select(Article)).one()


def test_a_page_is_shown_and_then_comes_in_as_a_draft(browser: PageClient) -> None:
    shown = upload(browser, "bai.html", nukeviet_4(STORIES[0]))
    assert shown.status_code == 200
    assert STORIES[0].paragraphs[1] in shown.text
    assert "/uploads/news/2024_07/hoi-nghi.jpg" in shown.words(".problems")[0]
    found = fields(shown)
    assert (found["title"], found["published_on"]) == (STORIES[0].title, "05/07/2024")
    assert (found["byline"], found["signature"]) == ("Nguyễn Thị Hồng", "NTH")
    assert db.session.scalars(select(Article)).all() == []
    taken = browser.send(TAKE, {**found, "title": "Sửa lại"}, form_at=ADDRESS)
    made = article()
    assert taken.location == f"/admin/articles/{made.id}"
    assert (made.title, made.live_version, made.published_on) == ("Sửa lại", None, date(2024, 7, 5))
    assert made.category is not None
    assert made.category.name == "Cải cách hành chính"


def test_the_same_file_leads_to_its_article(browser: PageClient) -> None:
    found = fields(upload(browser, "bai.html", vnpt_portal(STORIES[3])))
    first = browser.send(TAKE, found, form_at=ADDRESS)
    again = fields(upload(browser, "khac.html", vnpt_portal(STORIES[3])))
    assert browser.send(TAKE, again, form_at=ADDRESS).location == first.location
    assert article().title == STORIES[3].title


def test_a_text_and_a_word_file_are_read_too(browser: PageClient) -> None:
    text = fields(upload(browser, "bai.txt", egov_text(STORIES[2])))
    assert (text["title"], text["signature"]) == (STORIES[2].title, "Minh Hà")
    lines = ["Thông báo", STORIES[1].title, "Ngày đăng: 01/03/2023", *STORIES[1].paragraphs]
    word = documents.docx(*(paragraph(run(line)) for line in lines)).getvalue()
    found = fields(upload(browser, "bai.docx", word))
    assert (found["title"], found["category"]) == (STORIES[1].title, "Thông báo")
    assert STORIES[1].paragraphs[-1] in found["body"]


def test_old_fonts_are_read_when_asked(browser: PageClient) -> None:
    page = "<h1>Héi nghÞ s¬ kÕt</h1><p>05/07/2024</p><p>C«ng t¸c c¶i c¸ch hµnh chÝnh cña tØnh.</p>"
    found = fields(upload(browser, "a.html", page.encode("latin-1"), encoding="tcvn3"))
    assert found["title"] == "Hội nghị sơ kết"


def test_nothing_typed_is_lost(browser: PageClient) -> None:
    found = fields(upload(browser, "bai.html", vnpt_portal(STORIES[3])))
    wrong = browser.send(
        TAKE, {**found, "published_on": "hôm qua", "byline": "Lan Anh"}, form_at=ADDRESS
    )
    assert wrong.status_code == 422
    again = fields(wrong)
    assert (again["published_on"], again["byline"]) == ("hôm qua", "Lan Anh")
    assert again["body"] == found["body"]
    assert again["category"] == found["category"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", "<h1>Liên hệ</h1><p>Điện thoại</p>"),
        ("a.png", "\x89PNG"),
        ("a.docx", "no document"),
        ("a.html", ""),
    ],
)
def test_what_is_no_article_is_told(browser: PageClient, name: str, content: str) -> None:
    answer = upload(browser, name, content)
    assert answer.status_code == 422
    assert answer.words(".problems")


def test_a_file_has_to_be_chosen(browser: PageClient) -> None:
    assert browser.send(ADDRESS, {"encoding": ""}).status_code == 422


def test_what_is_found_is_harmless(browser: PageClient) -> None:
    page = vnpt_portal(STORIES[3]).replace(
        "<p style", "<script>alert(1)</script><p onclick='x' style"
    )
    found = fields(upload(browser, "a.html", page))
    assert "<script" not in found["body"]
    browser.send(TAKE, {**found, "body": "<p onclick=x>Chữ<script>y</script></p>"}, form_at=ADDRESS)
    assert article().body == "<p>Chữ</p>"


def test_writers_have_no_way_to_it(writer: User, editor: User, sign_in: cast.SignIn) -> None:
    assert sign_in(writer).get(ADDRESS).status_code == 403
    assert ADDRESS not in sign_in(writer).get("/admin/import").text
    assert ADDRESS in sign_in(editor).get("/admin/import").text
