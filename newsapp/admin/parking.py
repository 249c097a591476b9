"""What was typed is kept where the form that it came with could not be taken: session ended, token too old."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, flash, jsonify, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError, generate_csrf
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as BaseResponse

from newsapp import clock
from newsapp.admin import tickets
from newsapp.admin.door import OPEN
from newsapp.admin.tickets import Ticket
from newsapp.articles import autosaves
from newsapp.articles.content import Content
from newsapp.articles.models import Article
from newsapp.database import db, writing
from newsapp.web.errors import csrf_error

FIELDS = (
    "base_version",
    "kind",
    "title",
    "category_id",
    "tags",
    "summary",
    "body",
    "byline",
    "signature",
    "source",
    "published_on",
    "language",
    "cover_id",
    "cover_alt",
    "cover_decorative",
    "cover_caption",
    "cover_credit",
    "go_live_at",
    "expire_at",
    "pinned_until",
    "comment",
    "attachment_id",
    "attachment_title",
)
"""What of the article's form is typed, and so worth keeping."""


def typed(form: MultiDict[str, str]) -> autosaves.Fields:
    """The values of FIELDS that were sent, without the one character that PostgreSQL cannot hold."""
    return {name: [value.replace("\0", "") for value in form.getlist(name)] for name in FIELDS if name in form}


def fields_of(content: Content) -> autosaves.Fields:
    """`content` as the form would send it."""
    fields = {name: [str(getattr(content, name) or "")] for name in FIELDS if hasattr(content, name)}
    fields["tags"] = [", ".join(content.tags)]
    fields["published_on"] = [content.published_on.strftime("%d/%m/%Y")] if content.published_on else []
    fields["cover_decorative"] = ["y"] if content.cover_decorative else []
    fields["attachment_id"] = [str(link["id"]) for link in content.attachments]
    fields["attachment_title"] = [link["title"] for link in content.attachments]
    return fields


def form_address(ticket: Ticket) -> str:
    """Where the form of this ticket stands."""
    if ticket.article_id is not None:
        return url_for("admin.edit_article", number=ticket.article_id)
    is_page = request.form.get("kind") == "page"
    return url_for("admin.new_page" if is_page else "admin.new_article", draft=ticket.key)


def park() -> str | None:
    """Keep what the request's form holds, if it has a good ticket; return the address where it will be found."""
    ticket = tickets.read(request.form.get("ticket", ""))
    if ticket is None or len(request.form.get("body", "")) > current_app.config["MAX_FORM_MEMORY_SIZE"]:
        return None
    with writing():
        if ticket.article_id is not None and db.session.get(Article, ticket.article_id) is None:
            return None
        autosaves.keep(ticket.user_id, ticket.key, ticket.article_id, typed(request.form), at=clock.now())
    return form_address(ticket)


def wants_json() -> bool:
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"


def refuse(message: str, code: int, **more: Any) -> Response:
    """An error as our scripts read it."""
    response = jsonify(error=message, **more)
    response.status_code = code
    return response


def session_ended() -> BaseResponse:
    """Send the browser to sign in, with what was typed put aside."""
    if wants_json():
        return refuse(_("Phiên đăng nhập đã hết."), 401, sign_in=url_for("admin.sign_in"))
    here = request.full_path.rstrip("?") if request.method == "GET" else park()
    return redirect(url_for("admin.sign_in", next=here), 303)


def token_refused(error: CSRFError) -> BaseResponse | tuple[str, int]:
    """A form that was open for too long: nothing is done, and nothing that was typed is lost."""
    if wants_json():
        ended = not current_user.is_authenticated
        return session_ended() if ended else refuse(_("Trang đã mở quá lâu."), 400, token=generate_csrf())
    if not current_user.is_authenticated and request.endpoint not in OPEN:
        return session_ended()
    if (address := park()) is None:
        return csrf_error(error)
    flash(_("Trang đã mở quá lâu nên chưa lưu được. Nội dung bạn viết còn nguyên dưới đây: hãy bấm lưu lần nữa."))
    return redirect(address, 303)
