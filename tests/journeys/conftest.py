"""A demo site behind the real server, and browsers that are watched."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys import browsing
from tests.journeys.people import Person
from tests.servers import Server, newsapp

Open = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.server)
            if browsing.chromium() is None:
                item.add_marker(pytest.mark.skip(reason=browsing.REMEDY))


@dataclass(frozen=True)
class Demo:
    """An instance folder with the demo content, and who can sign in there."""

    folder: Path
    administrator: Person
    editor: Person


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = browsing.launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """Made once; a test that writes gets a copy through `site`."""
    folder = tmp_path_factory.mktemp("journeys") / "demo"
    said = newsapp(folder, "init", "--demo")
    found = re.search(r"administrator: +(\S+)\s+Password \(shown once\): (\S+)", said)
    assert found, said
    editor = Person("bientap@hunglac.example", "con đường rợp bóng me", "Biên tập viên")
    arguments = (
        "user",
        "add",
        editor.email,
        "--role",
        "editor",
        "--name",
        editor.name,
        "--password-stdin",
    )
    newsapp(folder, *arguments, given=editor.password + "\n")
    return Demo(folder, Person(found[1], found[2], "Quản trị viên"), editor)


@pytest.fixture(scope="session")
def reading_site(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """For journeys that only read."""
    folder = tmp_path_factory.mktemp("reading") / "instance"
    shutil.copytree(demo.folder, folder)
    yield from _served(Server(folder, PAGE_SIZE="3"))


@pytest.fixture(scope="session")
def writing_site(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """For journeys that write, one after the other."""
    folder = tmp_path_factory.mktemp("writing") / "instance"
    shutil.copytree(demo.folder, folder)
    yield from _served(Server(folder))


@pytest.fixture
def site(demo: Demo, writing_site: Server) -> Server:
    """The demo site as it was made, for a journey that writes."""
    make_as(demo.folder, writing_site.instance)
    return writing_site


@pytest.fixture
def site_of_its_own(demo: Demo, tmp_path: Path) -> Iterator[Server]:
    """The same for a journey that counts visitors: no hit of another one is still to be written."""
    shutil.copytree(demo.folder, tmp_path / "instance")
    yield from _served(Server(tmp_path / "instance"))


def make_as(original: Path, served: Path) -> None:
    """Make the instance folder `served` the same as `original` again, under a running server."""
    for name in ("content.db", "visitors.db"):
        with (
            closing(sqlite3.connect(original / name)) as source,
            closing(sqlite3.connect(served / name, timeout=30)) as target,
        ):
            source.backup(target)
    for file in served.glob("media/**/*"):
        if file.is_file() and not (original / file.relative_to(served)).exists():
            file.unlink()
    shutil.copytree(original / "media", served / "media", dirs_exist_ok=True)
    with (served / "generation").open("r+b") as file:
        file.write(os.urandom(8))  # every page is made anew


def _served(server: Server) -> Iterator[Server]:
    server.start()
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(params=["scripts", "no-scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Each journey that asks for this is made twice."""
    return bool(request.param == "scripts")


@pytest.fixture
def open_browser(chromium: Browser) -> Iterator[Open]:
    """Opens a watched browser at a server: open_browser(site, scripts=…, phone=…, …) gives its
    page.
    """
    with ExitStack() as stack:
        yield lambda server, **options: stack.enter_context(
            browsing.context(chromium, server.url, **options)
        )
