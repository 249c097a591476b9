"""What is done to a category and its articles together. None of these commits."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import Select, and_, delete, func, or_, select, update
from sqlalchemy.orm import aliased

from newsapp import audit, former_addresses
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.articles.autosaves import Autosave
from newsapp.articles.models import Article, Revision
from newsapp.categories.editing import CategoryError, has_children, look_again
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.former_addresses import CATEGORY


def count_in(category_id: int) -> Select[int]:
    """How many articles, in any state, stand in the category by their live or their latest text."""
    latest = aliased(Revision)
    joined = select(func.count(Article.id)).join(
        latest, and_(latest.article_id == Article.id, latest.number == Article.version)
    )
    return joined.where(or_(Article.category_id == category_id, latest.category_id == category_id))


def merge(category: Category, into: Category, *, expected: int, actor: User, at: datetime) -> int:
    """Move all articles with all their versions to `into`, to which the category's addresses then lead.

    expected: the number that the person confirmed. Returns it. Raises CategoryError, NotAllowed.
    """
    require(actor, "category.edit")
    look_again(category)
    look_again(into)
    if category.id == into.id:
        raise CategoryError(_("Hãy chọn một chuyên mục khác để gộp vào."))
    _refuse_with_children(category)
    count = db.session.scalar(count_in(category.id)) or 0
    if count != expected:
        raise CategoryError(_("Số bài vừa thay đổi, nay là %(count)s: hãy xem lại rồi xác nhận.", count=count))
    _move(category.id, into.id)
    former_addresses.hand_over(CATEGORY, category.id, category.slug, into.id)
    audit.record(
        "category.merge", actor=actor, target=category, at=at, name=category.name, into=into.name, articles=count
    )
    db.session.execute(delete(Category).where(Category.id == category.id))
    return count


def delete_empty(category: Category, *, actor: User, at: datetime) -> None:
    """Delete a category without articles. Its addresses are no more. Raises CategoryError, NotAllowed."""
    require(actor, "category.edit")
    look_again(category)
    _refuse_with_children(category)
    if count := db.session.scalar(count_in(category.id)) or 0:
        raise CategoryError(
            _(
                "Chuyên mục chưa trống, số bài là %(count)s (tính cả bản nháp và thùng rác): "
                "hãy gộp vào chuyên mục khác.",
                count=count,
            )
        )
    now_in = select(Article.category_id).where(Article.id == Revision.article_id).scalar_subquery()
    db.session.execute(  # former versions of articles that have moved on since
        update(Revision)
        .where(Revision.category_id == category.id)
        .values(category_id=now_in)
        .execution_options(synchronize_session=False)
    )
    former_addresses.drop(CATEGORY, category.id)
    audit.record("category.delete", actor=actor, target=category, at=at, name=category.name)
    db.session.execute(delete(Category).where(Category.id == category.id))


def _refuse_with_children(category: Category) -> None:
    if has_children(category):
        raise CategoryError(_("Hãy chuyển hoặc gộp các chuyên mục con trước."))


def _move(source_id: int, target_id: int) -> None:
    for kind in (Article, Revision):
        moved = update(kind).where(kind.category_id == source_id).values(category_id=target_id)
        db.session.execute(moved.execution_options(synchronize_session=False))
    typed = Autosave.fields["category_id"][0].as_string() == str(source_id)
    for autosave in db.session.scalars(select(Autosave).where(typed)):
        autosave.fields = {**autosave.fields, "category_id": [str(target_id)]}
