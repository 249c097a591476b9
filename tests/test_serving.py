from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.servers import Server

pytestmark = pytest.mark.server


def test_ctrl_c_ends_the_server_with_its_workers(instance: Path) -> None:
    for _ in range(3):
        server = Server(instance)
        server.start()
        told = time.monotonic()
        server.stop()
        assert time.monotonic() - told < 5, "the workers had to be killed"
