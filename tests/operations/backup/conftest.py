"""A site with something to lose: articles, a picture, an attached file."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.media import attachments, library, pictures
from newsapp.operations.backup import archive
from newsapp.operations.backup.archive import Backup
from tests import cast

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def stories(app: Flask, editor: User, news: Category) -> list[Article]:
    """Twelve live articles; the first has a picture and an attached file."""
    file = io.BytesIO()
    Image.new("RGB", (640, 400), "teal").save(file, "PNG")
    file.seek(0)
    picture = pictures.store(file, "cầu.png")
    paper = attachments.store(io.BytesIO(b"%PDF-1.4 " + bytes(range(256))), "kế hoạch.pdf")
    with writing():
        cover = library.add(picture, actor=editor, at=clock.now())
        attached = library.add(paper, actor=editor, at=clock.now())
    first = cast.live(
        editor,
        news,
        "Kế hoạch năm <2027> & sau",
        cover_id=cover.id,
        attachments=[{"id": attached.id, "title": "KH"}],
    )
    return [first] + [cast.live(editor, news, f"Bản tin số {n}") for n in range(2, 13)]


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def packed(app: Flask, stories: list[Article], tmp_path: Path) -> Backup:
    """The site's backup as one file."""
    return back_up(tmp_path / "site.tar.gz")


def back_up(target: Path, at: datetime | None = None, **options: int) -> Backup:
    made = archive.back_up(target, {"NEWSAPP_LANGUAGE": "vi"}, at=at or clock.now(), **options)
    db.session.rollback()
    return made
