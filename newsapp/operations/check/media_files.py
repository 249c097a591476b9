"""Pictures, files and style sheets: every row has its file, every file its row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from flask import current_app

from newsapp.database import db
from newsapp.findings import InstallationFinding, error, warning
from newsapp.media.sweeping import unreferenced_files
from newsapp.operations.backup import losses, sweeping


def look() -> Iterator[InstallationFinding]:
    instance: Path = current_app.config["INSTANCE"]
    media: Path = current_app.config["MEDIA"]
    named = losses.expected_files(db.session.connection())
    if missing := losses.missing_files(named, losses.on_disk(instance, named)):
        first = instance / missing[0]
        what = f"{len(missing)} stored files are missing or cut short, the first is {first}"
        yield error("media-missing", what, "Copy the folder media from the latest backup.")
    if unknown := unreferenced_files(media):
        what = f"{len(unknown)} stored files belong to nothing, the first is {unknown[0]}"
        yield warning("media-unreferenced", what, "Run: newsapp sweep")
    if debris := sweeping.unfinished(instance, current_app.config["BACKUPS"]):
        what = f"{len(debris)} things were begun and never finished, the first is {debris[0]}"
        yield warning("debris", what, "Run: newsapp sweep")
    static = instance / "static" / current_app.extensions["static_digest"]
    if not all((static / name).exists() for name in ("public.css", "admin.css")):
        what = f"the style sheets in {static} are not whole"
        remedy = f"Delete {static} and restart the site, which makes it anew."
        yield error("static-missing", what, remedy)
