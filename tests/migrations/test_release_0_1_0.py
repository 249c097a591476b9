"""A site of release 0.1.0 goes on with this release, on either database."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import MetaData, select, text

from newsapp import create_app, migrating, visitors
from newsapp.accounts import users
from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.database import db
from tests import cast, servers
from tests.migrations import release_0_1_0, schema
from tests.pages import PageClient

Rows = dict[str, list[dict[str, Any]]]
"""Table -> its rows."""


@pytest.fixture
def former(settings: dict[str, str]) -> dict[str, str]:
    """The environment of a site whose databases are those of release 0.1.0."""
    if "NEWSAPP_DATABASE_URL" in settings:
        release_0_1_0.put_on_postgresql("content", settings["NEWSAPP_DATABASE_URL"])
        release_0_1_0.put_on_postgresql("visitors", settings["NEWSAPP_VISITORS_URL"])
    else:
        release_0_1_0.put_in(Path(settings["NEWSAPP_INSTANCE"]))
    return settings


@pytest.fixture
def site(former: dict[str, str]) -> Iterator[Flask]:
    app = create_app(former, TESTING=True)
    with app.app_context():
        yield app
        visitors.counter().flush()
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


def init(environ: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    command = [servers.NEWSAPP, "init"]
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=False)


def everything() -> Rows:
    """The rows of both databases, as they state their tables themselves."""
    rows: Rows = {}
    for engine in db.engines.values():
        metadata = MetaData()
        with engine.connect() as connection:
            metadata.reflect(connection, only=is_filled_by_the_site)
            for table in metadata.sorted_tables:
                ordered = select(table).order_by(*table.primary_key)
                rows[table.name] = [dict(row) for row in connection.execute(ordered).mappings()]
    return rows


def is_filled_by_the_site(table: str, _metadata: MetaData) -> bool:
    return not table.startswith(("sqlite_", "search_words"))


def test_init_keeps_every_row(site: Flask, former: dict[str, str]) -> None:
    before = everything()
    assert len(before) == 31
    assert all(before.values()), "a table of the fixture is empty"
    done = init(former)
    assert done.returncode == 0, done.stderr
    assert migrating.pending() == []
    after = everything()
    del before["alembic_version"]
    for table, rows in before.items():
        for former_row, row in zip(rows, after[table], strict=True):
            assert former_row.items() <= row.items(), table


def test_its_schema_becomes_that_of_a_new_site(
    site: Flask, former: dict[str, str], settings_of_another: dict[str, str]
) -> None:
    assert init(former).returncode == 0
    becomes = [schema.of(engine) for engine in db.engines.values()]
    with create_app(settings_of_another).app_context():
        migrating.upgrade()
        assert becomes == [schema.of(engine) for engine in db.engines.values()]
        for engine in db.engines.values():
            engine.dispose()


def test_it_serves(site: Flask, former: dict[str, str]) -> None:
    init(former)
    reader = PageClient(site)
    title = "Chợ nổi “Cái Bè” họp lại & đông vui"
    assert reader.get("/").words(".lead-title") == [title]
    article = reader.get("/tin-tuc/1", follow_redirects=True)
    assert article.words("h1") == [title]
    assert "Thuyền đặt bánh, cá; ghe." in article.text
    assert reader.get("/tim-kiem?q=cho+noi").words("mark")
    for address in ("/chuyen-muc/tin-tuc", "/trang/gioi-thieu", "/the/cho-noi", "/van-ban/2"):
        assert reader.get(address, follow_redirects=True).status_code == 200, address
    assert reader.get("/chuyen-muc/tin-cu").location.endswith("/chuyen-muc/tin-tuc")
    assert reader.get("/tin-tuc/3", follow_redirects=True).status_code == 410
    assert reader.get("/tin-tuc/9").status_code == 410, "an article that was deleted for good"
    assert reader.get("/tin-tuc/8").status_code == 404, "an article that is scheduled"
    counts = visitors.counter().counts()
    assert counts is not None
    assert counts.total >= 5_000_000_000


def test_its_staff_go_on_working(site: Flask) -> None:
    migrating.upgrade()
    administrator, editor = (
        users.by_email(f"the.{role}@hunglac.example") for role in ("administrator", "editor")
    )
    assert isinstance(administrator, User)
    assert isinstance(editor, User)
    desk = cast.SignIn(site)(administrator)
    assert "Bài chờ duyệt" in desk.get("/admin/articles").words(".row-title")
    for page in ("articles/1", "articles/6", "documents/2", "pages", "menu", "people", "audit"):
        assert desk.get(f"/admin/{page}").status_code == 200, page
    category = db.session.get_one(Category, 1)
    assert cast.live(editor, category, "Bài mới").id == 11, "no number is given twice"
    assert PageClient(site).get("/tin-tuc/11", follow_redirects=True).words("h1") == ["Bài mới"]


@pytest.mark.parametrize("name", release_0_1_0.DATABASES)
def test_an_older_database_is_to_be_upgraded_with_that_release(
    site: Flask, former: dict[str, str], name: str
) -> None:
    bind = None if name == "content" else name
    with db.engines[bind].begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0012'"))
    before = everything()
    done = init(former)
    assert done.returncode == 1
    assert "up to date" not in done.stdout
    assert done.stderr == (
        f"newsapp: the {name} database is at migration 0012, older than this release can migrate:"
        " upgrade it with release 0.1.0 first\n"
    )
    assert everything() == before


def test_a_database_of_a_later_release_is_left_alone(site: Flask, former: dict[str, str]) -> None:
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    done = init(former)
    assert done.returncode == 1
    assert "is at migration '9999', which this release does not know" in done.stderr
