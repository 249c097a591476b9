"""A page of the cache: its constant parts, plain and compressed, and the last bodies joined from them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from newsapp.web import slots as slot
from newsapp.web.compression import deflated, gzipped, stored
from newsapp.web.counts import ShownCounts
from newsapp.web.slots import Slots, cut, join
from newsapp.web.store import Store

Headers = list[tuple[str, str]]

COPIES = 5
"""A page takes up to so many times its plain length: the runs, their deflated form, and the last bodies of both."""
SHAPES = 4
"""Compressed forms of a page that are kept, for as many sets of lengths of the values in it."""
OVERHEAD = 4000
"""Bytes that a page takes beside its text: headers, lists, the key."""


class Values(NamedTuple):
    """What one request puts into the slots."""

    counts: ShownCounts
    look: str
    is_newcomer: bool
    host: str


@dataclass(frozen=True, slots=True)
class Filled:
    """The page as one reader gets it."""

    values: Values
    body: bytes
    etag: str
    headers: Headers
    headers_of_304: Headers


class ReadyPage:
    """Made in the content's `generation`, at the moment `made`; not to be served from the moment `ends` on."""

    def __init__(
        self,
        *,
        status: str,
        headers: Headers,
        body: bytes,
        slots: Slots,
        generation: bytes,
        made: datetime,
        ends: datetime,
    ) -> None:
        self.status = status
        self.is_found = status.startswith("200")
        self.is_page = self.is_found and dict(headers)["Content-Type"].startswith("text/html")
        self.language = slots.language
        self.article = slots.article
        self.generation, self.made, self.ends = generation, made, ends
        self._newcomers_image = slots.newcomers_image
        self._headers = headers
        self._cut = cut(body)
        self._shapes: Store[tuple[int, ...], list[bytes]] = Store(SHAPES)
        self._tag = hashlib.blake2b(b"\0".join(self._cut.runs), digest_size=9).hexdigest()
        self._last: dict[bool, Filled] = {}
        self.size = COPIES * len(body) + OVERHEAD

    def filled(self, counts: ShownCounts, look: str, is_newcomer: bool, host: str, gzip: bool) -> Filled:
        """The page with these values. Many readers in a row get the same ones, so the last body is kept."""
        last = self._last.get(gzip)
        if last is None or last.values != (counts, look, is_newcomer, host):
            last = self._last[gzip] = self._fill(Values(counts, look, is_newcomer, host), gzip)
        return last

    def _fill(self, values: Values, gzip: bool) -> Filled:
        own = self._texts(values)
        texts = [own[name] for name in self._cut.names]
        body = join(self._cut.runs, texts)
        if gzip:
            body = gzipped(join(self._deflated(tuple(map(len, texts))), [stored(text) for text in texts]), body)
        etag = f'"{self._tag}-{hashlib.blake2b(repr((texts, gzip)).encode(), digest_size=6).hexdigest()}"'
        lasting = [(name, value) for name, value in self._headers if name != "Content-Type"]
        lasting += [("Vary", "Accept-Encoding, Cookie"), ("ETag", etag)]
        described = [("Content-Type", dict(self._headers)["Content-Type"]), ("Content-Length", str(len(body)))]
        if gzip:
            described.append(("Content-Encoding", "gzip"))
        return Filled(values, body, etag, described + lasting, lasting)

    def _deflated(self, lengths: tuple[int, ...]) -> list[bytes]:
        """The runs, compressed for values of these lengths: few occur, and a page is a fifth smaller for it."""
        made = self._shapes.get(lengths)
        if made is None:
            made = deflated(self._cut.runs, lengths)
            self._shapes.put(lengths, made, 1)
        return made

    def _texts(self, values: Values) -> dict[str, bytes]:
        texts = {
            slot.LOOK: values.look,
            slot.NEWCOMER: self._newcomers_image if values.is_newcomer else "",
            slot.HOST: values.host,
            **dict(zip((slot.ONLINE, slot.TODAY, slot.MONTH, slot.TOTAL), values.counts, strict=True)),
        }
        return {name: text.encode("utf-8") for name, text in texts.items()}
