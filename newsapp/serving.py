"""The server: granian, measured to serve this site about as fast as a file server serves files."""

from __future__ import annotations

import signal

from flask import Flask

from newsapp import create_app

GRACE = 10
"""Seconds that a worker has to finish what it is answering when the server is told to stop."""


def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Serve until told to stop. `workers` processes with `threads` threads each."""
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

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


def worker() -> Flask:
    """The site, in a process of the server's.

    Ctrl+C in a terminal tells every process at once, and the server then tells its workers again. A worker whose
    signal handler is interrupted by the second signal waits for itself for ever; so it heeds only the server's.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # not the server's own handler, while the site is being loaded
    app = create_app()
    app.extensions["generation"].advance()  # for the process before it, which may have been killed after its commit
    return app
