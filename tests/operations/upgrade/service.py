"""What systemd does for the site, for tests: `python service.py FOLDER start|restart|stop` keeps
BASE/current served.

FOLDER holds base/, instance/ and a file `port`; the server's process number stands in `pid`, its
words in `log`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path


def stop(folder: Path) -> None:
    pid = folder / "pid"
    if not pid.exists():
        return
    number = int(pid.read_text())
    with suppress(ProcessLookupError):
        os.kill(number, signal.SIGTERM)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline and is_running(number):
            time.sleep(0.02)
        os.killpg(number, signal.SIGKILL)
    pid.unlink()


def start(folder: Path) -> None:
    port = (folder / "port").read_text().strip()
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [folder / "base/current/.venv/bin/newsapp", "serve", "--port", port, "--workers", "1"],
            env=os.environ | {"NEWSAPP_INSTANCE": str(folder / "instance")},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    (folder / "pid").write_text(str(process.pid))


def is_running(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


if __name__ == "__main__":
    place, action = Path(sys.argv[1]), sys.argv[2]
    if action in ("restart", "stop"):
        stop(place)
    if action in ("restart", "start"):
        start(place)
