"""The notice: set, changed, ended, seen on every page at once and gone at its moment."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.audit import AuditEvent
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.parts.notices.models import Notice
from tests import cast
from tests.pages import PageClient

FORM = "/admin/notice"
TEXT = "Trụ sở nghỉ tiếp dân ngày 02/09"


def typed(**fields: str) -> dict[str, str]:
    ends = clock.now().astimezone(clock.zone()) + timedelta(hours=2)
    return {
        "text": TEXT,
        "address": "/van-ban",
        "level": "urgent",
        "ends_at": f"{ends:%Y-%m-%dT%H:%M}",
    } | fields


def audited() -> list[str]:
    actions = select(AuditEvent.action).where(AuditEvent.target_type == "notice")
    return list(db.session.scalars(actions.order_by(AuditEvent.id)))


@pytest.fixture
def browser(editor: User, sign_in: cast.SignIn) -> PageClient:
    return sign_in(editor)


def test_it_is_on_every_page_at_once_and_goes_when_ended(
    browser: PageClient, client: PageClient, editor: User, news: Category
) -> None:
    article = cast.live(editor, news)
    pages = [
        "/",
        "/en/",
        f"/chuyen-muc/{news.slug}",
        f"/tin-tuc/{article.id}/{article.slug}",
        "/luu-tru",
        "/tim-kiem?q=x",
        "/khong-co",
    ]
    for address in pages:
        page = client.get(address)
        assert page.words(".site-notice") == []
        assert "notice.css" not in page.text
    assert browser.send(FORM, typed()).location == FORM
    for address in pages:
        label = "Urgent: " if address == "/en/" else "Khẩn: "
        shown = client.get(address)
        assert shown.words(".site-notice") == [label + TEXT], address
        assert "/notice.css" in shown.text
        (link,) = shown.page.xpath("//section[contains(@class, 'site-notice')]//a")
        assert link.get("href") == "/van-ban"
        assert link.get("lang") == ("vi" if address == "/en/" else None)
    changed = typed(text="Đã mở lại", address="", level="normal")
    assert browser.send(FORM, changed).status_code == 303
    assert client.get("/").words(".site-notice") == ["Đã mở lại"]
    assert browser.send(f"{FORM}/end", {}, form_at=FORM).status_code == 303
    assert client.get("/").words(".site-notice") == []
    assert audited() == ["notice.put", "notice.put", "notice.end"]


def test_it_goes_at_its_moment(
    browser: PageClient, client: PageClient, stopped_clock: cast.StoppedClock
) -> None:
    ends = stopped_clock.moment.astimezone(clock.zone()) + timedelta(minutes=1)
    soon = f"{ends:%Y-%m-%dT%H:%M}"
    assert browser.send(FORM, typed(ends_at=soon)).status_code == 303
    stopped_clock.move(seconds=30)  # a cached page would last longer than the notice
    assert client.get("/").words(".site-notice") == [f"Khẩn: {TEXT}"]
    stopped_clock.move(seconds=29)
    assert client.get("/").words(".site-notice") == [f"Khẩn: {TEXT}"]
    stopped_clock.move(seconds=1)
    assert client.get("/").words(".site-notice") == []
    assert browser.get(FORM).page.xpath("//input[@id='text']/@value") == [""]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"text": ""}, "Hãy nhập nội dung"),
        ({"text": " \x00\u200b\n"}, "Hãy nhập nội dung"),
        ({"text": "x" * 201}, "dài quá 200"),
        ({"address": "/" + "x" * 500}, "dài quá 500"),
        ({"address": "javascript:alert(1)"}, "Hãy nhập địa chỉ"),
        ({"address": "JaVaScRiPt:alert(1)"}, "Hãy nhập địa chỉ"),
        ({"address": "data:text/html,x"}, "Hãy nhập địa chỉ"),
        ({"address": "//xau.example/"}, "Hãy nhập địa chỉ"),
        ({"address": "/\\xau.example/"}, "Hãy nhập địa chỉ"),
        ({"address": "xau.example"}, "Hãy nhập địa chỉ"),
        ({"address": '/"><script>'}, "Hãy nhập địa chỉ"),
        ({"level": "loud"}, "Hãy chọn một mục"),
        ({"ends_at": ""}, "Hãy nhập lúc"),
        ({"ends_at": "hôm qua"}, "Hãy nhập giờ và ngày"),
        ({"ends_at": "2020-01-01T08:00"}, "đã qua"),
    ],
)
def test_an_error_keeps_what_was_typed(
    browser: PageClient, fields: dict[str, str], reason: str
) -> None:
    sent = typed(**fields)
    answer = browser.send(FORM, sent)
    assert answer.status_code == 422
    assert reason in " ".join(answer.words(".field-error"))
    (kept,) = answer.page.xpath("//input[@id='ends_at']/@value")
    assert kept == sent["ends_at"]
    assert db.session.scalar(select(Notice)) is None


@pytest.mark.parametrize(
    "address", ["https://tinh.example/a?b=1&c=2", "tel:02543852123", "mailto:a@b.example"]
)
def test_links_that_texts_may_hold(browser: PageClient, client: PageClient, address: str) -> None:
    assert browser.send(FORM, typed(address=address)).status_code == 303
    (link,) = client.get("/").page.xpath("//section[contains(@class, 'site-notice')]//a/@href")
    assert link == address


def test_its_text_is_no_html(browser: PageClient, client: PageClient) -> None:
    assert browser.send(FORM, typed(text="<b>& \u202ex\ud7ff")).status_code == 303
    assert client.get("/").words(".site-notice") == ["Khẩn: <b>& x\ud7ff"]


def test_a_writer_may_not(writer: User, sign_in: cast.SignIn) -> None:
    assert sign_in(writer).get(FORM).status_code == 403


def test_ending_what_is_not_there(browser: PageClient, app: Flask) -> None:
    page = browser.send(FORM, typed())
    browser.send(f"{FORM}/end", {}, form_at=FORM)
    page = browser.send(f"{FORM}/end", {}, form_at="/admin/account")
    assert page.status_code == 303
    assert "Không có thông báo nào." in browser.get(FORM).text
