"""The server: granian, measured to serve this site about as fast as a file server serves files."""

from __future__ import annotations

import signal

from flask import Flask

LAST_MOMENTS = 15
"""Seconds that a worker has to end its requests and write its visitors down when the server stops."""


def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Serve until told to stop. `workers` processes with `threads` threads each."""
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

    Granian(
        "newsapp.serving:site_of_worker",
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
        workers_kill_timeout=LAST_MOMENTS,
    ).serve()


def site_of_worker() -> Flask:
    """The site, in a worker that is starting.

    It has inherited the server's handlers, which would swallow a stop that comes before it has its own.
    """
    from newsapp import create_app

    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return create_app()
