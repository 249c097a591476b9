"""What the site is measured against: the bare server and Flask with the same bytes, on the same
server.

They switch threads as often as the site does.

`python -m tests.bench.peers bare|hello PORT WORKERS FILE` serves the answer that FILE holds (JSON:
headers, body).
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, Response

from newsapp.operations.serving import SWITCHING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ANSWER = "BENCH_ANSWER"


def answer() -> tuple[list[tuple[str, str]], bytes]:
    stored = json.loads(Path(os.environ[ANSWER]).read_text("utf-8"))
    return [(name, value) for name, value in stored["headers"]], stored["body"].encode("utf-8")


def bare() -> WSGIApplication:
    """As little as WSGI can do."""
    sys.setswitchinterval(SWITCHING)
    headers, body = answer()

    def app(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", headers)
        return [body]

    return app


def hello() -> Flask:
    """As little as Flask can do."""
    sys.setswitchinterval(SWITCHING)
    headers, body = answer()
    app = Flask("hello", static_folder=None)

    @app.get("/")
    def page() -> Response:
        return Response(body, headers=headers)

    return app


def main(which: str, port: str, workers: str, file: str) -> None:
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

    os.environ[ANSWER] = file
    Granian(
        f"tests.bench.peers:{which}",
        factory=True,
        address="127.0.0.1",
        port=int(port),
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=int(workers),
        blocking_threads=4,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main(*sys.argv[1:])
