"""Pages (Giới thiệu, Liên hệ): articles that stand in no category, at a short address of their own."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import Select, bindparam, select

from newsapp import audit, former_addresses
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.articles import workflow
from newsapp.articles.content import Content
from newsapp.articles.models import Article, Revision
from newsapp.database import db
from newsapp.former_addresses import PAGE
from newsapp.slugs import slug


class PageError(ValueError):
    """The page cannot be put there; the message says why."""


def create(content: Content, *, actor: User, at: datetime) -> Article:
    """Start a page as a draft; its address is made of its first title and stays. Raises NotAllowed."""
    require(actor, "page.edit")
    wanted = slug(content.title, fallback="trang")
    taken = select(Article.address).where(Article.address.startswith(wanted))
    return workflow.create(
        content,
        address=former_addresses.free(PAGE, wanted, (str(one) for one in db.session.scalars(taken))),
        actor=actor,
        at=at,
    )


def change_address(page: Article, wanted: str, *, actor: User, at: datetime) -> Article:
    """Put the page elsewhere; its former address leads on. Raises PageError, NotAllowed."""
    require(actor, "page.edit")
    db.session.refresh(page)
    before, after = str(page.address), slug(wanted.replace("_", "-"), fallback="")
    if not after:
        raise PageError(_("Hãy nhập địa chỉ bằng chữ không dấu, số và gạch nối, ví dụ: gioi-thieu."))
    if after == before:
        return page
    now_there = select(Article.id).where(Article.address == after)
    for other in (db.session.scalar(now_there), db.session.scalar(former_addresses.target(PAGE, after))):
        if other is not None and other != page.id:
            raise PageError(_("Địa chỉ “%(address)s” đã thuộc về một trang khác.", address=after))
    former_addresses.move(PAGE, page.id, before, after)
    page.address = after
    page.updated_at = at
    audit.record("page.move", actor=actor, target=page, at=at, before=before, after=after)
    return page


def number_at() -> Select[int]:
    """The number of the page that stands at :address, or once did."""
    here = select(Article.id).where(Article.address == bindparam("address"))
    former = former_addresses.FormerAddress
    once = select(former.target_id).where(former.area == PAGE, former.slug == bindparam("address"))
    return select(here.union_all(once).subquery())


def everyone() -> Select[Article, str]:
    """Every page with its latest title, by address."""
    latest = (Revision.article_id == Article.id) & (Revision.number == Article.version)
    joined = select(Article, Revision.title).join(Revision, latest)
    return joined.where(Article.address.is_not(None)).order_by(Article.trashed_at.is_not(None), Article.address)
