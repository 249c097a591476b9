from __future__ import annotations

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.security import generate_password_hash

from newsapp.accounts.models import User
from newsapp.accounts.throttle import FEW
from newsapp.audit import AuditEvent
from newsapp.database import db, writing
from tests import cast
from tests.admin import forms
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
def test_a_wrong_password_keeps_the_address_and_tells_nothing(
    client: PageClient, writer: User, password: str
) -> None:
    wrong = attempt(client, writer.email, password)
    nobody = attempt(PageClient(client.application), "nobody@hunglac.example", PASSWORD)
    assert wrong.status_code == nobody.status_code == 422
    assert (
        wrong.words("#email-error")
        == nobody.words("#email-error")
        == ["Email hoặc mật khẩu không đúng."]
    )
    assert wrong.page.xpath("//input[@name='email']/@value") == [writer.email]
    assert wrong.words("#problems-title") == ["Chưa đăng nhập được"]
    assert wrong.page.xpath("//*[@autofocus]/@id") == ["email"]
    assert password not in wrong.text
    assert client.get("/admin/articles").status_code == 303


def test_signing_out_clears_the_cache_and_keeps_the_readers_choices(
    writer: User, sign_in: cast.SignIn
) -> None:
    browser = sign_in(writer)
    browser.post("/hien-thi", data={"step": "larger"})
    answer = browser.send("/admin/logout", {}, form_at="/admin/articles")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert browser.get_cookie("text_size") is not None


def test_empty_fields_are_named(client: PageClient) -> None:
    answer = attempt(client, "", "")
    assert answer.status_code == 422
    assert answer.words(".field-error") == ["Hãy nhập email.", "Hãy nhập mật khẩu."]
    assert answer.page.xpath("//*[@autofocus]/@id") == ["email"], "the first error alone"


def guess(browser: PageClient, email: str, times: int = FEW) -> None:
    for _ in range(times):
        assert attempt(browser, email, "sai").status_code == 422


def test_too_many_failures_slow_the_right_password_too(
    client: PageClient, writer: User, stopped_clock: cast.StoppedClock
) -> None:
    guess(client, writer.email)
    answer = attempt(client, writer.email, PASSWORD)
    assert answer.status_code == 429
    assert answer.words("#email-error") == ["Đã sai quá nhiều lần. Hãy thử lại sau 90 giây."]
    stopped_clock.move(seconds=91)
    assert attempt(client, writer.email, PASSWORD).status_code == 303


def test_a_stranger_who_guesses_does_not_keep_the_owner_out(
    app: Flask, writer: User, sign_in: cast.SignIn, stopped_clock: cast.StoppedClock
) -> None:
    # Given the owner's browser, which has been signed in before
    browser = sign_in(writer)
    browser.send("/admin/logout", {}, form_at="/admin/articles")

    # When a stranger guesses, even behind the same address
    guess(PageClient(app), writer.email)

    # Then the owner signs in there, and from another place
    assert attempt(PageClient(app), writer.email, PASSWORD).status_code == 429
    assert attempt(browser, writer.email, PASSWORD).status_code == 303
    elsewhere = PageClient(app)
    elsewhere.environ_base["REMOTE_ADDR"] = "198.51.100.7"
    assert attempt(elsewhere, writer.email, PASSWORD).status_code == 303


def test_a_stranger_who_guesses_does_not_stop_a_change_of_password(
    app: Flask, writer: User, sign_in: cast.SignIn, stopped_clock: cast.StoppedClock
) -> None:
    browser = sign_in(writer)
    guess(PageClient(app), writer.email)
    new = "một câu khác cũng dài"
    sent = {"current": PASSWORD, "new": new, "again": new}
    assert browser.send("/admin/account", sent).status_code == 303


def test_ten_failures_do_not_stop_the_colleagues(
    app: Flask, writer: User, editor: User, stopped_clock: cast.StoppedClock
) -> None:
    guess(PageClient(app), writer.email)
    assert attempt(PageClient(app), editor.email, PASSWORD).status_code == 303


def test_a_known_browser_of_one_person_is_a_strangers_for_another(
    app: Flask, writer: User, editor: User, sign_in: cast.SignIn, stopped_clock: cast.StoppedClock
) -> None:
    browser = sign_in(writer)
    browser.send("/admin/logout", {}, form_at="/admin/articles")
    guess(PageClient(app), editor.email)
    assert attempt(browser, editor.email, PASSWORD).status_code == 429


def test_guesses_at_the_same_time_are_all_counted(
    app: Flask, writer: User, stopped_clock: cast.StoppedClock
) -> None:
    browsers = [PageClient(app) for _ in range(FEW + 6)]
    tokens = [forms.token_of(browser, LOGIN) for browser in browsers]

    email = writer.email

    def post(browser: PageClient, token: str) -> int:
        fields = {"csrf_token": token, "email": email, "password": "sai mật khẩu"}
        with app.app_context():
            status: int = browser.post(LOGIN, data=fields).status_code
        return status

    with ThreadPoolExecutor(len(browsers)) as threads:
        answers = Counter(threads.map(post, browsers, tokens))
    assert answers == {422: FEW, 429: 6}


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


def test_signing_out_ends_the_session_even_with_its_old_cookie(
    app: Flask, writer: User, sign_in: cast.SignIn
) -> None:
    browser, thief = sign_in(writer), PageClient(app)
    cookie = browser.get_cookie("staff")
    assert cookie is not None
    assert browser.send("/admin/logout", {}, form_at="/admin/articles").status_code == 303
    thief.set_cookie("staff", cookie.value)
    assert thief.get("/admin/articles").status_code == 303
    assert browser.get("/admin/articles").status_code == 303


def test_signing_out_leaves_the_other_browsers_signed_in(
    writer: User, sign_in: cast.SignIn
) -> None:
    here, elsewhere = sign_in(writer), sign_in(writer)
    assert here.send("/admin/logout", {}, form_at="/admin/articles").status_code == 303
    assert here.get("/admin/articles").status_code == 303
    assert elsewhere.get("/admin/articles").status_code == 200


def test_signing_out_needs_the_form(client: PageClient, writer: User, sign_in: cast.SignIn) -> None:
    browser = sign_in(writer)
    assert browser.get("/admin/logout").status_code == 405
    assert browser.post("/admin/logout").status_code == 400
    assert browser.get("/admin/articles").status_code == 200


def test_a_hash_of_an_earlier_release_is_renewed_at_the_next_sign_in(
    client: PageClient, writer: User
) -> None:
    with writing():
        writer.password_hash = generate_password_hash(PASSWORD, "scrypt:32768:8:1")
    assert attempt(client, writer.email, PASSWORD).status_code == 303
    assert writer.password_hash.startswith("scrypt:16384:8:5$")
    assert attempt(PageClient(client.application), writer.email, PASSWORD).status_code == 303


def test_signing_in_and_out_is_told(writer: User, sign_in: cast.SignIn) -> None:
    sign_in(writer).send("/admin/logout", {}, form_at="/admin/articles")
    told = [
        (e.action, e.actor_id)
        for e in db.session.scalars(select(AuditEvent).order_by(AuditEvent.id))
    ]
    assert told[1:] == [("user.sign_in", writer.id), ("user.sign_out", writer.id)]


def test_wrong_passwords_leave_a_trace_and_the_owner_is_told(
    client: PageClient, writer: User
) -> None:
    for _ in range(3):
        attempt(client, writer.email, "sai mật khẩu")
    attempt(client, "nobody@hunglac.example", "sai mật khẩu")
    failed = select(AuditEvent).where(AuditEvent.action == "user.fail_sign_in")
    assert [e.target_id for e in db.session.scalars(failed)] == [writer.id] * 3
    attempt(client, writer.email, PASSWORD)
    assert "từ lần đăng nhập trước: 3." in client.get("/admin/").text
    client.send("/admin/logout", {}, form_at="/admin/articles")
    attempt(client, writer.email, PASSWORD)
    assert "từ lần đăng nhập trước" not in client.get("/admin/").text


def test_a_refusal_leaves_a_trace(writer: User, sign_in: cast.SignIn) -> None:
    assert sign_in(writer).get("/admin/people").status_code == 403
    refused = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "user.refuse")).one()
    assert (refused.actor_id, refused.details) == (writer.id, {"wanted": "user.manage"})


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
