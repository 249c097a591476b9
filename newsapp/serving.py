"""The server: granian, measured to serve this site about as fast as a file server serves files."""

from __future__ import annotations

import signal

from flask import Flask

STOPPING = 20
"""Seconds that a worker may take to end its requests and write what it counted."""


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
        workers_kill_timeout=STOPPING,
    ).serve()


def worker() -> Flask:
    """The site in one of the server's processes.

    Until it serves, the process has the handlers of its parent, which only note a signal: it would not stop when told.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    from newsapp import create_app

    return create_app()
