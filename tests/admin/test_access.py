"""What holds for every page behind the staff's door."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from newsapp import clock
from newsapp.accounts import users
from newsapp.accounts.models import User
from newsapp.admin.access import is_open
from newsapp.categories.models import Category
from newsapp.database import writing
from tests import cast
from tests.pages import PageClient


def addresses(app: Flask) -> Iterator[tuple[str, str]]:
    """(method, address) of every staff page that is not open to strangers."""
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/admin") and not is_open(app.view_functions[rule.endpoint]):
            address = (
                rule.rule.replace("<int:number>", "1")
                .replace("<int:version>", "1")
                .replace("<any(csv, xlsx):extension>", "csv")
            )
            assert "<" not in address, f"say how to fill in {address}"
            yield from (
                (method, address) for method in sorted((rule.methods or set()) & {"GET", "POST"})
            )


def test_a_stranger_is_asked_to_sign_in(
    app: Flask, client: PageClient, editor: User, news: Category
) -> None:
    cast.live(editor, news)
    app.config["WTF_CSRF_ENABLED"] = False
    asked = list(addresses(app))
    assert len(asked) > 14
    for method, address in asked:
        answer = client.open(address, method=method)
        assert answer.status_code == 303, (method, address)
        assert answer.location.startswith("/admin/login"), (method, address)


def test_nothing_is_changed_without_the_forms_token(
    app: Flask, editor: User, news: Category, sign_in: cast.SignIn
) -> None:
    cast.live(editor, news)
    browser = sign_in(editor)
    for method, address in addresses(app):
        if method == "POST":
            assert browser.post(address).status_code == 400, address


@pytest.mark.parts
@pytest.mark.parametrize("role", ["writer", "editor", "administrator"])
def test_the_menu_offers_what_the_role_may_do(sign_in: cast.SignIn, role: str) -> None:
    browser = sign_in(cast.person(role))
    page = browser.get("/admin/articles").page
    for link in page.xpath("//header//nav//a/@href"):
        assert browser.get(link).status_code == 200, link
    offered = [link.text for link in page.xpath("//header//nav//a")]
    more = {
        "writer": ["Thư viện", "Thống kê"],
        "editor": [
            "Thư viện",
            "Chuyên mục",
            "Thống kê",
            "Báo cáo",
            "Thông báo khẩn",
            "Liên hệ – Hỏi đáp",
        ],
        "administrator": [
            "Thư viện",
            "Chuyên mục",
            "Thống kê",
            "Báo cáo",
            "Cơ quan",
            "Thông báo khẩn",
            "Liên hệ – Hỏi đáp",
            "Người dùng",
            "Nhật ký",
            "Chuyển hướng",
        ],
    }[role]
    waiting = "Bị trả lại (0)" if role == "writer" else "Chờ duyệt (0)"
    assert offered == [waiting, "Bàn làm việc", "Bài viết", "Văn bản", *more, "Tài khoản"]


def test_an_account_that_is_gone_is_a_stranger(
    app: Flask, writer: User, sign_in: cast.SignIn
) -> None:
    browser = sign_in(writer)
    with writing():
        users.end_sessions(writer, clock.now())
    assert browser.get("/admin/articles").status_code == 303
