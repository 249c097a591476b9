"""Official documents: the staff's list, the form, and what is done to one outside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.accounts.permissions import may, require
from newsapp.admin import admin
from newsapp.admin.forms.document import DocumentForm
from newsapp.characters import clean_text
from newsapp.database import db, writing
from newsapp.documents import queries, workflow
from newsapp.documents.content import DocumentContent
from newsapp.documents.kinds import kind_names, legal_state_names, relation_names
from newsapp.documents.models import Document
from newsapp.documents.states import State, state_of
from newsapp.public.documents import document_url
from newsapp.web.errors import is_full
from newsapp.web.filters import day
from newsapp.web.pagination import page_of

ROWS = 30


@admin.get("/documents")
def documents() -> str:
    require(current_user, "document.list")
    now, state, words = clock.now(), request.args.get("state", "all"), clean_text(request.args.get("q", "")[:200])
    owner = None if may(current_user, "document.edit") else current_user.id
    if state not in queries.STATES:
        abort(404)
    page = page_of(db.session.scalars(queries.desk_count(now, state, words, owner)).one(), ROWS)
    rows = db.session.execute(queries.desk(now, state, words, owner).offset(page.offset).limit(page.size))
    listed = [(document, name, state_of(document, now)) for document, name in rows]
    return render_template(
        "admin/documents/list.html",
        rows=listed,
        page=page,
        state=state,
        states=queries.STATES,
        words=words,
        kinds=kind_names(),
    )


@admin.route("/documents/new", methods=["GET", "POST"])
def new_document() -> str | Response | tuple[str, int]:
    require(current_user, "document.create")
    form = DocumentForm()
    if not form.validate_on_submit():
        return _form_page(form, None)
    now = clock.now()
    try:
        with writing():
            document = workflow.create(form.content(), actor=current_user, at=now)
            if form.publishes:
                workflow.publish(document, actor=current_user, at=now, go_live_at=form.go_live_at.moment)
    except (OSError, OperationalError) as error:
        return _no_room_page(error, form, None)
    _say_saved(form, document)
    return redirect(url_for("admin.edit_document", number=document.id), 303)


@admin.route("/documents/<int:number>", methods=["GET", "POST"])
def edit_document(number: int) -> str | Response | tuple[str, int]:
    document = _own_or_any(number)
    form = DocumentForm(document)
    if not form.validate_on_submit():
        return _form_page(form, document)
    now = clock.now()
    try:
        with writing():
            base = form.base_version.data or 0
            workflow.save(document, form.content(), base_version=base, actor=current_user, at=now)
            if form.publishes:
                workflow.publish(document, actor=current_user, at=now, go_live_at=form.go_live_at.moment)
    except workflow.EditConflict:
        return _conflict_page(form, document)
    except workflow.RelationError:
        form.relates_to.errors = [_("Hai văn bản không thể thay thế hoặc sửa đổi lẫn nhau.")]
        return _form_page(form, document)
    except (OSError, OperationalError) as error:
        return _no_room_page(error, form, document)
    _say_saved(form, document)
    return redirect(url_for("admin.edit_document", number=number), 303)


@admin.post("/documents/<int:number>/withdraw")
def withdraw_document(number: int) -> Response:
    require(current_user, "document.withdraw")
    return _act(workflow.withdraw, number, _("Đã gỡ văn bản xuống. Bạn đọc không còn thấy văn bản này."))


@admin.post("/documents/<int:number>/trash")
def trash_document(number: int) -> Response:
    require(current_user, "document.trash")
    return _act(workflow.trash, number, _("Đã chuyển văn bản vào thùng rác."))


@admin.post("/documents/<int:number>/restore")
def restore_document(number: int) -> Response:
    require(current_user, "document.restore")
    return _act(workflow.restore, number, _("Đã đưa văn bản ra khỏi thùng rác."))


def _found(number: int) -> Document:
    found = db.session.scalar(queries.with_number(number)) if number < 2**31 else None
    return found or abort(404)


def _own_or_any(number: int) -> Document:
    """The document, which the person signed in may look at: their own; for an editor anyone's."""
    require(current_user, "document.list")
    document = _found(number)
    require(current_user, "document.edit", owner_id=document.owner_id)
    return document


def _act(verb: Callable[..., Any], number: int, message: str) -> Response:
    document = _found(number)
    with writing():
        verb(document, actor=current_user, at=clock.now())
    flash(message)
    return redirect(url_for("admin.edit_document", number=number), 303)


def _say_saved(form: DocumentForm, document: Document) -> None:
    if not form.publishes:
        flash(_("Đã lưu văn bản."))
    elif state_of(document, clock.now()) is State.SCHEDULED:
        flash(_("Đã hẹn giờ đăng văn bản."))
    else:
        flash(_("Đã đăng văn bản."))


def _form_page(form: DocumentForm, document: Document | None, **more: Any) -> tuple[str, int]:
    """The form as it stands: with what was typed and what is wrong, where something is."""
    state = state_of(document, clock.now()) if document else None
    is_prepared = state in (None, State.DRAFT)
    status = 507 if form.disk_is_full else 422 if form.errors else 409 if "theirs" in more else 200
    return render_template(
        "admin/documents/form.html",
        form=form,
        document=document,
        state=state,
        can_save=is_prepared or may(current_user, "document.edit"),
        bodies=list(db.session.scalars(queries.issuing_bodies_known())),
        public_url=document_url(document.id, document.number, document.abstract)
        if document and state is State.LIVE
        else None,
        **more,
    ), status


def _conflict_page(form: DocumentForm, document: Document) -> tuple[str, int]:
    """What was typed stays in the form; what the other person saved stands above it, field by field.

    From here on the form stands on that version: whoever saves now has seen what they overwrite.
    """
    db.session.expire_all()
    document = _found(document.id)
    theirs, mine = _shown(document.content, form), _shown(form.content(), form)
    author = db.session.get(User, document.updated_by_id) if document.updated_by_id else None
    form.base_version.data = document.version
    form.base_version.raw_data = None
    differing = [(label, theirs[label], mine[label]) for label in theirs if theirs[label] != mine[label]]
    return _form_page(form, document, theirs=differing, their_author=author.name if author else "")


def _shown(content: DocumentContent, form: DocumentForm) -> dict[str, str]:
    """Label -> the value as a person reads it."""
    states, relations = legal_state_names(), relation_names()
    earlier = db.session.get(Document, content.relates_to_id) if content.relates_to_id else None

    def shown_day(value: Any) -> str:
        return day(value) if value else ""

    values = {
        "number": content.number,
        "kind": kind_names()[content.kind],
        "issuing_body": content.issuing_body,
        "signer": content.signer,
        "subject": content.subject,
        "abstract": content.abstract,
        "issued_on": shown_day(content.issued_on),
        "effective_on": shown_day(content.effective_on),
        "expires_on": shown_day(content.expires_on),
        "legal_state": states.get(content.legal_state, ""),
        "relation": relations.get(content.relation, ""),
        "relates_to": earlier.number if earlier else "",
        "files": ", ".join(link.title for link in content.files),
    }
    return {str(form[name].label.text): value for name, value in values.items()}


def _no_room_page(error: Exception, form: DocumentForm, document: Document | None) -> tuple[str, int]:
    """The form with everything that was typed. Raises what is not a full disk."""
    if not is_full(error):
        raise error
    form.disk_is_full = True
    form.form_errors.append(
        _("Máy chủ đã hết chỗ trống nên chưa lưu được. Nội dung còn nguyên ở đây; hãy báo người quản trị.")
    )
    return _form_page(form, document)
