"""The server: granian, measured to serve this site about as fast as a file server serves files."""

from __future__ import annotations

import gc
import os
import re
import signal
import socket
import sys
from functools import cache
from typing import Any

from flask import Flask
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.net import SocketHolder  # type: ignore[attr-defined]
from granian.server.mp import MPServer

from newsapp import config, create_app, database
from newsapp.content_version import content_version
from newsapp.operations.programs import end_with_parent

FIRST_GIVEN = 3
"""The descriptor at which sockets that systemd holds begin (sd_listen_fds(3))."""
BACKLOG = 1024
"""Connections that may wait while no process accepts; granian's own number, and the socket unit's.
"""
GRACE = 10
"""Seconds that a worker has to finish what it is answering when the server is told to stop."""
SWITCHING = 0.0005
"""Seconds after which a thread lets another run. With the usual 5 ms, pages waited for the
counter's writing.
"""
_ARTICLE = re.compile(r'<h[23][^>]*><a href="(/tin-tuc/[^"]+)"')
"""The head of an article on the home page, and its address."""


def serve(host: str, port: int, workers: int, threads: int, given: socket.socket | None) -> None:
    """Serve until told to stop, by `workers` processes with `threads` threads each.

    given: a socket that listens already, in the place of `host` and `port`.
    """
    _site()
    gc.collect()
    # what is shared with the workers stays shared: the collector writes to all that it looks at
    gc.freeze()

    server_class = MPServer if given is None else _server_on(given)
    server_class(
        "newsapp.operations.serving:worker",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=workers,
        blocking_threads=threads,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE,
    ).serve()


@cache
def _site() -> Flask:
    """The site, made before the server forks its workers, which then share its memory.

    Its first pages load templates, translations and statements into what is shared. The databases
    they opened are closed again: no process may use what another has opened.
    """
    app = create_app()
    read_first_pages(app)
    with app.app_context():
        database.close()
    return app


def read_first_pages(app: Flask) -> list[int]:
    """Ask for the home page and the articles it leads to, as a reader who is not counted.

    Returns the status of each answer, the home page's first.
    """
    hosts = app.config["TRUSTED_HOSTS"] or ["localhost"]
    base_url = f"http://{hosts[0].lstrip('.')}"
    reader = app.test_client(use_cookies=False)
    home = reader.get("/", base_url=base_url)
    articles = [reader.get(path, base_url=base_url) for path in _ARTICLE.findall(home.text)]
    return [answer.status_code for answer in (home, *articles)]


def worker() -> Flask:
    """The site, in a process of the server's.

    Ctrl+C in a terminal interrupts every process at once, and the server then stops its workers
    again. A worker whose signal handler is interrupted by the second signal waits for itself for
    ever; so it blocks the first one.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    # not the server's own handler, while the site is being loaded
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # a worker that outlives its server would go on answering beside the next server's
    end_with_parent()
    sys.setswitchinterval(SWITCHING)
    app = _site()
    with app.app_context():
        # for the process before this one, which may have been killed after its commit
        content_version().advance()
    return app


def given_socket() -> socket.socket | None:
    """The listening socket that systemd holds for us; None where it holds none.

    It stays open while one process ends and the next begins, so that requests in between wait and
    are not refused. The variables that name it (sd_listen_fds(3)) leave the environment.
    """
    variables = config.take_from_environment("LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES")
    if variables["LISTEN_PID"] != str(os.getpid()) or variables["LISTEN_FDS"] != "1":
        return None
    return socket.socket(fileno=FIRST_GIVEN)


def _server_on(given: socket.socket) -> type[MPServer]:
    given.setblocking(False)
    given.set_inheritable(True)
    holder = SocketHolder(given.fileno(), given.family == socket.AF_UNIX, BACKLOG)  # type: ignore[call-arg]

    class ServerOnGivenSocket(MPServer):
        """Takes a socket as it is, where granian would open its own; every worker accepts on it."""

        _bind_addr_fmt = str(given.getsockname())

        def _init_shared_socket(self) -> None:
            self._shd: Any = holder
            self._sfd: Any = given.fileno()
            self._sso = given

    return ServerOnGivenSocket
