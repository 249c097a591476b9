"""Reads the pages in a folder, one by one, as articles to be saved."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from hashlib import blake2b
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from lxml.html import HtmlElement

from newsapp.articles import sanitise
from newsapp.importing.found_articles import incoming
from newsapp.importing.incoming import Item, Reading, Skipped
from newsapp.importing.uploads import Uploads
from newsapp.page_reading import article, decoding, legacy_fonts, metadata
from newsapp.page_reading.found import Found, NoArticle
from newsapp.page_reading.profile import Profile

LARGEST_PAGE = 10_000_000
"""Bytes. The body of an article may have a thirtieth of that."""
_PAGE = re.compile(
    r"\.(?:x?html?|shtml|mht|mhtml|aspx?|php|jsp|cfm|txt|text)(?:[?@,;&].*)?$", re.IGNORECASE
)
_TEXT = re.compile(r"\.te?xt$", re.IGNORECASE)
_MARKUP = re.compile(rb"<\s*(?:!doctype|html|head|body|meta|div|table|p|td)[\s>]", re.IGNORECASE)
_OF_ANOTHER = re.compile(r"_files$|\.files$|_file$", re.IGNORECASE)
"""The folder in which browsers put what belongs to a page that they save."""
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)
_MESSAGE = re.compile(rb"^MIME-Version: ", re.IGNORECASE | re.MULTILINE)
_LATE_SOURCES = ("data-src", "data-lazy-src", "data-original")
_SNIFFED = 2_048


@dataclass(frozen=True, slots=True)
class Manner:
    """How pages are read. encoding: what a person says that they are in, or None."""

    zone: ZoneInfo
    now: datetime
    encoding: str | None = None
    profile: Profile | None = None


def found_in(
    data: bytes, name: str, manner: Manner, resolve: Callable[[str], str] | None = None
) -> Found:
    """Read the bytes of a page. Raises NoArticle.

    resolve: gives the address under which a file is found that a page refers to.
    """
    decoded = decoding.decode(_unwrapped(data), manner.encoding)
    is_text = _TEXT.search(name) is not None or "<" not in decoded.text[:100_000]
    html = sanitise.paragraphs(decoded.text) if is_text else decoded.text

    def prepare(root: HtmlElement) -> None:
        if manner.encoding in legacy_fonts.ENCODINGS:
            legacy_fonts.convert_tree(root, manner.encoding)
        if resolve is not None:
            _resolve_all(root, resolve)

    found = article.read(
        html,
        manner.zone,
        manner.now,
        kind="text" if is_text else "page",
        profile=manner.profile,
        prepare=prepare,
    )
    if decoded.warning:
        found.warn(decoded.warning, doubt=True)
    return found


def _unwrapped(data: bytes) -> bytes:
    """The page in an .mht, which is a message with a page and its pictures; others as they are."""
    if not _MESSAGE.search(data[:_SNIFFED]):
        return data
    for part in message_from_bytes(data).walk():
        if part.get_content_type() == "text/html":
            return bytes(part.get_payload(decode=True) or b"")
    return b""


def is_page(name: str, data: bytes) -> bool:
    """Whether a file is a page, by its name or by how it begins."""
    return _PAGE.search(name) is not None or _MARKUP.search(data[:_SNIFFED]) is not None


def read_folder(folder: Path, manner: Manner, left: Iterable[Skipped] = ()) -> Reading:
    """Read the pages of a folder. left: what did not even come into it."""
    paths = sorted(_files(folder))
    skipped = list(left)
    items = _Pages(folder, manner).items(paths, skipped)
    return Reading(items, len(paths) + len(skipped))


def _files(folder: Path) -> Iterator[str]:
    """The paths of the files that may be pages, within the folder; symbolic links are told of."""
    for place, folders, names in os.walk(folder, followlinks=False):
        folders.sort()
        inside = Path(place).relative_to(folder)
        for name in names:
            if _PAGE.search(name) or "." not in name:
                yield (inside / name).as_posix()


@dataclass
class _Pages:
    folder: Path
    manner: Manner
    seen: dict[bytes, str] = field(default_factory=dict)
    """What the articles say, in short -> the first page that said it."""

    def __post_init__(self) -> None:
        self.uploads = Uploads(self.folder)

    def items(self, paths: Iterable[str], left: Iterable[Skipped]) -> Iterator[Item]:
        yield from left
        for path in paths:
            yield self._item(path)

    def _item(self, path: str) -> Item:
        key = f"portal:{path}"
        try:
            return self._read(path, key)
        except NoArticle as reason:
            return Skipped(key, str(reason))
        except OSError as error:
            return Skipped(key, _("Không đọc được tệp: %(error)s", error=error.strerror or ""))

    def _read(self, path: str, key: str) -> Item:
        place = self.folder / path
        if place.is_symlink() or not place.is_file():
            return Skipped(key, _("Liên kết tới tệp khác không được lấy."))
        if any(_OF_ANOTHER.search(name) for name in path.split("/")[:-1]):
            return Skipped(key, _("Tệp thuộc về một trang khác."))
        if place.stat().st_size > LARGEST_PAGE:
            limit = LARGEST_PAGE // 1_000_000
            return Skipped(key, _("Trang lớn quá %(limit)s MB.", limit=limit))
        data = place.read_bytes()
        if not is_page(path, data):
            return Skipped(key, _("Tệp không phải là một trang."))
        found = found_in(data, path, self.manner, lambda address: self._resolved(path, address))
        twin = self.seen.setdefault(_digest(found), path)
        if twin != path:
            return Skipped(key, _("Trùng với “%(page)s”.", page=twin))
        return incoming(found, key, sure="published", old_paths=_old_paths(found, path))

    def _resolved(self, page: str, address: str) -> str:
        """The path from the folder to a file that a page names from where it stands itself."""
        try:
            parts = urlsplit(address.strip())
        except ValueError:
            return address
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            return address
        joined = posixpath.join(posixpath.dirname(page), unquote(parts.path))
        inside = quote(posixpath.normpath(joined))
        return inside if self.uploads.find(inside) is not None else address


def _digest(found: Found) -> bytes:
    said = f"{found.title}\n{found.moment}\n{found.body}"
    return blake2b(said.encode("utf-8", "replace"), digest_size=16).digest()


def _old_paths(found: Found, path: str) -> list[str]:
    """Where the page stood: by its own word, or by its place in a copy of the whole site."""
    if address := metadata.path_of(found.address):
        return [address]
    host, _slash, rest = path.partition("/")
    return [f"/{rest}"] if rest and _HOST.fullmatch(host) else []


def _resolve_all(root: HtmlElement, resolve: Callable[[str], str]) -> None:
    """Let pictures and links name files from the folder, in place of from the page."""
    for node in root.iter("img"):
        for name in ("src", *_LATE_SOURCES):
            address = node.get(name, "")
            resolved = resolve(address) if address else ""
            if resolved != address:
                _settle_source(node, resolved)
                break
    for node in root.iter("a"):
        if node.get("href"):
            node.set("href", resolve(node.get("href")))


def _settle_source(node: HtmlElement, address: str) -> None:
    """Keep the address of the file that was found, and no other."""
    for name in (*_LATE_SOURCES, "srcset"):
        node.attrib.pop(name, None)
    node.set("src", address)
