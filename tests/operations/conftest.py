"""A newsroom on the real server: two editors, a category."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from newsapp import database
from newsapp.accounts.models import User
from newsapp.categories.models import Category
from tests import cast
from tests.operations.people import Editor
from tests.servers import NEWSAPP


@pytest.fixture
def newsroom(app: Flask, editor: User, news: Category) -> Path:
    """The instance folder of a site whose editors are `the` and `other`, closed so that a server
    may have it.
    """
    cast.person("administrator")
    cast.live(editor, news, "Bài đầu tiên")
    database.close()
    folder: Path = app.config["INSTANCE"]
    return folder


@pytest.fixture
def editors() -> Callable[[str], list[Editor]]:
    def signed_in(address: str) -> list[Editor]:
        both = [Editor(address, "editor", 1), Editor(address, "administrator", 1)]
        for one in both:
            one.sign_in()
        return both

    return signed_in


@pytest.fixture
def newsapp(newsroom: Path, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The command line on that site."""

    def run(*arguments: str | Path, instance: Path = newsroom) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [NEWSAPP, *arguments],
            env={"NEWSAPP_INSTANCE": str(instance), "NEWSAPP_BACKUPS": str(tmp_path / "backups")},
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    return run
