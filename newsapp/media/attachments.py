"""Attached files: an allow-list of extensions, each checked against the content of the file."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath
from typing import IO

from flask import current_app
from flask_babel import gettext as _

from newsapp.media import file_process, files, pdf_text
from newsapp.media.models import Attachment

ZIPPED = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
    "odt": "content.xml",
    "ods": "content.xml",
}
"""The member that a zipped file of this extension must contain."""


class AttachmentError(ValueError):
    """The file cannot be attached; the message says why."""


def path(media: Path, digest: str, extension: str) -> Path:
    return media / "attachments" / digest[:2] / f"{digest}.{extension}"


def title_from(filename: str) -> str:
    """The title of a file until the writer gives it one: its name without the extension."""
    name = files.clean_name(filename)
    return name.rpartition(".")[0] or name


def store(stream: IO[bytes], filename: str) -> Attachment:
    """Check a file and store it; return its row, not yet added.

    Raises AttachmentError, and OSError if the disk is full.
    """
    media: Path = current_app.config["MEDIA"]
    limit: int = current_app.config["ATTACHMENT_LIMIT"]
    name = files.clean_name(filename)
    extension = _allowed_extension(name)
    too_large = AttachmentError(
        _("“%(name)s” lớn hơn %(limit)s MB.", name=name, limit=limit // 1_000_000)
    )
    with files.received(stream, media / "incoming", limit, too_large) as (file, digest, size):
        if not matches(file, extension):
            raise AttachmentError(
                _("Nội dung của “%(name)s” không phải là tệp %(kind)s.", name=name, kind=extension)
            )
        text, is_scan = _text_of(file) if extension == "pdf" else ("", False)
        final = path(media, digest, extension)
        if not files.exists_and_touched(final):
            files.keep(file, final)
    return Attachment(
        digest=digest,
        filename=name,
        extension=extension,
        size=size,
        text=text,
        is_scan=is_scan,
    )


def _text_of(pdf: Path) -> tuple[str, bool]:
    """As pdf_text.read(). Raises AttachmentError."""
    try:
        return pdf_text.read(pdf)
    except file_process.Busy as error:
        raise AttachmentError(str(error)) from None


def _allowed_extension(name: str) -> str:
    extension = PurePosixPath(name).suffix[1:].lower()
    allowed: list[str] = current_app.config["ATTACHMENT_TYPES"]
    if extension in allowed:
        return extension
    raise AttachmentError(
        _(
            "“%(name)s” không thuộc loại tệp được phép (%(kinds)s).",
            name=name,
            kinds=", ".join(allowed),
        )
    )


def matches(file: Path, extension: str) -> bool:
    """Whether the content is what the extension says.

    An extension that the administrator added to the list is not checked: its files are served as
    downloads, never shown.
    """
    if extension == "zip" or extension in ZIPPED:
        return _is_zip_with(file, ZIPPED.get(extension))
    with file.open("rb") as opened:
        head = opened.read(1024)
    if extension == "pdf":
        return b"%PDF-" in head
    if extension == "mp4":
        return head[4:8] == b"ftyp"
    if extension == "mp3":
        has_frame_sync = len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0
        return head.startswith(b"ID3") or has_frame_sync
    return True


def _is_zip_with(file: Path, member: str | None) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            return member is None or member in archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError):
        return False
