"""The form by which citizens write to the agency, and the answers that are published."""

from __future__ import annotations

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from newsapp.accounts.permissions import ADMINISTRATORS, EDITORS
from newsapp.audit import Action
from newsapp.registry import AuditTarget, Registry, StaffMenuEntry

readers = Blueprint("contact", __name__, template_folder="templates")
staff = Blueprint("contact", __name__)
PERMISSIONS = {
    "contact.answer": EDITORS,
    "contact.publish": EDITORS,
    "contact.manage": ADMINISTRATORS,
}
# None of these says who wrote, or what.
AUDIT_ACTIONS = {
    "contact.open": Action(_l("Mở trang liên hệ"), is_public=True),
    "contact.close": Action(_l("Đóng trang liên hệ"), is_public=True),
    "contact.work": Action(_l("Xử lý một thư liên hệ"), {"after", "assigned", "before"}),
    "contact.delete": Action(_l("Xóa thư liên hệ")),
    "contact.export": Action(_l("Tải về %(count)s thư liên hệ"), {"count"}),
    "contact.purge": Action(_l("Xóa %(count)s thư liên hệ đã hết hạn lưu"), {"count"}),
    "question.publish": Action(_l("Đăng một câu hỏi và trả lời"), is_public=True),
    "question.change": Action(_l("Sửa một câu hỏi và trả lời"), is_public=True),
    "question.delete": Action(_l("Gỡ một câu hỏi và trả lời"), is_public=True),
}
STAFF_MENU_ENTRY = StaffMenuEntry(
    "admin.contact.messages",
    "contact.answer",
    _l("Liên hệ – Hỏi đáp"),
    14,
    place="more",
    paths=("messages", "messages.csv", "questions"),
)


def register(registry: Registry) -> None:
    from newsapp.parts.contact import (  # noqa: F401 - add pages
        admin,
        admin_questions,
        keeping,
        menu,
        public,
        queries,
    )

    registry.add_pages(readers=readers, staff=staff)
    registry.add_permissions(PERMISSIONS)
    registry.add_audit_actions(AUDIT_ACTIONS)
    registry.audit_targets["contact_form"] = AuditTarget(_l("Trang liên hệ"))
    registry.audit_targets["contact_message"] = AuditTarget(
        _l("Thư liên hệ"), "admin.contact.message"
    )
    registry.audit_targets["question"] = AuditTarget(_l("Hỏi đáp"), "admin.contact.question")
    registry.staff_menu.append(STAFF_MENU_ENTRY)
    registry.menu_targets += menu.TARGETS
    registry.link_targets["public.contact.contact"] = lambda _values: queries.is_open()
    registry.link_targets["public.contact.questions"] = lambda _values: queries.has_questions()
    registry.list_pages.append(public.list_pages)
    registry.sweeps.append(keeping.purge)
    registry.add_values("dashboard", admin.new_messages)
    registry.add_template("dashboard.start", "contact/_new_messages.html")
