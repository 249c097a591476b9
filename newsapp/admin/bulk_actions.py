"""Actions on several articles: a page that asks for confirmation, then the results."""

from __future__ import annotations

from flask import abort, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from newsapp import clock
from newsapp.accounts.permissions import may, require
from newsapp.admin import admin
from newsapp.admin.access import allows
from newsapp.articles import bulk_actions, staff_list
from newsapp.categories.queries import in_menu_order
from newsapp.database import db
from newsapp.publishing import state_of
from newsapp.web.urls import own_path

LABELS = {
    "publish": _l("Đăng bài"),
    "move": _l("Chuyển chuyên mục"),
    "trash": _l("Chuyển vào thùng rác"),
    "restore": _l("Khôi phục"),
}
VERBS = {
    "publish": bulk_actions.publish,
    "trash": bulk_actions.trash,
    "restore": bulk_actions.restore,
}
ACTIONS = {"publish": "article.publish", "trash": "article.trash", "restore": "article.restore"}
"""The permission for each; moving needs article.edit, checked per article."""


@admin.get("/articles/several")
@allows("article.edit")
def several_articles() -> str:
    """Ask for confirmation."""
    action = _action(request.args.get("do", ""))
    numbers = _numbers(request.args.getlist("article"))
    rows = staff_list.with_numbers(numbers)
    if not may(current_user, "article.edit"):
        rows = [row for row in rows if row.article.owner_id == current_user.id]
    now = clock.now()
    return render_template(
        "admin/articles/several.html",
        action=action,
        name=LABELS[action],
        rows=[(row, state_of(row.article, now)) for row in rows],
        categories=list(db.session.scalars(in_menu_order())) if action == "move" else [],
        back=_back(request.args.get("back")),
    )


@admin.post("/articles/several")
@allows("article.edit")
def do_to_several() -> str:
    action = _action(request.form.get("do", ""))
    numbers = _numbers(request.form.getlist("article"))
    if action == "move":
        verb = bulk_actions.move(current_user, request.form.get("category", 0, int))
    else:
        verb = VERBS[action](current_user)
    outcomes = bulk_actions.do(verb, numbers, actor=current_user)
    done = [outcome for outcome in outcomes if not outcome.reason]
    failed = [outcome for outcome in outcomes if outcome.reason]
    return render_template(
        "admin/articles/several_done.html",
        name=LABELS[action],
        done=done,
        failed=failed,
        back=_back(request.form.get("back")),
        message=_(
            "Đã xử lý %(done)s bài, %(failed)s bài không thực hiện được.",
            done=len(done),
            failed=len(failed),
        ),
    )


def _action(text: str) -> str:
    if text not in LABELS:
        abort(404)
    require(current_user, "article.list")
    if text in ACTIONS:
        require(current_user, ACTIONS[text], owner_id=current_user.id)
    return text


def _numbers(texts: list[str]) -> list[int]:
    """The valid numbers, each once, at most bulk_actions.MOST."""
    valid = [int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) < 10]
    return list(dict.fromkeys(valid))[: bulk_actions.MOST]


def _back(text: str | None) -> str:
    return own_path(text) or url_for("admin.articles")
