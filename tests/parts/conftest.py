"""Sites that lack one of the parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from flask import Flask

from newsapp import create_app
from newsapp.database import db
from newsapp.parts import every_part
from newsapp.registry import Part
from tests.pages import PageClient

ClientWithout = Callable[[Part], PageClient]


@pytest.fixture
def client_without(app: Flask, instance: Path, content_url: str) -> Iterator[ClientWithout]:
    """Makes a browser on the site as it is without a part, with the same content."""
    environ = {"NEWSAPP_INSTANCE": str(instance), "NEWSAPP_DATABASE_URL": content_url}
    with ExitStack() as stack:

        def make(part: Part) -> PageClient:
            others = [each for each in every_part() if each is not part]
            site = create_app(environ, parts=others, TESTING=True)
            stack.callback(dispose, site)
            return PageClient(site)

        yield make


def dispose(site: Flask) -> None:
    with site.app_context():
        for engine in db.engines.values():
            engine.dispose()
