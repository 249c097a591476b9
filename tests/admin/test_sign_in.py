from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import func, select

from newsapp.accounts import users
from newsapp.accounts.models import User
from newsapp.audit import AuditEvent
from newsapp.database import db
from tests import cast
from tests.cast import PASSWORD
from tests.pages import PageClient

LOGIN = "/admin/login"


def attempt(browser: PageClient, email: str, password: str, address: str = LOGIN) -> object:
    return browser.send(address, {"email": email, "password": password})


def test_it_works(client: PageClient, writer: User) -> None:
    assert client.get("/admin/articles").status_code == 303
    answer = attempt(client, f" {writer.email.upper()} ", PASSWORD)
    assert (answer.status_code, answer.location) == (303, "/admin/")
    assert client.get("/admin/articles").status_code == 200
    assert client.get(LOGIN).status_code == 302
    assert writer.last_signed_in_at is not None


@pytest.mark.parametrize("password", ["sai mật khẩu", PASSWORD + " ", PASSWORD.upper()])
def test_a_wrong_password_keeps_the_address_and_tells_nothing(client: PageClient, writer: User, password: str) -> None:
    wrong = attempt(client, writer.email, password)
    nobody = attempt(PageClient(client.application), "nobody@hunglac.example", PASSWORD)
    assert wrong.status_code == nobody.status_code == 422
    assert wrong.words("#email-error") == nobody.words("#email-error") == ["Email hoặc mật khẩu không đúng."]
    assert wrong.page.xpath("//input[@name='email']/@value") == [writer.email]
    assert password not in wrong.text
    assert client.get("/admin/articles").status_code == 303


def test_empty_fields_are_named(client: PageClient) -> None:
    answer = attempt(client, "", "")
    assert answer.status_code == 422
    assert answer.words(".field-error") == ["Hãy nhập email.", "Hãy nhập mật khẩu."]


def test_too_many_failures_close_the_door_for_the_right_password_too(
    client: PageClient, writer: User, stopped_clock: cast.StoppedClock
) -> None:
    for _ in range(users.FAILURES_ALLOWED):
        assert attempt(client, writer.email, "sai").status_code == 422
    assert attempt(client, writer.email, PASSWORD).status_code == 429
    stopped_clock.move(minutes=16)
    assert attempt(client, writer.email, PASSWORD).status_code == 303


@pytest.mark.parametrize(
    ("wanted", "arrives"),
    [
        ("/admin/categories", "/admin/categories"),
        ("/admin/articles?state=draft", "/admin/articles?state=draft"),
        ("//evil.example", "/admin/"),
        ("https://evil.example/", "/admin/"),
        ("/\\evil.example", "/admin/"),
        ("javascript:alert(1)", "/admin/"),
        ("", "/admin/"),
    ],
)
def test_one_arrives_where_one_wanted_but_never_elsewhere(
    client: PageClient, editor: User, wanted: str, arrives: str
) -> None:
    client.get(LOGIN)
    page = client.get(LOGIN, query_string={"next": wanted})
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    assert token
    fields = {"csrf_token": token[1], "email": editor.email, "password": PASSWORD}
    answer = client.post(LOGIN, query_string={"next": wanted}, data=fields)
    assert (answer.status_code, answer.location) == (303, arrives)


def test_the_page_asked_for_is_remembered(client: PageClient) -> None:
    answer = client.get("/admin/articles?state=draft")
    assert answer.location == "/admin/login?next=/admin/articles?state%3Ddraft"


def test_signing_out_ends_the_session_even_with_its_old_cookie(app: Flask, writer: User, sign_in: cast.SignIn) -> None:
    browser, thief = sign_in(writer), PageClient(app)
    cookie = browser.get_cookie("staff")
    assert cookie is not None
    assert browser.send("/admin/logout", {}, form_at="/admin/articles").status_code == 303
    thief.set_cookie("staff", cookie.value)
    assert thief.get("/admin/articles").status_code == 303
    assert browser.get("/admin/articles").status_code == 303


def test_signing_out_needs_the_form(client: PageClient, writer: User, sign_in: cast.SignIn) -> None:
    browser = sign_in(writer)
    assert browser.get("/admin/logout").status_code == 405
    assert browser.post("/admin/logout").status_code == 400
    assert browser.get("/admin/articles").status_code == 200


def test_signing_in_and_out_is_told(writer: User, sign_in: cast.SignIn) -> None:
    sign_in(writer).send("/admin/logout", {}, form_at="/admin/articles")
    told = [(e.action, e.actor_id) for e in db.session.scalars(select(AuditEvent).order_by(AuditEvent.id))]
    assert told[1:] == [("user.sign_in", writer.id), ("user.sign_out", writer.id)]


def test_a_session_of_before_is_not_carried_in(client: PageClient, writer: User) -> None:
    client.get(LOGIN)
    before = client.get_cookie("staff")
    attempt(client, writer.email, PASSWORD)
    after = client.get_cookie("staff")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    assert "HttpOnly" in client.get(LOGIN).headers.get("Set-Cookie", "HttpOnly")
    assert db.session.scalar(select(func.count()).select_from(User)) == 1
