"""Official documents: the staff's list, the form, and what is done to one outside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response

from newsapp import clock, publishing
from newsapp.accounts.models import User
from newsapp.accounts.permissions import may, require
from newsapp.admin.access import allows
from newsapp.database import db, writing
from newsapp.parts.documents import queries, staff, workflow
from newsapp.parts.documents.forms import DocumentForm
from newsapp.parts.documents.kinds import KINDS
from newsapp.parts.documents.models import Document
from newsapp.publishing import EditConflict, State, state_of
from newsapp.text_cleaning import clean_text
from newsapp.web.errors import is_full
from newsapp.web.filters import moment
from newsapp.web.pagination import page_of

ROWS = 30
Answer = str | Response | tuple[str, int]


@staff.get("/documents")
@allows("document.list")
def documents() -> str:
    now, state = clock.now(), request.args.get("state", "all")
    words = clean_text(request.args.get("q", "")[:200])
    owner_id = None if may(current_user, "document.edit") else current_user.id
    if state not in queries.STATES:
        abort(404)
    rows = queries.staff_list(now, state, words, owner_id)
    page = page_of(db.session.scalars(queries.count(rows)).one(), ROWS)
    listed = db.session.execute(rows.offset(page.offset).limit(page.size))
    return render_template(
        "documents/staff_list.html",
        rows=[(document, name, state_of(document, now)) for document, name in listed],
        page=page,
        state=state,
        states=queries.STATES,
        words=words,
        kinds=KINDS,
    )


@staff.route("/documents/new", methods=["GET", "POST"])
@allows("document.create")
def new_document() -> Answer:
    return _answer_form(None)


@staff.route("/documents/<int:number>", methods=["GET", "POST"])
@allows("document.edit")
def edit_document(number: int) -> Answer:
    document = _document(number)
    require(current_user, "document.edit", owner_id=document.owner_id)
    return _answer_form(document)


@staff.post("/documents/<int:number>/withdraw")
@allows("document.withdraw")
def withdraw_document(number: int) -> Response:
    return _act(workflow.withdraw, number, _("Đã gỡ văn bản. Bạn đọc không còn thấy văn bản này."))


@staff.post("/documents/<int:number>/trash")
@allows("document.trash")
def trash_document(number: int) -> Response:
    return _act(publishing.trash, number, _("Đã chuyển văn bản vào thùng rác."))


@staff.post("/documents/<int:number>/restore")
@allows("document.restore")
def restore_document(number: int) -> Response:
    return _act(publishing.restore, number, _("Đã khôi phục văn bản từ thùng rác."))


def _document(number: int) -> Document:
    document = db.session.scalar(queries.with_number(number)) if number < 2**31 else None
    return document or abort(404)


def _act(verb: Callable[..., Any], number: int, message: str) -> Response:
    document = _document(number)
    with writing():
        verb(document, actor=current_user, at=clock.now())
    flash(message)
    return _to_form(document)


def _to_form(document: Document) -> Response:
    return redirect(url_for("admin.documents.edit_document", number=document.id), 303)


def _answer_form(document: Document | None) -> Answer:
    form = DocumentForm(document)
    if not form.validate_on_submit():
        return _form_page(form, document)
    try:
        with writing():
            saved = _save(form, document, clock.now())
    except EditConflict as conflict:
        return _conflict_page(form, conflict.thing)
    except workflow.RelationError:
        form.relates_to.errors = [_("Hai văn bản không thể thay thế hoặc sửa đổi lẫn nhau.")]
        return _form_page(form, document)
    except (OSError, OperationalError) as error:
        if not is_full(error):
            raise
        form.disk_is_full = True
        form.form_errors.append(
            _(
                "Máy chủ đã hết chỗ trống nên chưa lưu được."
                " Nội dung còn nguyên ở đây; hãy báo quản trị viên."
            )
        )
        return _form_page(form, document)
    _flash_saved(form, saved)
    return _to_form(saved)


def _save(form: DocumentForm, document: Document | None, now: datetime) -> Document:
    """Create or save the document; publish it, now or later, or keep the moment with it."""
    content, field = form.content(), form.go_live_at
    if document is None:
        document = workflow.create(content, actor=current_user, at=now)
    else:
        base = form.base_version.data or 0
        workflow.save(document, content, base_version=base, actor=current_user, at=now)
    if form.publishes:
        workflow.publish(document, actor=current_user, at=now, go_live_at=field.moment)
    elif field.is_changed:
        workflow.plan(document, field.moment, actor=current_user, at=now)
    return document


def _flash_saved(form: DocumentForm, document: Document) -> None:
    if form.publishes:
        is_scheduled = state_of(document, clock.now()) is State.SCHEDULED
        flash(_("Đã hẹn giờ đăng văn bản.") if is_scheduled else _("Đã đăng văn bản."))
        return
    flash(_("Đã lưu văn bản."))
    if document.planned_for is not None and form.go_live_at.is_changed:
        at = moment(document.planned_for)
        flash(_("Giờ hẹn đăng đã ghi, %(moment)s, chưa có hiệu lực.", moment=at))


def _form_page(form: DocumentForm, document: Document | None, **more: Any) -> tuple[str, int]:
    """Show the form as it stands: with what was typed and what is wrong, where something is."""
    state = state_of(document, clock.now()) if document else None
    is_prepared = state in (None, State.DRAFT)
    status = 409 if "theirs" in more else 200
    if form.errors:
        status = 507 if form.disk_is_full else 422
    page = render_template(
        "documents/form.html",
        form=form,
        document=document,
        state=state,
        can_save=is_prepared or may(current_user, "document.edit"),
        bodies=db.session.scalars(queries.issuing_bodies_known()).all(),
        **more,
    )
    return page, status


def _conflict_page(form: DocumentForm, document: Document) -> tuple[str, int]:
    """Show what the other person saved, field by field, above the form with what was typed.

    The form stands on their version from here on: who saves now has seen what they overwrite.
    """
    db.session.expire_all()
    author = db.session.get(User, document.updated_by_id) if document.updated_by_id else None
    theirs = DocumentForm(document, formdata=None).shown()
    mine = form.shown()
    form.base_version.data = document.version
    form.base_version.raw_data = None
    differing = [
        (label, theirs[label], mine[label]) for label in theirs if theirs[label] != mine[label]
    ]
    return _form_page(form, document, theirs=differing, their_author=author.name if author else "")
