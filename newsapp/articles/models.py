"""Article: what readers see, and its state. Revision: every version that was ever saved."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, and_, literal_column
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from newsapp.articles.content import NAMES, AttachmentLink, Content
from newsapp.categories.models import Category
from newsapp.database import Model, UTCDateTime
from newsapp.media.models import Picture
from newsapp.slugs import slug


class ContentColumns:
    """The columns of articles.content.Content, which an article and each of its revisions both have."""

    title: Mapped[str] = mapped_column(String(300))
    summary: Mapped[str] = mapped_column(Text, default="")
    body: Mapped[str] = mapped_column(Text, default="")
    byline: Mapped[str] = mapped_column(String(200), default="")
    signature: Mapped[str] = mapped_column(String(100), default="")
    source: Mapped[str] = mapped_column(String(300), default="")
    published_on: Mapped[date | None]
    """The day printed as "Ngày đăng", which may be long before the article went live here."""
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"), index=True)
    """None on a page (Giới thiệu, Liên hệ): it stands in no category, and so in no list of news."""
    cover_id: Mapped[int | None] = mapped_column(ForeignKey("picture.id"), index=True)
    cover_alt: Mapped[str] = mapped_column(String(300), default="")
    cover_decorative: Mapped[bool] = mapped_column(default=False)
    """The writer said that the picture tells nothing: it needs no alternative text."""
    cover_caption: Mapped[str] = mapped_column(String(300), default="")
    cover_credit: Mapped[str] = mapped_column(String(100), default="")
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
    """The version of the sanitising policy (articles/body.py) that let this body in."""


class Article(ContentColumns, Model):
    """Its content columns hold what is live; before the first publishing, the latest draft."""

    __tablename__ = "article"
    __table_args__ = (
        CheckConstraint("live_version IS NULL OR live_version <= version", name="live_version"),
        CheckConstraint("live_version IS NULL OR go_live_at IS NOT NULL", name="go_live_at"),
        CheckConstraint("(address IS NULL) = (category_id IS NOT NULL)", name="address"),
        {"sqlite_autoincrement": True},  # a number stands in addresses: it is never given to another article
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str | None] = mapped_column(String(100))
    """Where a page stands, below /trang/; None on an article, which is found by its number."""
    version: Mapped[int] = mapped_column(default=0)
    """The number of the latest revision; a form carries it, so that nobody overwrites what they have not seen."""
    live_version: Mapped[int | None]
    """The number of the revision that readers see, or would see if it were not for the moments below."""
    go_live_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    expire_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    first_published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """When readers could first see it; in the future while it is scheduled for the first time."""
    revised_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """When the text that readers see took the place of a former one, or was first published."""
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    trashed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    pinned_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """Until then it leads the home page, where readers see it at all."""

    submitted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """When it was handed in for review; None where nobody waits for a decision."""
    submitted_version: Mapped[int | None]
    """The revision that was handed in. One saved since is under review in its place: it is always the latest."""
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    sent_back_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """When an editor last sent it back; the three are cleared by publishing, and kept while it is handed in again."""
    sent_back_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    sent_back_comment: Mapped[str] = mapped_column(Text, default="")

    revisions: Mapped[list[Revision]] = relationship(
        order_by=Revision.number, cascade="all, delete-orphan", passive_deletes=True, lazy="raise"
    )

    @property
    def is_page(self) -> bool:
        return self.address is not None

    @property
    def has_unpublished_changes(self) -> bool:
        return self.live_version is not None and self.live_version != self.version

    def was_live(self, now: datetime) -> bool:
        """Whether readers could ever see it up to the moment `now`."""
        return self.first_published_at is not None and self.first_published_at <= now

    @property
    def is_under_review(self) -> bool:
        return self.submitted_at is not None

    @property
    def is_sent_back(self) -> bool:
        """Whether the next step is the writer's."""
        return self.submitted_at is None and self.sent_back_at is not None


class RevisionMedia(Model):
    """Which stored files a revision shows: a file of any version that can be brought back is in use."""

    __tablename__ = "revision_media"

    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(32), primary_key=True, index=True)


class MediaUse(Model):
    """Which stored files the live text of an article shows; readers may have these and no others."""

    __tablename__ = "media_use"

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(32), primary_key=True, index=True)


class DeletedArticle(Model):
    """The number of an article that readers could once see and that is deleted for good: its address answers 410."""

    __tablename__ = "deleted_article"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    first_published_at: Mapped[datetime] = mapped_column(UTCDateTime)
    deleted_at: Mapped[datetime] = mapped_column(UTCDateTime)


def _live() -> dict[str, Any]:
    """The part of `published` that does not move with the clock, as the condition of the readers' indexes."""
    condition = and_(Article.live_version.is_not(None), Article.withdrawn_at.is_(None), Article.trashed_at.is_(None))
    return {"sqlite_where": condition, "postgresql_where": condition}


_IS_ENGLISH = and_(_live()["sqlite_where"], Article.language == literal_column("'en'"))
Index(
    "ix_article_newest_in_english",
    Article.go_live_at,
    Article.id,
    sqlite_where=_IS_ENGLISH,
    postgresql_where=_IS_ENGLISH,
)
Index(
    "ix_article_sitemap",
    Article.go_live_at,
    Article.id,
    Article.expire_at,
    Article.revised_at,
    Article.live_version,
    Article.withdrawn_at,
    Article.trashed_at,
    **_live(),
)
Index("ix_article_address", Article.address, unique=True)
Index("ix_article_newest", Article.go_live_at, Article.id, **_live())
Index(
    "ix_article_newest_in_category",
    Article.category_id,
    Article.go_live_at,
    Article.id,
    # What `listed` reads beside, so that a category is counted, and its page 1,000 found, from the index alone.
    Article.expire_at,
    Article.live_version,
    Article.withdrawn_at,
    Article.trashed_at,
    **_live(),
)
Index(
    "ix_article_by_day",
    Article.published_on,
    Article.go_live_at,
    Article.id,
    # What `listed` reads beside, so that days are counted from the index alone.
    Article.expire_at,
    Article.live_version,
    Article.withdrawn_at,
    Article.trashed_at,
    Article.category_id,
    **_live(),
)


def _where_set(column: Any) -> dict[str, Any]:
    """Few articles have the moment: an index of those alone costs the others nothing."""
    return {"sqlite_where": column.is_not(None), "postgresql_where": column.is_not(None)}


Index("ix_article_submitted_at", Article.submitted_at, **_where_set(Article.submitted_at))
Index("ix_article_sent_back", Article.owner_id, Article.sent_back_at, **_where_set(Article.sent_back_at))
Index("ix_article_pinned_until", Article.pinned_until, **_where_set(Article.pinned_until))

# Which articles readers do not see, of those that the search knows: few, and found without a look at the others.
for _moment in (Article.withdrawn_at, Article.trashed_at, Article.expire_at):
    Index(f"ix_article_{_moment.name}", _moment, **_where_set(_moment))
Index("ix_article_go_live_at", Article.go_live_at)
_NEVER = Article.live_version.is_(None)
Index("ix_article_never_live", Article.id, sqlite_where=_NEVER, postgresql_where=_NEVER)
