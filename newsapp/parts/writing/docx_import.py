"""Reads Word files in a folder, one by one, as articles to be saved."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from newsapp import clock
from newsapp.importing.found_articles import incoming
from newsapp.importing.incoming import Incoming, Item, Reading, Refused, Skipped
from newsapp.page_reading import article
from newsapp.page_reading.found import NoArticle
from newsapp.parts.writing import docx
from newsapp.parts.writing.docx import DocumentError, WordDocument

LARGEST = 100_000_000
ENDINGS = (".docx", ".doc")


@dataclass(frozen=True, slots=True)
class Source:
    """A Word file. name: its path from the folder that it was found in."""

    path: Path
    name: str


def read_files(paths: Iterable[Path], zone: ZoneInfo, now: datetime) -> Reading:
    """Read files, and those in folders at any depth."""
    sources = [source for path in paths for source in sorted(_sources(path), key=_name)]
    return Reading((_item(source, zone, now) for source in sources), len(sources))


def _name(source: Source) -> str:
    return source.name


def _sources(path: Path) -> Iterator[Source]:
    if not path.is_dir():
        yield Source(path, path.name)
        return
    for place, _folders, names in os.walk(path, followlinks=False):
        for name in names:
            is_word = name.lower().endswith(ENDINGS) and not name.startswith("~$")
            if is_word:
                found = Path(place) / name
                yield Source(found, found.relative_to(path).as_posix())


def _item(source: Source, zone: ZoneInfo, now: datetime) -> Item:
    key = f"docx:{source.name}"
    if source.path.is_symlink():
        return Skipped(key, _("Liên kết tới tệp khác không được lấy."))
    if source.path.stat().st_size > LARGEST:
        return Skipped(key, _("Tệp lớn quá %(limit)s MB.", limit=LARGEST // 1_000_000))
    try:
        return _read(source, key, zone, now)
    except (DocumentError, NoArticle) as reason:
        return Skipped(key, str(reason))


def _read(source: Source, key: str, zone: ZoneInfo, now: datetime) -> Incoming:
    """Read a file by its headings and its labelled lines. Raises DocumentError and NoArticle."""
    with source.path.open("rb") as stream:
        item = _item_of(docx.embedded(stream, source.path.name), key, zone, now)
    return replace(item, files=[source.name])


def read_one(stream: IO[bytes], name: str) -> Incoming:
    """Read one Word file that somebody has sent. Raises Refused."""
    try:
        return _item_of(docx.embedded(stream, name), "", clock.zone(), clock.now())
    except (DocumentError, NoArticle) as reason:
        raise Refused(str(reason)) from None


def _item_of(document: WordDocument, key: str, zone: ZoneInfo, now: datetime) -> Incoming:
    found = article.read(document.body, zone, now, kind="word")
    return incoming(found, key, sure="unknown", left_out=document.left_out)
