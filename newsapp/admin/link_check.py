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
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.media.models import Attachment, Picture
from newsapp.registry import registry


def leads_nowhere(address: str) -> bool:
    """Whether `address` is on this site and shows readers nothing. Other sites are not checked."""
    parts = urlsplit(address)
    if parts.scheme not in ("", "http", "https") or (parts.netloc and parts.netloc != request.host):
        return False
    if not parts.path.startswith("/"):
        # A path relative to the article breaks on other pages, such as lists.
        return not parts.netloc and parts.path != ""
    try:
        endpoint, values = current_app.url_map.bind(request.host).match(parts.path)
    except RequestRedirect:
        return False
    except HTTPException:
        return not parts.path.startswith("/static/")
    return not _exists(endpoint, values)


def _exists(endpoint: str, values: Mapping[str, Any]) -> bool:
    if endpoint in ("public.article", "public.print_article"):
        shown = exists().where(Article.id == values["number"], queries.published(clock.now()))
        return values["number"] < 2**31 and bool(db.session.scalar(select(shown)))
    if endpoint == "public.category":
        return bool(db.session.scalar(select(exists().where(Category.slug == values["slug"]))))
    if endpoint == "public.page":
        number = db.session.scalar(pages.number_at(), {"address": values["slug"]})
        return number is not None and _exists("public.article", {"number": number})
    if endpoint in ("public.picture", "public.attachment"):
        kind = Picture if endpoint == "public.picture" else Attachment
        return bool(db.session.scalar(select(exists().where(kind.digest == values["digest"]))))
    part_check = registry().link_targets.get(endpoint)
    return part_check is None or part_check(values)
