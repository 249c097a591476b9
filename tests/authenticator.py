"""The app on a person's phone: reads the QR code's address or the key, shows codes by the
site's clock.
"""

from __future__ import annotations

import pyotp

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.database import writing
from newsapp.parts.second_factor import factors


class Authenticator:
    """key: as the page shows it, with or without spaces."""

    def __init__(self, key: str) -> None:
        self._app = pyotp.TOTP(key.replace(" ", ""))

    def code(self, *, steps: int = 0) -> str:
        """What it shows now, or so many half minutes later."""
        return self._app.at(int(clock.now().timestamp()) + factors.STEP * steps)


def turn_on(user: User) -> tuple[Authenticator, list[str]]:
    """The app that `user` signs in with from now on, and the recovery codes. The code of this
    moment is used up.
    """
    with writing():
        app = Authenticator(factors.secret(factors.begin(user, at=clock.now())))
    with writing():
        codes = factors.confirm(user, app.code(), at=clock.now())
    assert codes is not None
    return app, codes
