"""With ten thousand articles each list of the staff asks as many questions as with a hundred, and
no more.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from newsapp import create_app
from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.database import db, writing
from tests import cast, many
from tests.instances import copy_instance
from tests.pages import PageClient
from tests.statements import statements

FEW, MANY = 100, 10_000
SLOW = 1.0
"""Seconds of processor time that no page may take, on a machine shared with other work; half is
what was asked.
"""
LISTS = [
    "/admin/articles",
    *(
        f"/admin/articles?state={state}"
        for state in ("draft", "scheduled", "live", "changed", "ended", "trash")
    ),
    "/admin/articles?q=hoi+nghi",
    "/admin/articles?q=chuyen+hiem",
    "/admin/articles?q=khongcogi",
    "/admin/articles?q=ke+hoach&state=live&category=1&author=1&since=01/01/2020&day=published&sort=title",
    *(
        f"/admin/articles?sort={sort}"
        for sort in ("changed-first", "published", "published-first", "title", "title-last")
    ),
    "/admin/articles?page=3",
    "/admin/articles/3/history",
    "/admin/",
    "/admin/media",
    "/admin/media?kind=files",
    "/admin/categories",
    "/admin/statistics",
    "/admin/people",
    "/admin/audit",
    "/admin/documents",
    "/admin/tags",
    "/admin/pages",
    "/admin/menu",
]


@dataclass
class Site:
    app: Flask
    browser: PageClient


@contextmanager
def site(folder: Path, migrated: Path, count: int) -> Iterator[Site]:
    copy_instance(migrated, folder)
    app = create_app({"NEWSAPP_INSTANCE": str(folder)}, TESTING=True)
    with app.app_context():
        people: list[User] = [
            cast.person("administrator"),
            cast.person("editor"),
            cast.person("writer"),
        ]
        with writing():
            sections = [
                Category(name=f"Chuyên mục {n}", slug=f"chuyen-muc-{n}", position=n)
                for n in range(1, 9)
            ]
            db.session.add_all(sections)
        many.fill(count, people, sections)
        yield Site(app, cast.SignIn(app)(people[0]))
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


@pytest.fixture(scope="module")
def costs_with_few(
    migrated: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[str]]:
    with site(tmp_path_factory.mktemp("few") / "instance", migrated, FEW) as few:
        return {address: asked(few, address)[0] for address in LISTS}


@pytest.fixture(scope="module")
def full(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site(tmp_path_factory.mktemp("full") / "instance", migrated, MANY) as full:
        yield full


def asked(where: Site, address: str) -> tuple[list[str], float]:
    """The statements that a page needs, and its processor time."""
    where.browser.get(address)
    began = time.process_time()
    with where.app.app_context(), statements() as sent:
        assert where.browser.get(address).status_code == 200, address
    return sent, time.process_time() - began


@pytest.mark.parametrize("address", LISTS)
def test_a_list_costs_the_same_however_many_there_are(
    costs_with_few: dict[str, list[str]], full: Site, address: str
) -> None:
    sent, seconds = asked(full, address)
    assert len(sent) <= max(14, len(costs_with_few[address])), sent
    assert len(sent) <= len(costs_with_few[address]) + 2, sent
    assert seconds < SLOW, address


def test_they_are_found_by_what_is_typed_without_accents(full: Site) -> None:
    found = full.browser.get("/admin/articles?q=chuyen+hiem")
    assert len(found.words(".row-title")) == 10
