"""The page where staff arrive."""

from __future__ import annotations

import time

from flask import current_app, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from newsapp import checking, clock
from newsapp.accounts.permissions import may, require
from newsapp.admin import admin
from newsapp.articles import autosaves
from newsapp.articles.states import state_of
from newsapp.checking import Finding
from newsapp.database import db
from newsapp.desk import overview
from newsapp.visitors import counter
from newsapp.visitors.reports import Reports
from newsapp.visitors.tally import Calendar
from newsapp.web.charts import chart

FINDINGS_KEPT = 300
"""Seconds: what is wrong with the installation does not change from one page to the next."""


@admin.get("/")
def home() -> str:
    require(current_user, "article.list")
    now = clock.now()
    names = {
        "returned": _("Trả lại cho tôi"),
        "review": _("Chờ duyệt"),
        "scheduled": _("Sắp đăng"),
        "draft": _("Bản nháp của tôi"),
        "changed": _("Có thay đổi chưa đăng"),
        "live": _("Mới đăng"),
    }
    parts = [
        {
            "name": names[part.name],
            "is_urgent": part.name in ("returned", "review"),
            "rows": [(row, state_of(row.article, now)) for row in part.rows],
            "total": part.total,
            "address": url_for(
                "admin.articles",
                state=part.name,
                author=part.wanted.owner_id,
                sort=part.wanted.sort if part.wanted.sort != "changed" else None,
            ),
        }
        for part in overview.parts(current_user, now)
        if part.rows
    ]
    spans = Reports(counter().book, Calendar(clock.zone())).spans("hours", int(time.time()))
    findings = _findings() if may(current_user, "site.edit") else []
    return render_template(
        "admin/dashboard.html",
        parts=parts,
        begun=db.session.scalars(autosaves.of_new_articles(current_user.id).limit(overview.SHOWN)).all(),
        counts=counter().counts(),
        spans=spans,
        visits=chart([span.label for span in spans], [span.visits for span in spans]),
        findings=findings,
        is_urgent=any(finding.severity == "error" for finding in findings),
    )


def _findings() -> list[Finding]:
    kept: dict[str, tuple[float, list[Finding]]] = current_app.extensions
    at, found = kept.get("dashboard_findings", (-float(FINDINGS_KEPT), []))
    if time.monotonic() - at >= FINDINGS_KEPT:
        found = checking.quick_findings()
        kept["dashboard_findings"] = (time.monotonic(), found)
    return found
