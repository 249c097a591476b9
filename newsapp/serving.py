"""The server: granian, measured to serve this site about as fast as a file server serves files."""

from __future__ import annotations


def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Serve until told to stop. `workers` processes with `threads` threads each."""
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

    Granian(
        "newsapp:create_app",
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
    ).serve()
