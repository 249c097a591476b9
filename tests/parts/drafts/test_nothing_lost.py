"""What was typed survives whatever happens between the form and the article."""

from __future__ import annotations

import errno
import os
from typing import Any

import pytest
from sqlalchemy import select

from newsapp.accounts.models import User
from newsapp.articles.models import Article, Revision
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.parts.drafts import autosaves
from tests import cast, kept
from tests.admin import forms
from tests.pages import PageClient

TEXT = "<p>Ba trang viết cả buổi chiều: ễ, Ộ, “ngoặc”, &lt;b&gt;.</p>"


def autosave(browser: PageClient, form_token: str, fields: dict[str, Any]) -> Any:
    return browser.post(
        "/admin/autosave",
        data=fields | {"form_token": form_token},
        headers=forms.json_headers(browser),
    )


def test_an_autosave_is_kept_apart_and_fills_the_form_again(
    sign_in: cast.SignIn, editor: User, news: Category, stopped_clock: cast.StoppedClock
) -> None:
    article = cast.live(editor, news)
    browser = sign_in(editor)
    form_token = forms.form_token_of(browser.get(f"/admin/articles/{article.id}"))
    answer = autosave(
        browser, form_token, forms.typed(news, title="Đang viết", body=TEXT, base_version="1")
    )
    assert answer.json["at"] == "09:00"
    assert [finding["message"] for finding in answer.json["findings"]] != []
    assert db.session.scalars(select(Revision)).all()[-1].number == 1, "no revision came of it"
    reader = PageClient(browser.application)
    assert "Đang viết" not in reader.get(f"/tin-tuc/{article.id}/{article.slug}").text

    again = browser.get(f"/admin/articles/{article.id}")
    assert forms.value_of(again, "body") == TEXT
    assert "bản tự lưu lúc 09:00 23/11/2026" in again.text

    saved = browser.send(
        f"/admin/articles/{article.id}",
        forms.typed(news, body=TEXT, base_version="1", form_token=form_token, action="save"),
    )
    assert saved.status_code == 303
    assert kept.text_for(editor.id, article.id) is None


def test_a_new_article_goes_on_where_it_was_left(
    sign_in: cast.SignIn, writer: User, news: Category
) -> None:
    browser = sign_in(writer)
    form_token = forms.form_token_of(browser.get("/admin/articles/new"))
    key = autosave(browser, form_token, forms.typed(news, title="Viết dở", body=TEXT)).json["key"]
    assert "Viết dở" not in browser.get("/admin/articles/new").text, "the form is for what is new"
    assert browser.get("/admin/articles/new").page.xpath("//a[@href='/admin/#begun']") != []
    assert "Viết dở" in browser.get("/admin/").words("#begun")[0]
    again = browser.get(f"/admin/articles/new?draft={key}")
    assert (forms.value_of(again, "title"), forms.value_of(again, "body")) == ("Viết dở", TEXT)

    (own,) = browser.get("/admin/").page.xpath("//*[@id='begun']//input[@name='form_token']/@value")
    answer = browser.send(
        "/admin/articles/discard-autosave", {"form_token": own}, form_at="/admin/account"
    )
    assert answer.location == "/admin/"
    assert browser.get("/admin/").page.xpath("//*[@id='begun']") == []
    assert forms.value_of(browser.get(f"/admin/articles/new?draft={key}"), "title") == ""


def test_nobody_else_sees_or_writes_it(
    sign_in: cast.SignIn, writer: User, other_writer: User, editor: User, news: Category
) -> None:
    article = cast.draft(writer, news)
    form_token = forms.form_token_of(sign_in(writer).get(f"/admin/articles/{article.id}"))
    for person in (other_writer, editor):
        browser = sign_in(person)
        assert autosave(browser, form_token, forms.typed(news, title="Của ai?")).status_code == 400
    assert kept.text_for(writer.id, article.id) is None
    assert autosave(sign_in(writer), "giả", forms.typed(news)).status_code == 400


@pytest.mark.parametrize("is_new", [True, False], ids=["new", "existing"])
def test_an_ended_session_keeps_the_text(
    sign_in: cast.SignIn, writer: User, news: Category, is_new: bool
) -> None:
    # Given a form whose session ends meanwhile
    browser = sign_in(writer)
    address = "/admin/articles/new" if is_new else f"/admin/articles/{cast.draft(writer, news).id}"
    form = browser.get(address)
    fields = forms.typed(
        news, title="Giữ lại nhé", body=TEXT, form_token=forms.form_token_of(form), base_version="1"
    )
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


@pytest.mark.parametrize("address", ["/admin/presence", "/admin/articles/discard-autosave"])
def test_what_a_page_says_beside_its_form_takes_no_texts_place(
    sign_in: cast.SignIn, writer: User, news: Category, address: str
) -> None:
    # Given a text that waits, and a page that is closed, or a button pressed, after the session has
    # ended
    browser = sign_in(writer)
    form = browser.get("/admin/articles/new")
    sent = {
        "form_token": forms.form_token_of(form),
        "tab": forms.value_of(form, "tab"),
        "left": "1",
    }
    key = autosave(browser, sent["form_token"], forms.typed(news, body=TEXT, tab=sent["tab"])).json[
        "key"
    ]
    token = forms.token_of(browser)
    browser.delete_cookie("staff")
    browser.post(address, data=sent | {"csrf_token": token})
    assert forms.value_of(sign_in(writer).get(f"/admin/articles/new?draft={key}"), "body") == TEXT


def test_a_strangers_form_keeps_nothing(client: PageClient, writer: User, news: Category) -> None:
    sent = client.post("/admin/articles/new", data=forms.typed(news, form_token="giả"))
    assert sent.location == "/admin/login"
    assert db.session.scalars(autosaves.of_new_articles(writer.id)).all() == []


def test_a_token_too_old_keeps_the_text(sign_in: cast.SignIn, writer: User, news: Category) -> None:
    browser = sign_in(writer)
    fields = forms.typed(
        news, body=TEXT, form_token=forms.form_token_of(browser.get("/admin/articles/new"))
    )
    sent = browser.post("/admin/articles/new", data=fields | {"csrf_token": "cũ"})
    assert sent.status_code == 303
    again = browser.get(sent.location)
    assert forms.value_of(again, "body") == TEXT
    assert "Trang đã mở quá lâu" in again.text


def test_scripts_are_told_and_given_a_fresh_token(
    sign_in: cast.SignIn, writer: User, news: Category
) -> None:
    browser = sign_in(writer)
    form_token = forms.form_token_of(browser.get("/admin/articles/new"))
    fields = forms.typed(news, form_token=form_token)
    refused = browser.post(
        "/admin/autosave", data=fields, headers={"Accept": "application/json", "X-CSRFToken": "cũ"}
    )
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
    form_token = forms.form_token_of(form)
    _fill_the_disk()
    answer = browser.send(
        "/admin/articles/new",
        forms.typed(news, body=long, form_token=form_token, action="publish"),
        form_at="/admin/account",
    )
    assert answer.status_code == 507
    assert forms.value_of(answer, "body") == long
    assert "đã hết chỗ trống" in answer.text
    told = autosave(browser, form_token, forms.typed(news, body=long))
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
    sign_in: cast.SignIn,
    editor: User,
    administrator: User,
    news: Category,
    stopped_clock: cast.StoppedClock,
) -> None:
    article = cast.draft(editor, news)
    first, second = sign_in(editor), sign_in(administrator)
    address = f"/admin/articles/{article.id}"
    assert "Cũng đang mở bài này: the" not in first.get(address).text
    answer = second.get(address)
    assert f"Cũng đang mở bài này: {editor.name}." in answer.text

    headers = forms.json_headers(second)
    form_token = forms.form_token_of(answer)
    assert second.post("/admin/presence", data={"form_token": form_token}, headers=headers).json[
        "others"
    ] == [editor.name]
    stopped_clock.move(minutes=2)
    assert (
        second.post("/admin/presence", data={"form_token": form_token}, headers=headers).json[
            "others"
        ]
        == []
    )
    second.post("/admin/presence", data={"form_token": form_token, "left": "1"}, headers=headers)
    assert "Cũng đang mở bài này: the" not in first.get(address).text


def test_what_writers_do_unseen_makes_no_page_anew(
    sign_in: cast.SignIn, editor: User, news: Category
) -> None:
    article = cast.live(editor, news)
    browser = sign_in(editor)
    version = browser.application.extensions["content_version"]
    before = version.now()
    form_token = forms.form_token_of(browser.get(f"/admin/articles/{article.id}"))
    autosave(browser, form_token, forms.typed(news))
    browser.post(
        "/admin/presence",
        data={"form_token": form_token, "left": "1"},
        headers=forms.json_headers(browser),
    )
    forms.upload(browser, "pictures", forms.photo(), "a.png")
    browser.send(
        "/admin/articles/discard-autosave", {"form_token": form_token}, form_at="/admin/account"
    )
    assert version.now() == before
