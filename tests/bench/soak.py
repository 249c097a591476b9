"""`make soak`: readers at full speed, two editors who publish each second, one who uploads, for
SECONDS seconds.

Fails on an error, a "locked" in the server's log, a page older than what its editor was told is
published, or memory that keeps growing.
"""

from __future__ import annotations

import io
import os
import re
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from newsapp.config import load as load_settings
from newsapp.visitors.sessions import Signer
from tests.bench.load import has_wrk
from tests.bench.servers import Process
from tests.cast import PASSWORD
from tests.pages import BROWSER
from tests.servers import NEWSAPP, environment, free_port, newsapp
from tests.visiting import Browser

EDITORS = ("mot", "hai")
READERS = 3
"""Who look at what they get; wrk, who does not, asks beside them at full speed."""
SLACK = 1.15
"""Memory at the end may be so many times what it was after a third of the time."""
UPLOADED = 10
"""Kilobytes, about, of each file that is uploaded."""


@dataclass(slots=True)
class Found:
    """published: the number of each editor's version that they were told is published."""

    published: dict[str, int] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    pages: int = 0
    uploads: int = 0
    memory: list[int] = field(default_factory=list)


class Soak:
    def __init__(self, server: Process, found: Found) -> None:
        self._server = server
        self._found = found
        self._over = threading.Event()

    def run(self, seconds: int) -> None:
        jobs: list[Callable[[], None]] = [self._edit_as(name) for name in EDITORS]
        jobs += [self._upload, *[self._read] * READERS]
        threads = [threading.Thread(target=self._careful(job)) for job in jobs]
        for thread in threads:
            thread.start()
        for _ in range(seconds):
            if self._over.wait(1):
                break
            self._found.memory.append(self._server.memory())
        self._over.set()
        for thread in threads:
            thread.join()

    def _careful(self, job: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            try:
                job()
            except Exception as error:
                self._found.errors.append(f"{type(error).__name__}: {error}")
                self._over.set()

        return run

    def _edit_as(self, name: str) -> Callable[[], None]:
        def edit() -> None:
            browser = self._desk(name)
            path = f"/admin/articles/{_write(browser, name)}"
            while not self._over.wait(1):
                n = self._found.published.get(name, 0) + 1
                answer = browser.send(path, form="title", title=_title(name, n), action="publish")
                if answer.status != 303:
                    self._found.errors.append(f"{path}: {answer.status}")
                self._found.published[name] = n

        return edit

    def _upload(self) -> None:
        browser, n = self._desk("anh"), 0
        path = f"/admin/articles/{_write(browser, 'anh')}"
        while not self._over.wait(1):
            n += 1
            picture = io.BytesIO()
            Image.frombytes("RGB", (96, 96), secrets.token_bytes(96 * 96 * 3)).save(picture, "PNG")
            files = {
                "cover": ("anh.png", picture.getvalue()),
                "files": ("bang.pdf", b"%PDF-1.4\n" + secrets.token_bytes(UPLOADED * 1000)),
            }
            answer = browser.send(
                path, form="title", files=files, cover_alt="Những chấm màu", action="draft"
            )
            if answer.status != 303:
                self._found.errors.append(f"upload: {answer.status}")
            self._found.uploads += 1

    def _read(self) -> None:
        browser = Browser(self._server.address)
        while not self._over.is_set():
            for path in ("/", "/chuyen-muc/thong-bao"):
                expected = dict(self._found.published)
                answer = browser.get(path)
                shown = {
                    name: int(n)
                    for name, n in re.findall(r"Biên tập (\w+) bản số (\d+)", answer.text)
                }
                if answer.status != 200:
                    self._found.errors.append(f"{path}: {answer.status}")
                self._found.stale += [
                    f"{path} showed {shown.get(name)} of {name} after {n}"
                    for name, n in expected.items()
                    if shown.get(name, 0) < n
                ]
                self._found.pages += 1
        browser.close()

    def _desk(self, name: str) -> Browser:
        browser = Browser(self._server.address)
        browser.sign_in(_email(name))
        return browser


def _email(name: str) -> str:
    return f"{name}@hunglac.example"


def _title(name: str, n: int) -> str:
    return f"Biên tập {name} bản số {n}"


def _write(browser: Browser, name: str) -> str:
    """Publish a first article; return its number."""
    page = browser.get("/admin/articles/new").text
    category = re.search(r'<option[^>]*value="(\d+)"[^>]*>Thông báo', page)
    assert category, "the demo's category is missing"
    answer = browser.send(
        "/admin/articles/new",
        form="title",
        title=_title(name, 0),
        body="<p>Nội dung.</p>",
        category_id=category[1],
        action="publish",
    )
    assert answer.status == 303, answer.text
    return str(answer.location).rpartition("/")[2]


def _crowd(server: Process, instance: Path, seconds: int) -> subprocess.Popen[str] | None:
    """wrk, as a visitor who has been here before."""
    if not has_wrk():
        print("wrk is not installed: only the readers who look at their pages ask.")
        return None
    signer = Signer(load_settings({"NEWSAPP_INSTANCE": str(instance)})["SECRET_KEY"])
    cookie = f"Cookie: visitor={signer.cookie(signer.new(int(time.time()) - 86_400))}"
    command = [
        "wrk",
        "-t1",
        "-c8",
        f"-d{seconds}s",
        "-H",
        cookie,
        "-H",
        "Accept-Encoding: gzip",
        "-H",
        f"User-Agent: {BROWSER}",
        f"{server.address}/",
    ]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def main(seconds: int) -> None:
    found = Found()
    with tempfile.TemporaryDirectory(prefix="newsapp-soak-") as name:
        instance = Path(name) / "instance"
        newsapp(instance, "init", "--demo")
        for editor in (*EDITORS, "anh"):
            newsapp(
                instance,
                "user",
                "add",
                _email(editor),
                "--role",
                "editor",
                "--password-stdin",
                given=PASSWORD,
            )
        port, log = free_port(), instance / "server.log"
        command = [str(NEWSAPP), "serve", "--port", str(port), "--workers", "2"]
        with Process(command, port, environment(instance), log, core=None) as server:
            crowd = _crowd(server, instance, seconds)
            Soak(server, found).run(seconds)
            said = crowd.communicate()[0] if crowd is not None else ""
        logged = log.read_text("utf-8", "replace")
    _judge(found, said, logged)


def _judge(found: Found, said: str, logged: str) -> None:
    settled = found.memory[len(found.memory) // 3]
    growth = max(found.memory[-5:]) / settled
    print(
        f"Published: {sum(found.published.values())}, uploaded: {found.uploads}, pages looked at: {found.pages}"
    )
    print(
        "\n".join(
            line
            for line in said.splitlines()
            if "requests in" in line or "Non-2xx" in line or "errors" in line
        )
    )
    print(
        f"Memory: {settled / 1e6:.0f} MB after a third of the time, {growth:.2f} times that at the end"
    )
    print(
        f"Errors: {len(found.errors)}, stale pages: {len(found.stale)}, 'locked': {logged.count('locked')}"
    )
    for line in (found.errors + found.stale)[:10]:
        print(f"  {line}")
    bad = (
        found.errors
        or found.stale
        or "locked" in logged
        or "Traceback" in logged
        or "Non-2xx" in said
    )
    if bad or "Socket errors" in said or growth > SLACK:
        print(logged[-2000:])
        sys.exit("The soak failed.")


if __name__ == "__main__":
    main(int(os.environ.get("SECONDS") or 300))
