from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from newsapp import clock, create_app
from newsapp.accounts.models import User
from newsapp.articles import sanitise
from newsapp.articles.models import Article, Revision
from newsapp.categories import editing as category_editing
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.importing.models import ImportedItem
from newsapp.media.models import Picture
from newsapp.parts.contact.models import ContactForm, ContactMessage, Question
from newsapp.parts.documents.models import Document
from newsapp.parts.notices.models import Notice
from newsapp.parts.pages import menu_editing
from newsapp.parts.redirects.models import Redirect
from newsapp.site.identity import IdentityRow
from tests import cast, postgresql
from tests.instances import copy_instance
from tests.parts.conftest import dispose
from tests.parts.documents import papers
from tests.public import hidden
from tests.public.hidden import PAGES, PAPERS, STATES, People

Entries = dict[str, bytes]
CITIZEN = "Nguyễn Thị Bí Mật"


@pytest.fixture
def full(app: Flask, writer: User, editor: User, administrator: User, news: Category) -> None:
    """A site with something in every table of an export."""
    people, at = People(writer, editor, administrator), clock.now() - timedelta(hours=2)
    article = cast.live(editor, news, "Bài “có” ế 漢 🌾", tags=["Chung"], at=at)
    for state in STATES:
        hidden.article(state, news, people, at)
    hidden.rework(article, news, people, at)
    for state in PAGES:
        hidden.page(state, people, at)
    for state in PAPERS:
        hidden.document(state, people, at)
    other = papers.live(editor, "7/QĐ-UBND")
    with writing():
        first = db.session.query(Document).order_by(Document.id).first()
        first.relation, first.relates_to_id = "replaces", other.id
        category_editing.change(
            news,
            name="Tên mới",
            description="",
            parent_id=None,
            is_hidden=False,
            moves_address=True,
            actor=administrator,
            at=at,
        )
        logo = db.session.query(Picture).first()
        portal = {"name": "Cổng", "url": "https://cong.example/"}
        identity = IdentityRow(id=1, name="Sở", links=[portal], logo_id=logo.id)
        db.session.merge(identity)
        entry = menu_editing.add("category", number=news.id, actor=administrator, at=at)
        db.session.flush()
        menu_editing.add("home", parent_id=entry.id, actor=administrator, at=at)
        db.session.add(Redirect(address="/cu.html", kind="article", number=article.id, hits=3))
        ends = at + timedelta(days=9)
        db.session.add(Notice(id=1, text="Nghỉ", address="/", level="urgent", ends_at=ends))
        asked = Question(subject="Hỏi", text="Gì?", answer="Đáp", published_at=at)
        db.session.add_all([asked, *_letters(at)])
        item = ImportedItem(key="Á", fingerprint="f", article_updated_at=at)
        for text in (*db.session.query(Article), *db.session.query(Revision)):
            text.body = sanitise.clean(text.body)  # as the form does before it calls the verb
        db.session.add_all([item, ImportedItem(key="a", fingerprint="f", article_updated_at=at)])
    cast.read(article, at, at + timedelta(days=1))


@pytest.fixture(scope="session")
def made_once() -> dict[str, bytes]:
    """The export of the full site, once a test has made it."""
    return {}


@pytest.fixture
def file(request: pytest.FixtureRequest, made_once: dict[str, bytes], tmp_path: Path) -> Path:
    """An export of the full site, for a test to spoil."""
    path = tmp_path / "out.zip"
    if not made_once:
        request.getfixturevalue("full")
        made_once["export"] = exported(request.getfixturevalue("app"), path)
    path.write_bytes(made_once["export"])
    return path


def _letters(at: datetime) -> list[ContactMessage | ContactForm]:
    """What no export holds."""
    letter = ContactMessage(
        form_key="a", sent_at=at, name=CITIZEN, phone="0912345678", subject="Hỏi", text="Gì?"
    )
    return [letter, ContactForm(id=1, is_open=True)]


def run(app: Flask, *arguments: str) -> Result:
    with app.app_context():
        return app.test_cli_runner().invoke(args=list(arguments))


def exported(app: Flask, path: Path) -> bytes:
    """The bytes of a new export."""
    done = run(app, "export", str(path))
    assert done.exit_code == 0, done.output
    return path.read_bytes()


@pytest.fixture
def empty(request: pytest.FixtureRequest, migrated: Path, tmp_path: Path) -> Iterator[Flask]:
    """Another site, right after `newsapp init`, on the same kind of database."""
    folder = tmp_path / "another"
    copy_instance(migrated, folder)
    with _database(request) as url:
        site = create_app(
            {"NEWSAPP_INSTANCE": str(folder), "NEWSAPP_DATABASE_URL": url}, TESTING=True
        )
        yield site
        dispose(site)


@contextmanager
def _database(request: pytest.FixtureRequest) -> Iterator[str]:
    if postgresql.TESTS_ON != "postgresql":
        yield ""
        return
    with postgresql.new_database(request.getfixturevalue("migrated_on_postgresql")) as url:
        yield url


def entries_of(path: Path) -> Entries:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(path: Path, entries: Entries) -> None:
    """Write an archive whose list of members is right, as somebody would who has edited it."""
    with zipfile.ZipFile(path, "w") as archive:
        members = []
        for name, content in entries.items():
            if name != "manifest.json":
                archive.writestr(name, content)
                digest = hashlib.sha256(content).hexdigest()
                members.append({"path": name, "size": len(content), "sha256": digest})
        stated = {"application": "newsapp", "format": 1, "members": members}
        archive.writestr("manifest.json", json.dumps(stated))


def edit(
    entries: Entries, table: str, change: Callable[[dict[str, object]], object], line: int = 0
) -> None:
    """Change one row of a table."""
    name = f"content/{table}.jsonl"
    lines = entries[name].decode().splitlines()
    row = json.loads(lines[line])
    change(row)
    lines[line] = json.dumps(row)
    entries[name] = "".join(f"{each}\n" for each in lines).encode()
