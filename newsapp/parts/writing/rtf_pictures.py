"""The pictures that Word puts on the clipboard as RTF, where its HTML only names files.

Browsers on Windows give a page the HTML with addresses of files that it may not read; the same
pictures stand as hexadecimal digits in the RTF beside it, in the same order.
"""

from __future__ import annotations

import base64
import re

from lxml.html import HtmlElement

_BEGINNING = re.compile(r"(?P<passed_over>\\nonshppict\s*|\\\*\\listpicture\s*)?\{\\pict\b")
_LISTS = r"{\*\listpicture"
_BRACE = re.compile(r"[{}]")
_KIND = re.compile(r"\\(png|jpeg)blip(?![a-z])")
_CONTROL_WORD = re.compile(r"\\[a-z]+(?:-?\d+)? ?")
_HEX = re.compile(r"(?:[0-9a-f]{2})+", re.IGNORECASE)


def write_into(root: HtmlElement, rtf: str) -> None:
    """Put the PNG and JPEG pictures of the RTF into the <img> of `root` that name files.

    Where there are not as many of the one as of the other, all stay as they are: which belongs
    where cannot be told.
    """
    waiting = [node for node in root.iter("img") if node.get("src", "").startswith("file:")]
    if not waiting or not rtf:
        return
    found = pictures(rtf)
    if len(found) != len(waiting):
        return
    for node, address in zip(waiting, found, strict=True):
        if address:
            node.set("src", address)


def pictures(rtf: str) -> list[str]:
    """Return the pictures in their order as data: addresses, "" for one of another kind.

    Word repeats each for old programs, under nonshppict; those and pictures of list marks are
    passed over.
    """
    found = []
    place = 0
    while match := _BEGINNING.search(rtf, place):
        content, place = _read_group(rtf, match.end())
        is_list_mark = rtf.rfind(_LISTS, max(0, match.start() - 40), match.start()) >= 0
        if not match["passed_over"] and not is_list_mark:
            found.append(_address(content))
    return found


def _read_group(rtf: str, start: int) -> tuple[str, int]:
    """Return what stands in the group itself, without the groups in it, and where it ends."""
    parts = []
    depth = 1
    place = start
    for brace in _BRACE.finditer(rtf, start):
        if depth == 1:
            parts.append(rtf[place : brace.start()])
        depth += 1 if brace[0] == "{" else -1
        place = brace.end()
        if depth == 0:
            return " ".join(parts), place
    return "", len(rtf)


def _address(content: str) -> str:
    kind = _KIND.search(content)
    digits = "".join(_CONTROL_WORD.sub("", content).split())
    if kind is None or not _HEX.fullmatch(digits):
        return ""
    data = base64.b64encode(bytes.fromhex(digits)).decode()
    return f"data:image/{kind[1]};base64,{data}"
