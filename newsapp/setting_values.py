"""How the texts of settings become values.

Each function raises ValueError, which says what the setting takes.
"""

from __future__ import annotations

import re
import socket
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

ANY_HOST, NOBODY = "*", "nobody"


class _Address(str):
    """A host in brackets. Werkzeug takes what follows the first colon of a name for a port."""

    def partition(self, _separator: str) -> tuple[str, str, str]:
        return str(self), "", ""


LOOPBACK = ("localhost", "127.0.0.1", _Address("[::1]"))
_HOST_NAME = re.compile(r"[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*", re.ASCII)


def boolean(text: str) -> bool:
    known = {
        "1": True,
        "true": True,
        "yes": True,
        "on": True,
        "0": False,
        "false": False,
        "no": False,
        "off": False,
    }
    if text.lower() not in known:
        raise ValueError("takes 1 or 0")
    return known[text.lower()]


def whole(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise ValueError("takes a whole number")
    return int(text)


def positive(text: str) -> int:
    if (number := whole(text)) < 1:
        raise ValueError("takes a whole number from 1")
    return number


def port(text: str) -> int:
    if not 1 <= (number := whole(text)) <= 65535:
        raise ValueError("takes a whole number from 1 to 65535")
    return number


def database(text: str) -> str:
    try:
        return text and make_url(text).render_as_string(hide_password=False)
    except ArgumentError:
        raise ValueError(
            "takes a database's address, such as postgresql+psycopg://user@host/name"
        ) from None


def language(text: str) -> str:
    if text not in ("vi", "en"):
        raise ValueError("takes vi or en")
    return text


def timezone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("takes the name of a time zone, such as Asia/Ho_Chi_Minh") from None
    return text


def prefix(text: str) -> str:
    if text and (not text.startswith("/") or text.endswith("/")):
        raise ValueError("takes a path such as /_media")
    return text


def names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def endings(text: str) -> list[str]:
    return [name.lower().lstrip(".") for name in names(text)]


def roles(text: str) -> list[str]:
    named = [name for name in names(text.lower()) if name != NOBODY]
    if not set(named) <= {"writer", "editor", "administrator"}:
        raise ValueError("takes writer, editor and administrator, by commas, or nobody")
    return named


def alarms(text: str) -> list[str]:
    places = names(text)
    if not all(re.fullmatch(r"https?://\S+|[^\s@/]+@[^\s@/]+", place) for place in places):
        raise ValueError("takes e-mail addresses and https:// addresses, by commas")
    return places


def contact(text: str) -> str:
    if re.fullmatch(r"[^\s@/:]+@[^\s@/]+", text):
        return f"mailto:{text}"
    if text and not re.fullmatch(r"https://\S+", text):
        raise ValueError("takes an e-mail address or an https:// address")
    return text


def mail_server(text: str) -> str:
    if text and not re.fullmatch(r"smtps?://[^\s/]+/?", text):
        raise ValueError("takes a mail server such as smtp://user:password@mail.example.vn:587")
    return text


def trusted_hosts(named: list[str], listens_on: str) -> list[str] | None:
    """The names that Werkzeug compares a request's host with; None: any.

    Without a setting, a name that strangers let lead to this machine is refused (DNS rebinding).
    """
    if ANY_HOST in named:
        return None
    if named:
        return named
    own = [socket.gethostname().lower(), listens_on]
    return [*LOOPBACK, *(name for name in own if _HOST_NAME.fullmatch(name))]
