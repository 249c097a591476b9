"""Restarting under load, behind the real nginx: nobody notices."""

from __future__ import annotations

import http.client
import os
import time
from urllib.parse import urlencode

import pytest
from sqlalchemy import create_engine, text

from tests.deploy.conftest import Behind, needs_nginx
from tests.deploy.load import FORM, Editor, Load, ask
from tests.deploy.running import DOMAIN

pytestmark = [pytest.mark.server, pytest.mark.long, needs_nginx]
RESTARTS = int(os.environ.get("NEWSAPP_TEST_RESTARTS", "3"))


def test_restarts_lose_no_request(behind: Behind) -> None:
    load = Load(behind.nginx.port)

    def read(connection: http.client.HTTPConnection) -> None:
        ask(connection, "GET", behind.published.article, 200)

    def see(connection: http.client.HTTPConnection) -> None:
        connection.request("GET", behind.published.picture, headers={"Host": DOMAIN})
        answer = connection.getresponse()
        assert answer.status == 200
        answer.read()

    def choose(connection: http.client.HTTPConnection) -> None:
        body = urlencode({"step": "larger", "next": "/"})
        ask(connection, "POST", "/co-chu", 303, headers=dict(FORM), body=body)

    load.start(read, read, see, choose, choose, Editor(behind.nginx.port, load.saved))
    try:
        for _restart in range(RESTARTS):
            time.sleep(0.7)
            behind.site.stop()
            behind.site.start()
            behind.site.wait_until_it_answers()
        time.sleep(0.7)
    finally:
        load.stop()
    print(f"{RESTARTS} restarts: {load.done} requests, {len(load.saved)} drafts")
    print(f"{len(load.failed)} failed")
    assert load.failed == []
    assert load.done > 100 * RESTARTS
    assert sorted(_titles(behind)) == sorted(load.saved), "every draft is there, and once"


def _titles(behind: Behind) -> list[str]:
    engine = create_engine(f"sqlite:///{behind.site.instance / 'content.db'}")
    with engine.connect() as connection:
        found = [
            row.title
            for row in connection.execute(
                text("SELECT title FROM article WHERE title LIKE 'Bài số%'")
            )
        ]
    engine.dispose()
    return found
