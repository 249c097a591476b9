"""The server: granian, measured to serve this site about as fast as a file server serves files."""

from __future__ import annotations

import ctypes
import gc
import os
import re
import signal
import socket
import sys
from collections.abc import MutableMapping
from functools import cache
from typing import TYPE_CHECKING, Any

from flask import Flask

from newsapp import create_app
from newsapp.database import db

if TYPE_CHECKING:
    from granian.server.mp import MPServer

PR_SET_PDEATHSIG = 1
"""prctl(2)."""
FIRST_GIVEN = 3
"""The descriptor at which sockets that systemd holds begin (sd_listen_fds(3))."""
BACKLOG = 1024
"""Connections that may wait while no process accepts; granian's own number, and the socket unit's."""
GRACE = 10
"""Seconds that a worker has to finish what it is answering when the server is told to stop."""


SWITCHING = 0.0005
"""Seconds after which a thread lets another run. With the usual 5 ms, pages waited for the counter's writing."""

_ARTICLE = re.compile(r'<h[23][^>]*><a href="(/tin-tuc/[^"]+)"')
"""The head of an article on the home page, and its address."""


def serve(host: str, port: int, workers: int, threads: int, given: socket.socket | None = None) -> None:
    """Serve until told to stop. `workers` processes with `threads` threads each; on `given` where there is one."""
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

    _site()
    gc.collect()
    gc.freeze()  # what is shared with the workers stays shared: the collector writes to all that it looks at

    server = _server_class(given)(
        "newsapp.serving:worker",
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
    )
    server.serve()


@cache
def _site() -> Flask:
    """Made before the server forks its workers, which then share its memory; a worker that is not forked makes its own.

    Its first pages bring the templates, the words, the statements and code that has run itself in into what is shared.
    The databases they opened are closed again: no process may use what another has opened.
    """
    app = create_app()
    read_first_pages(app)
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()
    return app


def read_first_pages(app: Flask) -> list[int]:
    """Ask for the home page and the articles it leads to, as a reader without cookies, whom nobody counts.

    Returns the status of each answer, the home page's first.
    """
    own_hosts = app.config["TRUSTED_HOSTS"] or ["localhost"]
    own = f"http://{own_hosts[0].lstrip('.')}"
    reader = app.test_client(use_cookies=False)
    home = reader.get("/", base_url=own)
    articles = [reader.get(address, base_url=own) for address in _ARTICLE.findall(home.text)]
    return [answer.status_code for answer in (home, *articles)]


def worker() -> Flask:
    """The site, in a process of the server's.

    Ctrl+C in a terminal tells every process at once, and the server then tells its workers again. A worker whose
    signal handler is interrupted by the second signal waits for itself for ever; so it heeds only the server's.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # not the server's own handler, while the site is being loaded
    _end_with_the_server()
    sys.setswitchinterval(SWITCHING)
    app = _site()
    app.extensions["generation"].advance()  # for the process before it, which may have been killed after its commit
    return app


def _end_with_the_server() -> None:
    """Have Linux stop this worker when its server is killed: it would go on answering beside the next server's."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def given_socket(environ: MutableMapping[str, str]) -> socket.socket | None:
    """The listening socket that systemd holds for us, or None; the words that told of it leave `environ`.

    It stays open while one process ends and the next begins, so that whoever comes in between waits and is not refused.
    """
    told = {name: environ.pop(name, "") for name in ("LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES")}
    if told["LISTEN_PID"] != str(os.getpid()) or told["LISTEN_FDS"] != "1":
        return None
    return socket.socket(fileno=FIRST_GIVEN)


def _server_class(given: socket.socket | None) -> type[MPServer]:
    from granian.server.mp import MPServer

    return MPServer if given is None else _on_given(given)


def _on_given(given: socket.socket) -> type[MPServer]:
    from granian.net import SocketHolder  # type: ignore[attr-defined]
    from granian.server.mp import MPServer

    given.setblocking(False)
    given.set_inheritable(True)
    holder = SocketHolder(given.fileno(), given.family == socket.AF_UNIX, BACKLOG)  # type: ignore[call-arg]

    class OnGivenSocket(MPServer):
        """Takes the socket as it is, where granian would open its own; every worker accepts on it."""

        _bind_addr_fmt = str(given.getsockname())

        def _init_shared_socket(self) -> None:
            self._shd: Any = holder
            self._sfd: Any = given.fileno()
            self._sso = given

    return OnGivenSocket
