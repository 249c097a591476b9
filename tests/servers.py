"""The real server, on a free port of this machine and an instance folder of its own."""

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

NEWSAPP = Path(sys.executable).with_name("newsapp")
PATIENCE = 30
"""Seconds a server may take to answer, or to end."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def environment(instance: Path, **settings: str) -> dict[str, str]:
    """The environment of a site in `instance`; `settings` are named as in config.py."""
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith("NEWSAPP_")
    }
    return (
        inherited
        | {"NEWSAPP_INSTANCE": str(instance)}
        | {f"NEWSAPP_{k}": v for k, v in settings.items()}
    )


def newsapp(instance: Path, *arguments: str, given: str = "") -> str:
    """Run the command line on the site in `instance`; return what it printed."""
    done = subprocess.run(
        [NEWSAPP, *arguments],
        env=environment(instance),
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


class Server:
    """`newsapp serve` with two workers."""

    def __init__(self, instance: Path, **settings: str) -> None:
        self.instance = instance
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._settings = {"WORKERS": "2"} | settings
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        return self.instance.with_name("server.log")

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [NEWSAPP, "serve", "--port", str(self.port)],
                env=environment(self.instance, **self._settings),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait()

    def wait(self) -> None:
        """Wait until it answers; some of its workers may still be starting."""
        assert self._process is not None
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            ended = self._process.poll() is not None
            assert not ended, f"the server ended at once:\n{self.log.read_text()}"
            assert time.monotonic() < deadline, (
                f"no answer in {PATIENCE} s:\n{self.log.read_text()}"
            )
            time.sleep(0.05)

    def workers_now(self) -> list[int]:
        """The process numbers of its workers."""
        assert self._process is not None
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        return [int(number) for number in children.read_text().split()]

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End it as Ctrl+C in a terminal does, which tells the workers too, or as a service manager
        does.

        By force where that does not help.
        """
        if (process := self._process) is None:
            return
        self._process = None
        os.killpg(process.pid, how) if how is signal.SIGINT else process.send_signal(how)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise

    def kill(self) -> None:
        """End all of it at once, as a power cut does."""
        assert self._process is not None
        process, self._process = self._process, None
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def kill_supervisor(self) -> None:
        """Kill the process that watches over the workers, and only that."""
        assert self._process is not None
        process, self._process = self._process, None
        process.kill()
        process.wait()

    def answers_within(self, seconds: float) -> bool:
        """Whether anything answers still, once its processes have had so long to end."""
        time.sleep(seconds)
        return self._answers()

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/dem.gif", timeout=5) as answer:
                return int(answer.status) == 200
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


@contextmanager
def serving(instance: Path, **settings: str) -> Iterator[Server]:
    server = Server(instance, **settings)
    server.start()
    try:
        yield server
    finally:
        server.stop()
