"""The readers' door: no script, no login, no consent needed."""

from __future__ import annotations

from flask import Blueprint

public = Blueprint("public", __name__)

from newsapp.public import (  # noqa: E402 - they add their pages to the blueprint above
    article,
    context,
    counting,
    fragment_cache,
    home,
    listings,
    media,
    pages,
    preferences,
    responsive_images,
    well_known,
)

__all__ = [
    "article",
    "context",
    "counting",
    "fragment_cache",
    "home",
    "listings",
    "media",
    "pages",
    "preferences",
    "public",
    "responsive_images",
    "well_known",
]
