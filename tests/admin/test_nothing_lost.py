"""What was typed survives whatever happens between the form and the article."""

from __future__ import annotations

import errno
import os
from typing import Any

import pytest
from sqlalchemy import select

from newsapp.accounts.models import User
from newsapp.articles import autosaves
from newsapp.articles.models import Article, Revision
from newsapp.categories.models import Category
from newsapp.database import db
from tests import cast
from tests.admin import forms
from tests.pages import PageClient

TEXT = "<p>Ba trang viết cả buổi chiều: ễ, Ộ, “ngoặc”, &lt;b&gt;.</p>"


def autosave(browser: PageClient, ticket: str, fields: dict[str, Any]) -> Any:
    return browser.post("/admin/autosave", data=fields | {"ticket": ticket}, headers=forms.json_headers(browser))


def test_an_autosave_is_kept_apart_and_fills_the_form_again(
    sign_in: cast.SignIn, editor: User, news: Category, stopped_clock: cast.StoppedClock
) -> None:
    article = cast.live(editor, news)
    browser = sign_in(editor)
    ticket = forms.ticket_of(browser.get(f"/admin/articles/{article.id}"))
    answer = autosave(browser, ticket, forms.typed(news, title="Đang viết", body=TEXT, base_version="1"))
    assert answer.json["at"] == "09:00"
    assert [finding["message"] for finding in answer.json["findings"]] != []
    assert db.session.scalars(select(Revision)).all()[-1].number == 1, "no revision came of it"
    reader = PageClient(browser.application)
    assert "Đang viết" not in reader.get(f"/tin-tuc/{article.id}/{article.slug}").text

    again = browser.get(f"/admin/articles/{article.id}")
    assert forms.value_of(again, "body") == TEXT
    assert "bản tự lưu lúc 09:00 23/11/2026" in again.text

    saved = browser.send(
        f"/admin/articles/{article.id}", forms.typed(news, body=TEXT, base_version="1", ticket=ticket, action="save")
    )
    assert saved.status_code == 303
    assert autosaves.find(editor.id, autosaves.key_of(article.id)) is None


def test_a_new_article_goes_on_where_it_was_left(sign_in: cast.SignIn, writer: User, news: Category) -> None:
    browser = sign_in(writer)
    ticket = forms.ticket_of(browser.get("/admin/articles/new"))
    key = autosave(browser, ticket, forms.typed(news, title="Viết dở", body=TEXT)).json["key"]
    assert "Viết dở" in browser.get("/admin/articles/new").text
    again = browser.get(f"/admin/articles/new?draft={key}")
    assert (forms.value_of(again, "title"), forms.value_of(again, "body")) == ("Viết dở", TEXT)

    browser.send("/admin/articles/discard-autosave", {"ticket": ticket}, form_at="/admin/account")
    assert "Viết dở" not in browser.get("/admin/articles/new").text


def test_nobody_else_sees_or_writes_it(
    sign_in: cast.SignIn, writer: User, other_writer: User, editor: User, news: Category
) -> None:
    article = cast.draft(writer, news)
    ticket = forms.ticket_of(sign_in(writer).get(f"/admin/articles/{article.id}"))
    for person in (other_writer, editor):
        browser = sign_in(person)
        assert autosave(browser, ticket, forms.typed(news, title="Của ai?")).status_code == 400
    assert autosaves.find(writer.id, autosaves.key_of(article.id)) is None
    assert autosave(sign_in(writer), "giả", forms.typed(news)).status_code == 400


@pytest.mark.parametrize("is_new", [True, False], ids=["new", "existing"])
def test_an_ended_session_keeps_the_text(sign_in: cast.SignIn, writer: User, news: Category, is_new: bool) -> None:
    # Given a form whose session ends meanwhile
    browser = sign_in(writer)
    address = "/admin/articles/new" if is_new else f"/admin/articles/{cast.draft(writer, news).id}"
    form = browser.get(address)
    fields = forms.typed(news, title="Giữ lại nhé", body=TEXT, ticket=forms.ticket_of(form), base_version="1")
    token = forms.token_of(browser)
    browser.delete_cookie("staff")

    # When it is sent
    sent = browser.post(address, data=fields | {"csrf_token": token, "action": "publish"})

    # Then signing in leads to a form with all of it
    assert sent.status_code == 303
    assert sent.location.startswith("/admin/login?next=")
    signed = browser.send(sent.location, {"email": writer.email, "password": cast.PASSWORD})
    again = browser.get(signed.location)
    assert (forms.value_of(again, "title"), forms.value_of(again, "body")) == ("Giữ lại nhé", TEXT)
    assert not db.session.scalars(select(Article).where(Article.title == "Giữ lại nhé")).all(), (
        "nothing was saved by it"
    )


def test_a_strangers_form_keeps_nothing(client: PageClient, writer: User, news: Category) -> None:
    sent = client.post("/admin/articles/new", data=forms.typed(news, ticket="giả"))
    assert sent.location == "/admin/login"
    assert db.session.scalars(autosaves.of_new_articles(writer.id)).all() == []


def test_a_token_too_old_keeps_the_text(sign_in: cast.SignIn, writer: User, news: Category) -> None:
    browser = sign_in(writer)
    fields = forms.typed(news, body=TEXT, ticket=forms.ticket_of(browser.get("/admin/articles/new")))
    sent = browser.post("/admin/articles/new", data=fields | {"csrf_token": "cũ"})
    assert sent.status_code == 303
    again = browser.get(sent.location)
    assert forms.value_of(again, "body") == TEXT
    assert "Trang đã mở quá lâu" in again.text


def test_scripts_are_told_and_given_a_fresh_token(sign_in: cast.SignIn, writer: User, news: Category) -> None:
    browser = sign_in(writer)
    ticket = forms.ticket_of(browser.get("/admin/articles/new"))
    fields = forms.typed(news, ticket=ticket)
    refused = browser.post("/admin/autosave", data=fields, headers={"Accept": "application/json", "X-CSRFToken": "cũ"})
    assert refused.status_code == 400
    headers = {"Accept": "application/json", "X-CSRFToken": refused.json["token"]}
    assert browser.post("/admin/autosave", data=fields, headers=headers).status_code == 200
    browser.delete_cookie("staff")
    ended = browser.post("/admin/autosave", data=fields, headers=headers)
    assert (ended.status_code, ended.json["sign_in"]) == (401, "/admin/login")


def _fill_the_disk() -> None:
    """As far as the database can tell: it may not grow by another page."""
    db.session.commit()
    for connection in (db.session.connection(),):
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    db.session.commit()


@pytest.mark.sqlite
def test_a_full_disk_keeps_the_text(sign_in: cast.SignIn, editor: User, news: Category) -> None:
    browser = sign_in(editor)
    form = browser.get("/admin/articles/new")
    long = "".join(f"<p>Đoạn {number}. {'chữ ' * 200}</p>" for number in range(60))
    ticket = forms.ticket_of(form)
    _fill_the_disk()
    answer = browser.send(
        "/admin/articles/new",
        forms.typed(news, body=long, ticket=ticket, action="publish"),
        form_at="/admin/account",
    )
    assert answer.status_code == 507
    assert forms.value_of(answer, "body") == long
    assert "đã hết chỗ trống" in answer.text
    told = autosave(browser, ticket, forms.typed(news, body=long))
    assert told.status_code == 507
    assert "hết chỗ" in told.json["error"]
    assert browser.get("/").status_code == 200


def test_a_full_disk_under_the_files_keeps_the_text(
    sign_in: cast.SignIn, editor: User, news: Category, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = sign_in(editor)

    def no_room(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("newsapp.media.files.os.fsync", no_room)
    sent = forms.typed(news, body=TEXT, action="save", cover=(forms.photo(), "a.png"))
    answer = browser.send("/admin/articles/new", sent)
    assert answer.status_code == 507
    assert forms.value_of(answer, "body") == TEXT
    assert "hết chỗ trống nên chưa nhận được “a.png”" in answer.text


def test_others_who_are_there_are_named(
    sign_in: cast.SignIn, editor: User, administrator: User, news: Category, stopped_clock: cast.StoppedClock
) -> None:
    article = cast.draft(editor, news)
    first, second = sign_in(editor), sign_in(administrator)
    address = f"/admin/articles/{article.id}"
    assert "Cũng đang mở bài này: the" not in first.get(address).text
    answer = second.get(address)
    assert f"Cũng đang mở bài này: {editor.name}." in answer.text

    headers = forms.json_headers(second)
    ticket = forms.ticket_of(answer)
    assert second.post("/admin/presence", data={"ticket": ticket}, headers=headers).json == {"others": [editor.name]}
    stopped_clock.move(minutes=2)
    assert second.post("/admin/presence", data={"ticket": ticket}, headers=headers).json == {"others": []}
    second.post("/admin/presence", data={"ticket": ticket, "left": "1"}, headers=headers)
    assert "Cũng đang mở bài này: the" not in first.get(address).text


def test_what_writers_do_unseen_makes_no_page_anew(sign_in: cast.SignIn, editor: User, news: Category) -> None:
    article = cast.live(editor, news)
    browser = sign_in(editor)
    generation = browser.application.extensions["generation"]
    before = generation.now()
    ticket = forms.ticket_of(browser.get(f"/admin/articles/{article.id}"))
    autosave(browser, ticket, forms.typed(news))
    browser.post("/admin/presence", data={"ticket": ticket, "left": "1"}, headers=forms.json_headers(browser))
    forms.upload(browser, "pictures", forms.photo(), "a.png")
    browser.send("/admin/articles/discard-autosave", {"ticket": ticket}, form_at="/admin/account")
    assert generation.now() == before
