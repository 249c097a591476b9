"""The agency: its name, contacts, logo and colour, as staff set them."""

from __future__ import annotations

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from newsapp.accounts.permissions import ADMINISTRATORS
from newsapp.audit import Action
from newsapp.registry import AuditTarget, FileUses, Registry, StaffMenuEntry

readers = Blueprint("identity", __name__, template_folder="templates")
staff = Blueprint("identity", __name__)
PERMISSIONS = {"site.edit": ADMINISTRATORS}
AUDIT_ACTIONS = {
    "site.change": Action(_l("Sửa thông tin cơ quan"), {"after", "before"}, is_public=True),
}
AUDIT_FIELDS = {
    "parent_body": _l("Cơ quan chủ quản"),
    "address": _l("Địa chỉ"),
    "phone": _l("Điện thoại"),
    "email": _l("Email"),
    "responsible": _l("Chịu trách nhiệm nội dung"),
    "licence": _l("Giấy phép"),
}


def register(registry: Registry) -> None:
    from newsapp.parts.identity import admin, editing, logo_images, theme_css  # noqa: F401 - add pages

    registry.add_pages(readers=readers, staff=staff)
    registry.add_permissions(PERMISSIONS)
    registry.add_audit_actions(AUDIT_ACTIONS, AUDIT_FIELDS)
    registry.audit_targets["site_identity"] = AuditTarget(_l("Cơ quan"))
    registry.staff_menu.append(
        StaffMenuEntry(
            "admin.identity.identity",
            "site.edit",
            _l("Cơ quan"),
            10,
            place="more",
            paths=("identity",),
        )
    )
    registry.add_template("stylesheets", "identity/_theme.html")
    registry.add_values("every page", logo_images.card_image)
    registry.file_uses.append(
        FileUses(editing.uses, editing.is_logo, lambda digest, _now: editing.is_logo(digest))
    )
