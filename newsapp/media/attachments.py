"""Attached files: an allow-list of endings, each held against the first bytes of the file."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from flask import current_app
from flask_babel import gettext as _

from newsapp.media import files, pdf_text

ZIPPED = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
    "odt": "content.xml",
    "ods": "content.xml",
}
"""The member that a file of this type must hold."""


class AttachmentError(ValueError):
    """The file cannot be attached; the message says why."""


@dataclass(frozen=True, slots=True)
class StoredAttachment:
    """What is on the disk: digest in hex, size in bytes."""

    digest: str
    filename: str
    extension: str
    size: int
    text: str = ""
    is_scan: bool = False


def path(media: Path, digest: str, extension: str) -> Path:
    return media / "attachments" / digest[:2] / f"{digest}.{extension}"


def title_from(filename: str) -> str:
    """What a file is called until the writer gives it a title: its name without the ending."""
    name = files.clean_name(filename)
    return name.rpartition(".")[0] or name


def is_complete(digest: str, extension: str) -> bool:
    return path(current_app.config["MEDIA"], digest, extension).exists()


def store(stream: IO[bytes], filename: str) -> StoredAttachment:
    """Check and keep a file. Raises AttachmentError, OSError where the disk is full."""
    config = current_app.config
    media: Path = config["MEDIA"]
    name = files.clean_name(filename)
    extension = PurePosixPath(name).suffix[1:].lower()
    if extension not in config["ATTACHMENT_TYPES"]:
        kinds = ", ".join(config["ATTACHMENT_TYPES"])
        raise AttachmentError(_("“%(name)s” không thuộc loại tệp được phép (%(kinds)s).", name=name, kinds=kinds))
    try:
        with files.received(stream, media / "incoming", config["ATTACHMENT_LIMIT"]) as (file, digest, size):
            if not _is_what_it_says(file, extension):
                raise AttachmentError(
                    _("Nội dung của “%(name)s” không phải là tệp %(kind)s.", name=name, kind=extension)
                )
            final = path(media, digest, extension)
            said = pdf_text.read(file) if extension == "pdf" else pdf_text.PdfText("", is_scan=False)
            if not files.is_kept(final):
                files.keep(file, final)
    except files.TooLarge:
        limit = config["ATTACHMENT_LIMIT"] // 1_000_000
        raise AttachmentError(_("“%(name)s” lớn hơn %(limit)s MB.", name=name, limit=limit)) from None
    return StoredAttachment(digest, name, extension, size, said.text, said.is_scan)


def _is_what_it_says(file: Path, extension: str) -> bool:
    with file.open("rb") as opened:
        head = opened.read(1024)
    if extension == "pdf":
        return b"%PDF-" in head
    if extension == "mp3":
        return head[:3] == b"ID3" or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0)
    if extension == "mp4":
        return head[4:8] == b"ftyp"
    if extension == "zip" or extension in ZIPPED:
        try:
            with zipfile.ZipFile(file) as archive:
                return extension == "zip" or ZIPPED[extension] in archive.namelist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError):
            return False
    return True  # an ending that the administrator added to the list: served as a download, never shown
