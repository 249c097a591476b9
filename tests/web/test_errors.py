from __future__ import annotations

import errno
import io
import os
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from newsapp import create_app
from newsapp.articles import workflow
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.media import files
from tests import cast
from tests.media.samples import picture
from tests.pages import PageClient


@pytest.fixture
def served(instance: Path) -> Iterator[Flask]:
    """The site as it runs for readers: an error is a page, not a traceback."""
    app = create_app({"NEWSAPP_INSTANCE": str(instance), "NEWSAPP_REQUEST_LIMIT": "3000000"})
    with app.app_context():
        yield app
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


@pytest.fixture
def reader(served: Flask) -> PageClient:
    return PageClient(served)


@pytest.fixture
def desk(served: Flask) -> PageClient:
    return cast.SignIn(served)(cast.person("editor"))


def section() -> Category:
    with writing():
        category = Category(name="Thông báo", slug="thong-bao")
        db.session.add(category)
    return category


def test_not_found_in_the_look_of_readers_and_of_staff_pages(
    reader: PageClient, desk: PageClient
) -> None:
    answer = reader.get("/khong-co")
    assert (answer.status_code, answer.words("h1")) == (404, ["Không tìm thấy trang"])
    assert answer.words(".counter")
    inside = desk.get("/admin/khong-co")
    assert inside.status_code == 404
    assert inside.words(".bar")


@pytest.mark.parametrize("digits", [10, 19, 30, 5000])
@pytest.mark.parametrize(
    "address",
    [
        "/tin-tuc/{}",
        "/tin-tuc/{}/a",
        "/tin-tuc/{}/a/in",
        "/admin/articles/{}",
        "/admin/categories/{}",
        "/media/x-{}.jpg",
    ],
)
def test_a_number_beyond_all_bounds_is_not_found(
    desk: PageClient, address: str, digits: int
) -> None:
    assert desk.get(address.format("9" * digits)).status_code == 404


def test_the_wrong_method_says_which_is_right(reader: PageClient, desk: PageClient) -> None:
    answer = reader.post("/")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert set(desk.get("/admin/logout").allow) == {"POST", "OPTIONS"}


def test_gone(reader: PageClient, served: Flask) -> None:
    editor = cast.person("editor")
    article = cast.live(editor, section())
    with writing():
        workflow.unpublish(article, actor=editor, at=article.updated_at)
    answer = reader.get(f"/tin-tuc/{article.id}")
    assert (answer.status_code, answer.words("h1")) == (410, ["Bài viết đã được gỡ"])


def test_too_large(desk: PageClient) -> None:
    answer = desk.post("/admin/articles/new", data={"body": "x" * 3_100_000})
    assert (answer.status_code, answer.words("h1")) == (413, ["Dữ liệu gửi lên quá lớn"])


def test_a_form_without_its_token(desk: PageClient) -> None:
    answer = desk.post("/admin/articles/new", data={"title": "x"})
    assert (answer.status_code, answer.words("h1")) == (400, ["Trang đã mở quá lâu"])


def test_a_strange_host_is_refused(instance: Path) -> None:
    browser = PageClient(
        create_app({"NEWSAPP_INSTANCE": str(instance), "NEWSAPP_HOSTS": "tin.example"})
    )
    assert browser.get("/", base_url="http://tin.example").status_code == 200
    assert browser.get("/", base_url="http://evil.example").status_code == 400


@pytest.mark.parametrize(
    ("hosts", "host", "status"),
    [
        ("", "localhost:8000", 200),
        ("", "127.0.0.1:8000", 200),
        ("", "[::1]:8000", 200),
        ("", "may-chu:8000", 200),
        ("", "evil.example", 400),
        ("", "localhost.evil.example", 400),
        ("", "[::2]", 400),
        ("", "203.0.113.5", 400),
        ("*", "evil.example", 200),
        ("tin.example", "localhost", 400),
    ],
)
def test_without_a_setting_it_answers_to_the_machines_own_names(
    instance: Path, monkeypatch: pytest.MonkeyPatch, hosts: str, host: str, status: int
) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "MAY-CHU")
    named = {"NEWSAPP_INSTANCE": str(instance), "NEWSAPP_HOSTS": hosts}
    for more in ({}, {"NEWSAPP_PAGE_CACHE": "0"}):
        answer = PageClient(create_app(named | more)).get("/", headers={"Host": host})
        assert answer.status_code == status


def test_the_address_that_the_server_listens_on_is_its_own(instance: Path) -> None:
    named = {"NEWSAPP_INSTANCE": str(instance), "NEWSAPP_HOST": "192.0.2.7"}
    browser = PageClient(create_app(named))
    assert browser.get("/", headers={"Host": "192.0.2.7:8000"}).status_code == 200


def test_a_machine_whose_name_is_none_is_no_error(
    instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "a..b")
    browser = PageClient(create_app({"NEWSAPP_INSTANCE": str(instance)}))
    assert browser.get("/", headers={"Host": "else.example"}).status_code == 400


def test_a_mistake_of_ours(
    reader: PageClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("newsapp.public.home.card", lambda row: 1 / 0)
    monkeypatch.setattr("newsapp.public.home.LATEST", 1)
    cast.live(cast.person("editor"), section())
    answer = reader.get("/")
    assert (answer.status_code, answer.words("h1")) == (500, ["Hệ thống đang gặp sự cố"])
    assert "ZeroDivision" not in answer.text
    (number,) = re.findall("kèm mã: ([0-9a-f]{8})", answer.text)
    assert f"Error number {number}: GET /: 500" in caplog.text


@pytest.mark.parametrize(
    "address", ["/", "/khong-co", "/tin-tuc/1", "/admin/login", "/admin/articles"]
)
def test_a_broken_database_still_gives_a_page(
    reader: PageClient, served: Flask, address: str
) -> None:
    db.session.remove()
    for engine in db.engines.values():
        engine.dispose()
    folder = served.config["INSTANCE"]
    for path in folder.glob("content.db*"):
        path.unlink()
    (folder / "content.db").write_bytes(b"no database " * 1000)
    answer = reader.get(address)
    assert (
        answer.status_code in (404, 500)
        if address == "/khong-co"
        else answer.status_code in (200, 303, 500)
    )
    if answer.status_code == 500:
        assert answer.words("h1") == ["Hệ thống đang gặp sự cố"]


@pytest.fixture
def failing(served: Flask) -> Any:
    """Makes the database refuse its next writes with what SQLite says."""

    def fail(said: str, kind: type[Exception] = sqlite3.OperationalError) -> None:
        def refuse(_conn: Any, _cursor: Any, statement: str, *_more: Any) -> None:
            if statement.startswith(("INSERT", "UPDATE")):
                raise kind(said)

        event.listen(db.engine, "before_cursor_execute", refuse)

    return fail


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("database or disk is full", 507),
        ("database is locked", 503),
        ("disk I/O error", 507),
        ("attempt to write a readonly database", 507),
        ("something else", 500),
    ],
)
def test_a_database_that_cannot_be_written(
    desk: PageClient, failing: Any, said: str, status: int
) -> None:
    section()
    token = desk.get("/admin/articles/new").page.xpath("//input[@name='csrf_token']/@value")[0]
    fields = {
        "csrf_token": token,
        "title": "Tin",
        "category_id": "1",
        "body": "chữ",
        "action": "save",
    }
    failing(said)
    assert desk.post("/admin/articles/new", data=fields).status_code == status


def test_what_the_database_cannot_hold_is_a_wrong_request(desk: PageClient, failing: Any) -> None:
    failing("text fields cannot contain NUL", sqlite3.DataError)
    answer = desk.send("/admin/categories", {"name": "Thông báo"})
    assert (answer.status_code, answer.words("h1")) == (400, ["Yêu cầu không hợp lệ"])


def test_a_full_disk_says_so(desk: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    section()

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files.os, "fsync", full)
    fields = {
        "title": "Tin",
        "category_id": "1",
        "body": "chữ",
        "cover": (io.BytesIO(picture()), "a.png"),
    }
    answer = desk.send("/admin/articles/new", fields)
    assert (answer.status_code, answer.words("h1")) == (507, ["Viết bài mới"])
    assert "Máy chủ đã hết chỗ trống" in answer.words(".problems")[0]
    assert "chữ" in answer.words("#body"), "what was typed is there still"


def test_not_allowed(served: Flask) -> None:
    browser = cast.SignIn(served)(cast.person("writer"))
    answer = browser.get("/admin/identity")
    assert (answer.status_code, answer.words("h1")) == (403, ["Không có quyền"])
