"""Whether an address in a text leads somewhere on this site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, request
from sqlalchemy import exists, select
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from newsapp import clock
from newsapp.articles import pages, queries
from newsapp.articles.models import Article
from newsapp.articles.tags import Tag
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.media.models import Attachment, Picture


def leads_nowhere(address: str) -> bool:
    """Whether `address` is one of this site's and nothing is there for readers. Other sites' are not looked up."""
    parts = urlsplit(address)
    if parts.scheme not in ("", "http", "https") or (parts.netloc and parts.netloc != request.host):
        return False
    if not parts.path.startswith("/"):
        return not parts.netloc and bool(parts.path)  # relative to the article: it holds on no other page
    try:
        endpoint, values = current_app.url_map.bind(request.host).match(parts.path)
    except RequestRedirect:
        return False
    except HTTPException:
        return not parts.path.startswith("/static/")
    return not _is_there(endpoint, values)


def _is_there(endpoint: str, values: Mapping[str, Any]) -> bool:
    if endpoint in ("public.article", "public.print_article"):
        shown = exists().where(Article.id == values["number"], queries.published(clock.now()))
        return values["number"] < 2**31 and bool(db.session.scalar(select(shown)))
    if endpoint == "public.category":
        return bool(db.session.scalar(select(exists().where(Category.slug == values["slug"]))))
    if endpoint == "public.page":
        number = db.session.scalar(pages.number_at(), {"address": values["slug"]})
        return number is not None and _is_there("public.article", {"number": number})
    if endpoint == "public.tag":
        return bool(db.session.scalar(select(exists().where(Tag.slug == values["slug"]))))
    if endpoint in ("public.picture", "public.attachment"):
        kind = Picture if endpoint == "public.picture" else Attachment
        return bool(db.session.scalar(select(exists().where(kind.digest == values["digest"]))))
    return True
