"""Article: what readers see, and its state. Revision: every version that was ever saved."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    and_,
    literal_column,
)
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from newsapp.articles.content import NAMES, AttachmentLink, Content
from newsapp.categories.models import Category
from newsapp.database import Model, UTCDateTime
from newsapp.media.models import Picture
from newsapp.publishing import Publishable, State
from newsapp.slugs import slug


class ContentColumns:
    """The columns of articles.content.Content, shared by an article and its revisions."""

    title: Mapped[str] = mapped_column(String(300))
    summary: Mapped[str] = mapped_column(Text, default="")
    body: Mapped[str] = mapped_column(Text, default="")
    byline: Mapped[str] = mapped_column(String(200), default="")
    signature: Mapped[str] = mapped_column(String(100), default="")
    source: Mapped[str] = mapped_column(String(300), default="")
    published_on: Mapped[date | None]
    """The day printed as "Ngày đăng", which may be long before the article went live here."""
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"), index=True)
    """None on a page (Giới thiệu, Liên hệ), and on a draft that has no category yet."""
    cover_id: Mapped[int | None] = mapped_column(ForeignKey("picture.id"), index=True)
    cover_alt: Mapped[str] = mapped_column(String(300), default="")
    cover_decorative: Mapped[bool] = mapped_column(default=False)
    """The picture is decorative: it needs no alternative text."""
    cover_caption: Mapped[str] = mapped_column(String(300), default="")
    cover_credit: Mapped[str] = mapped_column(String(100), default="")
    cover_focus: Mapped[str] = mapped_column(String(7), default="")
    """The point kept when the cover is cropped: per cent from left and top, "50,30", or ""."""
    attachments: Mapped[list[AttachmentLink]] = mapped_column(JSON, default=list)
    tags: Mapped[list[str]] = mapped_column(JSON, default=list)
    language: Mapped[str] = mapped_column(String(2), default="vi")

    @declared_attr
    @classmethod
    def category(cls) -> Mapped[Category | None]:
        return relationship(Category)

    @declared_attr
    @classmethod
    def cover(cls) -> Mapped[Picture | None]:
        return relationship(Picture)

    @property
    def content(self) -> Content:
        return Content(**{name: getattr(self, name) for name in NAMES})

    def take(self, content: Content) -> None:
        """Set every content column to what `content` says."""
        for name in NAMES:
            setattr(self, name, getattr(content, name))

    @property
    def slug(self) -> str:
        return slug(self.title, fallback="tin")


class Revision(ContentColumns, Model):
    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("article_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    number: Mapped[int]
    """1 for the first version of an article, and so on."""
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    body_policy: Mapped[int]
    """The version of the sanitising policy (articles/sanitise.py) that let this body in."""


class Article(ContentColumns, Publishable, Model):
    """Its content columns hold what is live; before the first publishing, the latest draft."""

    __tablename__ = "article"
    action_prefix = "article"
    audit_field = "title"
    released_by = "live_version"
    __table_args__ = (
        CheckConstraint("live_version IS NULL OR live_version <= version", name="live_version"),
        CheckConstraint("live_version IS NULL OR go_live_at IS NOT NULL", name="go_live_at"),
        CheckConstraint(
            "(address IS NULL) = (category_id IS NOT NULL)"
            " OR (address IS NULL AND live_version IS NULL)",
            name="address",
        ),
        # A number is part of addresses: never give it to another article.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str | None] = mapped_column(String(100))
    """The path of a page below /trang/; None on an article, which is found by its number."""
    live_version: Mapped[int | None]
    """The number of the published revision, which the moments below can still hide."""
    expire_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    revised_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """When the live text was last replaced, or first published."""
    pinned_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """Until then it leads the home page while it is live."""

    submitted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """When it was handed in; None while it is not under review."""
    submitted_version: Mapped[int | None]
    """The revision that was handed in; the review covers the latest one saved since."""
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    sent_back_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """When an editor last sent it back. Publishing clears this and the next two columns."""
    sent_back_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    sent_back_comment: Mapped[str] = mapped_column(Text, default="")

    revisions: Mapped[list[Revision]] = relationship(
        order_by=Revision.number, cascade="all, delete-orphan", passive_deletes=True, lazy="raise"
    )

    @property
    def draft_state(self) -> State:
        if self.is_under_review:
            return State.REVIEW
        return State.RETURNED if self.is_sent_back else State.DRAFT

    @property
    def is_page(self) -> bool:
        return self.address is not None

    @property
    def has_unpublished_changes(self) -> bool:
        return self.live_version is not None and self.live_version != self.version

    @property
    def is_under_review(self) -> bool:
        return self.submitted_at is not None

    @property
    def is_sent_back(self) -> bool:
        """Whether the next step is the writer's."""
        return self.submitted_at is None and self.sent_back_at is not None


class RevisionMedia(Model):
    """The stored files that a revision shows; a file of any revision counts as used."""

    __tablename__ = "revision_media"

    revision_id: Mapped[int] = mapped_column(
        ForeignKey("revision.id", ondelete="CASCADE"), primary_key=True
    )
    digest: Mapped[str] = mapped_column(String(32), primary_key=True, index=True)


class MediaUse(Model):
    """The stored files that an article's live text shows; readers may load only these."""

    __tablename__ = "media_use"

    article_id: Mapped[int] = mapped_column(
        ForeignKey("article.id", ondelete="CASCADE"), primary_key=True
    )
    digest: Mapped[str] = mapped_column(String(32), primary_key=True, index=True)


class DeletedArticle(Model):
    """The number of a deleted article that was once live: its address answers 410."""

    __tablename__ = "deleted_article"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    first_published_at: Mapped[datetime] = mapped_column(UTCDateTime)
    deleted_at: Mapped[datetime] = mapped_column(UTCDateTime)


def _where(condition: Any) -> dict[str, Any]:
    return {"sqlite_where": condition, "postgresql_where": condition}


def _live() -> dict[str, Any]:
    """The part of `published` that does not depend on the clock, as an index condition."""
    condition = and_(
        Article.live_version.is_not(None),
        Article.withdrawn_at.is_(None),
        Article.trashed_at.is_(None),
    )
    return _where(condition)


_NEWEST = (Article.go_live_at, Article.id)
_IS_ENGLISH = and_(_live()["sqlite_where"], Article.language == literal_column("'en'"))
Index("ix_article_newest_in_english", *_NEWEST, **_where(_IS_ENGLISH))
# The columns of `queries.listed`: counting and paging read nothing but the index.
_STATE = (Article.live_version, Article.withdrawn_at, Article.trashed_at)
_LISTED = (*_NEWEST, Article.expire_at, *_STATE)
Index("ix_article_sitemap", *_NEWEST, Article.expire_at, Article.revised_at, *_STATE, **_live())
Index("ix_article_address", Article.address, unique=True)
Index("ix_article_newest", *_NEWEST, **_live())
Index("ix_article_newest_in_category", Article.category_id, *_LISTED, **_live())
Index("ix_article_by_day", Article.published_on, *_LISTED, Article.category_id, **_live())


def _where_set(column: Any) -> dict[str, Any]:
    """For columns that few articles fill: the index holds those alone."""
    return _where(column.is_not(None))


_SENT_BACK = (Article.owner_id, Article.sent_back_at)
Index("ix_article_sent_back", *_SENT_BACK, **_where_set(Article.sent_back_at))
for _moment in (
    Article.submitted_at,
    Article.pinned_until,
    Article.withdrawn_at,
    Article.trashed_at,
    Article.expire_at,
):
    Index(f"ix_article_{_moment.name}", _moment, **_where_set(_moment))
Index("ix_article_never_live", Article.id, **_where(Article.live_version.is_(None)))
