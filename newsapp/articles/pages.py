"""Pages (Giới thiệu, Liên hệ): articles without a category, at a short address of their own."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import BindParameter, Select, bindparam, select

from newsapp import audit, redirects
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.articles import workflow
from newsapp.articles.content import Content
from newsapp.articles.models import Article, Revision
from newsapp.database import db
from newsapp.redirects import PAGE
from newsapp.slugs import slug


class PageError(ValueError):
    """The address is not possible; the message says why."""


def create(content: Content, *, actor: User, at: datetime, wanted: str = "") -> Article:
    """Create a draft page, at `wanted` or an address made of its title. Raises NotAllowed.

    Where that address is another page's, a number is added.
    """
    require(actor, "page.edit")
    readable = slug(wanted.replace("_", "-") or content.title, fallback="trang")
    address = redirects.free(PAGE, readable, Article.address)
    return workflow.create(content, address=address, actor=actor, at=at)


def change_address(page: Article, address: str, *, actor: User, at: datetime) -> Article:
    """Move the page; its former address redirects to it. Raises PageError, NotAllowed."""
    require(actor, "page.edit")
    db.session.refresh(page)
    before, after = str(page.address), slug(address.replace("_", "-"), fallback="")
    if not after:
        message = _("Hãy nhập địa chỉ bằng chữ không dấu, số và gạch nối, ví dụ: gioi-thieu.")
        raise PageError(message)
    if after == before:
        return page
    current = select(Article.id).where(Article.address == after)
    for other in (db.session.scalar(current), db.session.scalar(redirects.target(PAGE, after))):
        if other is not None and other != page.id:
            raise PageError(_("Địa chỉ “%(address)s” đã thuộc về một trang khác.", address=after))
    redirects.move(PAGE, page.id, before, after)
    page.address = after
    page.updated_at = at
    audit.record("page.move", actor=actor, target=page, at=at, before=before, after=after)
    return page


def number_at() -> Select[int]:
    """The number of the page whose current or former address is :address."""
    address: BindParameter[str] = bindparam("address")
    current = select(Article.id).where(Article.address == address)
    redirect = redirects.FormerAddress
    former = select(redirect.target_id).where(redirect.area == PAGE, redirect.slug == address)
    return select(current.union_all(former).subquery())


def everyone() -> Select[Article, str]:
    """Every page with its latest title, by address, those in the trash last."""
    latest = (Revision.article_id == Article.id) & (Revision.number == Article.version)
    rows = select(Article, Revision.title).join(Revision, latest)
    rows = rows.where(Article.address.is_not(None))
    return rows.order_by(Article.trashed_at.is_not(None), Article.address)
