"""The readers' menu, where staff have arranged one: otherwise it is the home page and the categories."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Integer,
    Select,
    String,
    cast,
    false,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column

from newsapp.articles.models import Article
from newsapp.articles.tags import Tag
from newsapp.categories.models import Category
from newsapp.database import Model, db


class Kind(StrEnum):
    """What an entry leads to."""

    HOME = "home"
    CATEGORY = "category"
    PAGE = "page"
    TAG = "tag"
    DOCUMENTS = "documents"
    LINK = "link"


class MenuEntry(Model):
    __tablename__ = "menu_entry"
    __table_args__ = (
        CheckConstraint("(kind = 'category') = (category_id IS NOT NULL)", name="category"),
        CheckConstraint("(kind = 'page') = (page_id IS NOT NULL)", name="page"),
        CheckConstraint("(kind = 'tag') = (tag_id IS NOT NULL)", name="tag"),
        CheckConstraint("(kind = 'link') = (address <> '')", name="link"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Kind] = mapped_column(String(20))
    label: Mapped[str] = mapped_column(String(100), default="")
    """What the entry says; "" for the name of what it leads to."""
    address: Mapped[str] = mapped_column(String(500), default="")
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id", ondelete="CASCADE"))
    page_id: Mapped[int | None] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    tag_id: Mapped[int | None] = mapped_column(ForeignKey("tag.id", ondelete="CASCADE"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("menu_entry.id", ondelete="CASCADE"))
    """The entry that this one stands below: there is one level of these."""
    position: Mapped[int] = mapped_column(default=0)


@dataclass(frozen=True, slots=True)
class Section:
    """A category as readers' pages name it. is_hidden: it, or the one above it, is."""

    id: int
    name: str
    slug: str
    parent_id: int | None
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry as staff placed it, with what it leads to.

    slug: of the category, the tag or the page; page: how the page stands, and nothing else of it.
    """

    id: int
    kind: Kind
    label: str
    address: str
    slug: str
    category_id: int | None
    page: Article | None
    page_id: int | None
    parent_id: int | None
    is_hidden: bool


def read(*, with_hidden: bool = False) -> tuple[list[Section], list[Placed]]:
    """The categories in their order, and the entries, each with those below it after it: in one statement.

    with_hidden: also the entries of hidden categories.
    """
    sections: list[Section] = []
    placed: list[Placed] = []
    for row in db.session.execute(_everything()):
        if row.kind == "":
            sections.append(Section(row.id, row.label, row.slug, row.parent_id, bool(row.is_hidden)))
        elif with_hidden or not row.is_hidden:
            placed.append(
                Placed(
                    id=row.id,
                    kind=Kind(row.kind),
                    label=row.label,
                    address=row.address,
                    slug=row.slug or "",
                    category_id=row.category_id,
                    page=Article(**{name: getattr(row, name) for name in MOMENTS}) if row.page_id else None,
                    page_id=row.page_id,
                    parent_id=row.parent_id,
                    is_hidden=bool(row.is_hidden),
                )
            )
    return sections, placed


MOMENTS = ("live_version", "go_live_at", "expire_at", "withdrawn_at", "trashed_at")


@cache
def _everything() -> Select[*tuple[Any, ...]]:
    moments = [getattr(Article, name) for name in MOMENTS]
    above, entry_above = aliased(Category), aliased(MenuEntry)
    sections = select(
        literal("").label("kind"),
        Category.id,
        Category.name.label("label"),
        literal("").label("address"),
        Category.slug.label("slug"),
        or_(Category.is_hidden, func.coalesce(above.is_hidden, false())).label("is_hidden"),
        Category.parent_id.label("parent_id"),
        Category.id.label("category_id"),
        cast(null(), Integer).label("page_id"),
        *(cast(null(), moment.type).label(moment.key) for moment in moments),
        func.coalesce(above.position, Category.position).label("first"),
        func.coalesce(above.id, Category.id).label("second"),
        Category.position.label("third"),
    ).outerjoin(above, above.id == Category.parent_id)
    parent_category = aliased(Category)
    placed = (
        select(
            cast(MenuEntry.kind, String),
            MenuEntry.id,
            func.coalesce(func.nullif(MenuEntry.label, ""), Category.name, Article.title, Tag.name, ""),
            MenuEntry.address,
            func.coalesce(Category.slug, Article.address, Tag.slug),
            or_(func.coalesce(Category.is_hidden, false()), func.coalesce(parent_category.is_hidden, false())),
            MenuEntry.parent_id,
            MenuEntry.category_id,
            MenuEntry.page_id,
            *moments,
            func.coalesce(entry_above.position, MenuEntry.position),
            func.coalesce(entry_above.id, MenuEntry.id),
            MenuEntry.position,
        )
        .outerjoin(entry_above, entry_above.id == MenuEntry.parent_id)
        .outerjoin(Category, Category.id == MenuEntry.category_id)
        .outerjoin(parent_category, parent_category.id == Category.parent_id)
        .outerjoin(Article, Article.id == MenuEntry.page_id)
        .outerjoin(Tag, Tag.id == MenuEntry.tag_id)
    )
    both = union_all(sections, placed).subquery()
    return select(both).order_by(both.c.first, both.c.second, both.c.parent_id.is_not(None), both.c.third, both.c.id)
