"""Which tags there are: made by publishing, then renamed, merged and deleted by staff. None of
these commits.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete, select, update

from newsapp import audit, redirects
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.articles import workflow
from newsapp.articles.models import Article, Revision
from newsapp.articles.tag_names import LONGEST, address, once_each
from newsapp.database import db, is_still_there
from newsapp.parts.tags.models import ArticleTag, Tag
from newsapp.redirects import TAG, FormerAddress
from newsapp.text_cleaning import clean_text


class TagError(ValueError):
    """The tag cannot be changed so; the message says why."""


def current_names(names: Sequence[str]) -> list[str]:
    """The names as they are today: of a tag that was renamed or merged, the new one."""
    tags = _tags_called(names)
    current = {slug: tag.name for slug, tag in tags.items()}
    return once_each(current.get(address(name), name) for name in names)


def make_new(revision: Revision) -> None:
    """Give the text that goes live today's names; a name that no tag has or had makes a new tag."""
    names = current_names(revision.tags)
    tags = _tags_called(names)
    for name in names:
        if address(name) not in tags:
            db.session.add(Tag(name=name, slug=address(name)))
    db.session.flush()
    revision.tags = names


def index(article: Article) -> None:
    """Let readers find the article by the tags of its live text."""
    unindex(article)
    for tag in _tags_called(article.tags).values():
        db.session.add(ArticleTag(article_id=article.id, tag_id=tag.id))
    db.session.flush()


def unindex(article: Article) -> None:
    db.session.execute(delete(ArticleTag).where(ArticleTag.article_id == article.id))


def rename(tag: Tag, name: str, *, actor: User, at: datetime) -> Tag:
    """The address follows the name; the former one leads on. Raises TagError, NotAllowed."""
    require(actor, "tag.edit")
    _refresh(tag)
    before, slug_before = tag.name, tag.slug
    name = _clean_name(name, tag)
    if name == before:
        return tag
    tag.name, tag.slug = name, address(name)
    redirects.move(TAG, tag.id, slug_before, tag.slug)
    _replace_in_articles(tag, slug_before, [name])
    audit.record("tag.rename", actor=actor, target=tag, at=at, before=before, after=name)
    return tag


def merge(tag: Tag, into: Tag, *, actor: User, at: datetime) -> int:
    """All articles of `tag` have `into` instead, whose address it leads to. Returns how many.

    Raises TagError, NotAllowed.
    """
    require(actor, "tag.edit")
    _refresh(tag)
    _refresh(into)
    if tag.id == into.id:
        raise TagError(_("Hãy chọn một từ khóa khác để gộp vào."))
    count = len(_replace_in_articles(tag, tag.slug, [into.name]))
    has_both = select(ArticleTag.article_id).where(ArticleTag.tag_id == into.id)
    having = ArticleTag.tag_id == tag.id
    db.session.execute(delete(ArticleTag).where(having, ArticleTag.article_id.in_(has_both)))
    db.session.execute(update(ArticleTag).where(having).values(tag_id=into.id))
    redirects.hand_over(TAG, tag.id, tag.slug, into.id)
    names = {"name": tag.name, "into": into.name}
    audit.record("tag.merge", actor=actor, target=tag, at=at, articles=count, **names)
    db.session.execute(delete(Tag).where(Tag.id == tag.id))
    return count


def delete_tag(tag: Tag, *, actor: User, at: datetime) -> int:
    """Take the tag off every article, live and latest text; its address is no more. Returns how
    many had it.

    Raises TagError, NotAllowed.
    """
    require(actor, "tag.edit")
    _refresh(tag)
    articles = _replace_in_articles(tag, tag.slug, [])
    for article in articles:
        _replace(workflow.latest_revision(article), tag.slug, [])
    redirects.drop(TAG, tag.id)
    count = len(articles)
    audit.record("tag.delete", actor=actor, target=tag, at=at, name=tag.name, articles=count)
    db.session.flush()
    db.session.execute(delete(ArticleTag).where(ArticleTag.tag_id == tag.id))
    db.session.execute(delete(Tag).where(Tag.id == tag.id))
    return count


def _refresh(tag: Tag) -> None:
    if not is_still_there(tag):
        raise TagError(_("Từ khóa này vừa được người khác xóa hoặc gộp."))


def _clean_name(name: str, tag: Tag) -> str:
    """The name as it is stored, if no other tag has or had it. Raises TagError."""
    name = clean_text(name).strip("# ")
    if not name or "," in name or ";" in name:
        raise TagError(_("Hãy nhập một từ khóa, không có dấu phẩy."))
    if len(name) > LONGEST:
        raise TagError(_("Từ khóa dài quá %(count)s ký tự.", count=LONGEST))
    other = _tags_called([name]).get(address(name), tag)
    if other.id != tag.id:
        raise TagError(_("Đã có từ khóa “%(name)s”: hãy gộp hai từ khóa.", name=other.name))
    return name


def _tags_called(names: Sequence[str]) -> dict[str, Tag]:
    """Address -> the tag that stands there, or once did."""
    addresses = [address(name) for name in names]
    if not addresses:
        return {}
    former = (
        select(FormerAddress.slug, Tag)
        .join(Tag, Tag.id == FormerAddress.target_id)
        .where(FormerAddress.area == TAG, FormerAddress.slug.in_(addresses))
    )
    present = select(Tag.slug, Tag).where(Tag.slug.in_(addresses))
    return {row[0]: row[1] for rows in (former, present) for row in db.session.execute(rows)}


def _replace_in_articles(tag: Tag, slug: str, names: Sequence[str]) -> list[Article]:
    """Put names in the place of the tag, which stood at `slug`, in the live text of each article
    that has it. Returns these, as they stand under the write lock.
    """
    having = (
        select(Article)
        .join(ArticleTag, ArticleTag.article_id == Article.id)
        .where(ArticleTag.tag_id == tag.id)
        .execution_options(populate_existing=True)
    )
    articles = list(db.session.scalars(having))
    for article in articles:
        _replace(article, slug, names)
        if article.live_version is not None:
            workflow.search_text_changed(article)
    return articles


def _replace(text: Article | Revision, slug: str, names: Sequence[str]) -> None:
    tags: list[str] = []
    for name in text.tags:
        tags += names if address(name) == slug else [name]
    text.tags = once_each(tags)
