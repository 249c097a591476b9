"""What is done at the same moment at the real server with two workers: one of both, never both."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask

from newsapp import clock
from newsapp.accounts import membership, users
from newsapp.accounts.models import Role, User
from newsapp.database import db, writing
from tests import cast
from tests.authenticator import turn_on
from tests.servers import serving
from tests.visiting import Browser

ROUNDS = 6
pytestmark = [pytest.mark.server, pytest.mark.sqlite]


def at_once(*attempts: Callable[[], int]) -> list[int]:
    """What each answered, lowest first."""
    with ThreadPoolExecutor(len(attempts)) as pool:
        return sorted(future.result() for future in [pool.submit(attempt) for attempt in attempts])


def ready(
    browser: Browser, path: str, start: threading.Barrier, **fields: str
) -> Callable[[], int]:
    """Posts the form of the page once the other is ready too."""
    token = browser.token(path)

    def post() -> int:
        start.wait(10)
        return browser.post(path, csrf_token=token, **fields).status

    return post


def test_one_administrator_is_left_of_two_who_demote_each_other(
    app: Flask, instance: Path, administrator: User
) -> None:
    other = cast.person("administrator", "other")
    with serving(instance, THREADS="2") as server:
        for _ in range(ROUNDS):
            first, second, start = Browser(server.url), Browser(server.url), threading.Barrier(2)
            first.sign_in(administrator.email)
            second.sign_in(other.email)
            answers = at_once(
                ready(first, f"/admin/people/{other.id}", start, role="writer"),
                ready(second, f"/admin/people/{administrator.id}", start, role="writer"),
            )
            first.close()
            second.close()
            db.session.rollback()
            db.session.expire_all()
            assert [person.role for person in users.everyone()].count("administrator") == 1
            assert answers == [303, 403]
            make_both_administrators()


def test_a_code_sent_twice_at_once_lets_in_once(app: Flask, instance: Path, editor: User) -> None:
    _device, codes = turn_on(editor)
    with serving(instance, THREADS="2") as server:
        for code in codes[:ROUNDS]:
            browsers, start = [Browser(server.url), Browser(server.url)], threading.Barrier(2)
            for browser in browsers:
                browser.sign_in(editor.email)
            answers = at_once(
                *(ready(browser, "/admin/login/code", start, code=code) for browser in browsers)
            )
            for browser in browsers:
                browser.close()
            assert answers == [303, 422]


def make_both_administrators() -> None:
    with writing():
        for person in users.everyone():
            membership.set_role(person, Role.ADMINISTRATOR, actor=None, at=clock.now())
