"""A browser without a window, for the real server: keeps cookies and its connection, fills in the
forms it finds.
"""

from __future__ import annotations

import http.client
import secrets
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

from lxml import html
from lxml.html import FormElement

from tests.cast import PASSWORD
from tests.pages import BROWSER


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    text: str
    location: str | None


class Browser:
    """address: http://host:port of the site."""

    def __init__(self, address: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
        self.cookies: dict[str, str] = {}
        self._limited: dict[str, str] = {}

    def close(self) -> None:
        self._connection.close()

    def get(self, path: str) -> Answer:
        answer = self._ask("GET", path)
        if answer.status == 302 and (answer.location or "").startswith(f"{path}?draft="):
            return self._ask("GET", str(answer.location))  # a new form is given its own address
        return answer

    def send(
        self,
        path: str,
        *,
        form: str,
        files: dict[str, tuple[str, bytes]] | None = None,
        **typed: str,
    ) -> Answer:
        """Open `path`, type into the form that has a field named `form`, send it. files: field ->
        (name, content).
        """
        page = html.document_fromstring(self.get(path).text)
        found: FormElement = next(f for f in page.forms if form in f.fields)
        fields = [(name, value) for name, value in found.form_values() if name not in typed]
        body, kind = _multipart(fields + list(typed.items()), files or {})
        return self._ask("POST", found.action or path, body, {"Content-Type": kind})

    def token(self, path: str) -> str:
        """What the forms of the page carry against forged posts."""
        return str(
            html.document_fromstring(self.get(path).text).xpath(
                "//input[@name='csrf_token']/@value"
            )[0]
        )

    def post(self, path: str, **fields: str) -> Answer:
        body, kind = _multipart(list(fields.items()), {})
        return self._ask("POST", path, body, {"Content-Type": kind})

    def sign_in(self, email: str) -> None:
        answer = self.send("/admin/login", form="password", email=email, password=PASSWORD)
        assert answer.status == 303, answer.text

    def _ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        pairs = [f"{name}={value}" for name, value in self.cookies.items()]
        pairs += [pair for place, pair in self._limited.items() if path.startswith(place)]
        sent = {"User-Agent": BROWSER, "Cookie": "; ".join(pairs)}
        self._connection.request(method, path, body, sent | (headers or {}))
        answer = self._connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for line in answer.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(line).items():
                if morsel["path"] == "/":
                    self.cookies[name] = morsel.value
                else:
                    self._limited[f"{morsel['path']}/"] = f"{name}={morsel.value}"
        return Answer(answer.status, text, answer.headers.get("Location"))


def _multipart(
    fields: list[tuple[str, str]], files: dict[str, tuple[str, bytes]]
) -> tuple[bytes, str]:
    edge = secrets.token_hex(16)
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields
    ]
    for name, (filename, content) in files.items():
        head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n\r\n'
        parts.append(head.encode() + content + b"\r\n")
    return b"".join([*parts, f"--{edge}--\r\n".encode()]), f"multipart/form-data; boundary={edge}"
