"""What tells that a site stood here before, so that an empty database would hide a loss."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from flask import current_app

from newsapp import migrating
from newsapp.database import db
from newsapp.operations.backup import archive, records
from newsapp.operations.errors import OperationError
from newsapp.registry import registry


def lost_databases() -> list[str]:
    """The names of the databases that are empty or not there, though a site stood here."""
    if not list(traces()):
        return []
    return [
        bind or "content"
        for bind, engine in db.engines.items()
        if migrating.revision_of(engine) is None
    ]


def traces() -> Iterator[str]:
    """In words, what only a site that was in use leaves behind."""
    instance: Path = current_app.config["INSTANCE"]
    media: Path = current_app.config["MEDIA"]
    if _has_key(instance):
        yield f"a secret key in {instance}"
    if next(media.glob("*/*/*"), None):
        yield f"pictures or files in {media}"
    if backup := archive.latest(current_app.config["BACKUPS"]) or _noted_backup(instance):
        yield f"the backup {backup}"


def restore_command() -> str:
    """The command that brings the site back, once the site is stopped."""
    instance: Path = current_app.config["INSTANCE"]
    folder: Path = current_app.config["BACKUPS"]
    backup = archive.latest(folder) or _noted_backup(instance) or "BACKUP"
    return f"newsapp restore {backup}"


def refuse_new_key() -> None:
    """Raise OperationError where a new secret key would shut people out."""
    instance: Path = current_app.config["INSTANCE"]
    if _has_key(instance) or migrating.revision_of(db.engine) is None:
        return
    if any(needs() for needs in registry().needs_secret_key):
        backup = archive.latest(current_app.config["BACKUPS"]) or "BACKUP"
        raise OperationError(
            f"the secret key of this site is missing from {instance}, and without it those who"
            " confirm their sign-in by a code cannot sign in any more. It stands in every backup:"
            f" cp {backup}/secret_key {instance}/"
        )


def refuse_empty_databases() -> None:
    """Raise OperationError where a new, empty database would hide a loss."""
    if lost := lost_databases():
        raise OperationError(
            f"the {' and '.join(lost)} database is empty or not there, but there is"
            f" {', '.join(traces())}. Stop the site and run: {restore_command()}."
            " To begin with an empty site all the same: newsapp init --accept-loss"
        )


def _has_key(instance: Path) -> bool:
    path = instance / "secret_key"
    return path.exists() and bool(path.read_text("ascii").strip())


def _noted_backup(instance: Path) -> str:
    return str(records.last(instance, "backup").get("backup", ""))
