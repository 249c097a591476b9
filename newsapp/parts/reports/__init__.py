"""The audit log, the report of publications, the statistics of visits, and their spreadsheets."""

from __future__ import annotations

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from newsapp.accounts.permissions import ADMINISTRATORS, EDITORS, STAFF
from newsapp.audit import Action
from newsapp.registry import AuditTarget, Registry, StaffMenuEntry

staff = Blueprint("reports", __name__, template_folder="templates")
PERMISSIONS = {
    "statistics.view": STAFF,
    "statistics.set_initial": ADMINISTRATORS,
    "audit.view": ADMINISTRATORS,
    "report.view": EDITORS,
}
AUDIT_ACTIONS = {
    "statistics.set_initial": Action(_l("Đặt số lượt truy cập ban đầu là %(visits)s"), {"visits"}),
}
STAFF_MENU = [
    StaffMenuEntry(
        "admin.reports.statistics", "statistics.view", _l("Thống kê"), 60, paths=("statistics",)
    ),
    StaffMenuEntry("admin.reports.report", "report.view", _l("Báo cáo"), 70, paths=("report",)),
    StaffMenuEntry(
        "admin.reports.audit", "audit.view", _l("Nhật ký"), 30, place="more", paths=("audit",)
    ),
]


def register(registry: Registry) -> None:
    from newsapp.parts.reports import audit, commands, report, statistics  # noqa: F401 - pages

    registry.add_pages(staff=staff)
    registry.add_permissions(PERMISSIONS)
    registry.add_audit_actions(AUDIT_ACTIONS)
    registry.audit_targets["visitor_total"] = AuditTarget(_l("Thống kê"))
    registry.staff_menu += STAFF_MENU
    registry.add_values("dashboard", statistics.visits_today)
    registry.add_template("dashboard.end", "reports/_visits_today.html")
    registry.app.cli.add_command(commands.visitors)
