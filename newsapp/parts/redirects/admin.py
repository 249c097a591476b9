"""The redirects: a list with a form to add one, a page for each, and the whole as CSV."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response as FlaskResponse
from flask import flash, redirect, render_template, request, stream_with_context, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import Select, func, select
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.admin.access import allows
from newsapp.admin.refusals import refused_at
from newsapp.database import db, writing
from newsapp.parts.redirects import csv_lines, editing, staff, targets
from newsapp.parts.redirects.addresses import RedirectError, readable
from newsapp.parts.redirects.csv_lines import Refused
from newsapp.parts.redirects.forms import FileForm, RedirectForm, SearchForm
from newsapp.parts.redirects.models import Redirect
from newsapp.parts.redirects.targets import Shown
from newsapp.web.pagination import page_of

ROWS = 50
BATCH = 500
"""Redirects read at a time for a file."""
MOST_REFUSED = 500
"""Refused lines that the page explains; all of them come back in its field."""

Page = Response | tuple[str, int]

staff.add_app_template_filter(readable, "readable_address")


@staff.route("/redirects", methods=["GET", "POST"])
@allows("redirect.edit")
def redirects() -> Page:
    form = RedirectForm()
    if form.validate_on_submit():
        with refused_at(form.address, RedirectError):
            editing.add(form.chosen_address, form.chosen_target, actor=current_user, at=clock.now())
        if not form.errors:
            flash(_("Đã thêm chuyển hướng."))
            return redirect(url_for("admin.redirects.redirects"), 303)
    search = SearchForm(request.args)
    found = editing.find(search.q.data or "")
    page = page_of(_count(found), ROWS)
    rows = db.session.scalars(found.offset(page.offset).limit(page.size))
    shown = render_template(
        "redirects/list.html", form=form, search=search, rows=targets.shown(rows), page=page
    )
    return shown, 422 if form.errors else 200


@staff.route("/redirects/<int:number>", methods=["GET", "POST"])
@allows("redirect.edit")
def redirect_page(number: int) -> Page:
    row = db.get_or_404(Redirect, number)
    form = RedirectForm(address=readable(row.address), target=editing.place(row))
    if form.validate_on_submit():
        address, target = form.chosen_address, form.chosen_target
        with refused_at(form.address, RedirectError):
            editing.change(row, address, target, actor=current_user, at=clock.now())
        if not form.errors:
            flash(_("Đã lưu chuyển hướng."))
            return redirect(url_for("admin.redirects.redirects"), 303)
    page = render_template("redirects/redirect.html", form=form, row=row)
    return page, 422 if form.errors else 200


@staff.post("/redirects/<int:number>/delete")
@allows("redirect.edit")
def delete_redirect(number: int) -> Response:
    row = db.get_or_404(Redirect, number)
    with writing():
        editing.delete(row, actor=current_user, at=clock.now())
    flash(_("Đã bỏ chuyển hướng."))
    return redirect(url_for("admin.redirects.redirects"), 303)


@staff.get("/redirects.csv")
@allows("redirect.edit")
def redirects_file() -> Response:
    day = clock.local_date(clock.now())
    headers = {"Content-Disposition": f"attachment; filename=chuyen-huong-{day}.csv"}
    lines = stream_with_context(csv_lines.written(_everyone()))
    return FlaskResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


@staff.route("/redirects/load", methods=["GET", "POST"])
@allows("redirect.edit")
def load_redirects() -> Page:
    """Takes the lines that are right; shows the others, each with what is wrong with it."""
    form = FileForm()
    refused: list[Refused] = []
    if form.validate_on_submit():
        with refused_at(form.file, RedirectError):
            rows, refused = csv_lines.read(_sent(form))
            loaded = editing.load(rows, actor=current_user, at=clock.now())
        if not form.errors:
            flash(_("Đã thêm %(added)s chuyển hướng, sửa %(changed)s; %(unchanged)s đã có sẵn.",
                    added=loaded.added, changed=loaded.changed,
                    unchanged=loaded.unchanged))  # fmt: skip
            form.lines.data = "\n".join(line.line for line in refused)
        if not form.errors and not refused:
            return redirect(url_for("admin.redirects.redirects"), 303)
    shown = refused[:MOST_REFUSED]
    page = render_template("redirects/load.html", form=form, refused=shown, count=len(refused))
    return page, 422 if form.errors or refused else 200


def _sent(form: FileForm) -> str:
    """The lines of the file, or those in the field. Raises RedirectError."""
    upload = form.file.data
    if upload and upload.filename:
        with upload.stream:
            content = upload.stream.read(csv_lines.LARGEST + 1)
        if len(content) > csv_lines.LARGEST:
            raise RedirectError(_("Tệp lớn hơn 5 MB; hãy chia thành nhiều tệp."))
        return csv_lines.decode(content)
    if lines := (form.lines.data or "").strip():
        return lines
    raise RedirectError(_("Hãy chọn một tệp CSV hoặc dán các dòng."))


def _count(found: Select[Redirect]) -> int:
    numbers = select(func.count()).select_from(found.order_by(None).subquery())
    return db.session.scalar(numbers) or 0


def _everyone() -> Iterator[Shown]:
    rows = db.session.scalars(editing.find("").execution_options(yield_per=BATCH))
    for batch in rows.partitions():
        yield from targets.shown(batch)
