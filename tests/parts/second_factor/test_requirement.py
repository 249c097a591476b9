"""Roles that need a second factor: a reminder, then the way to set it up; never a closed door."""

from __future__ import annotations

import pytest
from flask import Flask

from newsapp.accounts.models import User
from newsapp.categories.models import Category
from tests import cast
from tests.authenticator import Authenticator, turn_on
from tests.cast import PASSWORD
from tests.pages import Answer, PageClient

HERE, ARTICLES = "/admin/account/second-factor", "/admin/articles"


@pytest.fixture(autouse=True)
def still(stopped_clock: cast.StoppedClock) -> cast.StoppedClock:
    return stopped_clock


def set_up(browser: PageClient) -> Answer:
    assert browser.send(HERE, {"password": PASSWORD, "step": "begin"}).status_code == 303
    key = browser.get(HERE).words(".handed-over")[0]
    code = Authenticator(key).code()
    answer: Answer = browser.send(f"{HERE}/confirm", {"code": code}, form_at=HERE)
    assert answer.words("h1") == ["Mã dự phòng"]
    return answer


@pytest.fixture
def overdue(sign_in: cast.SignIn, administrator: User, still: cast.StoppedClock) -> PageClient:
    """An administrator's who has not set it up in two weeks."""
    sign_in(administrator)
    still.move(days=14)
    return sign_in(administrator)


def test_at_first_one_is_reminded(
    sign_in: cast.SignIn, administrator: User, still: cast.StoppedClock
) -> None:
    browser = sign_in(administrator)
    still.move(days=13, hours=23)
    browser = sign_in(administrator)
    assert browser.get(ARTICLES).status_code == 200
    assert "07/12/2026" in browser.get("/admin/").words("#second-factor-due")[0]


def test_then_one_is_led_to_set_it_up(overdue: PageClient) -> None:
    answer = overdue.get(ARTICLES)
    assert (answer.status_code, answer.location) == (303, HERE)
    assert "để tiếp tục làm việc" in overdue.get(HERE).text
    set_up(overdue)
    assert overdue.get(ARTICLES).status_code == 200
    assert overdue.get("/admin/").words("#second-factor-due") == []


def test_it_closes_neither_the_account_nor_the_way_out(overdue: PageClient) -> None:
    assert overdue.get("/admin/account").status_code == 200
    assert overdue.get("/").status_code == 200
    assert overdue.send("/admin/logout", {}, form_at=HERE).status_code == 303


def test_a_form_that_was_open_is_saved(overdue: PageClient, news: Category) -> None:
    fields = {"title": "Đang viết dở", "category_id": str(news.id), "body": "<p>Một câu.</p>"}
    after = overdue.send("/admin/articles/new", fields | {"action": "save"}, form_at=HERE)
    assert after.status_code == 303
    assert after.location != HERE


def test_other_roles_are_asked_nothing(
    sign_in: cast.SignIn, editor: User, still: cast.StoppedClock
) -> None:
    sign_in(editor)
    still.move(days=30)
    browser = sign_in(editor)
    assert browser.get(ARTICLES).status_code == 200
    assert browser.get("/admin/").words("#second-factor-due") == []


def test_the_setting_frees_at_once(overdue: PageClient, app: Flask) -> None:
    app.config["SECOND_FACTOR_FOR"] = []
    assert overdue.get(ARTICLES).status_code == 200


def test_who_turns_it_off_has_to_turn_it_on_again(
    overdue: PageClient, still: cast.StoppedClock
) -> None:
    set_up(overdue)
    still.move(minutes=1)
    assert overdue.send(HERE, {"password": PASSWORD, "step": "off"}).status_code == 303
    assert overdue.get(ARTICLES).location == HERE
    still.move(minutes=1)
    set_up(overdue)


def test_with_a_code_nothing_more_is_asked(
    client: PageClient, administrator: User, still: cast.StoppedClock
) -> None:
    app, _codes = turn_on(administrator)
    still.move(days=30)
    client.send("/admin/login", {"email": administrator.email, "password": PASSWORD})
    assert client.send("/admin/login/code", {"code": app.code()}).location == "/admin/"
    assert client.get(ARTICLES).status_code == 200


def test_the_command_line_lets_in_again_who_lost_it(
    overdue: PageClient, app: Flask, administrator: User, sign_in: cast.SignIn
) -> None:
    set_up(overdue)
    done = app.test_cli_runner().invoke(args=["user", "reset-second-factor", administrator.email])
    assert done.exit_code == 0, done.output
    browser = sign_in(administrator)
    assert browser.get(ARTICLES).location == HERE
    set_up(browser)
