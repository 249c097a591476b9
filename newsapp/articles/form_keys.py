"""Which article a form has created: a form that is sent twice creates one article."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from newsapp.articles.models import Article
from newsapp.database import Model, UTCDateTime, db


class FormKey(Model):
    """The key of the form that created an article. Keys are unique per person."""

    __tablename__ = "form_key"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    article_id: Mapped[int] = mapped_column(
        ForeignKey("article.id", ondelete="CASCADE"), index=True
    )
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)


def article_of(user_id: int, key: str) -> Article | None:
    """The article that the person's form with this key has created, read again."""
    query = select(Article).join(FormKey, FormKey.article_id == Article.id)
    query = query.where(FormKey.user_id == user_id, FormKey.key == key)
    return db.session.scalar(query.execution_options(populate_existing=True))


def remember(user_id: int, key: str, article: Article, *, at: datetime) -> None:
    """Remember that the form with this key has created `article`."""
    db.session.add(FormKey(user_id=user_id, key=key, article_id=article.id, made_at=at))
    db.session.flush()


def key_of(user_id: int, article_id: int) -> str:
    """The key of the person's form that created the article, or ""."""
    keys = select(FormKey.key).where(FormKey.user_id == user_id, FormKey.article_id == article_id)
    return db.session.scalar(keys.order_by(FormKey.made_at).limit(1)) or ""
