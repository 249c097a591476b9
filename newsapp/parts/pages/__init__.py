"""Static pages (Giới thiệu, Liên hệ) and the arranged menu."""

from __future__ import annotations

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from newsapp.accounts.permissions import EDITORS
from newsapp.audit import Action
from newsapp.registry import AuditTarget, Registry, StaffMenuEntry

staff = Blueprint("pages", __name__, template_folder="templates")
PERMISSIONS = {
    "menu.edit": EDITORS,
}
AUDIT_ACTIONS = {
    "menu.begin": Action(_l("Bắt đầu sắp xếp menu"), is_public=True),
    "menu.add": Action(
        _l("Thêm vào menu “%(label)s” (%(kind)s)"), {"kind", "label"}, is_public=True
    ),
    "menu.change": Action(_l("Sửa một mục của menu"), {"after", "before"}, is_public=True),
    "menu.remove": Action(_l("Bỏ khỏi menu “%(label)s”"), {"label"}, is_public=True),
    "menu.reset": Action(_l("Bỏ sắp xếp menu"), is_public=True),
}
STAFF_MENU = [
    StaffMenuEntry("admin.pages.pages", "page.edit", _l("Trang tĩnh"), 20, place="site"),
    StaffMenuEntry("admin.pages.menu_entries", "menu.edit", _l("Menu"), 30, place="site"),
]


def register(registry: Registry) -> None:
    from newsapp.parts.pages import admin_menu, admin_pages, menu  # noqa: F401 - add pages

    registry.add_pages(staff=staff)
    registry.add_permissions(PERMISSIONS)
    registry.add_audit_actions(AUDIT_ACTIONS)
    registry.audit_targets["menu_entry"] = AuditTarget(_l("Mục của menu"), "admin.pages.menu_entry")
    registry.staff_menu += STAFF_MENU
    registry.add_menu_paths("admin.categories", "pages", "menu")
    registry.menu_targets.append(menu.LINK_TARGET)
    registry.arranged_menu = menu.arranged
