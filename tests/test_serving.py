from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from newsapp.serving import GRACE
from tests.servers import Server

pytestmark = pytest.mark.server


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("after", [0.0, 0.05, 0.15])
def test_it_stops_at_once_even_while_its_workers_start(instance: Path, after: float, how: signal.Signals) -> None:
    server = Server(instance)
    server.start()
    time.sleep(after)
    told = time.monotonic()
    server.stop(how)
    assert time.monotonic() - told < GRACE, "the workers had to be killed"


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


def test_workers_end_when_their_server_is_killed(instance: Path) -> None:
    server = Server(instance)
    server.start()
    server.kill_supervisor()
    assert not server.answers_within(0.5), "a worker goes on by itself, beside the next server"
    server.start()
    server.stop()
