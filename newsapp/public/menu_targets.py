"""The core's targets of the readers' menu: the home page, categories and pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from newsapp import publishing
from newsapp.articles import pages
from newsapp.articles.models import Article
from newsapp.database import db
from newsapp.public.menu import Section, navigation
from newsapp.registry import MenuItem, MenuTarget


def home_items(_numbers: Collection[int] = ()) -> list[MenuItem]:
    return [MenuItem(_l("Trang chủ"), "public.home", own_page="public.home")]


def category_items(numbers: Collection[int]) -> list[MenuItem]:
    return [_category_item(section) for section in navigation().sections if section.id in numbers]


def _category_item(section: Section) -> MenuItem:
    """The category with the visible categories below it."""
    below = [child for child in navigation().below(section.id) if not child.is_hidden]
    return MenuItem(
        section.name,
        "public.category",
        {"slug": section.slug},
        number=section.id,
        is_hidden=section.is_hidden,
        pages_below=frozenset(f"category-{one.id}" for one in (section, *below)),
        below=tuple(_category_item(child) for child in below),
    )


def category_choices() -> Iterator[tuple[int, str]]:
    for section in navigation().sections:
        yield section.id, f"– {section.name}" if section.parent_id else section.name


def usual_categories() -> list[MenuItem]:
    return [_category_item(section) for section in navigation().on_home]


def page_items(numbers: Collection[int]) -> list[MenuItem]:
    """Also pages that readers do not see now: the clock may publish or expire one."""
    columns = (
        Article.id,
        Article.title,
        Article.address,
        Article.go_live_at,
        Article.expire_at,
        publishing.released(Article).label("is_released"),
    )
    query = select(*columns).where(Article.id.in_(numbers), Article.address.is_not(None))
    return [
        MenuItem(
            row.title,
            "public.page",
            {"slug": row.address},
            number=row.id,
            begins=row.go_live_at,
            ends=row.expire_at,
            is_hidden=not row.is_released,
            own_page=f"page-{row.id}",
        )
        for row in db.session.execute(query)
    ]


def page_choices() -> Iterator[tuple[int, str]]:
    for page, title in db.session.execute(pages.everyone()):
        if not page.trashed_at:
            yield page.id, title


TARGETS = [
    MenuTarget("home", _l("Chung"), home_items, usual=home_items),
    MenuTarget(
        "category",
        _l("Chuyên mục"),
        category_items,
        category_choices,
        usual_categories,
        hidden_note=_l("chuyên mục đang ẩn"),
    ),
    MenuTarget("page", _l("Trang"), page_items, page_choices, hidden_note=_l("trang chưa đăng")),
]
