"""The page on which citizens write, and the page of questions and answers."""

from __future__ import annotations

from datetime import date, datetime

from flask import abort, current_app, make_response, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy import func, select
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts import throttle
from newsapp.database import db, writing
from newsapp.extensions import csrf
from newsapp.parts.contact import keeping, queries, readers, receiving
from newsapp.parts.contact.forms import MessageForm
from newsapp.parts.contact.models import Question
from newsapp.web.page_cache import cached
from newsapp.web.pagination import page_of
from newsapp.web.urls import url_for

QUESTIONS = 10
"""On a page."""


@readers.route("/lien-he", methods=["GET", "POST"])
@csrf.exempt  # the form has a token without a session, see MessageForm
def contact() -> Response:
    if not queries.is_open():
        abort(404)
    form, status = MessageForm(), 200
    if form.validate_on_submit():
        try:
            _receive(form)
            return redirect(url_for("public.contact.sent"), 303)
        except throttle.TooManyFailures as error:
            form.form_token.errors = [
                _("Bạn gửi nhiều thư quá. Hãy thử lại sau %(seconds)s giây.", seconds=error.wait)
            ]
            status = 429
    elif form.errors:
        status = 422
    form.renew_token()
    page = render_template("contact/form.html", form=form, days=keeping.days())
    response = make_response(page, status)
    if request.method == "POST":
        response.headers["Cache-Control"] = "no-store"  # it holds what somebody has typed
    return response


@readers.app_template_filter("local_day")
def local_day(moment: datetime) -> date:
    return clock.local_date(moment)


@readers.get("/lien-he/da-gui")
@cached
def sent() -> str:
    return render_template("contact/sent.html")


@readers.get("/hoi-dap")
@cached
def questions() -> str:
    if not queries.is_open() and not queries.has_questions():
        abort(404)
    total = db.session.scalar(select(func.count(Question.id))) or 0
    page = page_of(total, QUESTIONS)
    shown = queries.questions().offset(page.offset).limit(page.size)
    rows = db.session.scalars(shown).all()
    return render_template(
        "contact/questions.html", rows=rows, page=page, is_open=queries.is_open()
    )


def list_pages() -> list[str]:
    """What search engines may know."""
    pages = [url_for("public.contact.contact")] if queries.is_open() else []
    if queries.has_questions():
        pages.append(url_for("public.contact.questions"))
    return pages


def _receive(form: MessageForm) -> None:
    """A program that fills in every field is told the same as a person. Raises TooManyFailures."""
    if form.is_of_a_program:
        return
    counts = throttle.Counts(current_app.config["SECRET_KEY"])
    with writing():
        receiving.receive(form.message(), counts, request.remote_addr or "", at=clock.now())
