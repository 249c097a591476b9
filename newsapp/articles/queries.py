"""Queries of articles. `published` is the one rule of what readers may see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache, lru_cache
from types import SimpleNamespace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    exists,
    false,
    func,
    select,
    true,
    tuple_,
    union_all,
)
from sqlalchemy.orm import joinedload

from newsapp import publishing
from newsapp.articles.models import Article, MediaUse, Revision
from newsapp.categories.models import Category
from newsapp.database import UTCDateTime
from newsapp.media.models import Attachment, Picture
from newsapp.publishing import Moment

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
    Article.cover_focus,
    Picture.digest,
    Picture.width,
    Picture.height,
)
"""The columns of a card: never the body."""


NEWEST_FIRST = (Article.go_live_at.desc(), Article.id.desc())
NOW = bindparam("now", type_=UTCDateTime())
"""For statements that are built once and executed with the moment as a parameter."""


def published(now: Moment) -> ColumnElement[bool]:
    return publishing.published(Article, now)


def hidden(now: Moment) -> Select[int]:
    """The numbers of all articles where `published` is false; each condition has an index."""
    conditions = (
        Article.live_version.is_(None),
        Article.withdrawn_at.is_not(None),
        Article.trashed_at.is_not(None),
        Article.go_live_at > now,
        Article.expire_at <= now,
    )
    numbers = [select(Article.id).where(condition) for condition in conditions]
    return select(union_all(*numbers).subquery().c.id)


def listed(now: Moment) -> ColumnElement[bool]:
    """Whether an article is published news, as lists, feeds and the home page show; no pages."""
    return and_(published(now), Article.category_id.is_not(None))


def next_changes(now: datetime) -> Iterator[Select[datetime | None]]:
    """When the clock next changes what readers see of articles."""
    yield from publishing.next_changes(Article, now)
    pinned_until = Article.pinned_until
    yield select(func.min(pinned_until)).where(pinned_until > now)


def with_number(number: int) -> Select[Article]:
    related = (joinedload(Article.category), joinedload(Article.cover))
    return select(Article).where(Article.id == number).options(*related)


@cache
def readable() -> Select[Article]:
    """The article with the number :number, if readers see it at the moment :now."""
    is_readable = (Article.id == bindparam("number"), published(NOW))
    return select(Article).where(*is_readable).options(joinedload(Article.cover))


def card_rows() -> Rows:
    return select(*CARD).outerjoin(Picture, Picture.id == Article.cover_id)


def cards(now: Moment, category_id: int | None = None) -> Rows:
    """The published articles, all or a category's, as lists show them, newest first."""
    rows = card_rows().where(listed(now)).order_by(*NEWEST_FIRST)
    return rows if category_id is None else rows.where(Article.category_id == category_id)


@lru_cache(16)
def newest(limit: int, hidden: tuple[int, ...] = ()) -> Rows:
    """The newest cards at the moment :now, without those of the categories `hidden`."""
    rows = cards(NOW).limit(limit)
    return rows.where(Article.category_id.not_in(hidden)) if hidden else rows


@lru_cache(16)
def leading(limit: int, hidden: tuple[int, ...] = ()) -> Rows:
    """The top of the home page at the moment :now: pinned cards, then up to `limit` of the newest.

    A card that is both appears twice, told apart by `is_pinned`. The categories `hidden` only
    contribute pinned cards.
    """
    pinned_numbers = select(Article.id).where(Article.pinned_until > NOW)  # few, by their own index
    pinned = cards(NOW).where(Article.id.in_(pinned_numbers)).order_by(None)
    pinned = pinned.add_columns(true().label("is_pinned"))
    fresh = newest(limit, hidden).add_columns(false().label("is_pinned"))
    both = union_all(select(pinned.subquery()), select(fresh.subquery())).subquery()
    order = (both.c.is_pinned.desc(), both.c.go_live_at.desc(), both.c.id.desc())
    return select(both).order_by(*order)


def cards_by_category(now: Moment, category_ids: Sequence[int], each: int) -> Rows:
    """The newest `each` cards of each category, in one statement."""
    parts = [cards(now, number).limit(each).subquery() for number in category_ids or [0]]
    return select(union_all(*(select(part) for part in parts)).subquery())


@lru_cache(16)
def blocks(category_ids: tuple[int, ...], each: int) -> Rows:
    """cards_by_category at the moment :now."""
    return cards_by_category(NOW, category_ids, each)


def page_of_categories(now: Moment, category_ids: Sequence[int], offset: int, limit: int) -> Rows:
    """Cards of several categories together, newest first; the offset is read off the index."""
    if len(category_ids) == 1:
        numbers = _in_category(now, category_ids[0]).with_only_columns(Article.id)
    else:
        parts = [_in_category(now, number).limit(offset + limit) for number in category_ids]
        both = union_all(*(select(part.subquery()) for part in parts)).subquery()
        numbers = select(both.c.id).order_by(both.c.go_live_at.desc(), both.c.id.desc())
    shown = card_rows().where(Article.id.in_(numbers.offset(offset).limit(limit)))
    return shown.order_by(*NEWEST_FIRST)


def _in_category(now: Moment, category_id: int) -> Rows:
    rows = select(Article.id, Article.go_live_at).where(listed(now))
    return rows.where(Article.category_id == category_id).order_by(*NEWEST_FIRST)


def newest_first(row: Any) -> tuple[float, int]:
    """The sort key of NEWEST_FIRST for rows of several statements."""
    return -row.go_live_at.timestamp(), -row.id


def count_published(now: datetime, *category_ids: int) -> Select[int]:
    in_categories = Article.category_id.in_(category_ids)
    return select(func.count()).select_from(Article).where(published(now), in_categories)


def numbers_in(category_ids: Sequence[int]) -> Select[int]:
    """The numbers of the categories' articles, in any state."""
    return select(Article.id).where(Article.category_id.in_(category_ids))


def search_rows(numbers: Sequence[int], now: datetime) -> Rows:
    """The rows of a search's results: the card and the texts to quote from."""
    texts = (Article.body, Article.byline, Article.signature, Article.source)
    rows = card_rows().add_columns(*texts, Article.attachments, Article.tags)
    rows = rows.add_columns(Article.address, Category.name.label("category"))
    rows = rows.outerjoin(Category, Category.id == Article.category_id)
    return rows.where(Article.id.in_(numbers), published(now))


def texts_of_files(numbers: Sequence[int]) -> Select[str, str]:
    """(name, text) of the attached files that have a text."""
    has_text = Attachment.text != ""
    return select(Attachment.filename, Attachment.text).where(Attachment.id.in_(numbers), has_text)


def newer(article: Any, now: Moment, limit: int) -> Rows:
    """Cards that went live after `article` (id, category_id, go_live_at), nearest first."""
    place = tuple_(article.go_live_at, article.id)
    rows = cards(now, article.category_id).where(tuple_(Article.go_live_at, Article.id) > place)
    return rows.order_by(None).order_by(Article.go_live_at, Article.id).limit(limit)


def older(article: Any, now: Moment, limit: int) -> Rows:
    """Cards that went live before `article` in its category, nearest first."""
    place = tuple_(article.go_live_at, article.id)
    rows = cards(now, article.category_id).where(tuple_(Article.go_live_at, Article.id) < place)
    return rows.limit(limit)


@lru_cache(4)
def neighbours(most: int) -> Rows:
    """Up to `most` newer cards and as many older ones, told apart by `is_newer`, nearest first.

    The article is :number in the category :category_id and went live :go_live_at; the moment: :now.
    """
    here = SimpleNamespace(
        id=bindparam("number"),
        category_id=bindparam("category_id"),
        go_live_at=bindparam("go_live_at", type_=UTCDateTime()),
    )
    after = newer(here, NOW, most).add_columns(true().label("is_newer")).subquery()
    before = older(here, NOW, most).add_columns(false().label("is_newer")).subquery()
    return select(union_all(select(after), select(before)).subquery())


def attached(article: Article | Revision) -> Select[Attachment]:
    return select(Attachment).where(Attachment.id.in_([link["id"] for link in article.attachments]))


def shows_media(digest: str, now: datetime) -> Select[bool]:
    """Whether some published article shows the stored file."""
    is_use = and_(MediaUse.digest == digest, MediaUse.article_id == Article.id)
    return select(exists().where(is_use, published(now)))


def titles(numbers: Sequence[int]) -> Select[int, str, str]:
    """Number, title and category's name of these articles, in any state."""
    rows = select(Article.id, Article.title, Category.name).where(Article.id.in_(numbers))
    return rows.join(Category, Category.id == Article.category_id)


def counts_by_category() -> Select[int | None, int]:
    """(category number, count) of the articles in any state but the trash."""
    counted = and_(Article.trashed_at.is_(None), Article.category_id.is_not(None))
    return select(Article.category_id, func.count()).where(counted).group_by(Article.category_id)


STATES = ("all", "draft", "review", "returned", "scheduled", "live", "changed", "ended", "trash")
"""The filters of the staff's list. all: but the trash; draft: not under review or returned; ended:
withdrawn or expired; review, returned: also changes of live articles.
"""


def in_state(now: datetime, state: str, owner_id: int | None) -> ColumnElement[bool]:
    """Whether an article is in one of STATES, no page, and the owner's if `owner_id` is given."""
    is_kept = Article.trashed_at.is_(None)
    waits, was_returned = Article.submitted_at.is_not(None), Article.sent_back_at.is_not(None)
    conditions = publishing.conditions(Article, now)
    conditions |= {
        "draft": and_(conditions["draft"], ~waits, ~was_returned),
        "review": and_(is_kept, waits),
        "returned": and_(is_kept, ~waits, was_returned),
        "changed": and_(published(now), Article.live_version != Article.version),
    }
    is_own = true() if owner_id is None else Article.owner_id == owner_id
    return and_(Article.address.is_(None), conditions[state], is_own)


def count_waiting(owner_id: int | None = None) -> Select[int]:
    """How many articles wait for a decision, or were sent back to the person `owner_id`."""
    rows = select(func.count()).select_from(Article).where(Article.trashed_at.is_(None))
    if owner_id is None:
        return rows.where(Article.submitted_at.is_not(None))
    is_returned = and_(Article.submitted_at.is_(None), Article.sent_back_at.is_not(None))
    return rows.where(is_returned, Article.owner_id == owner_id)


def category_last_used(owner_id: int) -> Select[int | None]:
    """The category of the last article that the person created, else that anybody created."""
    own_first = case((Article.owner_id == owner_id, 0), else_=1)
    filed = select(Article.category_id).where(Article.category_id.is_not(None))
    return filed.order_by(own_first, Article.id.desc()).limit(1)
