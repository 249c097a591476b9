"""Links to related portals, as staff type them: a line each, name and address."""

from __future__ import annotations

from typing import TypedDict
from urllib.parse import urlsplit

from flask_babel import gettext as _

from newsapp.characters import clean_characters, clean_text

MOST, LONGEST_NAME, LONGEST_ADDRESS = 30, 150, 500


class PortalLink(TypedDict):
    name: str
    url: str


class LinkError(ValueError):
    """A line that is no link; the message says which and why."""


def parse(text: str) -> list[PortalLink]:
    """The links of "name | address" lines, in their order. Raises LinkError."""
    lines = [line for line in map(clean_text, clean_characters(text).splitlines()) if line]
    if len(lines) > MOST:
        raise LinkError(_("Nhiều nhất %(most)s liên kết.", most=MOST))
    return [_link(line) for line in lines]


def written(links: list[PortalLink]) -> str:
    return "\n".join(f"{link['name']} | {link['url']}" for link in links)


def _link(line: str) -> PortalLink:
    name, bar, url = (part.strip() for part in line.rpartition("|"))
    if not (bar and name and url) or len(name) > LONGEST_NAME:
        raise LinkError(_("Dòng “%(line)s”: hãy viết tên, dấu |, rồi địa chỉ.", line=line[:80]))
    if not _is_web_address(url):
        raise LinkError(_("Dòng “%(line)s”: địa chỉ phải bắt đầu bằng https:// hoặc http://.", line=line[:80]))
    return PortalLink(name=name, url=url)


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _port = parts.port
    except ValueError:
        return False
    is_plain = not any(sign in url for sign in " \"'<>\\`")
    return (
        parts.scheme in ("http", "https")
        and bool(parts.hostname)
        and parts.username is None
        and is_plain
        and len(url) <= LONGEST_ADDRESS
    )
