"""One site for the whole folder, with something of each kind in it, and everybody signed in."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask import Flask

from newsapp import clock, create_app, database
from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.media import attachments, library
from tests import cast
from tests.cast import PASSWORD
from tests.hostile.attacker import Attacker
from tests.parts.documents import papers


@dataclass
class Site:
    """numbers: name of a thing -> its number; paths: of what readers see."""

    app: Flask
    numbers: dict[str, int] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    browsers: dict[str, Attacker] = field(default_factory=dict)

    def browser(self, who: str) -> Attacker:
        """Of "nobody", or of somebody of the cast, always the same one."""
        if who not in self.browsers:
            self.browsers[who] = self.new_browser(who)
        return self.browsers[who]

    def new_browser(self, who: str) -> Attacker:
        browser = Attacker(self.app)
        browser.take_token("/admin/login")
        if who != "nobody":
            which, role = who.split()
            email = f"{which}.{role}@hunglac.example"
            signed_in = browser.signed("/admin/login", {"email": email, "password": PASSWORD})
            assert signed_in.status_code == 303, who
            browser.take_token("/admin/account")
        return browser


@pytest.fixture(scope="session")
def site(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    instance = tmp_path_factory.mktemp("hostile") / "instance"
    shutil.copytree(migrated, instance)
    made = Site(create_app({"NEWSAPP_INSTANCE": str(instance)}))
    with made.app.app_context():
        _fill(made)
        database.close()
    yield made
    with made.app.app_context():
        database.close()


def _fill(site: Site) -> None:
    people = {role: cast.person(role) for role in ("writer", "editor", "administrator")}
    other = cast.person("writer", "other")
    with writing():
        category = Category(name="Hoạt động", slug="hoat-dong", position=1)
        db.session.add(category)
    stored = attachments.store(io.BytesIO(b"%PDF-1.4\n" + b"x" * 5000), "Công văn.pdf")
    with writing():
        file = library.add(stored, actor=people["editor"], at=clock.now())
    _fill_articles(site, people["editor"], other, category, file.id)
    site.numbers |= {name: person.id for name, person in people.items()}
    site.numbers |= {"category": category.id, "file": file.id, "other": other.id}
    site.paths["file"] = f"/media/{file.digest}/a.pdf"


def _fill_articles(site: Site, editor: User, other: User, category: Category, file_id: int) -> None:
    attached = [{"id": file_id, "title": "Công văn"}]
    live = cast.live(editor, category, tags=["Cải cách"], attachments=attached)
    paper = papers.live(editor)
    page = cast.page(editor, "Giới thiệu", live=True)
    site.numbers |= {"article": live.id, "document": paper.id, "page": page.id}
    site.numbers["draft"] = cast.draft(other, category, "Bản nháp của người khác").id
    site.paths["article"] = f"/tin-tuc/{live.id}/{live.slug}"


@pytest.fixture
def nobody(site: Site) -> Attacker:
    return site.new_browser("nobody")
