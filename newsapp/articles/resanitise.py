"""Cleans stored bodies again that an older sanitising policy let in."""

from __future__ import annotations

from sqlalchemy import select

from newsapp.articles import sanitise, workflow
from newsapp.articles.models import Article, Revision
from newsapp.database import db, writing


def reclean_all() -> int:
    """Clean every body under an older policy, a transaction each; return how many there were."""
    is_old = Revision.body_policy < sanitise.POLICY
    numbers = db.session.scalars(select(Revision.id).where(is_old)).all()
    for number in numbers:
        with writing():
            _reclean(db.session.get_one(Revision, number, populate_existing=True))
    return len(numbers)


def _reclean(revision: Revision) -> None:
    before = revision.body
    revision.body = sanitise.clean(before)
    revision.body_policy = sanitise.POLICY
    article = db.session.get_one(Article, revision.article_id, populate_existing=True)
    if article.body == before:
        article.body = revision.body
        if article.live_version is not None:
            workflow.search_text_changed(article)
