from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import Babel


@pytest.fixture(scope="session")
def sentences() -> Iterator[None]:
    """The sentences of warnings, in Vietnamese, without a site."""
    app = Flask(__name__)
    Babel(app, default_locale="vi")
    with app.app_context():
        yield
