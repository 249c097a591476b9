"""Links to related portals. Administrators type a line for each: name | address."""

from __future__ import annotations

from typing import TypedDict
from urllib.parse import urlsplit

from flask_babel import gettext as _

from newsapp.text_cleaning import clean_characters, clean_text

MOST_LINKS, LONGEST_NAME, LONGEST_ADDRESS = 30, 150, 500
NOT_IN_ADDRESSES = set(" \"'<>\\`")


class PortalLink(TypedDict):
    name: str
    url: str


class LinkError(ValueError):
    """A line is not a link. The message says which line and why."""


def parse(text: str) -> list[PortalLink]:
    """Read the lines in their order. Raises LinkError."""
    lines = [line for line in map(clean_text, clean_characters(text).splitlines()) if line]
    if len(lines) > MOST_LINKS:
        raise LinkError(_("Nhiều nhất %(most)s liên kết.", most=MOST_LINKS))
    return [_link(line) for line in lines]


def written(links: list[PortalLink]) -> str:
    """The lines that parse() reads."""
    return "\n".join(f"{link['name']} | {link['url']}" for link in links)


def _link(line: str) -> PortalLink:
    name, _bar, url = (part.strip() for part in line.rpartition("|"))
    if not name or not url or len(name) > LONGEST_NAME:
        raise LinkError(_("Dòng “%(line)s”: hãy viết tên, dấu |, rồi địa chỉ.", line=line[:80]))
    if not _is_web_address(url):
        raise LinkError(
            _("Dòng “%(line)s”: địa chỉ phải bắt đầu bằng https:// hoặc http://.", line=line[:80])
        )
    return PortalLink(name=name, url=url)


def _is_web_address(url: str) -> bool:
    if len(url) > LONGEST_ADDRESS or NOT_IN_ADDRESSES & set(url):
        return False
    try:
        parts = urlsplit(url)
        _port = parts.port
    except ValueError:
        return False
    is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    return is_web and parts.username is None
