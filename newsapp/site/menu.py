"""The readers' menu, where staff have arranged one: otherwise it is the home page and the categories."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from newsapp.database import Model


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
