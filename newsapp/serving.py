"""The server: granian, measured to serve this site about as fast as a file server serves files."""

from __future__ import annotations

import gc
import signal
import sys
from functools import cache

from flask import Flask

from newsapp import create_app
from newsapp.database import db

GRACE = 10
"""Seconds that a worker has to finish what it is answering when the server is told to stop."""


SWITCHING = 0.0005
"""Seconds after which a thread lets another run. With the usual 5 ms, pages waited for the counter's writing."""


def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Serve until told to stop. `workers` processes with `threads` threads each."""
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

    _site()
    gc.collect()
    gc.freeze()  # what is shared with the workers stays shared: the collector writes to all that it looks at

    Granian(
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
    ).serve()


@cache
def _site() -> Flask:
    """Made before the server forks its workers, which then share its memory; a worker that is not forked makes its own.

    A first page brings the templates, the words and the statements into what is shared. The databases it opened are
    closed again: no process may use what another has opened.
    """
    app = create_app()
    app.test_client().get("/")
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()
    return app


def worker() -> Flask:
    """The site, in a process of the server's.

    Ctrl+C in a terminal tells every process at once, and the server then tells its workers again. A worker whose
    signal handler is interrupted by the second signal waits for itself for ever; so it heeds only the server's.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # not the server's own handler, while the site is being loaded
    sys.setswitchinterval(SWITCHING)
    app = _site()
    app.extensions["generation"].advance()  # for the process before it, which may have been killed after its commit
    return app
