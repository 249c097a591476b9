"""Reading articles. `published` is the one rule of what readers may see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache, lru_cache
from types import SimpleNamespace
from typing import Any, Protocol

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    exists,
    false,
    func,
    or_,
    select,
    true,
    tuple_,
    union_all,
)
from sqlalchemy.orm import aliased, joinedload

from newsapp import former_addresses
from newsapp.accounts.models import User
from newsapp.articles.models import Article, MediaUse, Revision
from newsapp.articles.tags import ArticleTag, Tag
from newsapp.categories.models import Category
from newsapp.database import UTCDateTime
from newsapp.media.models import Attachment, Picture

Rows = Select[*tuple[Any, ...]]

CARD = (
    Article.id,
    Article.title,
    Article.summary,
    Article.published_on,
    Article.category_id,
    Article.go_live_at,
    Article.language,
    Article.cover_alt,
    Picture.digest,
    Picture.width,
    Picture.height,
)
"""What a list shows of an article: never its body."""


NOW = bindparam("now", type_=UTCDateTime())
"""For statements that are built once, which takes longer than to run them, and given the moment each time."""

Moment = datetime | BindParameter[datetime]


def published(now: Moment) -> ColumnElement[bool]:
    """Whether readers see an article at the moment `now`. Everything public stands on this."""
    return and_(
        Article.live_version.is_not(None),
        Article.withdrawn_at.is_(None),
        Article.trashed_at.is_(None),
        Article.go_live_at <= now,
        or_(Article.expire_at.is_(None), Article.expire_at > now),
    )


def hidden(now: Moment) -> Select[int]:
    """The numbers of all that readers do not see: where `published` is false, each part from an index of its own."""
    conditions = (
        Article.live_version.is_(None),
        Article.withdrawn_at.is_not(None),
        Article.trashed_at.is_not(None),
        Article.go_live_at > now,
        Article.expire_at <= now,
    )
    return select(union_all(*(select(Article.id).where(condition) for condition in conditions)).subquery().c.id)


def listed(now: Moment) -> ColumnElement[bool]:
    """Whether an article is news that readers see: lists, feeds and the home page show these, and never a page."""
    return and_(published(now), Article.category_id.is_not(None))


def next_changes(now: datetime) -> Select[datetime | None, datetime | None, datetime | None]:
    """When the clock will next show an article to readers, take one away, or end its leading the home page."""
    return select(
        select(func.min(Article.go_live_at)).where(Article.go_live_at > now).scalar_subquery(),
        select(func.min(Article.expire_at)).where(Article.expire_at > now).scalar_subquery(),
        select(func.min(Article.pinned_until)).where(Article.pinned_until > now).scalar_subquery(),
    )


def with_number(number: int) -> Select[Article]:
    return select(Article).where(Article.id == number).options(joinedload(Article.category), joinedload(Article.cover))


@cache
def readable() -> Select[Article]:
    """The article with the number :number, if readers see it at the moment :now."""
    return select(Article).where(Article.id == bindparam("number"), published(NOW)).options(joinedload(Article.cover))


def card_rows() -> Rows:
    return select(*CARD).outerjoin(Picture, Picture.id == Article.cover_id)


def cards(now: Moment, category_id: int | None = None) -> Rows:
    """The published articles, all or a category's, as lists show them, newest first."""
    rows = card_rows().where(listed(now)).order_by(Article.go_live_at.desc(), Article.id.desc())
    return rows if category_id is None else rows.where(Article.category_id == category_id)


@lru_cache(16)
def newest(limit: int, hidden: tuple[int, ...] = ()) -> Rows:
    """The newest cards at the moment :now, but those of the categories `hidden`."""
    rows = cards(NOW).limit(limit)
    return rows.where(Article.category_id.not_in(hidden)) if hidden else rows


@lru_cache(16)
def leading(limit: int, hidden: tuple[int, ...] = ()) -> Rows:
    """What may lead the home page at the moment :now: the pinned cards, then up to `limit` of the newest.

    One that is both is there twice: the column `is_pinned` tells which are which. Of the categories `hidden` only what
    is pinned is among them.
    """
    those = select(Article.id).where(Article.pinned_until > NOW)  # found first: they are few, by an index of their own
    pinned = cards(NOW).where(Article.id.in_(those)).order_by(None).add_columns(true().label("is_pinned")).subquery()
    fresh = newest(limit, hidden).add_columns(false().label("is_pinned")).subquery()
    both = union_all(select(pinned), select(fresh)).subquery()
    return select(both).order_by(both.c.is_pinned.desc(), both.c.go_live_at.desc(), both.c.id.desc())


def cards_by_category(now: Moment, category_ids: Sequence[int], each: int) -> Rows:
    """The newest `each` cards of each category, in one statement that reads only the rows it returns."""
    parts = [cards(now, number).limit(each).subquery() for number in category_ids or [0]]
    return select(union_all(*(select(part) for part in parts)).subquery())


@lru_cache(16)
def blocks(category_ids: tuple[int, ...], each: int) -> Rows:
    """cards_by_category at the moment :now."""
    return cards_by_category(NOW, category_ids, each)


def page_of_categories(now: Moment, category_ids: Sequence[int], offset: int, limit: int) -> Rows:
    """Some cards of the categories' articles together, newest first: what comes before them is read off the index."""
    parts = [_in_category(now, number).limit(offset + limit).subquery() for number in category_ids]
    both = union_all(*(select(part) for part in parts)).subquery()
    shown = select(both.c.id).order_by(both.c.go_live_at.desc(), both.c.id.desc()).offset(offset).limit(limit)
    order = (Article.go_live_at.desc(), Article.id.desc())
    if len(category_ids) == 1:
        shown = _in_category(now, category_ids[0]).with_only_columns(Article.id).offset(offset).limit(limit)
    return card_rows().where(Article.id.in_(shown)).order_by(*order)


def _in_category(now: Moment, category_id: int) -> Rows:
    rows = select(Article.id, Article.go_live_at).where(listed(now), Article.category_id == category_id)
    return rows.order_by(Article.go_live_at.desc(), Article.id.desc())


def newest_first(row: Any) -> tuple[float, int]:
    """What puts rows of several lists in the order of one."""
    return -row.go_live_at.timestamp(), -row.id


def count_published(now: datetime, *category_ids: int) -> Select[int]:
    return select(func.count()).select_from(Article).where(published(now), Article.category_id.in_(category_ids))


def cards_with_tag(now: Moment, tag_id: int) -> Rows:
    """The published articles that have the tag, newest first."""
    return cards(now).join(ArticleTag, ArticleTag.article_id == Article.id).where(ArticleTag.tag_id == tag_id)


def count_with_tag(now: Moment, tag_id: int) -> Select[int]:
    joined = select(func.count()).select_from(ArticleTag).join(Article, Article.id == ArticleTag.article_id)
    return joined.where(ArticleTag.tag_id == tag_id, listed(now))


def count_tagged(tag_id: int) -> Select[int]:
    """How many articles have the tag in their live text, whether readers see them now or not."""
    return select(func.count()).where(ArticleTag.tag_id == tag_id)


def tag_at(address: str) -> Select[Tag]:
    return select(Tag).where(Tag.slug == address)


def tag_once_at(address: str) -> Select[Tag]:
    """The tag that stood at `address` before it was renamed or merged."""
    return select(Tag).where(Tag.id == former_addresses.target(former_addresses.TAG, address).scalar_subquery())


def tags_of(article_id: int) -> Select[Tag]:
    """The tags of an article's live text, by name."""
    joined = select(Tag).join(ArticleTag, ArticleTag.tag_id == Tag.id)
    return joined.where(ArticleTag.article_id == article_id).order_by(Tag.name)


def tags_with_counts() -> Select[Tag, int]:
    """Every tag with the number of articles whose live text has it, most first."""
    count = func.count(ArticleTag.article_id)
    joined = select(Tag, count).outerjoin(ArticleTag, ArticleTag.tag_id == Tag.id)
    return joined.group_by(Tag.id).order_by(count.desc(), Tag.name)


def numbers_in(category_ids: Sequence[int]) -> Select[int]:
    """The numbers of the categories' articles, in any state."""
    return select(Article.id).where(Article.category_id.in_(category_ids))


def found(numbers: Sequence[int], now: datetime) -> Rows:
    """What the list of a search shows of these, if readers see them: the card, and the texts to quote from."""
    own = (Article.body, Article.byline, Article.signature, Article.source, Article.attachments, Article.tags)
    rows = card_rows().add_columns(*own, Article.address, Category.name.label("category"))
    rows = rows.outerjoin(Category, Category.id == Article.category_id)
    return rows.where(Article.id.in_(numbers), published(now))


def texts_of_files(numbers: Sequence[int]) -> Select[str, str]:
    """(name, text) of attached files that say something."""
    return select(Attachment.filename, Attachment.text).where(Attachment.id.in_(numbers), Attachment.text != "")


class Place(Protocol):
    """Where an article stands in its category's list."""

    @property
    def id(self) -> Any: ...

    @property
    def category_id(self) -> Any: ...

    @property
    def go_live_at(self) -> Any: ...


def newer(article: Place, now: Moment, limit: int) -> Rows:
    """Those that went live after `article` in its category, nearest first."""
    return (
        cards(now)
        .where(
            Article.category_id == article.category_id,
            tuple_(Article.go_live_at, Article.id) > tuple_(article.go_live_at, article.id),
        )
        .order_by(None)
        .order_by(Article.go_live_at, Article.id)
        .limit(limit)
    )


def older(article: Place, now: Moment, limit: int) -> Rows:
    """Those that went live before `article` in its category, nearest first."""
    return (
        cards(now)
        .where(
            Article.category_id == article.category_id,
            tuple_(Article.go_live_at, Article.id) < tuple_(article.go_live_at, article.id),
        )
        .limit(limit)
    )


@lru_cache(4)
def neighbours(older_ones: int) -> Rows:
    """The one newer card and up to `older_ones` older ones next to an article; the column `is_newer` tells which.

    The article has the number :number in the category :category_id and went live :go_live_at; the moment is :now.
    """
    here = SimpleNamespace(
        id=bindparam("number"),
        category_id=bindparam("category_id"),
        go_live_at=bindparam("go_live_at", type_=UTCDateTime()),
    )
    after = newer(here, NOW, 1).add_columns(true().label("is_newer")).subquery()
    before = older(here, NOW, older_ones).add_columns(false().label("is_newer")).subquery()
    return select(union_all(select(after), select(before)).subquery())


def attached(article: Article | Revision) -> Select[Attachment]:
    return select(Attachment).where(Attachment.id.in_([link["id"] for link in article.attachments]))


def shows_media(digest: str, now: datetime) -> Select[bool]:
    """Whether some published article shows the stored file."""
    return select(exists().where(MediaUse.digest == digest, MediaUse.article_id == Article.id, published(now)))


def titles(numbers: Sequence[int]) -> Select[int, str, str]:
    """Number, title and category's name of these articles, in any state."""
    return (
        select(Article.id, Article.title, Category.name)
        .join(Category, Category.id == Article.category_id)
        .where(Article.id.in_(numbers))
    )


def counts_by_category() -> Select[int | None, int]:
    """How many articles each category holds, in any state but the trash: (category number, count)."""
    kept = and_(Article.trashed_at.is_(None), Article.category_id.is_not(None))
    return select(Article.category_id, func.count()).where(kept).group_by(Article.category_id)


STATES = ("all", "draft", "review", "returned", "scheduled", "live", "changed", "ended", "trash")
"""What the staff's list can be narrowed to: all but the trash; draft: nobody waits for it; ended: withdrawn or expired.

review and returned also name changes of articles that were published before.
"""


def desk(now: datetime, state: str = "all", owner_id: int | None = None) -> Rows:
    """The rows of the staff's list, latest change first: (Article, latest title, its category, owner's name).

    state: one of STATES; owner_id narrows to one person's articles.
    """
    latest = aliased(Revision)
    return (
        select(Article, latest.title, Category.name, User.name)
        .join(latest, and_(latest.article_id == Article.id, latest.number == Article.version))
        .join(Category, Category.id == latest.category_id)
        .outerjoin(User, User.id == Article.owner_id)
        .where(on_desk(now, state, owner_id))
        .order_by(Article.updated_at.desc(), Article.id.desc())
    )


def desk_count(now: datetime, state: str = "all", owner_id: int | None = None) -> Select[int]:
    return select(func.count()).select_from(Article).where(on_desk(now, state, owner_id))


def on_desk(now: datetime, state: str, owner_id: int | None) -> ColumnElement[bool]:
    kept, was_live = Article.trashed_at.is_(None), Article.live_version.is_not(None)
    conditions = {
        "all": kept,
        "draft": and_(
            kept, Article.live_version.is_(None), Article.submitted_at.is_(None), Article.sent_back_at.is_(None)
        ),
        "review": and_(kept, Article.submitted_at.is_not(None)),
        "returned": and_(kept, Article.submitted_at.is_(None), Article.sent_back_at.is_not(None)),
        "scheduled": and_(kept, was_live, Article.withdrawn_at.is_(None), Article.go_live_at > now),
        "live": published(now),
        "changed": and_(published(now), Article.live_version != Article.version),
        "ended": and_(kept, was_live, or_(Article.withdrawn_at.is_not(None), Article.expire_at <= now)),
        "trash": Article.trashed_at.is_not(None),
    }
    return and_(
        Article.address.is_(None), conditions[state], true() if owner_id is None else Article.owner_id == owner_id
    )


def count_waiting(owner_id: int | None = None) -> Select[int]:
    """How many articles wait for a decision; with `owner_id`, how many were sent back to that person."""
    rows = select(func.count()).select_from(Article).where(Article.trashed_at.is_(None))
    if owner_id is None:
        return rows.where(Article.submitted_at.is_not(None))
    return rows.where(Article.submitted_at.is_(None), Article.sent_back_at.is_not(None), Article.owner_id == owner_id)


def category_last_used(owner_id: int) -> Select[int | None]:
    """The category of the last article that a person began."""
    own = and_(Article.owner_id == owner_id, Article.category_id.is_not(None))
    return select(Article.category_id).where(own).order_by(Article.id.desc()).limit(1)
