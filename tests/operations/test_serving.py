from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from newsapp import create_app, database
from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.operations.serving import GRACE, read_first_pages
from tests import cast
from tests.servers import Server


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "hosts", ["", "so.hunglac.example,www.so.hunglac.example", ".hunglac.example"]
)
def test_the_first_pages_are_read_whatever_the_site_is_called(
    instance: Path, editor: User, news: Category, hosts: str
) -> None:
    cast.live(editor, news)
    named = create_app({"NEWSAPP_INSTANCE": str(instance), "NEWSAPP_HOSTS": hosts})
    assert read_first_pages(named) == [200, 200]
    assert not named.extensions["visitor_counter"]._hits, "nobody is counted"
    with named.app_context():
        database.close()


@pytest.mark.server
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("after", [0.0, 0.05, 0.15])
def test_it_stops_at_once_even_while_its_workers_start(
    instance: Path, after: float, how: signal.Signals
) -> None:
    server = Server(instance)
    server.start()
    time.sleep(after)
    told = time.monotonic()
    server.stop(how)
    assert time.monotonic() - told < GRACE, "the workers had to be killed"


@pytest.mark.server
def test_a_worker_that_dies_is_replaced(instance: Path) -> None:
    server = Server(instance)
    server.start()
    try:
        for worker in server.workers_now():
            os.kill(worker, signal.SIGKILL)
        server.wait()
        assert server.workers_now()
    finally:
        server.stop()


@pytest.mark.server
def test_workers_end_when_their_server_is_killed(instance: Path) -> None:
    server = Server(instance)
    server.start()
    server.kill_supervisor()
    assert not server.answers_within(0.5), "a worker goes on by itself, beside the next server"
    server.start()
    server.stop()
