"""A site with one published and one unpublished picture, served as on a server machine."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from newsapp import clock, create_app, database, migrating
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.media import attachments, library, pictures
from newsapp.media.models import Picture
from newsapp.operations import error_pages
from tests import cast
from tests.deploy.running import DOMAIN, Nginx, Site, environment, nginx_program

needs_nginx = pytest.mark.skipif(nginx_program() is None, reason="nginx is not installed")


@dataclass(frozen=True)
class Published:
    """The addresses of what the site shows, and of a picture that it does not show."""

    article: str
    picture: str
    hidden_picture: str
    attachment: str


def fill(instance: Path, **settings: str) -> Published:
    """An editor, an article with picture and attachment, a draft with a picture."""
    app = create_app(environment(instance, **settings))
    error_pages.prepare(app)
    with app.app_context():
        migrating.upgrade()
        editor, now = cast.person("editor"), clock.now()
        with writing():
            category = Category(name="Hoạt động", slug="hoat-dong", position=1)
            db.session.add(category)
        shown, hidden = _picture("red"), _picture("blue")
        text = io.BytesIO(b"%PDF-1.4\n" + b"x" * 5000)
        stored = attachments.store(text, "Công văn số 5.pdf")
        with writing():
            cover = library.add(shown, actor=editor, at=now)
            other = library.add(hidden, actor=editor, at=now)
            file = library.add(stored, actor=editor, at=now)
        links = [{"id": file.id, "title": "Công văn"}]
        article = cast.live(editor, category, cover_id=cover.id, cover_alt="Ảnh", attachments=links)
        cast.draft(editor, category, "Bài chưa đăng", cover_id=other.id, cover_alt="Ảnh")
        found = Published(
            f"/tin-tuc/{article.id}/{article.slug}",
            f"/media/{shown.digest}-{shown.width}.webp",
            f"/media/{hidden.digest}-{hidden.width}.webp",
            f"/media/{stored.digest}/Cong-van.pdf",
        )
        database.close()
    return found


def _picture(color: str) -> Picture:
    file = io.BytesIO()
    Image.new("RGB", (800, 500), color).save(file, "PNG")
    file.seek(0)
    return pictures.store(file, f"{color}.png")


@dataclass(frozen=True)
class Behind:
    """The site behind nginx."""

    site: Site
    nginx: Nginx
    published: Published


@pytest.fixture(scope="module")
def behind(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    folder = tmp_path_factory.mktemp("behind")
    instance = folder / "instance"
    shutil.copytree(migrated, instance)
    published = fill(instance)
    site = Site(instance, HOSTS=f"{DOMAIN},127.0.0.1")
    nginx = Nginx(folder / "nginx", instance, site)
    try:
        site.start()
        nginx.start()
        site.wait_until_it_answers()
        yield Behind(site, nginx, published)
    finally:
        nginx.stop()
        site.close()
