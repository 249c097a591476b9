"""What the part adds to pages of the core, which do without it."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from newsapp import create_app, parts
from newsapp.accounts.models import User
from newsapp.database import db
from newsapp.parts import writing
from tests import cast

ADDED = ("data-paste", "data-convert", "legacy", "/admin/import")


def pages_of_staff(app: Flask) -> str:
    browser = cast.SignIn(app)(cast.person("editor"))
    return "".join(
        browser.get(address).text
        for address in ("/admin/", "/admin/articles", "/admin/articles/new")
    )


def test_the_form_and_the_lists_offer_what_it_adds(app: Flask) -> None:
    text = pages_of_staff(app)
    assert [name for name in ADDED if name not in text] == []


def test_they_stand_without_it(instance: Path) -> None:
    others = [part for part in parts.every_part() if part is not writing]
    app = create_app({"NEWSAPP_INSTANCE": str(instance)}, parts=others, TESTING=True)
    with app.app_context():
        text = pages_of_staff(app)
        for engine in db.engines.values():
            engine.dispose()
    assert "article-form" in text
    assert [name for name in ADDED if name in text] == []
    assert "docx" not in [command.name for command in app.extensions["registry"].import_commands]


def test_its_pages_belong_to_the_entry_of_the_articles(sign_in: cast.SignIn, editor: User) -> None:
    page = sign_in(editor).get("/admin/import").page
    current = page.xpath("//header//a[@aria-current]")
    assert [a.get("href") for a in current] == ["/admin/articles"]
