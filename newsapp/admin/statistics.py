"""The counter's history for staff: charts with their tables, and the same to take away."""

from __future__ import annotations

import time

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from newsapp import clock
from newsapp.accounts.permissions import require
from newsapp.admin import admin
from newsapp.admin.forms.statistics import InitialForm
from newsapp.database import writing
from newsapp.public.cards import article_url
from newsapp.visitors import counter, reports
from newsapp.visitors.reports import PERIODS, Reports, by_category
from newsapp.visitors.tally import Calendar
from newsapp.web.charts import chart
from newsapp.web.sheets import Row, csv_file, download, xlsx_file

SHOWN = 10
"""Articles in the page's list; the files hold all."""


@admin.route("/statistics", methods=["GET", "POST"])
def statistics() -> str | BaseResponse | tuple[str, int]:
    require(current_user, "statistics.view")
    form = InitialForm()
    if form.validate_on_submit():
        with writing():
            reports.set_initial(counter().book, form.visits.data, actor=current_user, at=clock.now())
        flash(_("Đã đặt số lượt truy cập ban đầu."))
        return redirect(url_for("admin.statistics"), 303)
    period, now = _period(), int(time.time())
    spans, read = _reports().spans(period, now), _reports().read(now)
    return render_template(
        "admin/statistics.html",
        form=form,
        counts=counter().counts(),
        period=period,
        periods=_period_names(),
        spans=spans,
        visits=chart([span.label for span in spans], [span.visits for span in spans]),
        read=[(article, article_url(article.number, article.title)) for article in read[:SHOWN]],
        categories=by_category(read),
        days=reports.READ_DAYS,
    ), 422 if form.errors else 200


@admin.get("/statistics.<any(csv, xlsx):extension>")
def statistics_file(extension: str) -> Response:
    """The visits of the period; the workbook also holds what was read, by article and by category."""
    require(current_user, "statistics.view")
    period, now = _period(), int(time.time())
    rows: list[Row] = [(_period_names()[period], _("Lượt truy cập"), _("Trang đã xem"))]
    rows += [(span.label, span.visits, span.pages) for span in _reports().spans(period, now)]
    content = csv_file(rows) if extension == "csv" else xlsx_file({_("Truy cập"): rows} | _read_sheets(now))
    return download(content, f"truy-cap-{period}-{clock.local_date(clock.now()).isoformat()}", extension)


def _read_sheets(now: int) -> dict[str, list[Row]]:
    read = _reports().read(now)
    articles: list[Row] = [(_("Số"), _("Tiêu đề"), _("Chuyên mục"), _("Lượt đọc"))]
    articles += [(article.number, article.title, article.category, article.views) for article in read]
    sections: list[Row] = [(_("Chuyên mục"), _("Lượt đọc")), *by_category(read)]
    return {_("Bài đọc nhiều"): articles, _("Theo chuyên mục"): sections}


def _reports() -> Reports:
    return Reports(counter().book, Calendar(clock.zone()))


def _period() -> str:
    period = request.args.get("period", "days")
    return period if period in PERIODS else abort(404)


def _period_names() -> dict[str, str]:
    return {"hours": _("Giờ"), "days": _("Ngày"), "months": _("Tháng"), "years": _("Năm")}
