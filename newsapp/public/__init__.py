"""The readers' door: no script, no login, no consent needed."""

from __future__ import annotations

from flask import Blueprint

public = Blueprint("public", __name__)

from newsapp.public import (  # noqa: E402
    archive,
    article,
    colours,
    counting,
    documents,
    english,
    feeds,
    frame,
    home,
    illustrations,
    keeping,
    listings,
    media,
    pages,
    parts,
    passing_on,
    preferences,
    preview,
    search,
    sitemap,
    tags,
)

__all__ = [
    "archive",
    "article",
    "colours",
    "counting",
    "documents",
    "english",
    "feeds",
    "frame",
    "home",
    "illustrations",
    "keeping",
    "listings",
    "media",
    "pages",
    "parts",
    "passing_on",
    "preferences",
    "preview",
    "public",
    "search",
    "sitemap",
    "tags",
]
