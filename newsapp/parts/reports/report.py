"""The report for the leaders: what was published in a period, by whom, and how it was read."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _

from newsapp import clock
from newsapp.admin.access import allows
from newsapp.parts.reports import publications, staff
from newsapp.parts.reports.charts import Chart, chart
from newsapp.parts.reports.periods import Period
from newsapp.parts.reports.publications import Sum
from newsapp.parts.reports.report_forms import ReportForm
from newsapp.parts.reports.spreadsheets import Row, csv_file, download, local_time, xlsx_file
from newsapp.registry import Publication
from newsapp.site import identity

MOST_READ = 10
"""Articles that the page lists. The files list all."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the page and the files show."""

    period: Period
    publications: list[Publication]
    by_time: list[Sum]
    by_person: list[Sum]
    by_category: list[Sum]
    by_kind: list[Sum]

    @property
    def views(self) -> int:
        return sum(each.views or 0 for each in self.publications)

    @property
    def most_read(self) -> list[Publication]:
        read = [each for each in self.publications if each.views]
        return sorted(read, key=lambda each: (-(each.views or 0), each.number))[:MOST_READ]

    @property
    def chart(self) -> Chart:
        return chart([each.label for each in self.by_time], [each.count for each in self.by_time])


@staff.get("/report")
@allows("report.view")
def report() -> tuple[str, int]:
    form = ReportForm(request.args)
    form.validate()
    period = form.chosen_period()
    days = {"before": period.before(), "after": period.after()}
    page = render_template(
        "reports/report.html",
        form=form,
        report=_report(period),
        how=how_it_is_counted(),
        arguments={"period": period.name, "since": period.first, "until": period.last},
        steps={
            name: url_for("admin.reports.report", period=period.name, since=day)
            for name, day in days.items()
        },
    )
    return page, 422 if form.errors else 200


@staff.get("/report.<any(csv, xlsx):extension>")
@allows("report.view")
def report_file(extension: str) -> Response:
    """CSV holds the list of publications, XLSX all of the report."""
    form = ReportForm(request.args)
    form.validate()
    report = _report(form.chosen_period())
    content = csv_file(_list(report)) if extension == "csv" else xlsx_file(_sheets(report))
    return download(content, f"bao-cao-{report.period.first}-{report.period.last}", extension)


def _report(period: Period) -> Report:
    published = publications.published_in(period)
    return Report(
        period=period,
        publications=published,
        by_time=publications.sums_over_time(published, period),
        by_person=publications.sums(
            published, lambda each: each.author or _("không rõ người viết")
        ),
        by_category=publications.sums(published, lambda each: each.category or each.kind_name),
        by_kind=publications.sums(published, lambda each: each.kind_name),
    )


def how_it_is_counted() -> str:
    return str(
        _(
            "Số bài: bài lên trang lần đầu trong kỳ, kể cả bài sau đó đã gỡ hoặc tự gỡ, không kể"
            " bài trong thùng rác. Lượt đọc: số lần các bài ấy được mở trong kỳ; văn bản không đếm"
            " lượt đọc. Người viết: người tạo bài."
        )
    )


def _sheets(report: Report) -> dict[str, list[Row]]:
    return {
        _("Tổng hợp"): _summary(report),
        _("Theo người viết"): _table(_("Người viết"), report.by_person),
        _("Theo chuyên mục"): _table(_("Chuyên mục"), report.by_category),
        _("Theo loại"): _table(_("Loại"), report.by_kind),
        _("Theo thời gian"): _table(_("Thời gian"), report.by_time),
        _("Danh sách"): _list(report),
    }


def _summary(report: Report) -> list[Row]:
    return [
        (_("Báo cáo"), report.period.title()),
        (_("Cơ quan"), identity.read().name),
        (_("Từ ngày"), report.period.first),
        (_("Đến ngày"), report.period.last),
        (_("Số bài"), len(report.publications)),
        (_("Lượt đọc"), report.views),
        (_("Lập lúc"), local_time(clock.now())),
        (_("Cách tính"), how_it_is_counted()),
    ]


def _table(heading: str, sums: list[Sum]) -> list[Row]:
    rows: list[Row] = [(heading, _("Số bài"), _("Lượt đọc"))]
    return rows + [(each.label, each.count, _cell(each.views)) for each in sums]


def _list(report: Report) -> list[Row]:
    rows: list[Row] = [
        (
            _("Ngày lên trang"),
            _("Số"),
            _("Tiêu đề"),
            _("Người viết"),
            _("Chuyên mục"),
            _("Loại"),
            _("Lượt đọc"),
        )
    ]
    for each in report.publications:
        about = (each.day, each.number, each.title, each.author, each.category, each.kind_name)
        rows.append((*about, _cell(each.views)))
    return rows


def _cell(views: int | None) -> int | str:
    return "" if views is None else views
