"""Which tags there are: made by publishing, then renamed, merged and deleted by staff. None of these commits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import InvalidRequestError

from newsapp import audit, former_addresses
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.articles import indexing
from newsapp.articles.models import Article, Revision
from newsapp.articles.tags import LONGEST, ArticleTag, Tag, address, once_each
from newsapp.characters import clean_name
from newsapp.database import db
from newsapp.former_addresses import TAG, FormerAddress


class TagError(ValueError):
    """The tag cannot be changed so; the message says why."""


def current_names(names: Sequence[str]) -> list[str]:
    """The names as they are today: of a tag that was renamed or merged, the new one."""
    known = _known(names)
    return once_each(known[address(name)].name if address(name) in known else name for name in names)


def settle(names: Sequence[str]) -> list[str]:
    """The same, and a name that no tag has or had makes a new one."""
    settled = current_names(names)
    known = _known(settled)
    db.session.add_all(Tag(name=name, slug=address(name)) for name in settled if address(name) not in known)
    db.session.flush()
    return settled


def note(article: Article) -> None:
    """Write down the tags of the live text, so that readers find the article by them."""
    db.session.execute(delete(ArticleTag).where(ArticleTag.article_id == article.id))
    known = _known(article.tags)
    db.session.add_all(ArticleTag(article_id=article.id, tag_id=known[address(name)].id) for name in article.tags)
    db.session.flush()


def rename(tag: Tag, name: str, *, actor: User, at: datetime) -> Tag:
    """The address follows the name; the former one leads on. Raises TagError, NotAllowed."""
    require(actor, "tag.edit")
    _look_again(tag)
    before, name = tag.name, clean_name(name).strip("# ")
    if not name or "," in name or ";" in name:
        raise TagError(_("Hãy nhập một từ khóa, không có dấu phẩy."))
    if len(name) > LONGEST:
        raise TagError(_("Từ khóa dài quá %(count)s ký tự.", count=LONGEST))
    other = _known([name]).get(address(name))
    if other is not None and other.id != tag.id:
        raise TagError(_("Đã có từ khóa “%(name)s”: hãy gộp hai từ khóa.", name=other.name))
    if name == before:
        return tag
    if address(name) != tag.slug:
        former_addresses.move(TAG, tag.id, tag.slug, address(name))
    tag.name, tag.slug = name, address(name)
    db.session.flush()
    having = _having(tag)
    for article in having:
        article.tags = [name if address(one) == address(before) else one for one in article.tags]
    _find_anew(having)
    audit.record("tag.rename", actor=actor, target=tag, at=at, before=before, after=name)
    return tag


def merge(tag: Tag, into: Tag, *, actor: User, at: datetime) -> int:
    """All articles of `tag` have `into` instead, whose address it leads to. Returns how many.

    Raises TagError, NotAllowed.
    """
    require(actor, "tag.edit")
    _look_again(tag)
    _look_again(into)
    if tag.id == into.id:
        raise TagError(_("Hãy chọn một từ khóa khác để gộp vào."))
    articles = _having(tag)
    for article in articles:
        article.tags = once_each(into.name if address(one) == tag.slug else one for one in article.tags)
    has_both = select(ArticleTag.article_id).where(ArticleTag.tag_id == into.id)
    db.session.execute(delete(ArticleTag).where(ArticleTag.tag_id == tag.id, ArticleTag.article_id.in_(has_both)))
    db.session.execute(update(ArticleTag).where(ArticleTag.tag_id == tag.id).values(tag_id=into.id))
    former_addresses.hand_over(TAG, tag.id, tag.slug, into.id)
    _find_anew(articles)
    audit.record("tag.merge", actor=actor, target=tag, at=at, name=tag.name, into=into.name, articles=len(articles))
    db.session.execute(delete(Tag).where(Tag.id == tag.id))
    return len(articles)


def delete_tag(tag: Tag, *, actor: User, at: datetime) -> int:
    """Take the tag off every article, live and latest text; its address is no more. Returns how many had it.

    Raises TagError, NotAllowed.
    """
    require(actor, "tag.edit")
    _look_again(tag)
    articles = _having(tag)
    for article in articles:
        latest = select(Revision).where(Revision.article_id == article.id, Revision.number == article.version)
        for text in (article, db.session.scalars(latest).one()):
            text.tags = [one for one in text.tags if address(one) != tag.slug]
    former_addresses.drop(TAG, tag.id)
    _find_anew(articles)
    audit.record("tag.delete", actor=actor, target=tag, at=at, name=tag.name, articles=len(articles))
    db.session.flush()
    db.session.execute(delete(ArticleTag).where(ArticleTag.tag_id == tag.id))
    db.session.execute(delete(Tag).where(Tag.id == tag.id))
    return len(articles)


def _look_again(tag: Tag) -> None:
    """Read the row anew, under the write lock. Raises TagError where it is gone by now."""
    try:
        db.session.refresh(tag)
    except InvalidRequestError:
        raise TagError(_("Từ khóa này vừa được người khác xóa hoặc gộp.")) from None


def _find_anew(articles: Sequence[Article]) -> None:
    """Tags are part of what the search looks into."""
    for article in articles:
        if article.live_version is not None:
            indexing.note(article)


def most_used(limit: int) -> list[str]:
    """The names of the tags that most articles have."""
    count = func.count(ArticleTag.article_id)
    joined = select(Tag.name).outerjoin(ArticleTag, ArticleTag.tag_id == Tag.id)
    return list(db.session.scalars(joined.group_by(Tag.id).order_by(count.desc(), Tag.name).limit(limit)))


def _known(names: Sequence[str]) -> dict[str, Tag]:
    """Address -> the tag that stands there, or once did."""
    addresses = [address(name) for name in names]
    if not addresses:
        return {}
    once = select(FormerAddress.slug, Tag).join(Tag, Tag.id == FormerAddress.target_id)
    once = once.where(FormerAddress.area == TAG, FormerAddress.slug.in_(addresses))
    known = {row[0]: row[1] for row in db.session.execute(once)}
    return known | {tag.slug: tag for tag in db.session.scalars(select(Tag).where(Tag.slug.in_(addresses)))}


def _having(tag: Tag) -> list[Article]:
    """The articles whose live text has the tag, as they stand under the write lock."""
    rows = select(Article).join(ArticleTag, ArticleTag.article_id == Article.id).where(ArticleTag.tag_id == tag.id)
    return list(db.session.scalars(rows.execution_options(populate_existing=True)))
