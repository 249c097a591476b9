"""Addresses of the former site that lead on to articles, pages and categories of this one."""

from __future__ import annotations

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from newsapp.accounts.permissions import ADMINISTRATORS
from newsapp.audit import Action
from newsapp.registry import AuditTarget, Registry, StaffMenuEntry

staff = Blueprint("redirects", __name__, template_folder="templates")
PERMISSIONS = {"redirect.edit": ADMINISTRATORS}
AUDIT_ACTIONS = {
    "redirect.add": Action(
        _l("Chuyển hướng %(address)s sang %(path)s"), {"address", "path"}, is_public=True
    ),
    "redirect.change": Action(_l("Sửa một chuyển hướng"), {"after", "before"}, is_public=True),
    "redirect.delete": Action(_l("Bỏ chuyển hướng %(address)s"), {"address"}, is_public=True),
    "redirect.load": Action(
        _l("Nhận chuyển hướng từ tệp: %(added)s mới, %(changed)s đổi"),
        {"added", "changed"},
        is_public=True,
    ),
}
AUDIT_FIELDS = {"address": _l("Địa chỉ"), "path": _l("Dẫn đến")}
STAFF_MENU_ENTRY = StaffMenuEntry(
    "admin.redirects.redirects",
    "redirect.edit",
    _l("Chuyển hướng"),
    35,
    place="more",
    paths=("redirects", "redirects.csv"),
)


def register(registry: Registry) -> None:
    from newsapp.parts.redirects import admin, answers, editing, hits  # noqa: F401 - adds pages

    registry.add_pages(staff=staff)
    registry.add_permissions(PERMISSIONS)
    registry.add_audit_actions(AUDIT_ACTIONS, AUDIT_FIELDS)
    registry.audit_targets["redirect"] = AuditTarget(
        _l("Chuyển hướng"), "admin.redirects.redirect_page"
    )
    registry.staff_menu.append(STAFF_MENU_ENTRY)
    registry.not_found.append(answers.moved)
    registry.app.before_request(answers.moved_from_wordpress)
    registry.remember_address.append(editing.remember)
    registry.categories_merged.append(editing.move_to_category)
    hits.init_app(registry.app)
