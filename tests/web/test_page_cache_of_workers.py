"""What an editor was told is published, no worker of the real server answers without."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.database import db
from tests import cast
from tests.servers import serving
from tests.visiting import Browser

ROUNDS = 25
READERS = 6
pytestmark = [pytest.mark.server, pytest.mark.sqlite]


class Reading:
    """Readers who ask again and again, and note each answer that is older than what was published
    before they asked.
    """

    def __init__(self, address: str, path: str) -> None:
        self.published = 0
        self.stale: list[str] = []
        self.pages = 0
        self._address, self._path = address, path
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._read) for _ in range(READERS)]

    def __enter__(self) -> Reading:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _read(self) -> None:
        browser = Browser(self._address)
        for path in self._paths():
            expected = self.published
            answer = browser.get(path)
            shown = re.search(r"Bản số (\d+)", answer.text)
            if answer.status != 200 or shown is None or int(shown[1]) < expected:
                self.stale.append(f"{path}: {answer.status} {shown and shown[0]}, after {expected}")
            self.pages += 1
        browser.close()

    def _paths(self) -> Iterator[str]:
        while not self._over.is_set():
            yield self._path
            yield "/"


def test_no_former_version_is_served_after_it_was_published(
    app: Flask, instance: Path, editor: User, news: Category
) -> None:
    article = cast.live(editor, news, "Bản số 0")
    email, number, section = editor.email, article.id, news.slug
    db.session.remove()
    with serving(instance) as server:
        desk = Browser(server.url)
        desk.sign_in(email)
        with Reading(server.url, f"/chuyen-muc/{section}") as reading:
            for n in range(1, ROUNDS + 1):
                answer = desk.send(
                    f"/admin/articles/{number}", form="title", title=f"Bản số {n}", action="publish"
                )
                assert answer.status == 303
                reading.published = n
                time.sleep(0.02)
        desk.close()
        assert reading.stale == []
        assert reading.pages > 10 * ROUNDS
        assert "Traceback" not in server.log.read_text("utf-8")
