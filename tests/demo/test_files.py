"""The files that the demo content brings: each is used, none is heavy, and an installed package has
them.
"""

import configparser
from importlib.resources import files
from pathlib import Path

import pytest
from PIL import Image

from newsapp import config
from newsapp.demo.content import demo_articles
from newsapp.demo.documents import DOCUMENTS
from newsapp.slugs import slug

FOLDER = Path(str(files("newsapp.demo") / "files"))


def test_every_file_is_used_once_and_every_name_has_its_file() -> None:
    pictures = [article.picture for article in demo_articles() if article.picture]
    used = [*pictures, *(f"{slug(entry['number'], '')}.pdf" for entry in DOCUMENTS)]
    assert sorted(used) == sorted(path.name for path in FOLDER.iterdir())


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.webp")), ids=lambda path: path.name)
def test_a_picture_has_the_size_that_the_largest_page_shows(path: Path) -> None:
    with Image.open(path) as picture:
        assert picture.size == (1200, 750)


def test_all_together_weigh_less_than_a_megabyte_and_a_half() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_500_000


def test_the_installed_package_has_every_file_of_the_demo() -> None:
    setup = configparser.ConfigParser()
    setup.read(config.PROJECT / "setup.cfg", "utf8")
    package = config.PROJECT / "newsapp"
    shipped = {
        path
        for pattern in setup["options.package_data"]["newsapp"].split()
        for path in package.glob(pattern)
    }
    data = {
        path
        for path in (package / "demo").rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"}
    }
    assert len(data) == 36 + 3 + 30 + 12 + len(("site.json", "documents.json"))
    assert data <= shipped
