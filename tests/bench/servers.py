"""Starting the servers that are measured, pinned to one core; what they take of the processor and
of memory.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from tests.servers import NEWSAPP, environment, free_port

CORE = "0"
"""The servers' core; the load has the other."""
TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 30
SETTLING = 1.2
"""Seconds of rest after which nothing more is to do: the counts are written each second."""


@dataclass(frozen=True, slots=True)
class Page:
    """One answer, head and body: what the peers are to serve as well."""

    headers: list[tuple[str, str]]
    body: bytes


class Process:
    """A server with its workers. started: seconds from its start to its first answer."""

    def __init__(
        self,
        command: Sequence[str],
        port: int,
        environ: Mapping[str, str],
        log: Path,
        core: str | None = CORE,
    ) -> None:
        self.address = f"http://127.0.0.1:{port}"
        began = time.monotonic()
        with log.open("ab") as said:
            self._process = subprocess.Popen(
                [*(["taskset", "-c", core] if core else []), *command],
                env=dict(environ),
                stdout=said,
                stderr=said,
            )
        self._wait(log)
        self.started = time.monotonic() - began

    def __enter__(self) -> Process:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _wait(self, log: Path) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.address}/", timeout=PATIENCE):
                    return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.01)
        raise RuntimeError(log.read_text("utf-8", "replace"))

    def pids(self) -> list[int]:
        found = [self._process.pid]
        for pid in found:
            children = Path(f"/proc/{pid}/task/{pid}/children")
            found += [int(child) for child in children.read_text().split()]
        return found

    def processor_time(self) -> float:
        """Seconds of processor that all its processes have taken."""
        total = 0
        for pid in self.pids():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total / TICKS

    def settled(self) -> float:
        """The same, once what the answers left to do, such as writing the counts, is done."""
        before, now = -1.0, self.processor_time()
        while now > before:
            time.sleep(SETTLING)
            before, now = now, self.processor_time()
        return now

    def memory(self) -> int:
        """Bytes, shared pages divided among those that share them (PSS)."""
        total = 0
        for pid in self.pids():
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
        return total


def ours(instance: Path, workers: int, **settings: str) -> Process:
    port = free_port()
    command = [str(NEWSAPP), "serve", "--port", str(port), "--workers", str(workers)]
    return Process(command, port, environment(instance, **settings), instance / "bench.log")


def peer(which: str, page: Page, folder: Path, workers: int) -> Process:
    """which: bare or hello."""
    file, port = folder / "answer.json", free_port()
    file.write_text(
        json.dumps({"headers": page.headers, "body": page.body.decode("utf-8")}), "utf-8"
    )
    command = [sys.executable, "-m", "tests.bench.peers", which, str(port), str(workers), str(file)]
    return Process(command, port, os.environ, folder / "peer.log")


def nginx(page: Page, folder: Path, workers: int) -> Process:
    """nginx serving the page as a file, with the same headers; else as it comes."""
    port, root = free_port(), folder / "www"
    root.mkdir(exist_ok=True)
    (root / "index.html").write_bytes(page.body)
    own = {"content-type", "content-length", "etag", "vary"}
    headers = "\n".join(
        f'add_header {name} "{value}";' for name, value in page.headers if name.lower() not in own
    )
    user = "user root; " if os.geteuid() == 0 else ""  # the folder is the user's alone
    config = folder / f"nginx-{workers}.conf"
    config.write_text(
        f"""{user}daemon off; worker_processes {workers};
pid {folder}/nginx-{workers}.pid; error_log {folder}/nginx.log;
events {{ }}
http {{
  access_log off; default_type text/html; charset utf-8;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{ listen 127.0.0.1:{port}; root {root}; {headers} }}
}}
""",
        "utf-8",
    )
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    return Process(
        [program, "-p", str(folder), "-c", str(config)], port, os.environ, folder / "nginx.out"
    )


def has_nginx() -> bool:
    return shutil.which("nginx") is not None or Path("/usr/sbin/nginx").exists()
