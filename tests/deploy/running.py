"""The site as a server machine runs it: on a socket that somebody else holds, behind the real
nginx, on loopback.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

NEWSAPP = Path(sys.executable).with_name("newsapp")
INSTALL = Path(__file__).parents[2] / "deploy" / "install.sh"
DOMAIN = "tin.hunglac.example"
PATIENCE = 30
"""Seconds that a process may take to answer, or to end."""


def nginx_program() -> str | None:
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def environment(instance: Path, **settings: str) -> dict[str, str]:
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith("NEWSAPP_")
    }
    return (
        inherited
        | {"NEWSAPP_INSTANCE": str(instance)}
        | {f"NEWSAPP_{k}": v for k, v in settings.items()}
    )


def wait_for(something: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not something():
        assert time.monotonic() < deadline, f"{what}: not in {PATIENCE} s"
        time.sleep(0.05)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(5)
        try:
            probe.connect(("127.0.0.1", port))
            probe.sendall(b"GET /dem.gif HTTP/1.0\r\nHost: " + DOMAIN.encode() + b"\r\n\r\n")
            return probe.recv(12).endswith(b" 200")
        except OSError:
            return False


class Site:
    """`newsapp serve` on a listening socket that outlives it, as newsapp.socket has it with
    systemd.
    """

    def __init__(self, instance: Path, **settings: str) -> None:
        self.instance = instance
        self._settings = {
            "WORKERS": "2",
            "PROXIES": "1",
            "ACCEL": "/_media",
            "HOSTS": DOMAIN,
        } | settings
        self._listening = socket.socket()
        self._listening.bind(("127.0.0.1", 0))
        self._listening.listen(1024)
        self.port: int = self._listening.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        return self.instance / f"server-{self.port}.log"

    def start(self) -> None:
        held = self._listening.fileno()
        given = f'export LISTEN_PID=$$ LISTEN_FDS=1; exec "$0" serve 3<&{held}'
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                ["/bin/bash", "-c", given, NEWSAPP],
                env=environment(self.instance, **self._settings),
                pass_fds=[held],
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait_until_it_answers(self) -> None:
        wait_for(lambda: answers(self.port), f"the site answers ({self.log})")

    def stop(self) -> None:
        """As systemd does it: one SIGTERM, to the first process."""
        if (process := self._process) is not None:
            self._process = None
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)

    def kill(self) -> None:
        """As the machine's power failing does it; the address is free then, and nobody listens."""
        assert self._process is not None
        self._listening.close()
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(PATIENCE)
        self._process = None

    def close(self) -> None:
        self.stop()
        self._listening.close()


class Nginx:
    """The real nginx with the files that install.sh writes, its ports moved to loopback ones."""

    def __init__(self, folder: Path, instance: Path, *sites: Site) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        folder.mkdir()
        configuration = folder / "etc"
        server = f"127.0.0.1:{sites[0].port}"
        subprocess.run(
            [INSTALL, "--render", configuration, "--domain", DOMAIN],
            env=environment(instance, NGINX=str(configuration), SERVER=server),
            check=True,
        )
        upstream = configuration / "upstream.conf"
        if len(sites) > 1:
            line = f"    server {server} max_fails=0;\n"
            others = "".join(
                f"    server 127.0.0.1:{site.port} max_fails=1 fail_timeout=5s;\n" for site in sites
            )
            upstream.write_text(upstream.read_text().replace(line * 2, others))
        site = configuration / "plain.conf"
        site.write_text(
            site.read_text()
            .replace("listen 80;", f"listen 127.0.0.1:{self.port};")
            .replace(
                "listen [::]:80;",
                f"listen [::1]:{self.port};" if socket.has_dualstack_ipv6() else "",
            )
        )
        (folder / "nginx.conf").write_text(_main(folder, site))
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def errors(self) -> str:
        return (self.folder / "error.log").read_text()

    def start(self) -> None:
        program = nginx_program()
        assert program
        self._process = subprocess.Popen(
            [
                program,
                "-p",
                self.folder,
                "-c",
                self.folder / "nginx.conf",
                "-e",
                self.folder / "error.log",
            ]
        )
        wait_for(self._listens, f"nginx listens ({self.folder})")

    def stop(self) -> None:
        if (process := self._process) is not None:
            self._process = None
            process.send_signal(signal.SIGQUIT)
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGTERM)
                process.wait(PATIENCE)

    def _listens(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, self.errors
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def _main(folder: Path, site: Path) -> str:
    """What Debian's nginx.conf has, as far as the site leans on it, all files in `folder`."""
    temporary = "".join(
        f"    {kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    as_root = "user root;\n" if os.geteuid() == 0 else ""
    return (
        f"{as_root}worker_processes 2;\npid {folder}/pid;\ndaemon off;\n"
        "events {\n    worker_connections 768;\n}\n"
        f"http {{\n    include /etc/nginx/mime.types;\n    default_type application/octet-stream;\n"
        f"    sendfile on;\n    access_log off;\n{temporary}    include {site};\n}}\n"
    )
