"""The page where staff arrive."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import render_template, url_for
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from newsapp import clock
from newsapp.admin import admin
from newsapp.admin.access import allows
from newsapp.articles import staff_overview
from newsapp.articles.staff_overview import OverviewSection
from newsapp.publishing import state_of
from newsapp.registry import registry

NAMES = {
    "returned": _l("Trả lại cho tôi"),
    "review": _l("Chờ duyệt"),
    "scheduled": _l("Sắp đăng"),
    "draft": _l("Bản nháp của tôi"),
    "changed": _l("Có thay đổi chưa đăng"),
    "live": _l("Mới đăng"),
}
URGENT = ("returned", "review")


@admin.get("/")
@allows("article.list")
def home() -> str:
    """Lists of articles, and the panels that parts add."""
    now = clock.now()
    sections = [
        _section_values(section, now)
        for section in staff_overview.sections(current_user, now)
        if section.rows
    ]
    values = registry().values("dashboard")
    return render_template("admin/dashboard.html", sections=sections, **values)


def _section_values(section: OverviewSection, now: datetime) -> dict[str, Any]:
    sort = section.chosen.sort if section.chosen.sort != "changed" else None
    return {
        "name": NAMES[section.name],
        "is_urgent": section.name in URGENT,
        "rows": [(row, state_of(row.article, now)) for row in section.rows],
        "total": section.total,
        "address": url_for(
            "admin.articles", state=section.name, author=section.chosen.owner_id, sort=sort
        ),
    }
