"""A .docx is a zip from anywhere: looked over before anything reads it, and for what a reader of it would pass over."""

from __future__ import annotations

import re
import zipfile
from typing import IO

from flask_babel import gettext as _

MEMBERS = 5_000
UNPACKED = 300_000_000
XML_PART = 50_000_000
"""Bytes, unpacked: of all parts, and of one that is XML."""
RATIO = 200
"""How many times its packed size a large part may have. Office's own XML stays below 60."""
LARGE = 5_000_000

_DECLARES = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_TEXT = re.compile(rb"<w:t[ >]")
_LEGACY_FONT = re.compile(rb'w:(?:ascii|hAnsi)="(?:\.Vn|VNI-)', re.IGNORECASE)


class Unsafe(ValueError):
    """The file is no Word document, or one made to do harm; the message says what to do."""


def look_over(stream: IO[bytes]) -> list[str]:
    """Return a sentence for each kind of thing in the document that will not come along. Raises Unsafe."""
    stream.seek(0)
    if stream.read(4) == b"\xd0\xcf\x11\xe0":
        raise Unsafe(_("Đây là tệp Word kiểu cũ (.doc) hoặc tệp có mật khẩu. Hãy lưu lại thành .docx rồi nhập."))
    try:
        with zipfile.ZipFile(stream) as archive:
            _refuse_bombs(archive)
            document = _read_parts(archive)
            return _left_out(archive, document)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, KeyError, zipfile.zlib.error):  # type: ignore[attr-defined]
        raise Unsafe(_("Tệp này không phải là tệp Word .docx, hoặc đã bị hỏng.")) from None


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    too_dense = any(m.file_size > LARGE and m.file_size > RATIO * max(m.compress_size, 1) for m in members)
    if len(members) > MEMBERS or sum(m.file_size for m in members) > UNPACKED or too_dense:
        raise Unsafe(_("Tệp Word này bung ra quá lớn nên không nhập được."))


def _read_parts(archive: zipfile.ZipFile) -> bytes:
    """Look into every XML part for declarations, which Word never writes; return the document's own."""
    for member in archive.infolist():
        if not member.filename.endswith((".xml", ".rels")):
            continue
        if member.file_size > XML_PART:
            raise Unsafe(_("Tệp Word này bung ra quá lớn nên không nhập được."))
        part = archive.read(member)
        if any(mark in part for mark in _DECLARES):
            raise Unsafe(_("Tệp Word này chứa khai báo lạ nên không nhập, để an toàn."))
    return archive.read("word/document.xml")


def _left_out(archive: zipfile.ZipFile, document: bytes) -> list[str]:
    names = archive.namelist()
    found = []
    if any(name.startswith(("word/header", "word/footer")) and _TEXT.search(archive.read(name)) for name in names):
        found.append(_("Đầu trang và chân trang."))
    if any(name.startswith("word/charts/") for name in names):
        found.append(_("Biểu đồ: hãy chụp thành ảnh, hoặc đưa số liệu vào bảng."))
    if any(name.startswith("word/diagrams/") for name in names):
        found.append(_("Sơ đồ SmartArt: hãy chụp thành ảnh."))
    if any(name.startswith("word/embeddings/") for name in names):
        found.append(_("Tệp nhúng trong văn bản, chẳng hạn bảng tính: hãy đính kèm riêng."))
    if "word/comments.xml" in names:
        found.append(_("Ghi chú của người góp ý."))
    if b"<w:txbxContent" in document:
        found.append(_("Khung chữ có thể đã đổi chỗ."))
    if b"<m:oMath" in document:
        found.append(_("Công thức toán: hãy chụp thành ảnh."))
    if b"<w:del " in document or b"<w:ins " in document:
        found.append(_("Dấu vết sửa đổi: bài lấy theo bản đã chấp nhận sửa."))
    if _LEGACY_FONT.search(document):
        found.append(_("Văn bản dùng phông .Vn hoặc VNI cũ: hãy dùng nút “Chuyển mã TCVN3, VNI” trong bài."))
    return found
