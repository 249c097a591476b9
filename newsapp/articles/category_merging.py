"""Merging and deleting categories with their articles. None of these commits."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, delete, func, or_, select, update

from newsapp import audit, ordering, redirects
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.articles.models import Article, Revision
from newsapp.categories.editing import CategoryError, refresh
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.redirects import CATEGORY
from newsapp.registry import registry


def count_in(category_id: int) -> Select[int]:
    """How many articles have the category in their live or latest text, in any state."""
    is_latest = (Revision.article_id == Article.id) & (Revision.number == Article.version)
    return (
        select(func.count(Article.id))
        .join(Revision, is_latest)
        .where(or_(Article.category_id == category_id, Revision.category_id == category_id))
    )


def merge(category: Category, into: Category, *, expected: int, actor: User, at: datetime) -> int:
    """Move all articles and their revisions to `into`, and redirect the category's addresses there.

    expected: the count that the person confirmed. Returns it. Raises CategoryError, NotAllowed.
    """
    require(actor, "category.edit")
    refresh(into)
    count = _count_before_deletion(category)
    if category.id == into.id:
        raise CategoryError(_("Hãy chọn một chuyên mục khác để gộp vào."))
    if count != expected:
        raise CategoryError(
            _("Số bài vừa thay đổi, nay là %(count)s: hãy xem lại rồi xác nhận.", count=count)
        )
    for model in (Article, Revision):
        _move(model, category.id, into.id)
    for merged in registry().categories_merged:
        merged(category.id, into.id)
    redirects.hand_over(CATEGORY, category.id, category.slug, into.id)
    names = {"name": category.name, "into": into.name}
    audit.record("category.merge", actor=actor, target=category, at=at, articles=count, **names)
    db.session.execute(delete(Category).where(Category.id == category.id))
    return count


def delete_empty(category: Category, *, actor: User, at: datetime) -> None:
    """Delete a category without articles. Its addresses are no more. Raises CategoryError,
    NotAllowed.
    """
    require(actor, "category.edit")
    count = _count_before_deletion(category)
    if count:
        message = _(
            "Chuyên mục chưa trống, số bài là %(count)s (tính cả bản nháp và thùng rác): "
            "hãy gộp vào chuyên mục khác.",
            count=count,
        )
        raise CategoryError(message)
    # Older revisions of articles that are in another category now.
    now_in = select(Article.category_id).where(Article.id == Revision.article_id)
    _move(Revision, category.id, now_in.scalar_subquery())
    redirects.drop(CATEGORY, category.id)
    audit.record("category.delete", actor=actor, target=category, at=at, name=category.name)
    db.session.execute(delete(Category).where(Category.id == category.id))


def _count_before_deletion(category: Category) -> int:
    """How many articles it has. Raises CategoryError where others stand below it."""
    refresh(category)
    if ordering.has_children(category):
        raise CategoryError(_("Hãy chuyển hoặc gộp các chuyên mục con trước."))
    return db.session.scalar(count_in(category.id)) or 0


def _move(model: Any, source_id: int, target_id: Any) -> None:
    """target_id: a number, or an expression that gives one for each row."""
    moved = update(model).where(model.category_id == source_id).values(category_id=target_id)
    db.session.execute(moved.execution_options(synchronize_session=False))
