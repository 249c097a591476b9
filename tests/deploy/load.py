"""Readers and editors who ask the site for one thing after another."""

from __future__ import annotations

import http.client
import re
import threading
import time
from collections.abc import Callable
from contextlib import closing
from urllib.parse import urlencode

from tests import cast
from tests.deploy.running import DOMAIN, PATIENCE

FORM = {"Host": DOMAIN, "Content-Type": "application/x-www-form-urlencoded"}


class Load:
    """Readers and an editor who go on until told to stop, each on one connection, as long as it is
    kept.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._over = threading.Event()
        self._threads: list[threading.Thread] = []
        self.done = 0
        self.failed: list[str] = []
        self.saved: list[str] = []

    def start(self, *people: Callable[[http.client.HTTPConnection], None]) -> None:
        self._threads = [threading.Thread(target=self._go_on, args=[person]) for person in people]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(PATIENCE)

    def _go_on(self, act: Callable[[http.client.HTTPConnection], None]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        while not self._over.is_set():
            try:
                act(connection)
                self.done += 1
            except (OSError, http.client.HTTPException, AssertionError) as error:
                self.failed.append(repr(error))
                connection.close()
            time.sleep(0.002)
        connection.close()


def ask(
    connection: http.client.HTTPConnection, method: str, path: str, wanted: int, **more: object
) -> str:
    headers: dict[str, str] = more.get("headers", {"Host": DOMAIN})  # type: ignore[assignment]
    connection.request(method, path, more.get("body"), headers)  # type: ignore[arg-type]
    answer = connection.getresponse()
    page = answer.read().decode()
    assert answer.status == wanted, f"{answer.status} for {method} {path}"
    for cookie in answer.headers.get_all("Set-Cookie", []):
        headers["Cookie"] = cookie.partition(";")[0]
    return page


class Editor:
    """Signs in, then posts one draft after another."""

    def __init__(self, port: int, saved: list[str]) -> None:
        self._headers = dict(FORM)
        self._saved, self._number = saved, 0
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
            token = _token(ask(connection, "GET", "/admin/login", 200, headers=self._headers))
            who = {
                "csrf_token": token,
                "email": "the.editor@hunglac.example",
                "password": cast.PASSWORD,
            }
            ask(connection, "POST", "/admin/login", 303, headers=self._headers, body=urlencode(who))
            page = ask(
                connection, "GET", "/admin/articles/new?draft=load", 200, headers=self._headers
            )
        self._token = _token(page)

    def __call__(self, connection: http.client.HTTPConnection) -> None:
        self._number += 1
        title = f"Bài số {self._number}"
        self.post(connection, title, "save")
        self._saved.append(title)
        time.sleep(0.02)

    def post(self, connection: http.client.HTTPConnection, title: str, action: str) -> None:
        form = {
            "csrf_token": self._token,
            "title": title,
            "category_id": "1",
            "body": "Nội dung",
            "action": action,
        }
        ask(
            connection,
            "POST",
            "/admin/articles/new",
            303,
            headers=self._headers,
            body=urlencode(form),
        )


def _token(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found
    return found[1]
