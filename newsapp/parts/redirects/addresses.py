"""One way to write an address, so that what was typed and what is asked for compare as texts.

Every byte that may be escaped is: `/tin tức/` and `/tin%20t%e1%bb%a9c` are the same address.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, unquote_to_bytes

from flask_babel import gettext as _

from newsapp.parts.redirects.models import LONGEST

IN_PATHS, IN_QUERIES = "/:@!$&'()*+,;=~", "/:@!$&'()*+,;=~?"
TRACKERS = re.compile(rb"(?:utm_[a-z]+|fbclid|gclid|zarsrc|mc_[ce]id|_ga)=", re.IGNORECASE)
"""What Facebook, Zalo, Google and newsletters add to links that people pass on."""
_ORIGIN = re.compile(r"(?:https?:)?//[^/?#]*", re.IGNORECASE)


class RedirectError(ValueError):
    """A redirect is not possible; the message says why."""


def of_bytes(path: bytes, query: bytes) -> str:
    """The address of a path, its escapes undone, and of a query as it came."""
    written = quote(path.rstrip(b"/") or b"/", safe=IN_PATHS)
    if query:
        written += f"?{quote(unquote_to_bytes(query), safe=IN_QUERIES)}"
    return written


def parse(text: str) -> str:
    """The address that somebody has typed or copied, with or without the former site's name.

    Raises RedirectError.
    """
    typed = _ORIGIN.sub("", text.strip(), count=1).partition("#")[0]
    if not typed.startswith("/"):
        raise RedirectError(_("Địa chỉ cũ phải bắt đầu bằng / hoặc https://."))
    path, _mark, query = typed.partition("?")
    address = of_bytes(unquote_to_bytes(path), query.encode())
    if len(address) > LONGEST:
        raise RedirectError(_("Địa chỉ dài quá %(most)s ký tự.", most=LONGEST))
    if path.startswith("/admin"):
        raise RedirectError(_("Địa chỉ bắt đầu bằng /admin là của trang quản trị."))
    return address


def asked_for(path: bytes, query: bytes) -> list[str]:
    """The addresses under which a request is looked up: the whole one, then without what trackers
    have added, then the path alone. The home page itself is never looked up.
    """
    kept = b"&".join(part for part in query.split(b"&") if not TRACKERS.match(part))
    written = [of_bytes(path, part) for part in (query, kept, b"")]
    return [address for address in dict.fromkeys(written) if address != "/"]


def part_of(text: str) -> str:
    """A piece of an address, as it stands in the addresses that hold it."""
    return quote(unquote(text), safe=IN_QUERIES)


def is_of_wordpress(address: str) -> bool:
    """Whether it is one of WordPress' plain permalinks, which all stand at the home page."""
    return address.startswith("/?p=")


def readable(address: str) -> str:
    """The address as people read it, but for bytes that are no letters."""
    text = unquote(address, errors="replace")
    return text if text.isprintable() and "\ufffd" not in text else address
