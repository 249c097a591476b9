"""The app on a person's telephone: reads the QR code's address or the key, shows codes by the site's clock."""

from __future__ import annotations

import pyotp
from flask import current_app

from newsapp import clock
from newsapp.accounts import second_factor
from newsapp.accounts.models import User
from newsapp.database import writing


class Authenticator:
    """key: as the page shows it, with or without spaces."""

    def __init__(self, key: str) -> None:
        self._app = pyotp.TOTP(key.replace(" ", ""))

    def code(self, *, steps: int = 0) -> str:
        """What it shows now, or so many half minutes later."""
        return self._app.at(int(clock.now().timestamp()) + second_factor.STEP * steps)


def turn_on(user: User) -> tuple[Authenticator, list[str]]:
    """The app that `user` signs in with from now on, and the recovery codes. The code of this moment is used up."""
    key = current_app.config["SECRET_KEY"]
    with writing():
        app = Authenticator(second_factor.secret(second_factor.begin(user, at=clock.now()), key))
    with writing():
        codes = second_factor.confirm(user, app.code(), site_key=key, at=clock.now())
    assert codes is not None
    return app, codes
