from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.importing.incoming import Item
from newsapp.importing.saving import Outcome, Saver
from newsapp.importing.uploads import Uploads
from newsapp.registry import registry

Save = Callable[..., Outcome]


def jpeg(width: int = 64) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, 40), "teal").save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    """The files of an old site: two pictures and a document."""
    folder = tmp_path / "uploads"
    (folder / "2020_05").mkdir(parents=True)
    (folder / "2020_05" / "hội nghị.jpg").write_bytes(jpeg())
    (folder / "anh.jpg").write_bytes(jpeg(80))
    (folder / "2020_05" / "ke-hoach.pdf").write_bytes(b"%PDF-1.4 nothing in it")
    return folder


@pytest.fixture
def save(administrator: User, news: Category, uploads: Path) -> Save:
    """Saves an item as an import does that begins now."""

    def save_one(item: Item, *, folder: Path | None = uploads, **options: bool) -> Outcome:
        saver = Saver(
            actor=administrator,
            at=clock.now(),
            uploads=Uploads(folder),
            publishes_unknown=options.get("publishes_unknown", False),
            is_dry=options.get("is_dry", False),
        )
        return saver.save(item)

    return save_one


@pytest.fixture
def addresses(save: Save) -> list[tuple[str, str, int]]:
    """The former addresses that parts were told."""
    told: list[tuple[str, str, int]] = []
    registry().remember_address[:] = [lambda path, kind, number: told.append((path, kind, number))]
    return told


def article(number: int) -> Article:
    found = db.session.get(Article, number, populate_existing=True)
    assert found is not None
    return found
