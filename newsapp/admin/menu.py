"""The readers' menu, as staff arrange it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts.permissions import require
from newsapp.admin import admin
from newsapp.admin.categories import STEPS
from newsapp.admin.forms.menu import EntryForm, NewEntryForm
from newsapp.articles import pages, queries
from newsapp.articles.states import State, state_of
from newsapp.database import db, writing
from newsapp.site import arranging, menu
from newsapp.site.menu import Kind, MenuEntry, Placed

OFFERED_TAGS = 200


@admin.route("/menu", methods=["GET", "POST"])
def menu_entries() -> str | Response | tuple[str, int]:
    require(current_user, "menu.edit")
    sections, placed = menu.read(with_hidden=True)
    form = NewEntryForm(_parents(placed), _targets(sections))
    if form.validate_on_submit():
        added = _try(
            form,
            "address" if form.kind is Kind.LINK else "target",
            arranging.add,
            form.kind,
            target_id=form.target_id,
            address=form.address.data or "",
            label=form.label.data or "",
            parent_id=form.parent_id.data or None,
        )
        if added is not None:
            flash(_("Đã thêm một mục vào menu."))
            return redirect(url_for("admin.menu_entries"), 303)
    rows = [
        {
            "entry": one,
            "name": _name(one),
            "note": _note(one),
            "is_first": one.id == beside[0],
            "is_last": one.id == beside[-1],
        }
        for one in placed
        if (beside := [other.id for other in placed if other.parent_id == one.parent_id])
    ]
    usual = [section for section in sections if section.parent_id is None and not section.is_hidden]
    return render_template("admin/menu/list.html", form=form, rows=rows, usual=usual), 422 if form.errors else 200


@admin.route("/menu/<int:number>", methods=["GET", "POST"])
def menu_entry(number: int) -> str | Response | tuple[str, int]:
    entry = _get(number)
    _sections, placed = menu.read(with_hidden=True)
    form = EntryForm(_parents(placed, but=number), obj=entry)
    if form.validate_on_submit():
        changed = _try(
            form,
            "label",
            arranging.change,
            entry,
            label=form.label.data or "",
            parent_id=form.parent_id.data or None,
        )
        if changed is not None:
            flash(_("Đã lưu menu."))
            return redirect(url_for("admin.menu_entries"), 303)
    own = next(one for one in placed if one.id == number)
    below = sum(one.parent_id == number for one in placed)
    page = render_template("admin/menu/entry.html", form=form, entry=entry, name=_name(own), below=below)
    return page, 422 if form.errors else 200


@admin.post("/menu/<int:number>/move")
def move_menu_entry(number: int) -> Response:
    entry = _get(number)
    step = STEPS.get(request.form.get("step", "")) or abort(400)
    return _done(arranging.move, entry, step, anchor=f"muc-{number}")


@admin.post("/menu/<int:number>/remove")
def remove_menu_entry(number: int) -> Response:
    return _done(arranging.remove, _get(number), said=_("Đã bỏ mục khỏi menu."))


@admin.post("/menu/begin")
def begin_menu() -> Response:
    return _done(arranging.begin)


@admin.post("/menu/reset")
def reset_menu() -> Response:
    return _done(arranging.reset, said=_("Menu nay lại gồm trang chủ và các chuyên mục."))


def _done(verb: Callable[..., Any], *given: Any, said: str = "", anchor: str | None = None) -> Response:
    require(current_user, "menu.edit")
    try:
        with writing():
            verb(*given, actor=current_user, at=clock.now())
    except arranging.MenuError as reason:
        said = str(reason)
    if said:
        flash(said)
    return redirect(url_for("admin.menu_entries", _anchor=anchor), 303)


def _get(number: int) -> MenuEntry:
    require(current_user, "menu.edit")
    return (db.session.get(MenuEntry, number) if number < 2**31 else None) or abort(404)


def _try(form: Any, field: str, verb: Callable[..., Any], *given: Any, **named: Any) -> Any:
    """What the verb gives; None where it refused, and then the form says why."""
    try:
        with writing():
            return verb(*given, **named, actor=current_user, at=clock.now())
    except arranging.MenuError as reason:
        form[field].errors = [str(reason)]
        return None


def _parents(placed: Sequence[Placed], but: int | None = None) -> list[tuple[int, str]]:
    return [(one.id, _name(one)) for one in placed if one.parent_id is None and one.id != but]


def _targets(sections: Sequence[menu.Section]) -> dict[str, Sequence[tuple[str, str]]]:
    """What an entry can lead to, in groups: (value, name)."""
    tags = db.session.execute(queries.tags_with_counts().limit(OFFERED_TAGS)).all()
    groups: dict[str, Sequence[tuple[str, str]]] = {
        _("Chung"): [
            ("home", _("Trang chủ")),
            ("documents", _("Văn bản")),
            ("link", _("Liên kết ngoài (nhập địa chỉ bên dưới)")),
        ],
        _("Chuyên mục"): [(f"category-{one.id}", f"– {one.name}" if one.parent_id else one.name) for one in sections],
        _("Trang"): [
            (f"page-{page.id}", title) for page, title in db.session.execute(pages.everyone()) if not page.trashed_at
        ],
        _("Từ khóa"): [(f"tag-{tag.id}", tag.name) for tag, _count in tags],
    }
    return {name: group for name, group in groups.items() if group}


def _name(one: Placed) -> str:
    return one.label or {Kind.HOME: _("Trang chủ"), Kind.DOCUMENTS: _("Văn bản")}.get(one.kind, one.address)


def _note(one: Placed) -> str:
    """Why readers do not see the entry, where they do not."""
    if one.is_hidden:
        return str(_("chuyên mục đang ẩn"))
    if one.page is not None and state_of(one.page, clock.now()) is not State.LIVE:
        return str(_("trang chưa đăng"))
    return ""
