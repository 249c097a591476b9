from __future__ import annotations

import pytest
from flask import Flask
from lxml import etree

from newsapp import clock
from newsapp.accounts import membership
from newsapp.accounts.models import User
from newsapp.accounts.throttle import FEW
from newsapp.audit import AuditEvent
from newsapp.database import db, writing
from newsapp.parts.second_factor import factors
from tests import cast
from tests.authenticator import Authenticator, turn_on
from tests.cast import PASSWORD
from tests.pages import PageClient

LOGIN, CODE, ARTICLES = "/admin/login", "/admin/login/code", "/admin/articles"
HERE = "/admin/account/second-factor"


@pytest.fixture(autouse=True)
def still(stopped_clock: cast.StoppedClock) -> cast.StoppedClock:
    return stopped_clock


def give_password(browser: PageClient, user: User, address: str = LOGIN) -> str:
    """Where the password leads."""
    answer = browser.send(address, {"email": user.email, "password": PASSWORD})
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def test_turning_it_on(sign_in: cast.SignIn, writer: User, still: cast.StoppedClock) -> None:
    browser, elsewhere = sign_in(writer), sign_in(writer)
    assert browser.send(HERE, {"password": PASSWORD, "step": "begin"}).status_code == 303
    key = browser.get(HERE).words(".handed-over")[0]
    picture = browser.get(f"{HERE}.svg")
    assert picture.mimetype == "image/svg+xml"
    assert picture.headers["Cache-Control"] == "no-store"
    drawn = etree.fromstring(picture.data)
    assert not drawn.xpath("//@style | //*[local-name()='script']")
    wrong = browser.send(f"{HERE}/confirm", {"code": "000000"}, form_at=HERE)
    assert (wrong.status_code, len(wrong.words("#code-error"))) == (422, 1)
    done = browser.send(f"{HERE}/confirm", {"code": Authenticator(key).code()}, form_at=HERE)
    assert len(done.page.find_class("codes")[0].findall("li")) == 10
    assert done.headers["Cache-Control"] == "no-store"
    assert browser.get(ARTICLES).status_code == 200
    assert elsewhere.get(ARTICLES).status_code == 303
    assert browser.get(f"{HERE}.svg").status_code == 404
    assert key not in browser.get(HERE).text
    still.move(minutes=1)
    assert (
        browser.send(
            f"{HERE}/confirm", {"code": Authenticator(key).code()}, form_at=HERE
        ).status_code
        == 422
    )


def test_signing_in_asks_for_the_code(
    client: PageClient, writer: User, still: cast.StoppedClock
) -> None:
    app, _codes = turn_on(writer)
    still.move(minutes=1)
    assert (
        give_password(client, writer, f"{LOGIN}?next=/admin/media") == f"{CODE}?next=/admin/media"
    )
    assert client.get(ARTICLES).status_code == 303, "the password alone opens nothing"
    wrong = client.send(f"{CODE}?next=/admin/media", {"code": app.code(steps=9)})
    assert (wrong.status_code, wrong.words("#code-error")) == (
        422,
        ["Mã không đúng, đã hết hạn hoặc đã được dùng."],
    )
    answer = client.send(f"{CODE}?next=/admin/media", {"code": app.code()})
    assert (answer.status_code, answer.location) == (303, "/admin/media")
    assert client.get(ARTICLES).status_code == 200


def test_a_code_seen_over_the_shoulder_is_used_up(
    client: PageClient, writer: User, still: cast.StoppedClock
) -> None:
    app, codes = turn_on(writer)
    still.move(minutes=1)
    for code in (app.code(), codes[0]):
        for browser, expected in (
            (PageClient(client.application), 303),
            (PageClient(client.application), 422),
        ):
            give_password(browser, writer)
            assert browser.send(CODE, {"code": code}).status_code == expected


def test_guessing_codes_closes_the_door_even_for_the_right_one(
    client: PageClient, writer: User, still: cast.StoppedClock
) -> None:
    app, codes = turn_on(writer)
    still.move(minutes=1)
    give_password(client, writer)
    for n in range(FEW):
        assert client.send(CODE, {"code": f"{n:06}"}).status_code == 422
    assert client.send(CODE, {"code": app.code()}).status_code == 429
    assert client.send(CODE, {"code": codes[0]}).status_code == 429
    still.move(minutes=16)
    give_password(client, writer)
    assert client.send(CODE, {"code": app.code()}).status_code == 303


def test_guesses_count_for_the_account_whatever_the_address(
    app: Flask, writer: User, still: cast.StoppedClock
) -> None:
    device, _codes = turn_on(writer)
    still.move(minutes=1)
    for n in range(FEW + 1):
        browser = PageClient(app)
        browser.environ_base["REMOTE_ADDR"] = f"192.0.2.{n}"
        give_password(browser, writer)
        answer = browser.send(CODE, {"code": device.code(steps=9 + n)})
    assert answer.status_code == 429


def test_the_second_step_needs_the_first(
    client: PageClient, writer: User, still: cast.StoppedClock
) -> None:
    app, _codes = turn_on(writer)
    still.move(minutes=1)
    assert client.get(CODE).location.startswith(LOGIN)
    answer = client.send(CODE, {"code": app.code()}, form_at=LOGIN)
    assert (answer.status_code, answer.location) == (303, LOGIN)
    give_password(client, writer)
    still.move(minutes=10)
    assert client.get(CODE).location == LOGIN, "the first step was too long ago"


def test_half_a_sign_in_ends_with_the_account(
    client: PageClient, writer: User, administrator: User, still: cast.StoppedClock
) -> None:
    turn_on(writer)
    still.move(minutes=1)
    give_password(client, writer)
    with writing():
        membership.disable(writer, actor=administrator, at=clock.now())
    assert client.get(CODE).location == LOGIN


@pytest.mark.parametrize("step", ["begin", "codes", "off"])
def test_nothing_is_done_without_the_password(
    sign_in: cast.SignIn, writer: User, step: str
) -> None:
    browser = sign_in(writer)
    if step != "begin":
        turn_on(writer)
        browser = signed_in_by_code(browser, writer)
    answer = browser.send(HERE, {"password": "sai mật khẩu", "step": step})
    assert (answer.status_code, answer.words("#password-error")) == (
        422,
        ["Mật khẩu hiện tại không đúng."],
    )
    assert factors.is_on(writer) is (step != "begin")
    assert factors.get(writer) is None or step != "begin"


def signed_in_by_code(browser: PageClient, user: User) -> PageClient:
    with writing():
        codes = factors.renew_codes(user, at=clock.now())
    give_password(browser, user)
    assert browser.send(CODE, {"code": codes[0]}).status_code == 303
    return browser


def test_guessing_the_password_at_an_open_desk_is_counted_too(
    sign_in: cast.SignIn, writer: User
) -> None:
    browser = sign_in(writer)
    for _ in range(FEW):
        browser.send(HERE, {"password": "sai", "step": "begin"})
    answer = browser.send(HERE, {"password": PASSWORD, "step": "begin"})
    assert "quá nhiều lần" in answer.words("#password-error")[0]
    assert factors.get(writer) is None


def test_new_codes_and_turning_it_off(client: PageClient, writer: User) -> None:
    turn_on(writer)
    browser = signed_in_by_code(client, writer)
    codes = browser.send(HERE, {"password": PASSWORD, "step": "codes"})
    assert len(codes.page.find_class("codes")[0].findall("li")) == 10
    assert browser.send(HERE, {"password": PASSWORD, "step": "off"}).status_code == 303
    assert not factors.is_on(writer)
    assert give_password(PageClient(client.application), writer) == "/admin/"
    told = {
        event.action
        for event in db.session.query(AuditEvent)
        if event.action.startswith("second_factor")
    }
    assert told == {
        f"second_factor.{what}"
        for what in ("turn_on", "renew_codes", "use_recovery_code", "turn_off")
    }


def test_a_new_password_by_link_does_not_go_around_it(
    client: PageClient, administrator: User, writer: User, still: cast.StoppedClock
) -> None:
    app, _codes = turn_on(writer)
    with writing():
        link = membership.offer_password(writer, actor=administrator, at=clock.now())
    new = "một câu rất dài khác"
    answer = client.send(f"/admin/link/{link.token}", {"password": new, "again": new})
    assert answer.location == CODE
    assert client.get(ARTICLES).status_code == 303
    still.move(minutes=1)
    assert client.send(CODE, {"code": app.code()}).status_code == 303


def test_an_administrator_resets_it(
    sign_in: cast.SignIn, administrator: User, writer: User
) -> None:
    turn_on(writer)
    browser, page = sign_in(administrator), f"/admin/people/{writer.id}"
    assert "hai bước" in browser.get("/admin/people").words("table")[0]
    assert browser.send(f"{page}/second-factor", {}, form_at=page).status_code == 303
    assert sign_in(writer).get(ARTICLES).status_code == 200


@pytest.mark.parametrize("role", ["writer", "editor"])
def test_others_cannot_reset_it(sign_in: cast.SignIn, administrator: User, role: str) -> None:
    turn_on(administrator)
    browser = sign_in(cast.person(role))
    address = f"/admin/people/{administrator.id}/second-factor"
    assert browser.send(address, {}, form_at="/admin/account").status_code == 403
    assert factors.is_on(administrator)
