"""The server is killed in the midst of saves and uploads, again and again: what it has acknowledged
is there.
"""

from __future__ import annotations

import http.client
import io
import logging
import multiprocessing
import os
import random
import signal
import socket
import threading
import time
import uuid
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.serving import make_server

from newsapp import create_app
from newsapp.accounts.models import User
from newsapp.articles.models import Revision
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.media import library, sweeping
from newsapp.media.models import Attachment, Picture
from newsapp.operations.check import findings
from tests import cast, kept
from tests.admin import forms

KILLS = 50
pytestmark = [pytest.mark.server, pytest.mark.long]


def _spawn_servers(instance: str, listening: socket.socket, spawning: Connection) -> None:
    """Loads the site once; then, as often as its server is killed, starts another on the same open
    socket.
    """
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app = create_app({"NEWSAPP_INSTANCE": instance}, TESTING=True)
    app.jinja_env.get_template("drafts/conflict.html")  # compiled once, not in each short life
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()
    while True:
        if (server := os.fork()) == 0:
            make_server("127.0.0.1", 0, app, threaded=True, fd=listening.fileno()).serve_forever()
        spawning.send(server)
        os.waitpid(server, 0)


class Client(threading.Thread):
    """Saves, autosaves and uploads without a pause; remembers what the server said it had."""

    def __init__(self, port: int, browser: Any, number: int, category: Category, kind: str) -> None:
        super().__init__(daemon=True)
        self.kind, self.number, self.category = kind, number, str(category.id)
        self.acknowledged: list[str] = []
        self.unsure: list[str] = []
        self.stopped = False
        self._port = port
        self._token = forms.token_of(browser)
        self._form_token = forms.form_token_of(browser.get(f"/admin/articles/{number}"))
        self._cookie = f"staff={browser.get_cookie('staff').value}"
        self._version = 1

    def run(self) -> None:
        while not self.stopped:
            word = uuid.uuid4().hex
            try:
                getattr(self, self.kind)(word)
            except (OSError, http.client.HTTPException):
                self.unsure.append(
                    word
                )  # on a busy machine it may still be waiting, and be taken in later
                time.sleep(0.005)

    def save(self, word: str) -> None:
        fields = {
            "title": "Tiêu đề",
            "category_id": self.category,
            "body": word,
            "base_version": str(self._version),
        }
        status, body = self._post(f"/admin/articles/{self.number}", fields)
        if status == 303:
            self.acknowledged.append(word)
            self._version += 1
        elif status == 409:  # a save that was killed before its answer went out
            self._version = int(
                body.partition(b'name="base_version" value="')[2].partition(b'"')[0]
            )

    def autosave(self, word: str) -> None:
        if self._post("/admin/autosave", {"form_token": self._form_token, "body": word})[0] == 200:
            self.acknowledged.append(word)

    def upload(self, word: str) -> None:
        colour = f"#{word[:6]}"
        if (
            self._post("/admin/media/pictures", {}, (f"{word}.png", forms.photo(colour).read()))[0]
            == 200
        ):
            self.acknowledged.append(f"{word}.png")

    def attach(self, word: str) -> None:
        if (
            self._post(
                "/admin/media/attachments",
                {},
                (f"{word}.zip", b"PK\x05\x06" + bytes(18) + word.encode()),
            )[0]
            == 200
        ):
            self.acknowledged.append(f"{word}.zip")

    def _post(
        self, address: str, fields: dict[str, str], file: tuple[str, bytes] | None = None
    ) -> tuple[int, bytes]:
        edge = uuid.uuid4().hex
        body = io.BytesIO()
        start = f"--{edge}\r\nContent-Disposition: form-data; name="
        for name, value in fields.items():
            body.write(f'{start}"{name}"\r\n\r\n{value}\r\n'.encode())
        if file:
            head = f'{start}"file"; filename="{file[0]}"\r\n\r\n'
            body.write(head.encode() + file[1] + b"\r\n")
        body.write(f"--{edge}--\r\n".encode())
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=5)
        headers = {"Cookie": self._cookie, "Content-Type": f"multipart/form-data; boundary={edge}"}
        headers |= {"X-CSRFToken": self._token}
        if not address.startswith("/admin/articles"):
            headers["Accept"] = "application/json"
        connection.request("POST", address, body.getvalue(), headers)
        answer = connection.getresponse()
        return answer.status, answer.read()


def test_what_was_acknowledged_outlives_fifty_kills(
    app: Flask,
    instance: Path,
    sign_in: cast.SignIn,
    editor: User,
    administrator: User,
    news: Category,
) -> None:
    # Given a server that is busy
    saved = cast.draft(editor, news).id
    typed = cast.draft(editor, news).id
    owner = editor.id
    browser = sign_in(editor)
    chance = random.Random(20261123)
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listening:
        listening.set_inheritable(True)
        port = listening.getsockname()[1]
        clients = [Client(port, browser, saved if kind == "save" else typed, news, kind) for kind in
                  ("save", "autosave", "upload", "attach")]  # fmt: skip
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()
        method = multiprocessing.get_context("forkserver")
        spawned, spawning = method.Pipe(duplex=False)
        spawner = method.Process(
            target=_spawn_servers, args=(str(instance), listening, spawning), daemon=True
        )
        spawner.start()
        for client in clients:
            client.start()
        # When it is killed fifty times, and comes back
        for kill in range(KILLS):
            assert spawned.poll(60), "no server came"
            _wait_for_another_yes(clients[kill % len(clients)])
            time.sleep(chance.random() * 0.1)
            os.kill(spawned.recv(), signal.SIGKILL)
        assert spawned.poll(60)
        last = spawned.recv()
        spawner.kill()
        os.kill(last, signal.SIGKILL)
        spawner.join()
        for client in clients:
            client.stopped = True
    for client in clients:
        client.join(10)

    # Then everything that it had said yes to is there
    counts = [len(client.acknowledged) for client in clients]
    assert min(counts) >= KILLS // len(clients), counts
    bodies = set(db.session.scalars(select(Revision.body).where(Revision.article_id == saved)))
    assert {f"<p>{word}</p>" for word in clients[0].acknowledged} <= bodies
    waiting = kept.text_for(owner, typed)
    assert waiting is not None
    assert waiting.fields["body"][0] in (clients[1].acknowledged[-1], *clients[1].unsure)
    _the_files_are_there(clients[2].acknowledged, clients[3].acknowledged)
    assert not [finding for finding in findings() if finding.code == "damaged"]

    # And what the kills left lying about is swept
    media: Path = app.config["MEDIA"]
    until = time.monotonic() + 20
    while left := _left_after_a_sweep(media):
        assert time.monotonic() < until, left
        time.sleep(0.2)  # a process that decodes a picture outlives its server for a moment
    _the_files_are_there(clients[2].acknowledged, clients[3].acknowledged)


def _left_after_a_sweep(media: Path) -> list[Path]:
    """The files that belong to nothing, after a sweep to which all of them are old."""
    long_ago = time.time() - 2 * sweeping.DAY
    for file in media.rglob("*"):
        os.utime(file, (long_ago, long_ago))
    sweeping.sweep()
    known = {
        *db.session.scalars(select(Picture.digest)),
        *db.session.scalars(select(Attachment.digest)),
    }
    files = [file for file in media.rglob("*") if file.is_file() and file.name != "swept"]
    return [file for file in files if file.name[:32] not in known]


def _wait_for_another_yes(client: Client) -> None:
    """However slow the machine is: each life of a server is long enough for something to be
    acknowledged.
    """
    before, until = len(client.acknowledged), time.monotonic() + 20
    while len(client.acknowledged) == before:
        assert time.monotonic() < until, f"nothing of {client.kind} was acknowledged in 20 s"
        time.sleep(0.002)


def _the_files_are_there(shown: list[str], attached: list[str]) -> None:
    stored = {row.filename: row for row in db.session.scalars(select(Picture))}
    assert not [name for name in shown if not library.is_complete(stored[name])]
    files = set(db.session.scalars(select(Attachment.filename)))
    assert set(attached) <= files
