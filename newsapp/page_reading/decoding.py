"""The text of a saved page, in whatever encoding it was saved."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from flask_babel import gettext as _

from newsapp.page_reading.legacy_fonts import ENCODINGS

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""charset\s*=\s*["']?\s*([\w.:-]{2,40})|encoding=["']([\w.-]{2,40})""", re.I
)
_HEAD = 4_096
"""Bytes in which a page declares its encoding."""
_VIETNAMESE_WINDOWS = "cp1258"
_MOST_BROKEN = 0.002
"""The share of characters that may be damaged in a text that calls itself UTF-8."""
_TCVN3 = re.compile("[A-Za-z][\xa8-\xac\xae\xb5-\xbe]")
"""A letter, then a sign that is a letter in TCVN3, and in no word of a text in Unicode."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """text: in NFC. warning: why it may be wrong, or ""."""

    text: str
    warning: str = ""


def is_known(encoding: str) -> bool:
    """Whether `decode` can be asked for it."""
    return encoding in ENCODINGS or _codec(encoding) is not None


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of `data`; `encoding` is what a person says that it is in.

    Letters of TCVN3 and VNI fonts stay as they are: `legacy_fonts` makes Vietnamese of them.
    """
    if encoding in ENCODINGS:
        decoded = _of_old_font(data)
    else:
        decoded = _asked(data, encoding) if encoding else _found(data)
    text = unicodedata.normalize("NFC", decoded.text.lstrip("\ufeff").replace("\0", ""))
    if encoding is None and not decoded.warning and _seems_tcvn3(text):
        warning = _("Chữ có vẻ theo bảng mã TCVN3: hãy chọn bảng mã này rồi nhập lại.")
        return Decoded(text, warning)
    return Decoded(text, decoded.warning)


def _of_old_font(data: bytes) -> Decoded:
    """Decode what was typed in an old font: Unicode, or bytes as Windows of the time had them."""
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return Decoded(data.decode(_wide(data) or "cp1252", "replace"))


def _asked(data: bytes, encoding: str) -> Decoded:
    text = data.decode(_codec(encoding) or "utf-8", "replace")
    return Decoded(text, _about_damage(text))


def _found(data: bytes) -> Decoded:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _asked(data, name)
    if wide := _wide(data):
        return _asked(data, wide)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _other(data)


def _wide(data: bytes) -> str:
    """Tell UTF-16 without a mark by the zeros in the places of one kind."""
    head = data[:_HEAD]
    half = max(len(head) // 2, 1)
    for name, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if len(data) >= 4 and zeros.count(0) / half > 0.3:
            return name
    return ""


def _other(data: bytes) -> Decoded:
    """Decode what is no UTF-8: as it declares, else as Vietnamese Windows wrote it."""
    match = _DECLARED.search(data[:_HEAD])
    declared = (match[1] or match[2]).decode("ascii") if match else ""
    name = _codec(declared)
    if name == "utf-8" or not declared:
        text = data.decode("utf-8", "replace")
        if text.count("\ufffd") <= max(len(text) * _MOST_BROKEN, 2):
            return Decoded(text, _about_damage(text))
    if name is None or name == "utf-8":
        warning = _("Không rõ bảng mã của tệp; đã đọc theo windows-1258.")
        return Decoded(data.decode(_VIETNAMESE_WINDOWS, "replace"), warning)
    return _asked(data, name)


def _codec(name: str) -> str | None:
    """Python's name of an encoding of texts; Latin-1 is what browsers take for it."""
    try:
        found = codecs.lookup(name.strip().lower()).name
        b"text".decode(found)
    except (LookupError, ValueError):
        return None
    if found == "utf-7":  # no page is written in it, but attacks are
        return None
    return "cp1252" if found in ("iso8859-1", "ascii") else found


def _about_damage(text: str) -> str:
    damaged = text.count("\ufffd")
    if not damaged:
        return ""
    return str(_("%(count)s ký tự bị hỏng, không đọc được.", count=damaged))


def _seems_tcvn3(text: str) -> bool:
    return len(_TCVN3.findall(text[:20_000])) >= 10
