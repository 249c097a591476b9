"""Who did what, and when. Rows are written by the verbs, in the transaction of
what they tell of.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from flask_babel import lazy_gettext as _l
from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from newsapp.database import Model, UTCDateTime, db, note_change


@dataclass(frozen=True, slots=True)
class Action:
    """An action that is recorded.

    sentence: what it says to a person, with places for details. details: the keys that it carries.
    is_public: whether it changes what readers see; every page is made anew after one that does.
    """

    sentence: object
    details: Set[str] = frozenset()
    is_public: bool = False


ACTIONS: dict[str, Action] = {
    "user.add": Action(_l("Thêm tài khoản %(email)s: %(role)s"), {"email", "role"}),
    "user.sign_in": Action(_l("Đăng nhập")),
    "user.sign_out": Action(_l("Đăng xuất")),
    "user.fail_sign_in": Action(_l("Nhập sai mật khẩu")),
    "user.refuse": Action(_l("Bị từ chối: không có quyền %(wanted)s"), {"wanted"}),
    "user.set_password": Action(_l("Đặt mật khẩu mới")),
    "user.invite": Action(_l("Mời %(email)s làm %(role)s"), {"email", "role"}),
    "user.accept_invitation": Action(_l("Nhận lời mời với tên %(name)s"), {"name"}),
    "user.set_role": Action(_l("Đổi vai trò từ %(before)s thành %(after)s"), {"after", "before"}),
    "user.disable": Action(_l("Khóa tài khoản")),
    "user.enable": Action(_l("Mở lại tài khoản")),
    "user.offer_password": Action(_l("Tạo liên kết đặt lại mật khẩu")),
    "category.add": Action(_l("Thêm chuyên mục “%(name)s”"), {"name"}, is_public=True),
    "category.change": Action(_l("Sửa chuyên mục"), {"after", "before"}, is_public=True),
    "category.merge": Action(
        _l("Gộp chuyên mục “%(name)s” vào “%(into)s”, %(articles)s bài"),
        {"articles", "into", "name"},
        is_public=True,
    ),
    "category.delete": Action(_l("Xóa chuyên mục “%(name)s”"), {"name"}, is_public=True),
    "page.move": Action(
        _l("Đổi địa chỉ trang từ %(before)s thành %(after)s"), {"after", "before"}, is_public=True
    ),
    "article.create": Action(_l("Tạo bài “%(title)s”"), {"title"}),
    "article.save": Action(_l("Lưu bài “%(title)s” (bản %(revision)s)"), {"revision", "title"}),
    "article.publish": Action(
        _l("Đăng bài “%(title)s” (bản %(revision)s)"), {"revision", "title"}, is_public=True
    ),
    "article.submit": Action(
        _l("Gửi duyệt bài “%(title)s” (bản %(revision)s)"), {"revision", "title"}
    ),
    "article.take_back": Action(
        _l("Rút bài “%(title)s” đã gửi duyệt (bản %(revision)s)"), {"revision", "title"}
    ),
    "article.send_back": Action(
        _l("Trả lại bài “%(title)s” (bản %(revision)s): %(comment)s"),
        {"comment", "revision", "title"},
    ),
    "article.schedule": Action(
        _l("Hẹn đăng bài “%(title)s” (bản %(revision)s) lúc %(go_live_at)s"),
        {"go_live_at", "revision", "title"},
        is_public=True,
    ),
    "article.plan": Action(
        _l("Đổi giờ muốn đăng của bài “%(title)s” từ %(before)s thành %(after)s"),
        {"after", "before", "title"},
    ),
    "article.duplicate": Action(
        _l("Nhân bản bài số %(source)s thành bài “%(title)s”"), {"source", "title"}
    ),
    "article.import": Action(_l("Nhập bài “%(title)s” từ trang cũ (%(key)s)"), {"key", "title"}),
    "article.expire": Action(
        _l("Đổi giờ tự gỡ của bài “%(title)s” từ %(before)s thành %(after)s"),
        {"after", "before", "title"},
        is_public=True,
    ),
    "article.pin": Action(
        _l("Đổi hạn ghim của bài “%(title)s” từ %(before)s thành %(after)s"),
        {"after", "before", "title"},
        is_public=True,
    ),
    "article.unpublish": Action(_l("Gỡ bài “%(title)s”"), {"title"}, is_public=True),
    "article.trash": Action(_l("Chuyển bài “%(title)s” vào thùng rác"), {"title"}, is_public=True),
    "article.restore": Action(
        _l("Khôi phục bài “%(title)s” từ thùng rác"), {"title"}, is_public=True
    ),
    "article.delete": Action(
        _l("Xóa hẳn bài “%(title)s”, %(revisions)s bản"), {"revisions", "title"}
    ),
    "picture.delete": Action(_l("Xóa ảnh %(filename)s"), {"filename"}),
    "attachment.delete": Action(_l("Xóa tệp %(filename)s"), {"filename"}),
}
"""The core's actions; parts add theirs. One that is given up stays: rows of before tell of it."""

FIELD_LABELS: dict[str, object] = {
    "name": _l("Tên"),
    "description": _l("Mô tả"),
    "position": _l("Thứ tự"),
}
"""What the values before and after a change are called; parts add theirs."""


class Actor(Protocol):
    @property
    def id(self) -> Any: ...


class Target(Protocol):
    __tablename__: Any

    @property
    def id(self) -> Any: ...


class AuditEvent(Model):
    __tablename__ = "audit_event"
    __table_args__ = (
        Index(None, "target_type", "target_id"),
        Index(None, "actor_id", "at"),
        Index(None, "action", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    action: Mapped[str] = mapped_column(String(40))
    target_type: Mapped[str] = mapped_column(String(40))
    target_id: Mapped[int]
    details: Mapped[dict[str, Any]] = mapped_column(JSON)


def record(
    action: str, *, actor: Actor | None, target: Target, at: datetime, **details: Any
) -> None:
    """Note that `actor` (None: the command line) did `action` to `target`, which has its number."""
    expected = ACTIONS[action].details
    if details.keys() != expected:
        raise ValueError(f"{action} takes {sorted(expected)}, not {sorted(details)}")
    note_change(seen_by_readers=ACTIONS[action].is_public)
    db.session.add(
        AuditEvent(
            at=at,
            actor_id=actor.id if actor is not None else None,
            action=action,
            target_type=target.__tablename__,
            target_id=target.id,
            details=details,
        )
    )
