"""The steps, each ticked by what is there."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, exists, func, select

from newsapp.accounts.models import User
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.registry import registry
from newsapp.site.identity import IdentityRow


@dataclass(frozen=True, slots=True)
class Step:
    """endpoint: the screen where it is done. button: its own endpoint for one press, with what that
    says, while it is not done.
    """

    name: object
    endpoint: str
    is_done: bool
    button: tuple[str, object] | None = None


def are_over() -> bool:
    """Whether readers have seen an article."""
    has_been_seen = Article.first_published_at.is_not(None)
    return _is_there(has_been_seen & Article.address.is_(None))


def all_steps() -> list[Step]:
    """In the order in which they are best done, without those that this site has no screen for."""
    identity = db.session.get(IdentityRow, 1)
    people = db.session.scalar(select(func.count(User.id))) or 0
    has_category, has_page = _is_there(Category.id > 0), _is_there(Article.address.is_not(None))
    steps = [
        Step(
            _l("Tên và biểu trưng của cơ quan"),
            "admin.identity.identity",
            identity is not None and identity.logo_id is not None,
        ),
        Step(
            _l("Màu của trang"),
            "admin.identity.identity",
            identity is not None and identity.colour != "",
        ),
        Step(
            _l("Chuyên mục"),
            "admin.categories",
            has_category,
            ("admin.first_steps.add_categories", _l("Tạo sáu chuyên mục thường dùng")),
        ),
        Step(_l("Người cùng làm"), "admin.people", people > 1),
        Step(
            _l("Trang Giới thiệu và Liên hệ"),
            "admin.pages.pages",
            has_page,
            ("admin.first_steps.add_pages", _l("Tạo hai trang nháp có sẵn đề mục")),
        ),
        Step(_l("Menu"), "admin.pages.menu_entries", bool(registry().arranged_menu())),
        Step(_l("Bài viết đầu tiên"), "admin.new_article", is_done=False),
    ]
    return [step for step in steps if step.endpoint in current_app.view_functions]


def _is_there(condition: ColumnElement[bool]) -> bool:
    return bool(db.session.scalar(select(exists().where(condition))))
