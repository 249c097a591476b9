"""Checks a .docx, a zip file from anywhere, before anything reads it, and tells what it holds that
a reader would pass over.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import IO

from flask_babel import gettext as _
from lxml.etree import XMLSyntaxError

from newsapp.parts.writing import doc_files, word_repair

MEMBERS = 5_000
UNPACKED = 300_000_000
XML_PART = 50_000_000
"""Bytes, unpacked: of all parts, and of one that is XML."""
RATIO = 200
"""How many times its packed size a large part may have. Office's own XML stays below 60."""
LARGE = 5_000_000
PARTS_OF_TEXT = 20_000
"""Paragraphs and runs of the text."""

_DECLARATIONS = (
    b"<!DOCTYPE",
    b"<!ENTITY",
    "<!DOCTYPE".encode("utf-16-le"),
    "<!DOCTYPE".encode("utf-16-be"),
)
_PART_OF_TEXT = re.compile(rb"<(?:\w+:)?[pr][ />]")
_TEXT = re.compile(rb"<w:t[ >]")
_COMMENT = re.compile(rb"<(?:\w+:)?comment[ >]")
_LEGACY_FONT = re.compile(rb'w:(?:ascii|hAnsi)="(?:\.Vn|VNI-)', re.IGNORECASE)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    KeyError,
    XMLSyntaxError,
)
"""What zipfile raises for a file that is damaged, encrypted or packed in a way it does not know."""


class Unsafe(ValueError):
    """The file is no Word document, or one made to do harm; the message says what to do."""


def look_over(stream: IO[bytes]) -> list[str]:
    """Return a sentence for each kind of thing that will not come along. Raises Unsafe."""
    if doc_files.is_old(stream):
        raise Unsafe(
            _(
                "Đây là tệp Word kiểu cũ (.doc) hoặc tệp có mật khẩu. "
                "Hãy lưu lại thành .docx rồi nhập."
            )
        )
    try:
        with zipfile.ZipFile(stream) as archive:
            _refuse_bombs(archive)
            _refuse_declarations(archive)
            document = archive.read(word_repair.main_part(archive))
            _refuse_endless(document)
            return [*_parts_left_out(archive), *_marks_left_out(document)]
    except _BROKEN:
        raise Unsafe(_("Tệp này không phải là tệp Word .docx, hoặc đã bị hỏng.")) from None


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    if len(members) > MEMBERS or unpacked > UNPACKED or any(map(_is_too_large, members)):
        raise Unsafe(_("Tệp Word này bung ra quá lớn nên không nhập được."))


def _refuse_endless(document: bytes) -> None:
    """Refuse more paragraphs and runs than any article can hold: 100,000 took 40 s to read."""
    if sum(1 for _each in _PART_OF_TEXT.finditer(document)) > PARTS_OF_TEXT:
        raise Unsafe(_("Tệp Word này dài quá nên không nhập được. Hãy chia thành nhiều tệp."))


def _is_too_large(member: zipfile.ZipInfo) -> bool:
    ratio = member.file_size / max(member.compress_size, 1)
    is_too_dense = member.file_size > LARGE and ratio > RATIO
    return is_too_dense or (_is_xml(member) and member.file_size > XML_PART)


def _is_xml(member: zipfile.ZipInfo) -> bool:
    return member.filename.endswith((".xml", ".rels"))


def _refuse_declarations(archive: zipfile.ZipFile) -> None:
    """Refuse XML that declares a document type or entities, which Word never writes."""
    for member in filter(_is_xml, archive.infolist()):
        part = archive.read(member)
        if any(mark in part for mark in _DECLARATIONS):
            raise Unsafe(_("Tệp Word này chứa khai báo lạ nên không nhập, để an toàn."))


def _parts_left_out(archive: zipfile.ZipFile) -> list[str]:
    names = archive.namelist()
    margins = [name for name in names if name.startswith(("word/header", "word/footer"))]
    sentences = []
    if any(_TEXT.search(archive.read(name)) for name in margins):
        sentences.append(_("Đầu trang và chân trang."))
    kinds = {
        "word/charts/": _("Biểu đồ: hãy chụp thành ảnh, hoặc đưa số liệu vào bảng."),
        "word/diagrams/": _("Sơ đồ SmartArt: hãy chụp thành ảnh."),
        "word/embeddings/": _("Tệp nhúng trong văn bản, chẳng hạn bảng tính: hãy đính kèm riêng."),
    }
    for start, sentence in kinds.items():
        if any(name.startswith(start) for name in names):
            sentences.append(sentence)
    if "word/comments.xml" in names and _COMMENT.search(archive.read("word/comments.xml")):
        sentences.append(_("Ghi chú của người góp ý."))
    return sentences


def _marks_left_out(document: bytes) -> list[str]:
    sentences = []
    if b"<w:txbxContent" in document:
        sentences.append(_("Khung chữ có thể đã đổi chỗ."))
    if b"<m:oMath" in document:
        sentences.append(_("Công thức toán: hãy chụp thành ảnh."))
    if b"<w:del " in document or b"<w:ins " in document:
        sentences.append(_("Dấu vết sửa đổi: bài lấy theo bản đã chấp nhận sửa."))
    if _LEGACY_FONT.search(document):
        sentences.append(
            _("Văn bản dùng phông .Vn hoặc VNI cũ: hãy dùng nút “Chuyển mã TCVN3, VNI” trong bài.")
        )
    return sentences
