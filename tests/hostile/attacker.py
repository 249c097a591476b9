"""A browser whose every answer is judged: no error of ours, no trace, no delay, no way off the site."""

from __future__ import annotations

import contextvars
import re
import time
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from tests.pages import BROWSER, Answer

LONGEST = 5.0
"""Seconds. Answers take milliseconds; a machine that does much else may be slower."""
TRACES = ("Traceback (most recent", "sqlalchemy", "werkzeug", "sqlite3", 'File "/')
OWN = re.compile(r"/(?![/\\])|http://localhost(:\d+)?/|https://zalo\.me/")
"""How an address begins that a redirect of ours may lead to."""


class Attacker(FlaskClient):
    """token: of the forms of whoever is signed in, sent with what is posted `signed`."""

    def __init__(self, app: Flask, **options: Any) -> None:
        super().__init__(app, Answer, **options)
        self.environ_base["HTTP_USER_AGENT"] = BROWSER
        self.token = ""

    def open(self, *args: Any, **options: Any) -> Any:
        options.setdefault("buffered", True)
        begun = time.monotonic()
        answer = contextvars.Context().run(super().open, *args, **options)
        answer.request.environ["wsgi.input"].close()  # the file that a large body was written to
        judge(answer, time.monotonic() - begun)
        return answer

    def take_token(self, page: str) -> None:
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.get(page).text)
        assert found, page
        self.token = found[1]

    def signed(self, address: str, data: Any = None, **options: Any) -> Any:
        """Post with the token of this browser's own forms."""
        headers = {"X-CSRFToken": self.token} | options.pop("headers", {})
        return self.post(address, data=data, headers=headers, **options)


def judge(answer: Answer, seconds: float) -> None:
    where = f"{answer.request.method} {answer.request.path[:200]}"
    assert answer.status_code < 500, where
    assert seconds < LONGEST, f"{where}: {seconds:.1f} s"
    text = answer.get_data().decode("utf8", "replace")
    assert [trace for trace in TRACES if trace in text] == [], where
    location = answer.headers.get("Location", "/")
    assert OWN.match(location), f"{where} leads to {location}"
    assert answer.headers["X-Content-Type-Options"] == "nosniff", where
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"], where
