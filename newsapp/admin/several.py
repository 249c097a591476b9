"""Several articles at once: first a page that says how many and which, then what became of each."""

from __future__ import annotations

from flask import abort, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from newsapp import clock
from newsapp.accounts.permissions import may, require
from newsapp.admin import admin
from newsapp.articles.states import state_of
from newsapp.categories.queries import in_menu_order
from newsapp.database import db
from newsapp.desk import listing, several
from newsapp.web.addresses import own_path

DOINGS = {
    "publish": _l("Xuất bản"),
    "move": _l("Chuyển chuyên mục"),
    "trash": _l("Chuyển vào thùng rác"),
    "restore": _l("Khôi phục"),
}
ACTIONS = {"publish": "article.publish", "trash": "article.trash", "restore": "article.restore"}
"""What each asks for; moving asks for editing, which may be of one's own only."""


@admin.get("/articles/several")
def several_articles() -> str:
    """Nothing is done yet."""
    doing, numbers = _doing(request.args.get("do", "")), _numbers(request.args.getlist("article"))
    sees_all, now = may(current_user, "article.edit"), clock.now()
    rows = [
        (row, state_of(row.article, now))
        for row in listing.with_numbers(numbers)
        if sees_all or row.article.owner_id == current_user.id
    ]
    return render_template(
        "admin/articles/several.html",
        doing=doing,
        name=DOINGS[doing],
        rows=rows,
        categories=list(db.session.scalars(in_menu_order())) if doing == "move" else [],
        back=_back(request.args.get("back")),
    )


@admin.post("/articles/several")
def do_to_several() -> str:
    doing, numbers = _doing(request.form.get("do", "")), _numbers(request.form.getlist("article"))
    actor = current_user
    verb = {
        "publish": lambda: several.publish(actor),
        "trash": lambda: several.trash(actor),
        "restore": lambda: several.restore(actor),
        "move": lambda: several.move(actor, request.form.get("category", 0, int)),
    }[doing]()
    outcomes = several.do(verb, numbers, actor=actor)
    done = [outcome for outcome in outcomes if not outcome.reason]
    failed = [outcome for outcome in outcomes if outcome.reason]
    return render_template(
        "admin/articles/several_done.html",
        name=DOINGS[doing],
        done=done,
        failed=failed,
        back=_back(request.form.get("back")),
        told=_("%(done)s bài xong, %(failed)s bài không làm được.", done=len(done), failed=len(failed)),
    )


def _doing(text: str) -> str:
    if text not in DOINGS:
        abort(404)
    require(current_user, "article.list")
    if text in ACTIONS:
        require(current_user, ACTIONS[text], owner_id=current_user.id)
    return text


def _numbers(texts: list[str]) -> list[int]:
    """Those that are numbers, each once, as many as are taken at once."""
    known = (int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) < 10)
    return list(dict.fromkeys(known))[: several.MOST]


def _back(text: str | None) -> str:
    return own_path(text) or url_for("admin.articles")
