"""What the audit log's rows say to a person: a sentence for each action, and what was changed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from newsapp.accounts.models import Role
from newsapp.admin.forms.people import ROLES
from newsapp.audit import AuditEvent
from newsapp.web.filters import day, moment

SENTENCES = {
    "user.add": _l("Thêm tài khoản %(email)s: %(role)s"),
    "user.sign_in": _l("Đăng nhập"),
    "user.sign_out": _l("Đăng xuất"),
    "user.set_password": _l("Đặt mật khẩu mới"),
    "user.invite": _l("Mời %(email)s làm %(role)s"),
    "user.accept_invitation": _l("Nhận lời mời với tên %(name)s"),
    "user.set_role": _l("Đổi vai trò từ %(before)s thành %(after)s"),
    "user.disable": _l("Khóa tài khoản"),
    "user.enable": _l("Mở lại tài khoản"),
    "user.offer_password": _l("Tạo liên kết đặt lại mật khẩu"),
    "second_factor.turn_on": _l("Bật xác thực hai bước"),
    "second_factor.turn_off": _l("Tắt xác thực hai bước"),
    "second_factor.renew_codes": _l("Tạo mã dự phòng mới"),
    "second_factor.use_recovery_code": _l("Đăng nhập bằng mã dự phòng, còn %(left)s mã"),
    "second_factor.reset": _l("Đặt lại xác thực hai bước"),
    "category.add": _l("Thêm chuyên mục “%(name)s”"),
    "category.change": _l("Sửa chuyên mục"),
    "category.merge": _l("Gộp chuyên mục “%(name)s” vào “%(into)s”, %(articles)s bài"),
    "category.delete": _l("Xóa chuyên mục “%(name)s”"),
    "tag.rename": _l("Đổi tên từ khóa “%(before)s” thành “%(after)s”"),
    "tag.merge": _l("Gộp từ khóa “%(name)s” vào “%(into)s”, %(articles)s bài"),
    "tag.delete": _l("Xóa từ khóa “%(name)s”, %(articles)s bài"),
    "page.move": _l("Đổi địa chỉ trang từ %(before)s thành %(after)s"),
    "menu.begin": _l("Bắt đầu sắp xếp menu"),
    "menu.add": _l("Thêm vào menu “%(label)s” (%(kind)s)"),
    "menu.change": _l("Sửa một mục của menu"),
    "menu.remove": _l("Bỏ khỏi menu “%(label)s”"),
    "menu.reset": _l("Bỏ sắp xếp menu"),
    "article.create": _l("Tạo bài “%(title)s”"),
    "article.save": _l("Lưu bài “%(title)s” (bản %(revision)s)"),
    "article.go_back": _l("Lấy lại bản %(former)s của bài “%(title)s” (thành bản %(revision)s)"),
    "article.submit": _l("Gửi duyệt bài “%(title)s” (bản %(revision)s)"),
    "article.take_back": _l("Rút lại bài “%(title)s” đã gửi duyệt (bản %(revision)s)"),
    "article.send_back": _l("Trả lại bài “%(title)s” (bản %(revision)s): %(comment)s"),
    "article.publish": _l("Đăng bài “%(title)s” (bản %(revision)s)"),
    "article.schedule": _l("Hẹn đăng bài “%(title)s” (bản %(revision)s) lúc %(go_live_at)s"),
    "article.expire": _l("Đổi lúc hết hạn của bài “%(title)s” từ %(before)s thành %(after)s"),
    "article.pin": _l("Đổi hạn ghim của bài “%(title)s” từ %(before)s thành %(after)s"),
    "article.unpublish": _l("Gỡ bài “%(title)s”"),
    "article.trash": _l("Bỏ bài “%(title)s” vào thùng rác"),
    "article.restore": _l("Lấy bài “%(title)s” ra khỏi thùng rác"),
    "article.delete": _l("Xóa hẳn bài “%(title)s”, %(revisions)s bản"),
    "article.share": _l("Tạo liên kết xem trước bài “%(title)s” (bản %(revision)s)"),
    "document.create": _l("Tạo văn bản %(number)s"),
    "document.save": _l("Sửa bản nháp của văn bản %(number)s"),
    "document.change": _l("Sửa văn bản %(number)s đang đăng"),
    "document.publish": _l("Đăng văn bản %(number)s lúc %(go_live_at)s"),
    "document.withdraw": _l("Gỡ văn bản %(number)s"),
    "document.trash": _l("Bỏ văn bản %(number)s vào thùng rác"),
    "document.restore": _l("Lấy văn bản %(number)s ra khỏi thùng rác"),
    "picture.delete": _l("Xóa ảnh %(filename)s"),
    "attachment.delete": _l("Xóa tệp %(filename)s"),
    "site.change": _l("Sửa thông tin cơ quan"),
    "statistics.set_initial": _l("Đặt số lượt truy cập ban đầu là %(visits)s"),
}
"""Action -> what was done, with the keys of its details. One that is gone stays: rows of before still tell of it."""

FIELDS = {
    "name": _l("Tên"),
    "description": _l("Mô tả"),
    "position": _l("Thứ tự"),
    "parent_body": _l("Cơ quan chủ quản"),
    "address": _l("Địa chỉ"),
    "phone": _l("Điện thoại"),
    "email": _l("Email"),
    "responsible": _l("Chịu trách nhiệm nội dung"),
    "licence": _l("Giấy phép"),
    "number": _l("Số, ký hiệu"),
    "kind": _l("Loại văn bản"),
    "issuing_body": _l("Cơ quan ban hành"),
    "signer": _l("Người ký"),
    "subject": _l("Lĩnh vực"),
    "abstract": _l("Trích yếu"),
    "issued_on": _l("Ngày ban hành"),
    "effective_on": _l("Ngày có hiệu lực"),
    "expires_on": _l("Ngày hết hiệu lực"),
    "legal_state": _l("Tình trạng hiệu lực"),
    "files": _l("Tệp của văn bản"),
}
"""What the values before and after are called; another keeps the name it has in the log."""

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*[+-]\d\d:\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ELLIPSIS = "…"


def label(action: str) -> str:
    """The action by itself, for a list to choose from."""
    sentence = SENTENCES.get(action)
    return str(sentence) % defaultdict(lambda: _ELLIPSIS) if sentence is not None else action


def sentence(event: AuditEvent) -> str:
    """What was done. A row of another release, with other details, says as much as it can."""
    if event.action not in SENTENCES:
        return event.action
    known = defaultdict(lambda: _ELLIPSIS, {name: _worded(value) for name, value in event.details.items()})
    return str(SENTENCES[event.action]) % known


def changes(event: AuditEvent) -> list[str]:
    """Each value that the action changed, before and after, where the sentence does not say so itself."""
    before, after = event.details.get("before"), event.details.get("after")
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        names = [*before, *(name for name in after if name not in before)]
        return [_change(n, before.get(n), after.get(n)) for n in names if before.get(n) != after.get(n)]
    if isinstance(before, list) and isinstance(after, list):
        pairs = [(one, other) for one, other in zip_longest(before, after) if one != other]
        return [_("%(before)s → %(after)s", **_pair(one, other)) for one, other in pairs]
    changed = event.details.get("changed")
    return [_change(name, *pair) for name, pair in changed.items()] if isinstance(changed, Mapping) else []


def _change(name: str, before: Any, after: Any) -> str:
    return str(_("%(name)s: %(before)s → %(after)s", name=str(FIELDS.get(name, name)), **_pair(before, after)))


def _pair(before: Any, after: Any) -> dict[str, str]:
    return {"before": _worded(before), "after": _worded(after)}


def _worded(value: Any) -> str:
    """A value of the details as people write it."""
    if value is None or value == "":
        return str(_("trống"))
    if isinstance(value, bool):
        return str(_("có") if value else _("không"))
    if isinstance(value, str) and value in set(Role):
        return str(ROLES[Role(value)])
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        return str(moment(datetime.fromisoformat(value)))
    if isinstance(value, str) and _DAY.fullmatch(value):
        return str(day(date.fromisoformat(value)))
    return str(value)
