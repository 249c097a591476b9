"""JSON answers to the form's script, which saves without reloading the page."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from flask import Response, jsonify, url_for
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from newsapp import clock
from newsapp.admin import form_tokens
from newsapp.admin.forms.article import ArticleForm
from newsapp.admin.forms.moments import SHOWN, MomentField, written
from newsapp.articles.models import Article
from newsapp.web.json_errors import json_error


def saved(
    article: Article, form: ArticleForm, beside_text: dict[str, Any], message: str, at: datetime
) -> Response:
    """The values with which the form continues from the saved version.

    beside_text: the form's values beside the text, from article_form.beside_text.
    """
    form_token = form_tokens.for_article(current_user.id, article.id)
    return jsonify(
        said=message,
        at=hour(at),
        version=article.version,
        form_token=form_token.signed(),
        token=generate_csrf(),
        key=f"{form_token.user_id}-{form_token.key}",
        address=url_for("admin.edit_article", number=article.id),
        shown=_moments(form, beside_text),
        findings=[asdict(finding) for finding in form.findings()],
    )


def _moments(form: ArticleForm, beside_text: dict[str, Any]) -> dict[str, str]:
    """The values of the hidden controls with the shown moments."""
    names = [name for name in beside_text if name in form and isinstance(form[name], MomentField)]
    return {name + SHOWN: written(beside_text[name]) for name in names}


def hour(at: datetime) -> str:
    return at.astimezone(clock.zone()).strftime("%H:%M")


def problems(form: ArticleForm, status: int) -> Response:
    """The errors by field; `id` is the field's in the page, "" for errors of the form."""
    by_field = []
    for name, errors in form.errors.items():
        field_id, label = (form[name].id, str(form[name].label.text)) if name else ("", "")
        by_field.append(
            {"id": field_id, "label": label, "messages": [str(error) for error in errors]}
        )
    return json_error(_("Chưa lưu được: hãy xem lại"), status, problems=by_field)


def conflict() -> Response:
    """The script then submits the form, which shows the conflict page."""
    return json_error(_("Có người khác vừa lưu bài này."), 409, conflict=True)


def overtaken() -> Response:
    """The page has sent a later text since and ignores this answer."""
    return json_error(_("Trang này đã gửi một bản mới hơn."), 409, late=True)
