"""What an open form says by itself: what was typed so far, that somebody is there, that they left."""

from __future__ import annotations

from flask import Response, abort, jsonify, request
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import generate_csrf
from sqlalchemy.exc import OperationalError

from newsapp import clock
from newsapp.accounts.permissions import require
from newsapp.admin import admin, tickets
from newsapp.admin.articles import get_article
from newsapp.admin.forms.article import ArticleForm
from newsapp.admin.parking import refuse, typed
from newsapp.admin.tickets import Ticket
from newsapp.articles import autosaves, presence
from newsapp.database import db, writing
from newsapp.web.errors import is_full


@admin.post("/autosave")
def autosave() -> Response:
    """Keep what was typed, apart from every revision; answer with the time, the others, and what to look at."""
    ticket = _own_ticket()
    now = clock.now()
    try:
        with writing():
            autosaves.keep(current_user.id, ticket.key, ticket.article_id, typed(request.form), at=now)
            if ticket.article_id is not None:
                presence.arrive(ticket.article_id, current_user.id, at=now)
    except (OSError, OperationalError) as error:
        if not is_full(error):
            raise
        return refuse(_("Máy chủ đã hết chỗ trống."), 507)
    return jsonify(
        at=now.astimezone(clock.zone()).strftime("%H:%M"),
        key=ticket.key,
        others=_others(ticket),
        findings=[{"message": finding.message, "blocks": finding.blocks} for finding in ArticleForm([]).findings()],
    )


@admin.post("/presence")
def presence_here() -> Response:
    """Somebody has the form open still, or has just left it."""
    ticket = _own_ticket()
    if ticket.article_id is not None:
        with writing():
            if "left" in request.form:
                presence.leave(ticket.article_id, current_user.id)
            else:
                presence.arrive(ticket.article_id, current_user.id, at=clock.now())
    return jsonify(others=_others(ticket))


@admin.get("/token")
def token() -> Response:
    """A fresh token for a form whose session was opened anew in another tab."""
    return jsonify(token=generate_csrf(), user=current_user.id)


def _own_ticket() -> Ticket:
    ticket = tickets.read(request.form.get("ticket", ""))
    if ticket is None or ticket.user_id != current_user.id:
        abort(400)
    if ticket.article_id is None:
        require(current_user, "article.create")
    else:
        get_article(ticket.article_id, "article.edit")
    return ticket


def _others(ticket: Ticket) -> list[str]:
    if ticket.article_id is None:
        return []
    return list(db.session.scalars(presence.others(ticket.article_id, current_user.id, now=clock.now())))
