"""Writes a Word document anew, with what mammoth passes over said in the way that it reads.

Rules: ECMA-376 part 1, 17.3.1.11 (drop caps), 17.4.14 and 17.4.15 (cells before and after a row),
17.7.2 (what a style inherits).
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from lxml import etree

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_MAIN}}}"
_NAMES = {"w": _MAIN}
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _MAIN.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _OFFICE),
)
_OFF = frozenset({"0", "false", "off", "none"})
_DEEPEST = 20
"""How many styles one may rest on; more are a circle."""

Element = Any  # lxml has no types


def main_part(archive: zipfile.ZipFile) -> str:
    """Return the name of the part with the text: not every program calls it word/document.xml."""
    for relation in _parse(archive.read("_rels/.rels")):
        if relation.get("Type", "").endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def repaired(stream: IO[bytes]) -> IO[bytes]:
    """Return the document with its styles' numbering, bold and italic said of each paragraph and
    run, with drop caps in their words and whole table rows, and in the transitional namespaces.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(stream) as archive, _new_archive(made) as copy:
        name = main_part(archive)
        styles_name = posixpath.join(posixpath.dirname(name), "styles.xml")
        styles = archive.read(styles_name) if styles_name in archive.namelist() else b"<none/>"
        for member in archive.infolist():
            content = archive.read(member)
            if member.filename.endswith((".xml", ".rels")):
                content = _transitional(content)
            if member.filename == name:
                content = _repair(content, _transitional(styles))
            copy.writestr(member.filename, content)
    made.seek(0)
    return made


def _new_archive(file: IO[bytes]) -> zipfile.ZipFile:
    return zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1)


def _transitional(content: bytes) -> bytes:
    for strict, usual in _STRICT:
        content = content.replace(strict, usual)
    return content


def _repair(document: bytes, styles: bytes) -> bytes:
    root = _parse(document)
    known = {style.get(f"{_W}styleId", ""): style for style in _parse(styles).iter(f"{_W}style")}
    for paragraph in root.iter(f"{_W}p"):
        _number_by_style(paragraph, known)
        for run in paragraph.iter(f"{_W}r"):
            _mark_by_style(run, known)
    for paragraph in list(root.iter(f"{_W}p")):
        _join_drop_cap(paragraph)
    for row in root.iter(f"{_W}tr"):
        _fill_row(row)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _parse(content: bytes) -> Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, huge_tree=True))


def _value(node: Element, path: str) -> str:
    """Return the w:val of what stands at `path`, or ""."""
    found = node.find(path, _NAMES)
    return "" if found is None else found.get(f"{_W}val", "")


def _with_bases(key: str, known: dict[str, Element]) -> Iterator[Element]:
    """Yield a style and those that it rests on, the nearest first."""
    for _step in range(_DEEPEST):
        style = known.get(key)
        if style is None:
            return
        yield style
        key = _value(style, "w:basedOn")


def _number_by_style(paragraph: Element, known: dict[str, Element]) -> None:
    properties = paragraph.find("w:pPr", _NAMES)
    if properties is None or properties.find("w:numPr", _NAMES) is not None:
        return
    for style in _with_bases(_value(properties, "w:pStyle"), known):
        if _value(style, "w:name").lower().startswith(("heading", "title")):
            return
        number = _value(style, "w:pPr/w:numPr/w:numId")
        if number:
            if number != "0":
                numbering = _add(properties, "numPr")
                _add(numbering, "ilvl", _value(style, "w:pPr/w:numPr/w:ilvl") or "0")
                _add(numbering, "numId", number)
            return


def _mark_by_style(run: Element, known: dict[str, Element]) -> None:
    properties = run.find("w:rPr", _NAMES)
    if properties is None:
        return
    key = _value(properties, "w:rStyle")
    for name in ("b", "i"):
        if key and properties.find(f"w:{name}", _NAMES) is None and _is_on(key, name, known):
            _add(properties, name)


def _is_on(key: str, name: str, known: dict[str, Element]) -> bool:
    """Whether the style, or the nearest one it rests on that speaks of it, sets this on."""
    for style in _with_bases(key, known):
        found = style.find(f"w:rPr/w:{name}", _NAMES)
        if found is not None:
            return found.get(f"{_W}val", "1") not in _OFF
    return False


def _join_drop_cap(paragraph: Element) -> None:
    """Put a large first letter, a paragraph of its own, before the text that it begins."""
    frame = paragraph.find("w:pPr/w:framePr", _NAMES)
    following = paragraph.getnext()
    is_drop_cap = frame is not None and frame.get(f"{_W}dropCap", "none") not in _OFF
    if not is_drop_cap or following is None or following.tag != f"{_W}p":
        return
    has_properties = following.find("w:pPr", _NAMES) is not None
    for place, run in enumerate(paragraph.findall("w:r", _NAMES), start=int(has_properties)):
        following.insert(place, run)
    paragraph.getparent().remove(paragraph)


def _fill_row(row: Element) -> None:
    """Add an empty cell where a row begins later or ends earlier than its table."""
    before = _value(row, "w:trPr/w:gridBefore")
    after = _value(row, "w:trPr/w:gridAfter")
    if _is_count(before):
        first = row.find("w:tc", _NAMES)
        if first is not None:
            first.addprevious(_empty_cell(before))
    if _is_count(after):
        row.append(_empty_cell(after))


def _is_count(value: str) -> bool:
    return value.isdecimal() and len(value) < 3 and int(value) > 0


def _empty_cell(across: str) -> Element:
    cell = etree.Element(f"{_W}tc")
    _add(_add(cell, "tcPr"), "gridSpan", across)
    _add(cell, "p")
    return cell


def _add(parent: Element, name: str, value: str = "") -> Element:
    made = etree.SubElement(parent, f"{_W}{name}")
    if value:
        made.set(f"{_W}val", value)
    return made
