"""The rows of both databases: who can work on the content, and whether it agrees with itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, exists, func, select

from newsapp import clock
from newsapp.accounts.models import Role, User
from newsapp.accounts.users import active
from newsapp.articles import sanitise, staff_search_index
from newsapp.articles.models import Article, Revision
from newsapp.audit import AuditEvent
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.demo.loading import ADMINISTRATOR
from newsapp.findings import InstallationFinding, error, warning
from newsapp.visitors.models import HourlyCount, VisitorTotal

SLACK = timedelta(minutes=5)
"""How far in the future a moment may be that has been written down."""


def look() -> Iterator[InstallationFinding]:
    if not _count(User.role == Role.ADMINISTRATOR, active()):
        remedy = _("Chạy: newsapp user add EMAIL --role administrator")
        yield error("no-administrator", _("chưa có quản trị viên nào"), remedy)
    if db.session.scalar(select(Category.id).limit(1)) is None:
        what = _("chưa có chuyên mục nào nên chưa viết bài được")
        yield warning("no-category", what, _("Thêm một chuyên mục ở trang Chuyên mục."))
    if old := _count(Revision.body_policy < sanitise.POLICY):
        what = _("%(count)s phiên bản được làm sạch theo quy tắc cũ", count=old)
        yield warning("old-cleaning", what, _("Chạy: newsapp reclean"))
    if current_app.config["HTTPS"] and _count(User.email == ADMINISTRATOR):
        what = _("tài khoản quản trị của bản dùng thử, %(email)s, vẫn còn", email=ADMINISTRATOR)
        remedy = _("Bắt đầu với một thư mục dữ liệu mới, không có nội dung dùng thử.")
        yield error("demo-account", what, remedy)
    yield from _look_at_versions()
    stale = select(func.count()).select_from(staff_search_index.stale().subquery())
    if missing := db.session.scalar(stale):
        what = _("mục tìm của cán bộ chưa có nội dung mới nhất của %(count)s bài", count=missing)
        yield warning("desk-stale", what, _("Chạy: newsapp refold"))
    yield from _look_at_schedules()
    moments = [
        db.session.scalar(select(func.max(column)))
        for column in (AuditEvent.at, Article.updated_at)
    ]
    latest = max((moment for moment in moments if moment), default=None)
    if latest is not None and latest > clock.now() + SLACK:
        moment = f"{latest:%Y-%m-%d %H:%M} UTC"
        what = _(
            "có dữ liệu ghi lúc %(moment)s, là lúc chưa tới: đồng hồ đã bị lùi lại", moment=moment
        )
        yield error("clock-back", what, _set_clock())


def _look_at_versions() -> Iterator[InstallationFinding]:
    remedy = _(
        "Khôi phục một bản sao lưu từ trước đó; `newsapp drill` cho biết bản nào còn nguyên."
    )
    of_article = Revision.article_id == Article.id
    newest = select(func.max(Revision.number)).where(of_article).scalar_subquery()
    if wrong := _count(func.coalesce(newest, -1) != Article.version):
        what = _("%(count)s bài không ở phiên bản mới nhất của mình", count=wrong)
        yield error("versions-disagree", what, remedy)
    live = exists().where(of_article, Revision.number == Article.live_version)
    if lost := _count(Article.live_version.is_not(None), ~live):
        what = _("%(count)s bài đang hiện đã mất phiên bản đang hiện", count=lost)
        yield error("live-version-lost", what, remedy)


def _look_at_schedules() -> Iterator[InstallationFinding]:
    is_live, is_here = Article.live_version.is_not(None), Article.trashed_at.is_(None)
    if never := _count(is_live, is_here, Article.expire_at <= Article.go_live_at):
        what = _("%(count)s bài tự gỡ trước khi lên trang nên không ai thấy", count=never)
        yield warning("schedule-never", what, _("Mở các bài đó ở trang Bài viết và sửa thời điểm."))
    if overdue := _count(~is_live, is_here, Article.go_live_at <= clock.now()):
        what = _("%(count)s bài đã đến giờ lên trang nhưng chưa được đăng", count=overdue)
        remedy = _("Mở các bài đó ở trang Bài viết rồi đăng, hoặc xóa thời điểm.")
        yield warning("schedule-overdue", what, remedy)


def _count(*conditions: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).where(*conditions)) or 0


def look_at_counts() -> Iterator[InstallationFinding]:
    """The total of visitors is what the hours add up to, and what the site began with."""
    remedy = _(
        "Dừng trang và khôi phục cơ sở dữ liệu lượt truy cập từ một bản sao lưu mà"
        " `newsapp drill` đã thử."
    )
    for column in ("visits", "pages"):
        hours = db.session.scalar(select(func.sum(getattr(HourlyCount, column)))) or 0
        total = db.session.scalar(select(getattr(VisitorTotal, column))) or 0
        if total < hours:
            what = _(
                "tổng của %(column)s là %(total)s, còn cộng theo giờ là %(hours)s",
                column=column,
                total=total,
                hours=hours,
            )
            yield error("counts-disagree", what, remedy)
    newest = db.session.scalar(select(func.max(HourlyCount.hour)))
    if newest is not None and newest > (clock.now() + SLACK).timestamp():
        what = _("có lượt truy cập ở những giờ chưa tới: đồng hồ đã bị lùi lại")
        yield error("counts-ahead", what, _set_clock())


def _set_clock() -> str:
    return str(_("Chỉnh lại đồng hồ: sudo timedatectl set-ntp true"))
