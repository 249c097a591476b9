from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from newsapp import clock, write_pause
from newsapp.accounts import users
from newsapp.accounts.models import Role, User
from newsapp.articles import staff_search_index
from newsapp.articles.models import Article
from newsapp.articles.staff_search_index import LatestText
from newsapp.categories.models import Category
from newsapp.database import db, writing
from tests import cast
from tests.cast import SignIn
from tests.pages import PageClient


def test_an_editor_is_asked_to_wait_and_loses_nothing(
    app: Flask, sign_in: SignIn, editor: User, news: Category, client: PageClient
) -> None:
    browser = sign_in(editor)
    fields = {"title": "Tin gấp", "category_id": str(news.id), "body": "chữ", "action": "publish"}
    write_pause.pause(app.config["INSTANCE"])
    answer = browser.send("/admin/articles/new", fields)
    assert answer.status_code == 503
    assert "Hãy giữ trang đang mở, chờ một phút rồi gửi lại" in answer.text
    assert client.get("/").status_code == 200
    assert db.session.query(Article).count() == 0
    write_pause.resume(app.config["INSTANCE"])
    assert browser.send("/admin/articles/new", fields).status_code == 303


@pytest.mark.sqlite
def test_pausing_waits_for_writes_under_way(app: Flask) -> None:
    instance: Path = app.config["INSTANCE"]
    order: list[str] = []
    began = threading.Event()

    def write_slowly() -> None:
        with app.app_context(), writing():
            began.set()
            users.add("a@b.vn", "", Role.WRITER, "x", actor=None, at=clock.now())
            time.sleep(0.3)
            order.append("written")

    writer = threading.Thread(target=write_slowly)
    writer.start()
    began.wait()
    write_pause.pause(instance)
    order.append("paused")
    writer.join()
    assert order == ["written", "paused"]
    with pytest.raises(write_pause.WritesPaused), writing():
        pass
    assert users.by_email("a@b.vn") is not None


def test_what_the_upgrade_itself_writes_is_not_held_back(
    app: Flask, editor: User, news: Category
) -> None:
    """A release that keeps something new of each article writes it down while it migrates."""
    cast.live(editor, news, "Đê điều")
    staff_search_index.forget_all()
    write_pause.pause(app.config["INSTANCE"])
    assert staff_search_index.catch_up() == 1
    assert db.session.scalar(select(LatestText.title)) == " de dieu"
