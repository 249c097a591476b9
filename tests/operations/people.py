"""Editors and readers who use the real server, and keep account of what it promised them."""

from __future__ import annotations

import io
import re
import sqlite3
import threading
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

from PIL import Image

from tests import cast

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
VERSION = re.compile(r'name="base_version"[^>]*value="(\d+)"')
GONE = (urllib.error.URLError, HTTPException, OSError)
"""What a client sees of a server that is killed."""


class Browser:
    """One browser: cookies, forms with their token."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> str:
        with self._opener.open(self.address + path, timeout=20) as answer:
            return str(answer.read().decode("utf8", "replace"))

    def send(
        self, path: str, fields: dict[str, str], file: tuple[str, str, bytes] | None = None
    ) -> str:
        """Open the form, send it; return the page that follows."""
        page = self.get(path)
        found = {"csrf_token": TOKEN.search(page), "base_version": VERSION.search(page)}
        fields = {name: match[1] for name, match in found.items() if match} | fields
        if file is None:
            body, kind = urlencode(fields).encode(), "application/x-www-form-urlencoded"
        else:
            body, kind = multipart(fields, *file)
        request = urllib.request.Request(self.address + path, body, {"Content-Type": kind})
        with self._opener.open(request, timeout=20) as answer:
            return str(answer.geturl())


def multipart(
    fields: dict[str, str], name: str, filename: str, content: bytes
) -> tuple[bytes, str]:
    edge = uuid.uuid4().hex
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
        for field, value in fields.items()
    ]
    head = (
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n\r\n'
    )
    parts.append(head.encode() + content + b"\r\n")
    return b"".join(parts) + f"--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"


class Editor:
    """Writes articles, changes them, now and then with a picture. `saved` is what the server said
    it has.
    """

    def __init__(self, address: str, name: str, category_id: int) -> None:
        self.name, self.category_id, self.saved = name, category_id, list[str]()
        self.refused: list[int] = []
        self.browser = Browser(address)
        self._written = 0
        self._numbers: list[str] = []

    def sign_in(self) -> None:
        after = self.browser.send(
            "/admin/login", {"email": f"the.{self.name}@hunglac.example", "password": cast.PASSWORD}
        )
        assert after.endswith("/admin/"), after

    def save(self) -> None:
        """Save one text; a new article every third time, a picture with every fifth."""
        self._written += 1
        title = f"{self.name} {self._written}"
        fields = {
            "title": title,
            "category_id": str(self.category_id),
            "body": f"<p>{title}</p>",
            "action": "publish",
        }
        path = (
            "/admin/articles/new"
            if self._written % 3 == 1 or not self._numbers
            else f"/admin/articles/{self._numbers[-1]}"
        )
        file = ("cover", "a.png", picture(self._written)) if self._written % 5 == 0 else None
        after = self.browser.send(path, fields | ({"cover_alt": "ảnh"} if file else {}), file)
        number = after.rpartition("/")[2]
        if number.isdecimal():  # sent on to the article: the server has promised to keep it
            self.saved.append(title)
            if path.endswith("new"):
                self._numbers.append(number)

    def keep_saving(self, stop: threading.Event) -> None:
        while not stop.is_set():
            try:
                self.save()
            except urllib.error.HTTPError as error:
                self.refused.append(error.code)
                error.close()
            except GONE:
                stop.wait(0.05)


class Reader:
    def __init__(self, address: str) -> None:
        self._browser, self.pages, self.failed = Browser(address), 0, list[str]()

    def keep_reading(self, stop: threading.Event) -> None:
        while not stop.is_set():
            try:
                self._browser.get("/")
                self.pages += 1
            except GONE as error:
                self.failed.append(str(error))


def picture(seed: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (520, 300), (seed * 37 % 256, seed * 91 % 256, seed % 256)).save(file, "PNG")
    return file.getvalue()


@contextmanager
def at_work(*people: Editor | Reader) -> Iterator[None]:
    """Everybody works at the same time, until the end."""
    stop = threading.Event()
    threads = [
        threading.Thread(
            target=p.keep_saving if isinstance(p, Editor) else p.keep_reading, args=(stop,)
        )
        for p in people
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def wait_for_saves(people: list[Editor]) -> set[str]:
    """Wait until three more titles are acknowledged; return all that have been so far."""
    deadline = time.monotonic() + 120
    before = sum(len(person.saved) for person in people)
    while sum(len(person.saved) for person in people) < before + 3:
        assert time.monotonic() < deadline, "nobody saves"
        time.sleep(0.05)
    return {title for person in people for title in person.saved}


def texts(instance: Path) -> set[str]:
    """The title of every version that the site holds."""
    with closing(sqlite3.connect(instance / "content.db", timeout=20)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchone() is None
        return {row[0] for row in connection.execute("SELECT title FROM revision")}


def missing_files(instance: Path) -> list[str]:
    """Stored pictures that a row names and the disk does not hold whole."""
    from newsapp.media import pictures

    with closing(sqlite3.connect(instance / "content.db", timeout=20)) as connection:
        rows = connection.execute("SELECT digest, width FROM picture").fetchall()
    paths = [
        pictures.path(instance / "media", digest, one, extension)
        for digest, width in rows
        for one in pictures.widths(width)
        for extension in pictures.FORMATS
    ]
    return [path.name for path in paths if not path.is_file() or not _opens(path)]


def _opens(path: Path) -> bool:
    try:
        with Image.open(path) as image:
            image.load()
    except OSError:
        return False
    return True
