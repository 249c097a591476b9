"""The places of a ready page that differ from reader to reader, and from second to second.

A page for the cache is made for nobody: where a reader's own value would stand, the template writes a marker. The page
is then cut at the markers, once, and each request joins the pieces around its own values.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from typing import Any, Final

from flask import has_request_context, request

ONLINE, TODAY, MONTH, TOTAL, LOOK, NEWCOMER, HOST = NAMES = (
    "online",
    "today",
    "month",
    "total",
    "look",
    "newcomer",
    "host",
)
IN_ENVIRON: Final = "newsapp.slots"

_SECRET = secrets.token_hex(12)
"""Made anew in each process, and never sent to anybody: no article can contain a marker."""
_MARKER = re.compile(f"{_SECRET}-({'|'.join(NAMES)})\\.slot".encode("ascii"))


def marker(name: str) -> str:
    """What stands for a value; it can be a host name, and part of a class, an address or a text."""
    return f"{_SECRET}-{name}.slot"


@dataclass(slots=True)
class Slots:
    """What making a page told of it. newcomers_image: the markup; article: its number, where it is one's page."""

    language: str = "vi"
    newcomers_image: str = ""
    article: int | None = None


def slots() -> Slots | None:
    """The slots of the page being made for the cache; None where it is made for one reader."""
    if not has_request_context():
        return None
    environ = request.environ
    return environ.get(IN_ENVIRON)


@dataclass(frozen=True, slots=True)
class Cut:
    """A page in pieces: runs[0], the value of names[0], runs[1], and so on to the last run."""

    runs: list[bytes]
    names: list[str] = field(default_factory=list)


def cut(body: bytes) -> Cut:
    pieces = _MARKER.split(body)
    return Cut(pieces[0::2], [name.decode("ascii") for name in pieces[1::2]])


def has_marker(text: str) -> bool:
    return _SECRET in text


def join(runs: list[bytes], values: list[bytes]) -> bytes:
    """The runs with a value between each two."""
    pieces: list[Any] = [b""] * (2 * len(runs) - 1)
    pieces[0::2] = runs
    pieces[1::2] = values
    return b"".join(pieces)
