"""The list on the dashboard, and its two buttons."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts.permissions import may
from newsapp.admin.access import allows
from newsapp.database import writing
from newsapp.parts.first_steps import making, staff, steps


def first_steps() -> dict[str, Any]:
    """For administrators, until readers have seen an article."""
    if not may(current_user, "user.manage") or steps.are_over():
        return {}
    return {"first_steps": steps.all_steps()}


@staff.post("/first-steps/categories")
@allows("user.manage")
def add_categories() -> Response:
    with writing():
        count = making.make_categories(actor=current_user, at=clock.now())
    flash(_("Đã thêm %(count)s chuyên mục.", count=count))
    return redirect(url_for("admin.home"), 303)


@staff.post("/first-steps/pages")
@allows("user.manage")
def add_pages() -> Response:
    with writing():
        count = making.make_pages(actor=current_user, at=clock.now())
    flash(_("Đã tạo %(count)s trang nháp: hãy điền nội dung rồi đăng.", count=count))
    return redirect(url_for("admin.home"), 303)
