"""The messages: a list by state, a page for each, the whole as CSV, and the form's switch."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from flask import Response as FlaskResponse
from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts.permissions import may
from newsapp.admin.access import allows
from newsapp.admin.refusals import refused_at
from newsapp.database import db, writing
from newsapp.parts.contact import answering, keeping, queries, receiving, staff
from newsapp.parts.contact.forms import STATES, WorkForm
from newsapp.parts.contact.models import ContactMessage, State
from newsapp.web.pagination import page_of

ROWS = 30
LONGEST_LINK = 1_800
"""Characters of a mailto: link; Windows opens none with 2,048."""


@staff.get("/messages")
@allows("contact.answer")
def messages() -> str:
    state = request.args.get("state", "")
    if state not in ("", *STATES):
        abort(404)
    counts = queries.count_messages()
    page = page_of(counts[state] if state else sum(counts.values()), ROWS)
    rows = db.session.execute(queries.messages(state).offset(page.offset).limit(page.size))
    return render_template(
        "contact/messages.html",
        rows=rows.all(),
        page=page,
        state=state,
        states=STATES,
        counts=counts,
        is_open=queries.is_open(),
        days=keeping.days(),
    )


@staff.route("/messages/<int:number>", methods=["GET", "POST"])
@allows("contact.answer")
def message(number: int) -> Response | tuple[str, int]:
    row = db.get_or_404(ContactMessage, number)
    form = WorkForm(row)
    if form.validate_on_submit():
        with refused_at(form.state, answering.MessageError):
            version = form.version.data
            answering.work_on(row, form.work(), version, actor=current_user, at=clock.now())
        if not form.errors:
            flash(_("Đã lưu."))
            return redirect(url_for("admin.contact.message", number=number), 303)
    page = render_template(
        "contact/message.html",
        form=form,
        row=row,
        question=queries.question_of(row),
        mail_link=mail_link(row),
        days=keeping.days(),
    )
    return page, 422 if form.errors else 200


@staff.post("/messages/<int:number>/delete")
@allows("contact.answer")
def delete_message(number: int) -> Response:
    row = db.get_or_404(ContactMessage, number)
    with writing():
        answering.delete(row, actor=current_user, at=clock.now())
    flash(_("Đã xóa thư."))
    return redirect(url_for("admin.contact.messages"), 303)


@staff.post("/messages.csv")
@allows("contact.manage")
def messages_file() -> Response:
    rows = db.session.execute(queries.messages()).all()
    with writing():
        content = keeping.export(rows, actor=current_user, at=clock.now())
    day = clock.local_date(clock.now())
    headers = {"Content-Disposition": f"attachment; filename=lien-he-{day}.csv"}
    return FlaskResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


@staff.post("/messages/form")
@allows("contact.manage")
def switch_form() -> Response:
    is_open = request.form.get("is_open") == "1"
    with writing():
        receiving.set_open(is_open, actor=current_user, at=clock.now())
    flash(_("Đã mở trang liên hệ.") if is_open else _("Đã đóng trang liên hệ."))
    return redirect(url_for("admin.contact.messages"), 303)


def mail_link(message: ContactMessage) -> str:
    """What opens the mail program with the answer, or without it where that is long; "" without an
    address.
    """
    if not message.email:
        return ""
    subject = quote(_("Trả lời: %(subject)s", subject=message.subject))
    link = f"mailto:{quote(message.email, safe='@')}?subject={subject}"
    whole = f"{link}&body={quote(message.answer)}"
    return whole if message.answer and len(whole) <= LONGEST_LINK else link


def new_messages() -> dict[str, Any]:
    """For the dashboard of those who answer."""
    if not may(current_user, "contact.answer"):
        return {}
    return {"new_messages": queries.count_messages()[State.NEW]}
