"""The places in a cached page where the values of each reader stand.

The template of a page for the cache writes a marker in place of such a value. The page is then
split at the markers once, and each request joins the constant parts with its own values.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import Any, Final

from flask import has_request_context, request

from newsapp.visitors.counter_store import Counts

LOOK, NEWCOMER, HOST = "look", "newcomer", "host"
NAMES = (*Counts._fields, LOOK, NEWCOMER, HOST)
ENVIRON_KEY: Final = "newsapp.placeholders"

_SECRET = secrets.token_hex(12)
"""Made by each process for itself and never sent, so that no article can contain a marker."""
_MARKER = re.compile(f"{_SECRET}-({'|'.join(NAMES)})\\.placeholder".encode("ascii"))


def marker(name: str) -> str:
    """A text in place of the value. It is valid as a host name, in a class and in a URL."""
    return f"{_SECRET}-{name}.placeholder"


def has_marker(text: str) -> bool:
    return _SECRET in text


@dataclass(slots=True)
class Placeholders:
    """What the views tell of a page for the cache.

    newcomers_image: the HTML that only newcomers get. article: the number of the article shown.
    """

    language: str = "vi"
    newcomers_image: str = ""
    article: int | None = None


def placeholders() -> Placeholders | None:
    """The placeholders if this request makes a page for the cache, None for a reader's request."""
    environ = request.environ if has_request_context() else {}
    return environ.get(ENVIRON_KEY)


def split(body: bytes) -> tuple[list[bytes], list[str]]:
    """The constant parts of a page, and the names of the values between them."""
    pieces = _MARKER.split(body)
    return pieces[0::2], [name.decode("ascii") for name in pieces[1::2]]


def join(parts: list[bytes], values: list[bytes]) -> bytes:
    """The parts with a value between each two."""
    pieces: list[Any] = [b""] * (2 * len(parts) - 1)
    pieces[0::2] = parts
    pieces[1::2] = values
    return b"".join(pieces)
