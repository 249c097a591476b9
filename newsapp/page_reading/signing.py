"""The end of an article: who has signed it, and where it was taken from."""

from __future__ import annotations

import re
from typing import Protocol

from newsapp.page_reading.lines import above
from newsapp.page_reading.page_lines import Read
from newsapp.page_reading.spelling import plain, trimmed

_LONGEST = 40
_MOST_WORDS = 5
_AFTER = re.compile(r"\W*\(?(?:theo|nguon) ?:? (?P<source>[^()!?]{2,40}?)\)?\W*")
_OFFICE = re.compile(
    r"(?:kt|tm|tl|tuq)?\W*(?:q\.? ?)?(?:pho |chanh |tong )*"
    r"(?:giam doc|chu tich|truong|van phong|bo truong|cuc|uy ban|ban )"
)


class Signed(Protocol):
    signature: str
    source: str


def take_signature(kept: list[Read], found: Signed) -> None:
    """Take the signature, and a line like "Theo TTXVN", off the end of the lines."""
    if len(kept) < 2 or kept[-1].kind != "text" or len(kept[-1].text) > _LONGEST + 30:
        return
    if not found.source and (source := source_of(kept[-1].text)):
        found.source = source
        kept.pop()
    if len(kept) < 2 or found.signature or not _is_signature(kept):
        return
    found.signature = trimmed(kept.pop().text)


def source_of(text: str) -> str:
    """Where a line like "(Theo TTXVN)" says that the text comes from, or ""."""
    match = _AFTER.fullmatch(plain(text))
    source = trimmed(text[match.start("source") : match.end("source")]) if match else ""
    return source if source[:1].isupper() else ""


def is_name(text: str) -> bool:
    """Whether a short text is the name of a person, or of several."""
    parts = re.findall(r"[^\s.-]+", trimmed(text))
    if len(text) > _LONGEST or not 0 < len(parts) <= _MOST_WORDS:
        return False
    return all(part.isalpha() and part[0].isupper() for part in parts)


def _is_initials(text: str) -> bool:
    parts = re.findall(r"[^\s.]+", text)
    is_short = 0 < len(parts) <= 4 and all(len(part) <= 5 for part in parts)
    return is_short and all(part.isalpha() and part.isupper() for part in parts)


def _is_signature(kept: list[Read]) -> bool:
    """Whether the last line is initials, or a name that is set apart from the text."""
    last, before = kept[-1], kept[-2]
    text = trimmed(last.text)
    if last.kind != "text" or last.line.is_link or not 1 < len(text) <= _LONGEST:
        return False
    if before.text.isupper() and _OFFICE.match(before.line.plain):
        return False  # an official has signed a document
    if any(node.tag in ("td", "th", "li", "table") for node in above(last.line.node, 2)):
        is_layout = before.line.node in (last.line.node, *last.line.node.iterancestors())
        if not is_layout and not _stands_beside(last, before):
            return False
    if _is_initials(text):
        return True
    is_apart = _is_right(last) or last.line.stands_out
    follows_text = len(before.text) >= 80 and " " in text and len(text) <= 25
    return is_name(text) and (is_apart or follows_text)


def _stands_beside(last: Read, before: Read) -> bool:
    return last.line.node.getparent() is before.line.node.getparent() and last.line.node.tag == "p"


def _is_right(read: Read) -> bool:
    for node in above(read.line.node, 2):
        style = node.get("style", "").replace(" ", "").lower()
        classes = node.get("class", "").lower().split()
        if "text-align:right" in style or node.get("align", "").lower() == "right":
            return True
        if {"text-right", "align-right", "text-end", "author", "tacgia", "pauthor"} & set(classes):
            return True
    return False
