from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from newsapp import create_app, database
from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.content_version import content_version
from newsapp.database import db
from newsapp.operations import release
from newsapp.operations.check import files
from tests import cast
from tests.pages import PageClient


def test_it_is_well(client: PageClient) -> None:
    for address in ("/healthz", "/healthz/ready"):
        answer = client.get(address)
        assert (answer.status_code, answer.text) == (200, "ok\n")
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.sqlite
def test_a_database_that_cannot_be_read_is_two_words(app: Flask, client: PageClient) -> None:
    db.session.remove()
    db.engine.dispose()
    path: Path = app.config["INSTANCE"] / "content.db"
    path.write_bytes(b"not a database " * 500)
    for address in ("/healthz", "/healthz/ready"):
        answer = client.get(address)
        assert (answer.status_code, answer.text) == (503, "unavailable\n")


def test_not_migrated_is_alive_but_not_ready(app: Flask, client: PageClient) -> None:
    with db.engines["visitors"].begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    assert client.get("/healthz").status_code == 200
    assert client.get("/healthz/ready").status_code == 503


def test_a_disk_that_takes_no_writes_is_not_ready(
    client: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "takes_writes", lambda _folder: False)
    assert client.get("/healthz").status_code == 200
    assert client.get("/healthz/ready").status_code == 503


@pytest.mark.sqlite
def test_where_readers_get_no_home_page_it_is_not_ready(app: Flask, client: PageClient) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    assert client.get("/healthz/ready").status_code == 200
    with db.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE menu_entry")
    content_version().advance()
    assert client.get("/healthz").status_code == 200
    assert client.get("/healthz/ready").status_code == 503


@pytest.mark.sqlite
def test_numbers_for_prometheus(client: PageClient, editor: User, news: Category) -> None:
    cast.live(editor, news)
    cast.draft(editor, news)
    answer = client.get("/metrics")
    assert answer.content_type == "text/plain; version=0.0.4; charset=utf-8"
    told = dict(
        line.rsplit(" ", 1) for line in answer.text.splitlines() if not line.startswith("#")
    )
    assert told[f'newsapp_info{{version="{release.version()}"}}'] == "1"
    assert told['newsapp_articles{state="all"}'] == "2"
    assert told['newsapp_articles{state="published"}'] == "1"
    assert told["newsapp_last_backup_timestamp_seconds"] == "0"
    assert int(told['newsapp_database_bytes{database="content"}']) > 4096
    assert told['newsapp_up{of="content"}'] == "1"
    helped = [line.split()[2] for line in answer.text.splitlines() if line.startswith("# HELP")]
    typed = [line.split()[2] for line in answer.text.splitlines() if line.startswith("# TYPE")]
    assert len(typed) == len(set(typed))
    assert helped == typed
    assert {name.partition("{")[0] for name in told} == set(typed)


@pytest.mark.sqlite
def test_what_is_known_without_a_database_is_told(app: Flask, client: PageClient) -> None:
    client.get("/metrics")
    db.session.remove()
    db.engine.dispose()
    (app.config["INSTANCE"] / "content.db").write_bytes(b"not a database " * 500)
    told = client.get("/metrics").text
    assert 'newsapp_up{of="content"} 0\n' in told
    assert 'newsapp_up{of="visitors"} 1\n' in told
    assert "newsapp_disk_free_bytes " in told
    assert "newsapp_last_backup_timestamp_seconds 0\n" in told
    assert "newsapp_articles" not in told


@pytest.mark.parametrize(
    "header",
    ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via"],
)
def test_through_a_proxy_there_are_no_numbers(client: PageClient, header: str) -> None:
    assert client.get("/metrics", headers={header: "127.0.0.1"}).status_code == 404


@pytest.mark.parametrize("address", ["203.0.113.9", "10.0.0.1", "2001:db8::1", ""])
def test_from_elsewhere_there_are_no_numbers(client: PageClient, address: str) -> None:
    assert client.get("/metrics", environ_base={"REMOTE_ADDR": address}).status_code == 404


def test_a_stranger_cannot_pass_for_this_machine_behind_a_believed_proxy(instance: Path) -> None:
    app = create_app({"NEWSAPP_INSTANCE": str(instance), "NEWSAPP_PROXIES": "1"}, TESTING=True)
    with app.app_context():
        answer = PageClient(app).get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"})
        assert answer.status_code == 404
        assert PageClient(app).get("/metrics").status_code == 200
        database.close()


def test_nobody_is_counted_and_nobody_gets_a_cookie(client: PageClient) -> None:
    for address in ("/healthz", "/healthz/ready", "/metrics"):
        assert "Set-Cookie" not in client.get(address).headers


def test_writing_is_tried_for_real(tmp_path: Path) -> None:
    assert files.takes_writes(tmp_path)
    assert not files.takes_writes(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []
