"""Cleaning again what an older sanitising policy let in."""

from __future__ import annotations

from sqlalchemy import select

from newsapp.articles import body, indexing
from newsapp.articles.models import Article, Revision
from newsapp.database import db, writing


def reclean_all() -> int:
    """Clean every body that stands under an older policy, version by version; return how many there were."""
    count = 0
    old = select(Revision.id).where(Revision.body_policy < body.POLICY)
    for number in db.session.scalars(old).all():
        with writing():
            revision = db.session.get_one(Revision, number, populate_existing=True)
            article = db.session.get_one(Article, revision.article_id, populate_existing=True)
            before, revision.body = revision.body, body.clean(revision.body)
            revision.body_policy = body.POLICY
            if article.body == before:
                article.body = revision.body
                if article.live_version is not None:
                    indexing.note(article)
        count += 1
    return count
