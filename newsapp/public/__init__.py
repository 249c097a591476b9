"""The readers' door: no script, no login, no consent needed."""

from __future__ import annotations

from flask import Blueprint

public = Blueprint("public", __name__)

from newsapp.public import article, counting, frame, home, listings, media, preferences  # noqa: E402

__all__ = ["article", "counting", "frame", "home", "listings", "media", "preferences", "public"]
