"""What a button makes: the categories of most departments, and pages with the headings that Decree
42/2022/NĐ-CP, article 4, asks of an agency's portal.
"""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import exists, select

from newsapp.accounts.models import User
from newsapp.articles import pages, sanitise
from newsapp.articles.content import Content
from newsapp.articles.models import Article
from newsapp.categories import editing
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.web.i18n import site_language


def make_categories(*, actor: User, at: datetime) -> int:
    """Add six categories where there is none; how many were added. Raises NotAllowed."""
    if db.session.scalar(select(exists().where(Category.id > 0))):
        return 0
    names = (
        _("Tin tức – Sự kiện"),
        _("Thông báo"),
        _("Hoạt động của cơ quan"),
        _("Cải cách hành chính"),
        _("Chuyển đổi số"),
        _("Tuyên truyền pháp luật"),
    )
    for name in names:
        editing.add(name, actor=actor, at=at)
    return len(names)


def make_pages(*, actor: User, at: datetime) -> int:
    """Create two drafts where there is no page; how many were created. Raises NotAllowed."""
    if db.session.scalar(select(exists().where(Article.address.is_not(None)))):
        return 0
    about = (
        _("Chức năng, nhiệm vụ, quyền hạn"),
        _("Sơ đồ cơ cấu tổ chức"),
        _("Lãnh đạo"),
        _("Các đơn vị trực thuộc"),
    )
    contact = (
        _("Địa chỉ, điện thoại, email của cơ quan"),
        _("Người liên hệ: họ tên, chức vụ, điện thoại, email"),
        _("Giờ tiếp công dân"),
    )
    for title, headings in ((_("Giới thiệu"), about), (_("Liên hệ"), contact)):
        body = "".join(f"<h2>{heading}</h2><p>…</p>" for heading in headings)
        content = Content(
            title=title, body=sanitise.clean(body), category_id=None, language=site_language()
        )
        pages.create(content, actor=actor, at=at)
    return 2
