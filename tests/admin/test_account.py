from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from newsapp.accounts.models import StaffSession, User
from newsapp.accounts.passwords import verify
from newsapp.database import db
from tests import cast
from tests.cast import PASSWORD
from tests.pages import PageClient

ACCOUNT = "/admin/account"
NEW = "một câu khác cũng dài"


def test_it_works_and_ends_the_other_sessions(writer: User, sign_in: cast.SignIn) -> None:
    here, elsewhere = sign_in(writer), sign_in(writer)
    answer = here.send(ACCOUNT, {"current": PASSWORD, "new": NEW, "again": NEW})
    assert (answer.status_code, answer.location) == (303, ACCOUNT)
    assert verify(writer.password_hash, NEW)
    assert here.get(ACCOUNT).status_code == 200
    assert elsewhere.get(ACCOUNT).status_code == 303


@pytest.mark.parametrize(
    ("current", "new", "again", "field"),
    [
        ("sai mật khẩu", NEW, NEW, "#current-error"),
        ("", NEW, NEW, "#current-error"),
        (PASSWORD, "ngắn", "ngắn", "#new-error"),
        (PASSWORD, "", "", "#new-error"),
        (PASSWORD, "matkhau123", "matkhau123", "#new-error"),
        (PASSWORD, "the.writer@hunglac.example", "the.writer@hunglac.example", "#new-error"),
        (PASSWORD, "Trang tin điện tử 1", "Trang tin điện tử 1", "#new-error"),
        (PASSWORD, NEW, NEW + "x", "#again-error"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    writer: User, sign_in: cast.SignIn, current: str, new: str, again: str, field: str
) -> None:
    answer = sign_in(writer).send(ACCOUNT, {"current": current, "new": new, "again": again})
    assert answer.status_code == 422
    assert answer.words(field) != []
    assert answer.words(".problems") != []
    assert 'value="sai' not in answer.text
    assert verify(writer.password_hash, PASSWORD)


def test_each_of_ones_sessions_can_be_ended(app: Flask, writer: User, sign_in: cast.SignIn) -> None:
    elsewhere = PageClient(app)
    elsewhere.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (Android 16) Firefox/145.0"
    elsewhere.send("/admin/login", {"email": writer.email, "password": PASSWORD})
    here = sign_in(writer)
    page = here.get(ACCOUNT)
    assert ["Firefox, Android" in words for words in page.words("li")].count(True) == 1
    (end,) = page.page.xpath("//form[contains(@action, '/sessions/')]/@action")
    assert here.send(end, {}, form_at=ACCOUNT).status_code == 303
    assert here.get(ACCOUNT).status_code == 200
    assert elsewhere.get(ACCOUNT).status_code == 303


def test_nobody_ends_anothers_session(writer: User, editor: User, sign_in: cast.SignIn) -> None:
    others, browser = sign_in(editor), sign_in(writer)
    session = db.session.scalars(select(StaffSession).filter_by(user_id=editor.id)).one()
    address = f"{ACCOUNT}/sessions/{session.id}/end"
    assert browser.send(address, {}, form_at=ACCOUNT).status_code == 404
    assert others.get(ACCOUNT).status_code == 200
