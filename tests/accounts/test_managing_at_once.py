"""Two administrators who turn on each other at the same moment, at the real server with two workers."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from flask import Flask

from newsapp import clock
from newsapp.accounts import membership, users
from newsapp.accounts.models import Role, User
from newsapp.database import db, writing
from tests import cast
from tests.servers import serving
from tests.visiting import Browser

ROUNDS = 6
pytestmark = [pytest.mark.server, pytest.mark.sqlite]


def attack(browser: Browser, number: int, start: threading.Barrier, answers: list[int]) -> None:
    token = browser.token(f"/admin/people/{number}")
    start.wait()
    answers.append(browser.post(f"/admin/people/{number}", csrf_token=token, role="writer").status)


def test_one_administrator_is_always_left(app: Flask, instance: Path, administrator: User) -> None:
    other = cast.person("administrator", "other")
    people, emails = [administrator.id, other.id], [administrator.email, other.email]
    with serving(instance, THREADS="2") as server:
        for _ in range(ROUNDS):
            browsers = [Browser(server.url) for _ in people]
            for browser, email in zip(browsers, emails, strict=True):
                browser.sign_in(email)
            start, answers = threading.Barrier(2), list[int]()
            threads = [
                threading.Thread(target=attack, args=(browser, number, start, answers))
                for browser, number in zip(browsers, reversed(people), strict=True)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            for browser in browsers:
                browser.close()
            db.session.rollback()
            db.session.expire_all()
            left = [person for person in users.everyone() if person.role == "administrator"]
            assert len(left) == 1
            assert sorted(answers) == [303, 403]
            make_both_administrators()


def make_both_administrators() -> None:
    with writing():
        for person in users.everyone():
            membership.set_role(person, Role.ADMINISTRATOR, actor=None, at=clock.now())
