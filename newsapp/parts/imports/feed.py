"""Reads the articles of a feed, RSS or Atom of any version, that was saved as a file.

feedparser knows the many kinds of feeds and their mistakes. It expands no entity but plain ones and
is given the content, not the name, so that it fetches nothing. A feed is read whole, so a large
file is refused.
"""

from __future__ import annotations

from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import blake2b
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext as _

from newsapp import clock
from newsapp.importing.incoming import Incoming, Item, Reading, Refused, Skipped
from newsapp.importing.media import PICTURES
from newsapp.parts.imports.wordpress import without_tags

LARGEST = 50_000_000
"""Bytes of a feed."""

Entry = Any
"""An entry of feedparser: a dictionary of what it found."""


def read(path: Path) -> Reading:
    """Raises Refused where the file is no feed, or too large to be one."""
    import feedparser  # here, since only this command needs it

    size = path.stat().st_size
    if size > LARGEST:
        limit = LARGEST // 1_000_000
        raise Refused(_("Nguồn tin lớn hơn %(limit)s MB nên không được đọc.", limit=limit))
    found = feedparser.parse(path.read_bytes(), sanitize_html=False)
    if not found.get("version"):
        raise Refused(_("Tệp này không phải là nguồn tin RSS hoặc Atom."))
    return Reading(_items(found.entries, path.name, bool(found.bozo)), len(found.entries))


def _items(entries: list[Entry], name: str, is_broken: bool) -> Iterator[Item]:
    seen: set[str] = set()
    for entry in entries:
        item = _item(entry)
        if item.key in seen:
            yield Skipped(item.key, _("Bài này có hai lần trong tệp."))
        else:
            seen.add(item.key)
            yield item
    if is_broken:
        yield Skipped(name, _("Tệp có lỗi: bài sau chỗ lỗi có thể thiếu."))


def _item(entry: Entry) -> Incoming:
    title = without_tags(entry.get("title", ""))
    named = entry.get("id") or entry.get("link") or f"{title} {entry.get('published', '')}"
    item = Incoming(_key(named), title, _content(entry), state="published")
    item.summary = entry.get("summary", "")
    if not item.body:
        item.body, item.summary = item.summary, ""
        if item.body:
            item.warnings.append(_("Nguồn tin chỉ có tóm tắt của bài."))
    item.byline = entry.get("author", "")
    _set_moment(item, entry)
    _set_terms(item, entry)
    _set_files(item, entry)
    split = urlsplit(entry.get("link", ""))
    if split.path.strip("/") or split.query:
        item.old_paths.append(f"{split.path or '/'}?{split.query}" if split.query else split.path)
    return item


def _key(named: str) -> str:
    """Long names are cut where keys are stored; an address is kept readable."""
    if named.startswith(("http://", "https://", "tag:", "urn:")):
        return f"feed:{named}"
    return f"feed:{blake2b(named.encode('utf8', 'replace'), digest_size=8).hexdigest()}"


def _content(entry: Entry) -> str:
    """The text in full, or a link where the feed only says where it stands; "" without both."""
    for content in entry.get("content", []):
        value: str = content.get("value", "")
        if value.strip():
            return escape(value) if content.get("type") == "text/plain" else value
        if content.get("src"):
            address = escape(content["src"])
            return f'<p><a href="{address}">{address}</a></p>'
    return ""


def _set_moment(item: Incoming, entry: Entry) -> None:
    """When it was published, or last changed where the feed only says that."""
    said = [name for name in ("published", "updated") if name in entry]
    written = entry[said[0]] if said else ""
    parsed = entry.get(f"{said[0]}_parsed") if said else None
    try:
        if parsed:
            moment = datetime.fromtimestamp(timegm(parsed), UTC)
            item.published_at = moment.astimezone(clock.zone())
    except (ValueError, OverflowError, OSError):
        item.published_at = None
    if written and item.published_at is None:
        item.state = "draft"
        item.warnings.append(_("Không đọc được ngày đăng “%(day)s”.", day=written[:40]))


def _set_terms(item: Incoming, entry: Entry) -> None:
    terms = [tag.get("term") or tag.get("label") or "" for tag in entry.get("tags", [])]
    names = list(dict.fromkeys(term.strip() for term in terms if term and term.strip()))
    item.category, item.tags = "".join(names[:1]), names[1:]
    if item.tags:
        named = ", ".join(item.tags)
        item.warnings.append(_("Chuyên mục khác thành từ khóa: %(names)s.", names=named))


def _set_files(item: Incoming, entry: Entry) -> None:
    for shown in (*entry.get("media_content", []), *entry.get("media_thumbnail", [])):
        address = shown.get("url", "")
        if address.lower().endswith(PICTURES):
            item.cover = item.cover or address
    for enclosure in entry.get("enclosures", []):
        address = enclosure.get("href", "")
        if address.lower().endswith(PICTURES):
            item.cover = item.cover or address
        elif address:
            item.files.append(address)
