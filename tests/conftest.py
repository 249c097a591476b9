"""What every test stands on: a real site on real databases in a folder of its own, and a fixed
cast.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import make_url
from werkzeug.routing import Rule

from newsapp import clock, config, create_app, migrating
from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.database import db, writing
from tests import cast, moving, postgresql
from tests.instances import copy_instance
from tests.pages import PageClient

pytest_plugins = ["pytester", "tests.completeness", "tests.private_redis"]


WITHOUT_PARTS = os.environ.get("NEWSAPP_TESTS_WITHOUT_PARTS", "") == "1"
"""Whether the core is tested by itself."""

OF_THE_INSTANCE_FOLDER = Path(__file__).parent / "operations"
"""The tests about what stands in that folder, the two databases among it."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left_out = [item for item in items if _is_left_out(item)]
    items[:] = [item for item in items if not _is_left_out(item)]
    config.hook.pytest_deselected(items=left_out)


def _is_left_out(item: pytest.Item) -> bool:
    if item.get_closest_marker("exports") and not moving.FOLDER.is_dir():
        return True
    if postgresql.TESTS_ON != "postgresql":
        return False
    is_of_folder = OF_THE_INSTANCE_FOLDER in item.path.parents
    return is_of_folder or item.get_closest_marker("sqlite") is not None


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder with empty, migrated databases; each test works on a copy."""
    folder = tmp_path_factory.mktemp("migrated")
    config.make_secret_key(folder)
    app = create_app({"NEWSAPP_INSTANCE": str(folder)})
    with app.app_context():
        migrating.upgrade()
        for engine in db.engines.values():
            engine.dispose()
    return folder


@pytest.fixture(scope="session", autouse=True)
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Templates are compiled once, not once for each test's own site."""
    kept = FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "jinja_options", Flask.jinja_options | {"bytecode_cache": kept})
        yield


@pytest.fixture(scope="session", autouse=True)
def compiled_addresses() -> Iterator[None]:
    """What builds an address is compiled once, not once for each test's own site."""
    kept: dict[Any, Any] = {}
    compile_builder = Rule._compile_builder

    def compile_once(rule: Rule, append_unknown: bool = True) -> Any:
        key = (rule.rule, repr(rule.defaults), tuple(rule._trace), append_unknown)
        if key not in kept:
            kept[key] = compile_builder(rule, append_unknown)
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", compile_once)
        yield


@pytest.fixture
def instance(migrated: Path, tmp_path: Path) -> Path:
    return copy_instance(migrated, tmp_path / "instance")


@pytest.fixture(scope="session")
def migrated_on_postgresql(migrated: Path) -> Iterator[str]:
    """The name of an empty, migrated content database; each test works on a copy."""
    with postgresql.new_database() as url:
        app = create_app({"NEWSAPP_INSTANCE": str(migrated), "NEWSAPP_DATABASE_URL": url})
        with app.app_context():
            migrating.upgrade()
            for engine in db.engines.values():
                engine.dispose()
        yield str(make_url(url).database)


@pytest.fixture
def content_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where the site keeps its content; "" for the instance folder."""
    if postgresql.TESTS_ON != "postgresql":
        yield ""
        return
    with postgresql.new_database(request.getfixturevalue("migrated_on_postgresql")) as url:
        yield url


@pytest.fixture
def app(instance: Path, content_url: str) -> Iterator[Flask]:
    """The site, with nothing in it."""
    app = create_app(
        {"NEWSAPP_INSTANCE": str(instance), "NEWSAPP_DATABASE_URL": content_url},
        parts=() if WITHOUT_PARTS else None,
        TESTING=True,
    )
    with app.app_context():
        yield app
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


@pytest.fixture
def client(app: Flask) -> PageClient:
    """A browser of nobody in particular; every page it gets is looked over."""
    return PageClient(app)


@pytest.fixture
def sign_in(app: Flask) -> cast.SignIn:
    """A new browser, signed in as somebody of the cast."""
    return cast.SignIn(app)


@pytest.fixture
def writer(app: Flask) -> User:
    return cast.person("writer")


@pytest.fixture
def other_writer(app: Flask) -> User:
    return cast.person("writer", "other")


@pytest.fixture
def editor(app: Flask) -> User:
    return cast.person("editor")


@pytest.fixture
def administrator(app: Flask) -> User:
    return cast.person("administrator")


@pytest.fixture
def news(app: Flask) -> Category:
    """A category to put articles in."""
    with writing():
        category = Category(name="Hoạt động Sở, Ngành", slug="hoat-dong-so-nganh", position=1)
        db.session.add(category)
    return category


@pytest.fixture
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> cast.StoppedClock:
    """The site's clock, standing still until the test moves it."""
    stopped = cast.StoppedClock()
    monkeypatch.setattr(clock, "now", stopped.now)
    return stopped
