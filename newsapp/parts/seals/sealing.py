"""Seals live texts with the site's secret key.

The site's own verbs seal what they publish, and what a cleaning changes. Somebody who changes the
database in another way, such as through a stolen password of it, cannot make the seal: the secret
key is not in the database. The category and the tags of an article are left out: they change for
many articles at once, and readers follow no link by them.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator

from flask import current_app
from sqlalchemy import ColumnElement, func, select

from newsapp.articles.content import NAMES
from newsapp.articles.models import Article
from newsapp.database import db, note_change
from newsapp.parts.seals.models import Seal

SEALED = tuple(name for name in NAMES if name not in ("category_id", "tags"))


def seal(article: Article) -> None:
    """Seal the live text as it is."""
    db.session.merge(Seal(article_id=article.id, digest=digest(article)))


def seal_all() -> int:
    """Seal every live text as it is; return how many there are."""
    note_change(seen_by_readers=False)
    count = 0
    for article in db.session.scalars(select(Article).where(*_is_live())):
        seal(article)
        count += 1
    return count


def digest(article: Article) -> str:
    values = {name: getattr(article, name) for name in SEALED}
    content = json.dumps([article.id, values], sort_keys=True, default=str).encode()
    key = current_app.config["SECRET_KEY"].encode() + b" seal"
    return hmac.new(key, content, hashlib.sha256).hexdigest()


def unsealed() -> Iterator[Article]:
    """The live texts that are not as they were when the site sealed them."""
    both = select(Article, Seal.digest).outerjoin(Seal, Seal.article_id == Article.id)
    for article, sealed in db.session.execute(both.where(*_is_live()).order_by(Article.id)):
        if sealed is None or not hmac.compare_digest(sealed, digest(article)):
            yield article


def has_seals() -> bool:
    return bool(db.session.scalar(select(func.count()).select_from(Seal)))


def _is_live() -> list[ColumnElement[bool]]:
    is_here = [Article.withdrawn_at.is_(None), Article.trashed_at.is_(None)]
    return [Article.live_version.is_not(None), *is_here]
