"""Saving a form's typed text when it is refused: session ended, token too old."""

from __future__ import annotations

from flask import current_app, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError, generate_csrf
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.admin import form_tokens
from newsapp.admin.access import is_open
from newsapp.admin.form_tokens import FormToken
from newsapp.admin.sent_fields import sent_fields
from newsapp.articles.models import Article
from newsapp.database import db, writing
from newsapp.registry import registry
from newsapp.web.errors import csrf_error
from newsapp.web.json_errors import json_error, wants_json


def keep_sent_form() -> str | None:
    """Save the sent form aside if its token is valid; return the form's address.

    A form without a body is not the article's form.
    """
    form_token = form_tokens.read(request.form.get("form_token", ""))
    if form_token is None or "body" not in request.form:
        return None
    if len(request.form["body"]) > current_app.config["MAX_FORM_MEMORY_SIZE"]:
        return None
    number = form_token.article_id
    with writing():
        if number is not None and db.session.get(Article, number) is None:
            return None
        if not registry().unsaved_texts.keep(form_token, sent_fields(), clock.now()):
            return None
    return _form_address(form_token)


def session_ended() -> Response:
    """Redirect to the sign-in, with the typed text saved aside."""
    if wants_json():
        return json_error(_("Phiên đăng nhập đã hết."), 401, sign_in=url_for("admin.sign_in"))
    here = request.full_path.rstrip("?") if request.method == "GET" else keep_sent_form()
    return redirect(url_for("admin.sign_in", next=here), 303)


def token_refused(error: CSRFError) -> Response | tuple[str, int]:
    """Answer a form that was open for too long: nothing is done, the typed text is kept."""
    view = current_app.view_functions.get(request.endpoint or "")
    is_signed_in = current_user.is_authenticated
    if wants_json() and is_signed_in:
        return json_error(_("Trang đã mở quá lâu."), 400, token=generate_csrf())
    if not is_signed_in and (wants_json() or not is_open(view)):
        return session_ended()
    address = keep_sent_form()
    if address is None:
        return csrf_error(error)
    message = _(
        "Trang đã mở quá lâu nên chưa lưu được."
        " Nội dung bạn viết còn nguyên dưới đây: hãy bấm lưu lần nữa."
    )
    flash(message)
    return redirect(address, 303)


def _form_address(form_token: FormToken) -> str:
    if form_token.article_id is not None:
        return url_for("admin.edit_article", number=form_token.article_id)
    is_page = request.form.get("kind") == "page"
    return url_for("admin.new_page" if is_page else "admin.new_article", draft=form_token.key)
