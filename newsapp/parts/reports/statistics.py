"""The visitor counter's history: charts with their tables, and files of both."""

from __future__ import annotations

import time
from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as BaseResponse
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from newsapp import clock
from newsapp.admin.access import allows
from newsapp.database import writing
from newsapp.parts.reports import staff, visits
from newsapp.parts.reports.charts import chart
from newsapp.parts.reports.spreadsheets import Row, csv_file, download, xlsx_file
from newsapp.public.cards import article_url
from newsapp.visitors import counter

MOST_READ = 10
"""Articles that the page lists. The files list all."""
HIGHEST_TOTAL = 10**12
PERIODS = {"hours": _l("Giờ"), "days": _l("Ngày"), "months": _l("Tháng"), "years": _l("Năm")}


class InitialForm(FlaskForm):
    visits = IntegerField(
        _l("Số lượt truy cập ban đầu"),
        [
            InputRequired(_l("Hãy nhập một số.")),
            NumberRange(0, HIGHEST_TOTAL, _l("Hãy nhập một số từ 0 đến %(max)s.")),
        ],
    )


def visits_today() -> dict[str, Any]:
    """The values of the dashboard's panel."""
    return {"counts": counter().counts()} | _chart("hours")


@staff.route("/statistics", methods=["GET", "POST"])
@allows("statistics.view", posted="statistics.set_initial")
def statistics() -> BaseResponse | tuple[str, int]:
    form = InitialForm()
    if form.validate_on_submit():
        with writing():
            visits.set_initial(form.visits.data, actor=current_user, at=clock.now())
        flash(_("Đã đặt số lượt truy cập ban đầu."))
        return redirect(url_for("admin.reports.statistics"), 303)
    period, articles = _period(), visits.most_read(int(time.time()))
    page = render_template(
        "reports/statistics.html",
        form=form,
        counts=counter().counts(),
        period=period,
        periods=PERIODS,
        **_chart(period),
        articles=[
            (article, article_url(article.number, article.title))
            for article in articles[:MOST_READ]
        ],
        categories=visits.by_category(articles),
        days=visits.READ_DAYS,
    )
    return page, 422 if form.errors else 200


@staff.get("/statistics.<any(csv, xlsx):extension>")
@allows("statistics.view")
def statistics_file(extension: str) -> Response:
    """The visits of the period. XLSX also holds the views by article and by category."""
    period, now = _period(), int(time.time())
    rows: list[Row] = [(str(PERIODS[period]), _("Lượt truy cập"), _("Trang đã xem"))]
    rows += [(span.label, span.visits, span.pages) for span in visits.spans(period, now)]
    if extension == "csv":
        content = csv_file(rows)
    else:
        content = xlsx_file({_("Truy cập"): rows} | _view_sheets(now))
    return download(content, f"truy-cap-{period}-{clock.local_date(clock.now())}", extension)


def _view_sheets(now: int) -> dict[str, list[Row]]:
    read = visits.most_read(now)
    articles: list[Row] = [(_("Số"), _("Tiêu đề"), _("Chuyên mục"), _("Lượt đọc"))]
    articles += [(each.number, each.title, each.category, each.views) for each in read]
    categories: list[Row] = [(_("Chuyên mục"), _("Lượt đọc")), *visits.by_category(read)]
    return {_("Bài đọc nhiều"): articles, _("Theo chuyên mục"): categories}


def _chart(period: str) -> dict[str, Any]:
    spans = visits.spans(period, int(time.time()))
    bars = chart([span.label for span in spans], [span.visits for span in spans])
    return {"spans": spans, "visits": bars}


def _period() -> str:
    period = request.args.get("period", "days")
    return period if period in PERIODS else abort(404)
