"""Is this installation healthy and safe? Each finding says what to do about it."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from sqlalchemy import Engine, Select, func, select
from sqlalchemy.exc import SQLAlchemyError

from newsapp import migrating
from newsapp.accounts.models import Role, User
from newsapp.articles import body
from newsapp.articles.models import Revision
from newsapp.categories.models import Category
from newsapp.database import db

LITTLE_SPACE = 500_000_000
"""Bytes of free space below which an upload or a backup may soon fail."""


@dataclass(frozen=True, slots=True)
class Finding:
    """severity: error (something does not work, or is unsafe) or warning."""

    severity: str
    what: str
    remedy: str


def findings() -> list[Finding]:
    """Everything that is wrong, most basic first; what cannot be looked at is a finding too."""
    found: list[Finding] = []
    for look in (_settings, _files, _space, _databases, _content):
        try:
            found.extend(look())
        except (OSError, SQLAlchemyError) as error:
            reason = str(error).partition("\n")[0]
            found.append(Finding("error", f"{look.__name__[1:]} cannot be looked at: {reason}", "Mend that first."))
    return found


def _settings() -> Iterator[Finding]:
    config = current_app.config
    if len(config["SECRET_KEY"]) < 32:
        yield Finding(
            "error",
            "NEWSAPP_SECRET_KEY is shorter than 32 characters: cookies could be forged",
            "Unset it and run `newsapp init`, which makes a good one.",
        )
    if not config["HTTPS"]:
        yield Finding(
            "warning",
            "cookies are not marked Secure",
            "Once readers come over https, set NEWSAPP_HTTPS=1.",
        )
    if not config["HOSTS"]:
        yield Finding(
            "warning",
            "the site answers to any host name",
            "Set NEWSAPP_HOSTS to the site's own names, by commas.",
        )


def _files() -> Iterator[Finding]:
    instance: Path = current_app.config["INSTANCE"]
    for name in ("secret_key", "content.db", "visitors.db"):
        path = instance / name
        if path.exists() and _others_reach(path):
            yield Finding("error", f"other users of this machine can reach {path}", f"Run: chmod 640 {path}")
    for folder in (instance, current_app.config["MEDIA"]):
        if folder.exists() and not os.access(folder, os.W_OK):
            yield Finding("error", f"{folder} cannot be written", "Give it to the user that runs the site.")


def _others_reach(path: Path) -> bool:
    """Whether strangers may read the file, or the group may write it, through the folder that it stands in."""
    file, folder = path.stat().st_mode, path.parent.stat().st_mode
    strangers = file & stat.S_IRWXO and folder & stat.S_IXOTH
    group = file & stat.S_IWGRP and folder & stat.S_IXGRP
    return bool(strangers or group)


def _space() -> Iterator[Finding]:
    instance: Path = current_app.config["INSTANCE"]
    free = shutil.disk_usage(instance).free
    if free < LITTLE_SPACE:
        yield Finding(
            "error",
            f"only {free // 1_000_000} MB are free for {instance}",
            "Make room, or move to a larger disk.",
        )


def _databases() -> Iterator[Finding]:
    for bind in migrating.pending():
        yield Finding("error", f"the {bind or 'content'} database is not migrated", "Run: newsapp init")
    for name, engine in db.engines.items():
        if engine.dialect.name == "sqlite" and (said := _integrity(engine)) != "ok":
            yield Finding("error", f"the {name or 'content'} database is damaged: {said}", "Restore a backup.")


def _integrity(engine: Engine) -> str:
    with engine.connect() as connection:
        said = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
        if said == "ok" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            said = "rows without their parents"
        return said


def _content() -> Iterator[Finding]:
    def count(query: Select[int]) -> int:
        return db.session.scalar(query) or 0

    if not count(select(func.count()).where(User.role == Role.ADMINISTRATOR)):
        yield Finding("error", "there is no administrator", "Run: newsapp user add EMAIL --role administrator")
    if not count(select(func.count()).select_from(Category)):
        yield Finding("warning", "there is no category, so no article can be written", "Add one under Chuyên mục.")
    if old := count(select(func.count()).where(Revision.body_policy < body.POLICY)):
        yield Finding("warning", f"{old} versions were cleaned by older rules", "Run: newsapp reclean")
