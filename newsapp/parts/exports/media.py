"""The stored files of an export: only those that its rows name, each what it says it is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from flask import current_app
from PIL import Image
from sqlalchemy import select

from newsapp.database import db
from newsapp.media import attachments, files, pictures
from newsapp.media.models import Attachment, Picture
from newsapp.parts.exports.archive import CHUNK, Progress, Reader
from newsapp.parts.exports.values import ExportError

Check = Callable[[Path], bool]
KINDS = {"webp": "WEBP", "jpg": "JPEG"}


def copy_all(reader: Reader, made: list[Path], progress: Progress) -> None:
    """Copy the members below media/ to where the rows just loaded say; note the new ones in `made`.

    Raises ExportError where one is not named by a row, or is something else than its name says.
    """
    folder: Path = current_app.config["MEDIA"].parent
    checks = {path.relative_to(folder).as_posix(): check for path, check in _named()}
    for member in reader.members.values():
        if not member.path.startswith("media/"):
            continue
        if member.path not in checks:
            raise ExportError(f"no row names the file {member.path}")
        final = folder / member.path
        if not final.exists():
            made.append(final)
            _copy(reader, member.path, final, checks[member.path])
        progress(member.size)


def _copy(reader: Reader, path: str, final: Path, check: Check) -> None:
    with reader.open(path) as source, files.being_written(final) as target:
        while chunk := source.read(CHUNK):
            target.write(chunk)
    if not check(final):
        raise ExportError(f"{path} is not what its name says")


def _named() -> Iterator[tuple[Path, Check]]:
    """Where the files of the library stand, with what says whether one is right."""
    media: Path = current_app.config["MEDIA"]
    for digest, width in db.session.execute(select(Picture.digest, Picture.width)):
        for path in pictures.files_of(digest, width) + pictures.added_files_of(digest, width):
            yield path, _is_picture
    columns = select(Attachment.digest, Attachment.extension, Attachment.filename)
    for digest, extension, filename in db.session.execute(columns):
        if extension not in current_app.config["ATTACHMENT_TYPES"]:
            raise ExportError(
                f"{filename} is of a kind that this site does not take:"
                f" add {extension} to NEWSAPP_ATTACHMENT_TYPES"
            )
        if not filename.lower().endswith(f".{extension}"):
            raise ExportError(f"{filename} is said to be a file .{extension}")
        yield attachments.path(media, digest, extension), _is_attachment


def _is_picture(path: Path) -> bool:
    """Whether it is a picture of the kind and the width that its name says."""
    kind, width = KINDS[path.suffix[1:]], path.stem.rpartition("-")[2]
    try:
        with Image.open(path, formats=(kind,)) as picture:
            return str(picture.width) == width
    except (OSError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return False


def _is_attachment(path: Path) -> bool:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16))
    return digest.hexdigest() == path.stem and attachments.matches(path, path.suffix[1:])
