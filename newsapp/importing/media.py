"""The pictures and files that an item shows, taken from the old site's folder into the library."""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO
from urllib.parse import quote

import lxml.html
from flask import current_app
from flask_babel import gettext as _
from lxml.etree import ParserError
from lxml.html import HtmlElement

from newsapp.accounts.models import User
from newsapp.articles import sanitise
from newsapp.articles.content import AttachmentLink
from newsapp.importing.incoming import Incoming
from newsapp.importing.uploads import Uploads
from newsapp.media import attachments, library, pictures
from newsapp.media.models import Attachment, Picture

PICTURES = (".jpg", ".jpeg", ".png", ".webp")
MOST_LISTED = 20
EMBEDDED = re.compile(r"data:image/(?:png|jpe?g|webp);base64,", re.IGNORECASE)
PLAYERS = ("iframe", "embed", "object", "video", "audio", "form", "canvas", "svg")
"""Elements that the site has no place for."""
_CONCERNED = re.compile(rf"<(?:img|a|{'|'.join(PLAYERS)})[\s/>]", re.IGNORECASE)
_LATE_SOURCES = ("data-src", "data-lazy-src", "data-original")
"""Where scripts that load pictures late keep the address."""


@dataclass(slots=True)
class Files:
    """Looks up and stores what one item refers to; collects what was lost.

    stores: whether the files come into the library, or are only looked for.
    """

    uploads: Uploads
    actor: User
    at: datetime
    stores: bool = True
    found: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def look_for(self, item: Incoming) -> None:
        """Note what of the item's files is found and what is missing, without storing any."""
        self.body(item.body)
        for reference in (item.cover, *item.files):
            if reference:
                self._find(reference)

    def lost(self) -> list[str]:
        """A sentence for what is missing, and one for each thing that was lost otherwise."""
        names = list(dict.fromkeys(self.missing))
        if not names:
            return self.notes
        listed = "; ".join(name[:200] for name in names[:MOST_LISTED])
        more = "…" if len(names) > MOST_LISTED else ""
        sentence = _("Không tìm thấy tệp (%(count)s): ", count=len(names))
        return [*self.notes, f"{sentence}{listed}{more}"]

    def picture(self, reference: str) -> Picture | None:
        """The stored picture, or None where it is missing or not one that the site can show."""
        return self._received(reference, pictures.store, pictures.PictureError)

    def attachment(self, reference: str) -> Attachment | None:
        return self._received(reference, attachments.store, attachments.AttachmentError)

    def _received(
        self,
        reference: str,
        store: Callable[[IO[bytes], str], library.StoredFile],
        refusal: type[ValueError],
    ) -> library.StoredFile | None:
        path = self._find(reference)
        if path is None or not self.stores:
            return None
        try:
            with path.open("rb") as stream:
                return library.receive(store, stream, path.name, actor=self.actor, at=self.at)
        except refusal as reason:
            self.notes.append(str(reason))
        return None

    def attachment_links(self, references: list[str]) -> list[AttachmentLink]:
        links: dict[int, AttachmentLink] = {}
        for reference in references:
            stored = self.attachment(reference)
            if stored is not None:
                title = attachments.title_from(stored.filename)
                links.setdefault(stored.id, AttachmentLink(id=stored.id, title=title))
        return list(links.values())

    def body(self, html: str) -> str:
        """The markup with the addresses of what was found leading to the library."""
        root = _parsed(html)
        if root is None:
            return html
        for node in list(root.iter("img")):
            self._bring_picture(node)
        for node in root.iter("a"):
            self._bring_target(node)
        self._note_players(root)
        inner = str(lxml.html.tostring(root, encoding="unicode"))
        return inner[inner.index(">") + 1 : inner.rindex("<")]

    def _find(self, reference: str) -> Path | None:
        path = self.uploads.find(reference)
        if path is None:
            self.missing.append(reference)
        else:
            self.found.append(reference)
        return path

    def _bring_picture(self, node: HtmlElement) -> None:
        for name in _LATE_SOURCES:
            if node.get(name):
                node.set("src", node.get(name))
        source = node.get("src", "").strip()
        picture = None
        if EMBEDDED.match(source):
            picture = self._embedded(source)
        elif source and not source.startswith("data:"):
            picture = self.picture(source)
        if picture is not None:
            node.set("src", picture_address(picture))
            node.set("width", str(picture.width))
            node.set("height", str(picture.height))

    def _embedded(self, source: str) -> Picture | None:
        """The picture of a data: address."""
        if not self.stores:
            return None
        try:
            content = io.BytesIO(base64.b64decode(source.partition(",")[2], validate=False))
            return library.receive(
                pictures.store, content, _("ảnh trong bài"), actor=self.actor, at=self.at
            )
        except (pictures.PictureError, binascii.Error):
            self.missing.append(source[:40])
        return None

    def _bring_target(self, node: HtmlElement) -> None:
        """Let a link to a picture or file of the folder lead to the library."""
        reference = node.get("href", "").strip()
        kind = PurePosixPath(reference.partition("?")[0]).suffix.lower()
        if kind in PICTURES and self.uploads.find(reference) is not None:
            picture = self.picture(reference)
            if picture is not None:
                node.set("href", picture_address(picture))
        elif kind[1:] in current_app.config["ATTACHMENT_TYPES"] and _is_upload(reference):
            stored = self.attachment(reference)
            if stored is not None:
                node.set("href", f"/media/{stored.digest}/{quote(stored.filename)}")

    def _note_players(self, root: HtmlElement) -> None:
        counts = Counter(node.tag for node in root.iter(*PLAYERS))
        for tag, count in sorted(counts.items()):
            addresses = " ".join(_addresses(root, tag))
            self.notes.append(
                _(
                    "Không giữ được phần tử %(tag)s (%(count)s): %(addresses)s",
                    tag=tag,
                    count=count,
                    addresses=addresses[:300] or "–",
                )
            )


def picture_address(picture: Picture) -> str:
    """Where its middle version stands."""
    width = min(pictures.MIDDLE, picture.width)
    return f"/media/{picture.digest}-{width}.jpg"


def _parsed(html: str) -> HtmlElement | None:
    """The markup as a tree; None where there is nothing in it to bring or to tell of."""
    if not _CONCERNED.search(html):
        return None
    parser = lxml.html.HTMLParser(huge_tree=True)
    try:
        return lxml.html.fragment_fromstring(
            sanitise.without_own_brackets(html), create_parent="div", parser=parser
        )
    except ParserError:
        return None


def _is_upload(reference: str) -> bool:
    """Whether a link may lead to a file of the old site: no mail address, no other page's part."""
    return not reference.startswith(("#", "mailto:", "tel:", "javascript:"))


def _addresses(root: HtmlElement, tag: str) -> Iterator[str]:
    for node in root.iter(tag):
        address = node.get("src") or node.get("data") or ""
        if address:
            yield address
