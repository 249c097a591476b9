"""A WordPress export (WXR) as a stream of its elements, whatever its mistakes.

Some exports are not well-formed XML: the parser recovers and goes on. It expands no entity and
loads nothing. Memory holds one item at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from flask_babel import gettext as _
from lxml import etree

from newsapp.importing.incoming import Refused

LARGEST_ELEMENT = 64_000_000
"""Bytes between the beginning of an element and the next one: no text of an article has as many."""
_CUT_OFF = frozenset({"ERR_TAG_NOT_FINISHED", "ERR_CDATA_NOT_FINISHED", "ERR_COMMENT_NOT_FINISHED"})
_WITH_FIELDS = frozenset({"comment", "postmeta", "termmeta"})
"""The elements of an item that have fields of their own."""

Element = Any
"""An element of lxml, which has no types."""


class _Stream:
    """A file that ends where one element gets too large for the memory."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.since_event = 0
        self.is_too_large = False

    def read(self, size: int = -1) -> bytes:
        self.is_too_large = self.since_event > LARGEST_ELEMENT
        if self.is_too_large:
            return b""
        chunk = self._file.read(size)
        self.since_event += len(chunk)
        return chunk


class Export:
    """Gives the elements of an export one by one. is_cut_off: whether the file ended too early."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.is_cut_off = False
        self.is_wordpress = False

    def elements(self) -> Iterator[tuple[str, Element]]:
        """(local name, element) of each item, and of what else stands in the channel.

        Raises Refused where the file is no XML, or declares entities.
        """
        with self._path.open("rb") as file:
            stream = _Stream(file)
            parser = etree.iterparse(
                stream,
                events=("start", "end"),
                recover=True,
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
                huge_tree=True,
            )
            try:
                yield from self._events(parser, stream)
            except etree.XMLSyntaxError:
                raise Refused(_no_export()) from None
            kinds = {entry.type_name for entry in parser.error_log}
            self.is_cut_off = stream.is_too_large or bool(kinds & _CUT_OFF)

    def _events(self, parser: Any, stream: _Stream) -> Iterator[tuple[str, Element]]:
        is_first = True
        for event, element in parser:
            stream.since_event = 0
            if is_first:
                _refuse_root(element)
                is_first = False
            if event == "start" or not isinstance(element.tag, str):
                continue
            self.is_wordpress = self.is_wordpress or is_of_wordpress(element.tag)
            name, parent = local(element.tag), element.getparent()
            is_in_channel = parent is not None and local(parent.tag) in ("channel", "rss")
            if not is_in_channel and name != "item":  # an item may stand in an unfinished one
                continue
            yield name, element
            element.clear()
            while is_in_channel and element.getprevious() is not None:
                del parent[0]


def local(tag: str) -> str:
    """The name of a tag without its namespace, or the prefix of one that was not declared."""
    return tag.rpartition("}")[2].rpartition(":")[2]


def is_of_wordpress(tag: str) -> bool:
    return "wordpress.org/export" in tag or tag.startswith("wp:")


def fields(element: Element) -> Iterator[Element]:
    """The elements in an item; also those that stand in one whose end is missing."""
    for child in element:
        name = local(child.tag) if isinstance(child.tag, str) else "item"
        if name != "item":
            yield child
            if name not in _WITH_FIELDS:
                yield from fields(child)


def text(element: Element) -> str:
    """The text that stands directly in an element; an unknown entity as it was written."""
    parts = [element.text or ""]
    for child in element:
        if child.tag is etree.Entity:
            parts.append(child.text or "")
        parts.append(child.tail or "")
    return "".join(parts)


def _refuse_root(root: Element) -> None:
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise Refused(_("Tệp khai báo thực thể XML nên không được đọc."))
    if local(root.tag) != "rss":
        raise Refused(_no_export())


def _no_export() -> str:
    return str(_("Tệp này không phải là bản xuất của WordPress (WXR)."))
