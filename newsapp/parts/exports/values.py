"""The values of a row as JSON, and back again with everything checked that people could edit."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Column, Date, Integer, String

from newsapp.articles import sanitise
from newsapp.database import UTCDateTime
from newsapp.media import files
from newsapp.site import links
from newsapp.slugs import slug
from newsapp.web.urls import own_path

Row = dict[str, Any]
SMALL, LARGE = 2**31, 2**63
MOST_REMEMBERED = 50_000
_COLOUR = re.compile(r"(?:[0-9a-f]{6})?")
_FOCUS = re.compile(r"(?:\d{1,3},\d{1,3})?")
_DIGEST = re.compile(r"[0-9a-f]{32}")
_ENDING = re.compile(r"[a-z0-9]{1,10}")
_UNSAFE = re.compile(r"[\x00\ud800-\udfff]")


class ExportError(Exception):
    """The file cannot be written or read; the message says why."""


def line(table: str, row: Mapping[str, Any]) -> str:
    """A line of JSON, its keys sorted. An article also states the readable part of its address."""
    values = {name: _plain(value) for name, value in row.items()}
    if table == "article":
        values["slug"] = row["address"] or slug(row["title"], fallback="tin")
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def read_line(table: str, columns: list[Column[Any]], text: bytes) -> Row:
    """The row that `line` has written. Raises ValueError saying what is wrong."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("is no JSON") from None
    if not isinstance(values, dict):
        raise ValueError("is no object")
    if table == "article":
        values.pop("slug", None)
    if values.keys() != {column.name for column in columns}:
        raise ValueError("has not the columns of this release")
    row = {column.name: _stored(column, values[column.name]) for column in columns}
    for name, check in CHECKS.get(table, {}).items():
        row[name] = check(row[name])
    return _complete(table, row)


def _complete(table: str, row: Row) -> Row:
    """With the columns that no export holds, as a new row has them. Raises ValueError."""
    if table == "user_account":
        row |= {"password_hash": "", "session_epoch": 0}
    elif table == "revision":
        row["body_policy"] = sanitise.POLICY
    elif table == "article" and row["live_version"] is not None and row["published_on"] is None:
        raise ValueError("is live, and has no day")
    return row


def _stored(column: Column[Any], value: Any) -> Any:
    """The value as the column takes it. Raises ValueError."""
    if value is None and column.nullable:
        return None
    for kind, read in READERS:
        if isinstance(column.type, kind):
            try:
                return read(column.type, value)
            except (TypeError, ValueError, OverflowError):
                break
    raise ValueError(f"says in {column.name} what is not possible there")


def _text(kind: Any, value: Any) -> str:
    if not isinstance(value, str) or _UNSAFE.search(value) or len(value) > (kind.length or LARGE):
        raise ValueError
    return value


def _whole(limit: int) -> Callable[[Any, Any], int]:
    def read(_kind: Any, value: Any) -> int:
        if type(value) is not int or not -limit <= value < limit:
            raise ValueError
        return value

    return read


def _flag(_kind: Any, value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _moment(_kind: Any, value: Any) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError
    return moment


def _any(_kind: Any, value: Any) -> Any:
    if _UNSAFE.search(json.dumps(value, ensure_ascii=False)):
        raise ValueError
    return value


READERS: tuple[tuple[Any, Callable[[Any, Any], Any]], ...] = (
    (UTCDateTime, _moment),
    (Date, lambda _kind, value: date.fromisoformat(value)),
    (JSON, _any),
    (Boolean, _flag),
    (BigInteger, _whole(LARGE)),
    (Integer, _whole(SMALL)),
    (String, _text),
)


def _like(pattern: re.Pattern[str]) -> Callable[[Any], Any]:
    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise ValueError(f"says {value!r} where that is not possible")
        return value

    return check


def _file_name(value: str) -> str:
    return files.clean_name(value) or "tep"


def _address(value: str) -> str:
    """An address that a menu or a redirect may lead to."""
    if value and own_path(value) is None:
        links.parse(f"menu | {value}")
    return value


def _link(value: str) -> str:
    if value and not sanitise.is_link_address(value):
        raise ValueError(f"leads to {value!r}, which no link may")
    return value


def _path(value: str) -> str:
    if value and own_path(value) is None:
        raise ValueError("leads to another site")
    return value


def _portals(value: Any) -> Any:
    if not all(isinstance(one, dict) and one.keys() == {"name", "url"} for one in value):
        raise ValueError("has links without a name or an address")
    return links.parse(links.written(value))


def _attached(value: Any) -> Any:
    for one in value:
        is_link = isinstance(one, dict) and one.keys() == {"id", "title"}
        if not is_link or type(one["id"]) is not int or not isinstance(one["title"], str):
            raise ValueError("has attachments without a number or a title")
    return value


def _words(value: Any) -> Any:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ValueError("has tags that are no words")
    return value


def _details(value: Any) -> Any:
    if not isinstance(value, dict):
        raise ValueError("has details without names")
    return value


_clean_bodies: set[bytes] = set()
"""Digests of bodies that cleaning has left as they are: an article's stands in its version too."""


def _body(value: str) -> str:
    digest = blake2b(value.encode("utf-8"), digest_size=16).digest()
    if digest in _clean_bodies:
        return value
    cleaned = sanitise.clean(value)
    if cleaned == value and len(_clean_bodies) < MOST_REMEMBERED:
        _clean_bodies.add(digest)
    return cleaned


_OF_TEXTS: dict[str, Callable[[Any], Any]] = {
    "body": _body,
    "attachments": _attached,
    "tags": _words,
    "language": _like(re.compile("vi|en")),
    "cover_focus": _like(_FOCUS),
}
_OF_FILES: dict[str, Callable[[Any], Any]] = {"digest": _like(_DIGEST), "filename": _file_name}
CHECKS: dict[str, dict[str, Callable[[Any], Any]]] = {
    "article": _OF_TEXTS,
    "revision": _OF_TEXTS,
    "picture": _OF_FILES,
    "attachment": _OF_FILES | {"extension": _like(_ENDING)},
    "media_use": {"digest": _like(_DIGEST)},
    "revision_media": {"digest": _like(_DIGEST)},
    "menu_entry": {"address": _address},
    "notice": {"address": _link},
    "redirect": {"path": _path},
    "site_identity": {
        "links": _portals,
        "colour": _like(_COLOUR),
        "language": _like(re.compile("(?:vi|en)?")),
    },
    "audit_event": {"details": _details},
}
"""Table -> column -> what checks a value, and gives it as it is stored. Raises ValueError."""
