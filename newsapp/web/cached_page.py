"""A page of the cache: its constant parts, plain and compressed, and the last bodies joined from
them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial

from werkzeug.wrappers import Response

from newsapp.web.compression import deflated, gzipped, stored
from newsapp.web.placeholders import HOST, LOOK, NEWCOMER, Placeholders, join, split

Headers = list[tuple[str, str]]
Values = tuple[dict[str, str], str, bool, str]
"""What a request puts into the placeholders: the counts, the classes of the reader's look, whether
a newcomer asks, the host.
"""

SIZE_FACTOR = 5
"""The memory of a page in multiples of its length: its parts and its last bodies, each plain and
compressed.
"""
OVERHEAD = 4000
"""Bytes of a page's headers, lists and key."""
DEFLATED_VERSIONS = 4
"""Compressed versions of a page that are kept, each for other lengths of the values."""


@dataclass(frozen=True, slots=True)
class FilledPage:
    """The page as one reader gets it."""

    values: Values
    body: bytes
    etag: str
    headers: Headers
    headers_of_304: Headers


class CachedPage:
    """A page made for the content's version at the moment `made`, valid until `ends`."""

    def __init__(
        self,
        response: Response,
        placeholders: Placeholders,
        *,
        content_version: bytes,
        made: datetime,
        ends: datetime,
    ) -> None:
        body = response.get_data()
        self.size = SIZE_FACTOR * len(body) + OVERHEAD
        self.status = response.status
        self.is_found = response.status_code == 200
        self.is_html = self.is_found and response.mimetype == "text/html"
        self.language = placeholders.language
        self.article = placeholders.article
        self.content_version = content_version
        self.made = made
        self.ends = ends
        self._newcomers_image = placeholders.newcomers_image
        self._content_type = response.headers.pop("Content-Type")
        response.headers.pop("Content-Length", None)
        response.headers["Vary"] = "Accept-Encoding, Cookie"
        self._headers = list(response.headers)
        self._parts, self._names = split(body)
        self._digest = _digest(b"\0".join(self._parts))
        self._deflated = lru_cache(DEFLATED_VERSIONS)(partial(deflated, self._parts))
        self._last: dict[bool, FilledPage] = {}

    def filled(self, values: Values, gzip: bool) -> FilledPage:
        """The page with these values. Many readers in a row get the same ones, so the last result
        is kept.
        """
        last = self._last.get(gzip)
        if last is None or last.values != values:
            last = self._last[gzip] = self._fill(values, gzip)
        return last

    def _fill(self, values: Values, gzip: bool) -> FilledPage:
        texts = self._texts(values)
        body = join(self._parts, texts)
        if gzip:
            # Few combinations of lengths occur, and a page gets a fifth smaller for them.
            parts = self._deflated(tuple(len(text) for text in texts))
            body = gzipped(join(parts, [stored(text) for text in texts]), body)
        values_digest = _digest(repr((texts, gzip)).encode())
        etag = f'"{self._digest}-{values_digest}"'
        headers_of_304 = [*self._headers, ("ETag", etag)]
        headers = [
            *headers_of_304,
            ("Content-Type", self._content_type),
            ("Content-Length", str(len(body))),
        ]
        if gzip:
            headers.append(("Content-Encoding", "gzip"))
        return FilledPage(values, body, etag, headers, headers_of_304)

    def _texts(self, values: Values) -> list[bytes]:
        """The values in the order of their places."""
        counts, look, is_newcomer, host = values
        image = self._newcomers_image if is_newcomer else ""
        texts = {**counts, LOOK: look, NEWCOMER: image, HOST: host}
        return [texts[name].encode("utf-8") for name in self._names]


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=8).hexdigest()
