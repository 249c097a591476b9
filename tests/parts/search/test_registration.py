"""What the part adds to pages of the core, which do without it."""

from __future__ import annotations

import configparser
from pathlib import Path

from newsapp import config, create_app, parts
from newsapp.database import db
from newsapp.parts import search
from tests.pages import PageClient


def test_the_installed_package_has_its_words() -> None:
    setup = configparser.ConfigParser()
    setup.read(config.PROJECT / "setup.cfg", "utf8")
    shipped = setup["options.package_data"]["newsapp"].split()
    files = [path.name for path in Path(search.__file__).parent.glob("*.txt")]
    assert files
    assert [name for name in files if f"parts/search/{name}" not in shipped] == []


def test_pages_stand_without_it(instance: Path) -> None:
    others = [part for part in parts.every_part() if part is not search]
    app = create_app({"NEWSAPP_INSTANCE": str(instance)}, parts=others, TESTING=True)
    with app.app_context():
        page = PageClient(app).get("/").page
        for engine in db.engines.values():
            engine.dispose()
    assert page.xpath("//*[@role='search'] | //link[@rel='search']") == []
    assert "search" not in app.cli.commands
