"""The report for the leaders: what was published in a period, by whom, about what, and how it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from newsapp import clock
from newsapp.accounts.permissions import require
from newsapp.admin import admin
from newsapp.admin.forms.report import ReportForm
from newsapp.oversight import output, periods
from newsapp.oversight.output import Kind, Piece, Sum
from newsapp.oversight.periods import Period
from newsapp.site import identity
from newsapp.visitors import counter
from newsapp.web.charts import Chart, chart
from newsapp.web.filters import day
from newsapp.web.sheets import Row, csv_file, download, xlsx_file

SHOWN = 10
"""Articles in the page's list; the files hold all."""


@dataclass(frozen=True, slots=True)
class Report:
    """All that the page and the files tell."""

    period: Period
    name: str
    pieces: list[Piece]
    by_time: list[Sum]
    by_person: list[Sum]
    by_category: list[Sum]
    by_kind: list[Sum]

    @property
    def views(self) -> int:
        return sum(piece.views or 0 for piece in self.pieces)

    @property
    def most_read(self) -> list[Piece]:
        read = [piece for piece in self.pieces if piece.views]
        return sorted(read, key=lambda piece: (-(piece.views or 0), piece.number))[:SHOWN]

    @property
    def chart(self) -> Chart:
        return chart([part.label for part in self.by_time], [part.pieces for part in self.by_time])


@admin.get("/report")
def report() -> tuple[str, int]:
    require(current_user, "report.view")
    form = ReportForm(request.args)
    form.validate()
    told = _report(form.chosen())
    shown = {"form": form, "report": told, "how": how_it_is_counted(), "asked": _asked(told.period)}
    page = render_template("admin/report.html", steps=_steps(told.period), **shown)
    return page, 422 if form.errors else 200


@admin.get("/report.<any(csv, xlsx):extension>")
def report_file(extension: str) -> Response:
    """The same to take away: CSV holds the list, the workbook all of it."""
    require(current_user, "report.view")
    form = ReportForm(request.args)
    form.validate()
    told = _report(form.chosen())
    content = csv_file(_list(told)) if extension == "csv" else xlsx_file(_sheets(told))
    name = f"bao-cao-{told.period.first.isoformat()}-{told.period.last.isoformat()}"
    return download(content, name, extension)


def _report(period: Period) -> Report:
    found = output.pieces(period, clock.now(), counter().book)
    kinds = kind_names()
    return Report(
        period=period,
        name=_name(period),
        pieces=found,
        by_time=output.over_time(found, period, _label),
        by_person=output.sums(found, lambda piece: piece.person or _("không rõ người viết")),
        by_category=output.sums(found, lambda piece: piece.category or kinds[piece.kind]),
        by_kind=output.sums(found, lambda piece: kinds[piece.kind]),
    )


def kind_names() -> dict[Kind, str]:
    return {Kind.NEWS: _("Tin bài"), Kind.PAGE: _("Trang"), Kind.DOCUMENT: _("Văn bản")}


def _name(period: Period) -> str:
    """Tháng 11/2026, Quý 4/2026, Năm 2026, or the days."""
    first = period.first
    if period.name == periods.MONTH:
        return str(_("Tháng %(month)s", month=f"{first:%m/%Y}"))
    if period.name == periods.QUARTER:
        return str(_("Quý %(quarter)s", quarter=f"{(first.month + 2) // 3}/{first.year}"))
    if period.name == periods.YEAR:
        return str(_("Năm %(year)s", year=first.year))
    return str(_("Từ %(first)s đến %(last)s", first=day(first), last=day(period.last)))


def _label(part: Period) -> str:
    """Below a bar, and at the head of a row."""
    if part.name == periods.YEAR:
        return f"{part.first:%Y}"
    if part.name == periods.MONTH:
        return f"{part.first:%m/%Y}"
    return f"{part.first:%d/%m}" if part.first == part.last else f"{part.first:%d/%m}-{part.last:%d/%m}"


def _asked(period: Period) -> dict[str, str]:
    """The period as an address names it."""
    return {"period": period.name, "since": period.first.isoformat(), "until": period.last.isoformat()}


def _steps(period: Period) -> dict[str, str]:
    """Where the periods before and after this one are told of."""
    days = {"before": period.before(), "after": period.after()}
    return {name: url_for("admin.report", period=period.name, since=one.isoformat()) for name, one in days.items()}


def _sheets(told: Report) -> dict[str, Sequence[Row]]:
    def table(heading: str, some: Sequence[Sum]) -> list[Row]:
        return [(heading, _("Số bài"), _("Lượt đọc")), *((one.label, one.pieces, _cell(one.views)) for one in some)]

    summary: list[Row] = [
        (_("Báo cáo"), told.name),
        (_("Cơ quan"), identity.read().name),
        (_("Từ ngày"), told.period.first),
        (_("Đến ngày"), told.period.last),
        (_("Số bài"), len(told.pieces)),
        (_("Lượt đọc"), told.views),
        (_("Lập lúc"), clock.now().astimezone(clock.zone()).replace(tzinfo=None, microsecond=0)),
        (_("Cách tính"), how_it_is_counted()),
    ]
    return {
        _("Tổng hợp"): summary,
        _("Theo người viết"): table(_("Người viết"), told.by_person),
        _("Theo chuyên mục"): table(_("Chuyên mục"), told.by_category),
        _("Theo loại"): table(_("Loại"), told.by_kind),
        _("Theo thời gian"): table(_("Thời gian"), told.by_time),
        _("Danh sách"): _list(told),
    }


def _list(told: Report) -> list[Row]:
    kinds = kind_names()
    head = (_("Ngày đăng"), _("Số"), _("Tiêu đề"), _("Người viết"), _("Chuyên mục"), _("Loại"), _("Lượt đọc"))
    rows = ((p.day, p.number, p.title, p.person, p.category, kinds[p.kind], _cell(p.views)) for p in told.pieces)
    return [head, *rows]


def _cell(views: int | None) -> int | str:
    return "" if views is None else views


def how_it_is_counted() -> str:
    return str(
        _(
            "Số bài: bài lên trang lần đầu trong kỳ, kể cả bài sau đó đã gỡ hoặc hết hạn, không kể bài trong thùng rác."
            " Lượt đọc: số lần các bài ấy được mở trong kỳ; văn bản không đếm lượt đọc. Người viết: người tạo bài."
        )
    )
