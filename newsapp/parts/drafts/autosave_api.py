"""The requests of an open form's script: autosave, presence, leaving."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from flask import Response, abort, flash, jsonify, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import generate_csrf
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response as BaseResponse

from newsapp import clock
from newsapp.accounts.permissions import require
from newsapp.admin import form_tokens, save_answers
from newsapp.admin.access import allows
from newsapp.admin.articles import get_article
from newsapp.admin.form_tokens import FormToken
from newsapp.admin.forms.article import ArticleForm
from newsapp.admin.sent_fields import sent_fields
from newsapp.articles.models import Article
from newsapp.articles.prepublish_checks import TextFinding
from newsapp.database import db, writing
from newsapp.parts.drafts import autosaves, presence, staff
from newsapp.parts.drafts.tabs import Tab, sent_tab
from newsapp.web.errors import is_full
from newsapp.web.json_errors import json_error


@staff.post("/autosave")
@allows("article.edit")
def autosave() -> Response:
    """Save the typed text apart from the revisions; answer with the time and findings."""
    form_token, tab, now = _own_form_token(), sent_tab(), clock.now()
    try:
        with writing():
            is_late = not _keep(form_token, tab, now)
    except (OSError, OperationalError) as error:
        if not is_full(error):
            raise
        return json_error(_("Máy chủ đã hết chỗ trống."), 507)
    return jsonify(
        at=save_answers.hour(now),
        key=form_token.key,
        late=is_late,
        findings=[asdict(finding) for finding in _findings()],
        **_form_status(form_token, tab, now),
    )


def _keep(form_token: FormToken, tab: Tab, now: datetime) -> bool:
    """Save the typed text unless the tab has sent a later one; return whether it was saved."""
    user_id, key, article_id = form_token.user_id, form_token.key, form_token.article_id
    open_tab = presence.arrive(article_id, user_id, at=now, key=key, tab=tab.name)
    if not presence.take(open_tab, tab.number):
        return False
    fields = sent_fields()
    if article_id is None and autosaves.is_untouched(fields):
        autosaves.forget(user_id, key, **tab.owner)
    else:
        autosaves.keep(user_id, key, article_id, fields, at=now, **tab.owner)
    return True


@staff.post("/articles/discard-autosave")
@allows("article.edit")
def discard_autosave() -> BaseResponse:
    """Delete the unsaved text; the saved versions stay."""
    form_token = form_tokens.read(request.form.get("form_token", "")) or abort(400)
    with writing():
        autosaves.forget(current_user.id, form_token.key, **sent_tab().owner)
    flash(_("Đã xóa bản tự lưu."))
    if form_token.article_id is None:
        return redirect(url_for("admin.home"), 303)
    return redirect(url_for("admin.edit_article", number=form_token.article_id), 303)


@staff.post("/presence")
@allows("article.edit")
def presence_here() -> Response:
    """Somebody still has the form open, or has just left it."""
    form_token, tab, now = _own_form_token(), sent_tab(), clock.now()
    form = (form_token.article_id, form_token.user_id)
    with writing():
        if "left" in request.form:
            presence.leave(*form, key=form_token.key, tab=tab.name)
        else:
            presence.arrive(*form, at=now, key=form_token.key, tab=tab.name)
    return jsonify(_form_status(form_token, tab, now))


@staff.get("/token")
@allows("account.own")
def token() -> Response:
    """A new CSRF token for a form after signing in again in another tab."""
    return jsonify(token=generate_csrf(), user=current_user.id)


def _findings() -> list[TextFinding]:
    return ArticleForm([], is_page=request.form.get("kind") == "page").findings()


def _own_form_token() -> FormToken:
    form_token = form_tokens.read(request.form.get("form_token", ""))
    if form_token is None or form_token.user_id != current_user.id:
        abort(400)
    if form_token.article_id is None:
        require(current_user, "article.create")
    else:
        get_article(form_token.article_id, "article.edit")
    return form_token


def _form_status(form_token: FormToken, tab: Tab, now: datetime) -> dict[str, Any]:
    """Who else has the form open, whether another tab has, and the newest version."""
    user_id, article_id = form_token.user_id, form_token.article_id
    tabs = presence.other_tabs(user_id, form_token.key, tab.name, now=now)
    has_other_tab = db.session.scalar(tabs) is not None
    if article_id is None:
        return {"others": [], "other_tab": has_other_tab, "version": 0}
    others = list(db.session.scalars(presence.others(article_id, user_id, now=now)))
    article = db.session.get(Article, article_id, populate_existing=True)
    version = article.version if article else 0
    return {"others": others, "other_tab": has_other_tab, "version": version}
