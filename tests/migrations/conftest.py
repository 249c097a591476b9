"""Sites on databases that nothing has been done to, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask

from newsapp import create_app
from newsapp.database import db
from tests import postgresql

ON_POSTGRESQL = pytest.param(
    "postgresql", marks=pytest.mark.skipif(not postgresql.server(), reason=postgresql.REMEDY)
)


@pytest.fixture(params=["sqlite", ON_POSTGRESQL])
def kind(request: pytest.FixtureRequest) -> str:
    """What both databases of a site are kept in."""
    return str(request.param)


@pytest.fixture
def settings(kind: str, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a site whose two databases are empty."""
    with _new_site(kind, tmp_path / "site") as environ:
        yield environ


@pytest.fixture
def settings_of_another(kind: str, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a second such site."""
    with _new_site(kind, tmp_path / "another") as environ:
        yield environ


@contextmanager
def _new_site(kind: str, folder: Path) -> Iterator[dict[str, str]]:
    folder.mkdir()
    environ = {"NEWSAPP_INSTANCE": str(folder), "NEWSAPP_SECRET_KEY": "k" * 64}
    if kind == "sqlite":
        yield environ
        return
    with postgresql.new_database() as content, postgresql.new_database() as visitors:
        yield environ | {"NEWSAPP_DATABASE_URL": content, "NEWSAPP_VISITORS_URL": visitors}


@pytest.fixture
def bare(settings: dict[str, str]) -> Iterator[Flask]:
    """A site on those databases."""
    app = create_app(settings, TESTING=True)
    with app.app_context():
        yield app
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()
