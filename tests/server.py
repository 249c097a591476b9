"""The real server, in processes of its own, as `newsapp serve` starts it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from urllib.error import URLError

NEWSAPP = Path(sys.executable).with_name("newsapp")
PATIENCE = 20
"""Seconds for the server to start or to stop."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """Serves the instance folder from `with` on until its end. `pid` is the parent of the workers."""

    def __init__(self, instance: Path, workers: int = 2, settings: Mapping[str, str] | None = None) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._command = [str(NEWSAPP), "serve", "--port", str(self.port), "--workers", str(workers)]
        self._environ = os.environ | {"NEWSAPP_INSTANCE": str(instance)} | (settings or {})
        self._process: subprocess.Popen[bytes] | None = None
        self._log = instance / "server.log"

    def __enter__(self) -> Server:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(self._command, env=self._environ, stdout=log, stderr=log)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.address}/", timeout=PATIENCE) as answer:
                    answer.read()
                return self
            except (URLError, ConnectionError):
                if self._process.poll() is not None:
                    break
                time.sleep(0.02)
        self.__exit__(None, None, None)
        raise RuntimeError(f"the server did not start: {self.said()}")

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(PATIENCE)
            finally:
                self._process.kill()
            self._process = None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def workers(self) -> list[int]:
        """The numbers of the processes that serve."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return [int(pid) for pid in children if b"resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_bytes()]

    def restart(self) -> None:
        self.__exit__(None, None, None)
        self.__enter__()

    def kill_workers(self) -> None:
        for pid in self.workers():
            os.kill(pid, signal.SIGKILL)

    def said(self) -> str:
        return self._log.read_text("utf-8", "replace")
