"""The real server, for the tests that need it: started on a free port, waited for, stopped."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

COMMAND = Path(sys.executable).with_name("newsapp")
PATIENCE = 20.0
"""Seconds that starting and stopping may take on a busy machine."""


class Server:
    """`newsapp serve` on an instance folder, at `address`."""

    def __init__(self, instance: Path, *, workers: int = 2, **settings: str) -> None:
        self.instance, self.workers, self.settings = instance, workers, settings
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = instance.parent / "server.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environ = {name: value for name, value in os.environ.items() if not name.startswith("NEWSAPP_")}
        environ["NEWSAPP_INSTANCE"] = str(self.instance)
        environ |= {f"NEWSAPP_{name}": value for name, value in self.settings.items()}
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [COMMAND, "serve", "--port", str(self.port), "--workers", str(self.workers)],
                env=environ, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise AssertionError(f"the server did not start:\n{self.log.read_text()}")
            time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the server and all its workers."""
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(how)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise AssertionError(f"the server did not stop:\n{self.log.read_text()}") from None

    def kill(self) -> None:
        """End all of it at once, as a power cut does."""
        process, self._process = self._process, None
        assert process is not None
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    @property
    def worker_ids(self) -> list[int]:
        """The processes that answer; their parent only watches over them."""
        assert self._process is not None
        threads = Path(f"/proc/{self._process.pid}/task").iterdir()
        return [int(pid) for thread in threads for pid in (thread / "children").read_text().split()]

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/dem.gif", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(instance: Path, *, workers: int = 2, **settings: str) -> Iterator[Server]:
    server = Server(instance, workers=workers, **settings)
    server.start()
    try:
        yield server
    finally:
        server.stop()
