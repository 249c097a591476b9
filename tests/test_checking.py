from __future__ import annotations

import shutil
from collections import namedtuple
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text, update

from newsapp import checking, create_app
from newsapp.accounts.models import User
from newsapp.articles.models import Revision
from newsapp.categories.models import Category
from newsapp.database import db, writing
from tests import cast


def found(severity: str | None = None) -> str:
    chosen = [f"{f.severity}: {f.what} {f.remedy}" for f in checking.findings() if severity in (None, f.severity)]
    return "\n".join(chosen)


@pytest.fixture
def healthy(app: Flask, administrator: User, news: Category) -> Flask:
    app.config.update(HTTPS=True, HOSTS=["tin.hunglac.example"])
    for name in ("content.db", "visitors.db"):
        (app.config["INSTANCE"] / name).chmod(0o640)
    return app


def test_nothing_is_wrong_with_a_healthy_site(healthy: Flask) -> None:
    assert found() == ""


@pytest.mark.parametrize("name", ["secret_key", "content.db", "visitors.db"])
def test_files_that_others_can_read(healthy: Flask, name: str) -> None:
    instance: Path = healthy.config["INSTANCE"]
    instance.chmod(0o755)
    (instance / name).chmod(0o644)
    assert f"chmod 640 {instance / name}" in found("error")


def test_files_in_a_closed_folder_are_safe(healthy: Flask) -> None:
    instance: Path = healthy.config["INSTANCE"]
    (instance / "content.db").chmod(0o644)
    instance.chmod(0o750)
    assert found() == ""


def test_a_short_key_no_https_and_any_host(healthy: Flask) -> None:
    healthy.config.update(SECRET_KEY="short", HTTPS=False, HOSTS=[])
    assert "NEWSAPP_SECRET_KEY" in found("error")
    assert "NEWSAPP_HTTPS=1" in found("warning")
    assert "NEWSAPP_HOSTS" in found("warning")


def test_little_space(healthy: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(10**9, 9 * 10**8, 10**8))
    assert "only 100 MB" in found("error")


def test_databases_that_are_not_migrated(tmp_path: Path) -> None:
    bare = create_app({"NEWSAPP_INSTANCE": str(tmp_path), "NEWSAPP_SECRET_KEY": "k" * 64})
    with bare.app_context():
        said = found("error")
        assert "the content database is not migrated" in said
        assert "the visitors database is not migrated" in said
        assert "newsapp init" in said
        for engine in db.engines.values():
            engine.dispose()


@pytest.mark.sqlite
@pytest.mark.parametrize("name", ["content.db", "visitors.db"])
def test_a_damaged_database(healthy: Flask, name: str) -> None:
    path = healthy.config["INSTANCE"] / name
    db.session.remove()
    for engine in db.engines.values():
        engine.dispose()
    content = bytearray(path.read_bytes())
    content[4096 * 2 :] = b"\xa5" * (len(content) - 4096 * 2)
    path.write_bytes(content)
    assert "damaged" in found("error") or "malformed" in found("error")


def test_a_file_that_is_no_database_at_all(healthy: Flask) -> None:
    db.session.remove()
    db.engines["visitors"].dispose()
    (healthy.config["INSTANCE"] / "visitors.db").write_bytes(b"not a database " * 500)
    assert "databases cannot be looked at" in found("error")


@pytest.mark.sqlite
def test_rows_without_their_parents(healthy: Flask, editor: User, news: Category) -> None:
    cast.live(editor, news)
    db.session.remove()
    with db.engine.connect() as connection:
        connection.connection.execute("PRAGMA foreign_keys = OFF")
        with connection.execution_options(writes=True).begin():
            connection.execute(text("DELETE FROM category"))
        connection.connection.execute("PRAGMA foreign_keys = ON")
    assert "rows without their parents" in found("error")


def test_no_administrator_and_no_category(app: Flask) -> None:
    assert "there is no administrator" in found("error")
    assert "there is no category" in found("warning")


def test_versions_cleaned_by_older_rules(healthy: Flask, editor: User, news: Category) -> None:
    cast.live(editor, news)
    with writing():
        db.session.execute(update(Revision).values(body_policy=0))
    assert "1 versions were cleaned by older rules Run: newsapp reclean" in found("warning")


def test_a_missing_folder_of_pictures_is_no_fault(healthy: Flask) -> None:
    assert not healthy.config["MEDIA"].exists()
    assert found() == ""
