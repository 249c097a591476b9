"""Official documents: decisions, plans and notices with their number, state and files."""

from __future__ import annotations

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from newsapp.accounts.permissions import EDITORS, STAFF
from newsapp.audit import Action
from newsapp.registry import AuditTarget, FileUses, Registry, Sitemap, StaffMenuEntry

readers = Blueprint("documents", __name__, template_folder="templates")
staff = Blueprint("documents", __name__)
PERMISSIONS = {
    "document.list": STAFF,
    "document.create": STAFF,
    "document.edit_own": STAFF,
    "document.edit": EDITORS,
    "document.publish": EDITORS,
    "document.withdraw": EDITORS,
    "document.trash": EDITORS,
    "document.restore": EDITORS,
}
AUDIT_ACTIONS = {
    "document.create": Action(_l("Tạo văn bản %(number)s"), {"number"}),
    "document.save": Action(_l("Sửa bản nháp của văn bản %(number)s"), {"changed", "number"}),
    "document.change": Action(
        _l("Sửa văn bản %(number)s đã đăng"), {"changed", "number"}, is_public=True
    ),
    "document.publish": Action(
        _l("Đăng văn bản %(number)s lúc %(go_live_at)s"), {"go_live_at", "number"}, is_public=True
    ),
    "document.withdraw": Action(_l("Gỡ văn bản %(number)s"), {"number"}, is_public=True),
    "document.trash": Action(
        _l("Chuyển văn bản %(number)s vào thùng rác"), {"number"}, is_public=True
    ),
    "document.restore": Action(
        _l("Khôi phục văn bản %(number)s từ thùng rác"), {"number"}, is_public=True
    ),
}
AUDIT_FIELDS = {
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
    "planned_for": _l("Hẹn giờ đăng"),
    "files": _l("Tệp của văn bản"),
}
STAFF_MENU = [
    StaffMenuEntry(
        "admin.documents.documents", "document.list", _l("Văn bản"), 30, paths=("documents",)
    ),
]


def register(registry: Registry) -> None:
    from newsapp.parts.documents import (  # noqa: F401 - add pages
        admin,
        file_uses,
        menu,
        public,
        publications,
        queries,
    )

    registry.add_pages(readers=readers, staff=staff)
    registry.add_permissions(PERMISSIONS)
    registry.add_audit_actions(AUDIT_ACTIONS, AUDIT_FIELDS)
    registry.audit_targets["document"] = AuditTarget(_l("Văn bản"), "admin.documents.edit_document")
    registry.staff_menu += STAFF_MENU
    registry.publications.append(publications.published_between)
    registry.next_changes.append(queries.next_changes)
    registry.sitemaps["documents"] = Sitemap(5000, queries.sitemap, public.path_of)
    registry.list_pages.append(public.list_pages)
    registry.file_uses.append(FileUses(file_uses.uses, file_uses.is_used, file_uses.is_public))
    registry.add_values("search", public.search_panel)
    registry.add_template("search_results", "documents/_search_panel.html")
    registry.menu_targets.append(menu.TARGET)
