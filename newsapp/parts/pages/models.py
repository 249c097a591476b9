"""The entries of the menu that staff have arranged."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from newsapp.database import Model


class MenuEntry(Model):
    """kind: that of a MenuTarget; where there are many of it, the column <kind>_id says which."""

    __tablename__ = "menu_entry"
    __table_args__ = (
        CheckConstraint("(kind = 'category') = (category_id IS NOT NULL)", name="category"),
        CheckConstraint("(kind = 'page') = (page_id IS NOT NULL)", name="page"),
        CheckConstraint("(kind = 'tag') = (tag_id IS NOT NULL)", name="tag"),
        CheckConstraint("(kind = 'link') = (address <> '')", name="link"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    label: Mapped[str] = mapped_column(String(100), default="")
    """What the entry says; "" for the name of what it leads to."""
    address: Mapped[str] = mapped_column(String(500), default="")
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id", ondelete="CASCADE"))
    page_id: Mapped[int | None] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    tag_id: Mapped[int | None] = mapped_column(ForeignKey("tag.id", ondelete="CASCADE"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("menu_entry.id", ondelete="CASCADE"))
    """The entry that this one stands below: there is one level of these."""
    position: Mapped[int] = mapped_column(default=0)

    @classmethod
    def leading_to(cls, kind: str, number: int | None) -> MenuEntry:
        """A new entry that leads to the thing with this number; None where it is the only one."""
        return cls(kind=kind) if number is None else cls(kind=kind, **{f"{kind}_id": number})

    @property
    def number(self) -> int | None:
        """Which thing of its kind it leads to."""
        number: int | None = getattr(self, f"{self.kind}_id", None)
        return number
