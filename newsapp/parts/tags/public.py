"""The articles that have a tag, and what an article's page says of those that share its tags."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import abort, current_app, render_template
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.articles.models import Article
from newsapp.database import db, rows
from newsapp.parts.tags import queries, readers, related
from newsapp.parts.tags.models import Tag
from newsapp.public.cards import card
from newsapp.public.listings import moved_list
from newsapp.registry import FollowedList
from newsapp.web.page_cache import cached
from newsapp.web.pagination import page_of

RELATED = 4
"""Articles with the same tags that an article's page names."""


@readers.get("/the/<slug>")
@cached
def tag(slug: str) -> str | Response:
    found = _find(slug)
    if isinstance(found, str):
        return moved_list("public.tags.tag", found)
    tag, total = found
    page = page_of(total, current_app.config["PAGE_SIZE"])
    listed = queries.cards_with_tag(clock.now(), tag.id).offset(page.offset).limit(page.size)
    cards = [card(row) for row in db.session.execute(listed)]
    return render_template("tags/tag.html", tag=tag, cards=cards, page=page)


def followed_tag(slug: str) -> FollowedList | str:
    found = _find(slug)
    if isinstance(found, str):
        return found
    tag, _total = found
    return FollowedList(tag.name, queries.has_tag(tag.id))


def _find(slug: str) -> tuple[Tag, int] | str:
    """The tag with the number of its published articles, or the slug that it has moved to.

    404 where no reader sees an article with it: the name may be that of a draft.
    """
    tag = db.session.scalar(queries.tag_at(slug))
    if tag is None:
        moved = db.session.scalar(queries.tag_once_at(slug)) or abort(404)
        return moved.slug
    total = db.session.scalars(queries.count_with_tag(clock.now(), tag.id)).one() or abort(404)
    return tag, total


def sharing_tags(article: Article, now: datetime) -> dict[str, Any]:
    """For the page of an article: the cards of those that share most of its tags, newest first."""
    if not article.tags:
        return {}
    statement, values = related.sharing_tags(article.id, article.tags, RELATED)
    cards = [card(row) for row in rows(statement, values | {"now": now})]
    return {"by_tags": cards, "shown_above": {shown.id for shown in cards}}
