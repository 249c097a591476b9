"""The people who sign in, and what each may do."""

from __future__ import annotations

from flask import Flask

from newsapp.extensions import login


def init_app(app: Flask) -> None:
    from newsapp.accounts.sessions import user_of

    login.init_app(app)
    login.user_loader(user_of)
