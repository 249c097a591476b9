"""One line at the top of every public page, until a moment."""

from __future__ import annotations

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from newsapp.accounts.permissions import EDITORS
from newsapp.audit import Action
from newsapp.registry import AuditTarget, Registry, StaffMenuEntry

staff = Blueprint("notices", __name__, template_folder="templates")
PERMISSIONS = {"notice.edit": EDITORS}
AUDIT_ACTIONS = {
    "notice.put": Action(
        _l("Đặt thông báo “%(text)s” đến %(ends_at)s"),
        {"address", "ends_at", "level", "text"},
        is_public=True,
    ),
    "notice.end": Action(_l("Gỡ thông báo “%(text)s”"), {"text"}, is_public=True),
}


def register(registry: Registry) -> None:
    from newsapp.parts.notices import admin, showing  # noqa: F401 - adds pages

    registry.add_pages(staff=staff)
    registry.add_permissions(PERMISSIONS)
    registry.add_audit_actions(AUDIT_ACTIONS)
    registry.audit_targets["notice"] = AuditTarget(_l("Thông báo khẩn"), "")
    registry.staff_menu.append(
        StaffMenuEntry(
            "admin.notices.notice",
            "notice.edit",
            _l("Thông báo khẩn"),
            12,
            place="more",
            paths=("notice",),
        )
    )
    registry.next_changes.append(showing.next_changes)
    registry.add_values("every page", showing.values)
    registry.add_template("stylesheets", "notices/_sheet.html")
    registry.add_template("top", "notices/_notice.html")
