"""The people who sign in, and what each may do."""

from __future__ import annotations

from flask import Flask

from newsapp.extensions import login


def init_app(app: Flask) -> None:
    from newsapp.accounts.users import by_session_id

    login.init_app(app)
    login.user_loader(by_session_id)
