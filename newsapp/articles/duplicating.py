"""Duplicating an article as a new draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from flask_babel import gettext as _

from newsapp import audit
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.articles import pages, sanitise, workflow
from newsapp.articles.models import Article
from newsapp.articles.references import without_missing

LONGEST_TITLE = 300


def duplicate(article: Article, *, actor: User, at: datetime) -> tuple[Article, list[str]]:
    """Create a draft of the actor's own with the latest content, without the moments.

    Returns it with a sentence for each thing that no longer exists. Raises NotAllowed.
    """
    require(actor, "article.edit", owner_id=article.owner_id)
    workflow.refresh(article)
    latest = workflow.latest_revision(article)
    content, lost = without_missing(latest.content)
    mark = _(" (bản sao)")
    title = content.title[: LONGEST_TITLE - len(mark)] + mark if content.title else ""
    body = sanitise.renew(content.body, latest.body_policy)
    content = replace(content, title=title, body=body, published_on=None)
    copy = (pages if article.is_page else workflow).create(content, actor=actor, at=at)
    details = {"title": title, "source": article.id}
    audit.record("article.duplicate", actor=actor, target=copy, at=at, **details)
    return copy, lost
