"""Pictures, files and style sheets: every row has its file, every file its row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from newsapp.backup import sweeping
from newsapp.checking.finding import Finding, error, warning
from newsapp.database import db
from newsapp.media import attachments, pictures
from newsapp.media.models import Attachment, Picture


def look() -> Iterator[Finding]:
    instance: Path = current_app.config["INSTANCE"]
    media: Path = current_app.config["MEDIA"]
    missing = [*_missing_pictures(media), *_missing_attachments(media)]
    if missing:
        what = f"{len(missing)} stored files are missing or cut short, the first is {missing[0]}"
        yield error("media-missing", what, "Copy the folder media from the latest backup.")
    if strangers := sweeping.strangers(media):
        what = f"{len(strangers)} stored files belong to nothing, the first is {strangers[0]}"
        yield warning("media-unreferenced", what, "Run: newsapp sweep")
    if debris := sweeping.unfinished(instance, current_app.config["BACKUPS"]):
        what = f"{len(debris)} things were begun and never finished, the first is {debris[0]}"
        yield warning("debris", what, "Run: newsapp sweep")
    yield from _static(instance / "static" / current_app.extensions["static_digest"])


def _missing_pictures(media: Path) -> Iterator[Path]:
    for digest, width in db.session.execute(select(Picture.digest, Picture.width)):
        for one in pictures.widths(width):
            for extension in pictures.FORMATS:
                path = pictures.path(media, digest, one, extension)
                if not path.is_file() or not path.stat().st_size:
                    yield path


def _missing_attachments(media: Path) -> Iterator[Path]:
    for digest, extension, size in db.session.execute(select(Attachment.digest, Attachment.extension, Attachment.size)):
        path = attachments.path(media, digest, extension)
        if not path.is_file() or path.stat().st_size != size:
            yield path


def _static(folder: Path) -> Iterator[Finding]:
    if not (folder / "public.css").exists() or not (folder / "admin.css").exists():
        what = f"the style sheets in {folder} are not whole"
        yield error("static-missing", what, f"Delete {folder} and restart the site, which makes it anew.")
