"""The extensions that the parts of the site share; each part adds its own hooks to them."""

from __future__ import annotations

from flask_babel import Babel
from flask_login import LoginManager
from flask_wtf.csrf import CSRFProtect

from newsapp.database import db

__all__ = ["babel", "csrf", "db", "login"]

babel = Babel()
csrf = CSRFProtect()
login = LoginManager()
