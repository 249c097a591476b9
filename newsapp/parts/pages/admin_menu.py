"""The readers' menu, as staff arrange it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from newsapp import clock, ordering
from newsapp.admin.access import allows
from newsapp.admin.forms.tree import requested_step
from newsapp.admin.refusals import refused_at, refused_by_notice
from newsapp.database import db, writing
from newsapp.parts.pages import menu_editing, staff
from newsapp.parts.pages.menu import LINK, PlacedEntry, placed_entries
from newsapp.parts.pages.menu_editing import MenuError
from newsapp.parts.pages.menu_forms import EntryForm, NewEntryForm
from newsapp.parts.pages.models import MenuEntry
from newsapp.public.menu import navigation
from newsapp.registry import registry


@staff.route("/menu", methods=["GET", "POST"])
@allows("menu.edit")
def menu_entries() -> str | Response | tuple[str, int]:
    placed = placed_entries()
    form = NewEntryForm(_parents(placed), _targets())
    if form.validate_on_submit():
        with refused_at(form.address if form.kind == LINK else form.target, MenuError):
            menu_editing.add(
                form.kind,
                number=form.number,
                address=form.address.data or "",
                label=form.label.data or "",
                parent_id=form.parent_id.chosen,
                actor=current_user,
                at=clock.now(),
            )
        if not form.errors:
            flash(_("Đã thêm một mục vào menu."))
            return _to_list()
    page = render_template(
        "pages/menu.html", form=form, rows=_rows(placed), usual=navigation().on_home
    )
    return page, 422 if form.errors else 200


@staff.route("/menu/<int:number>", methods=["GET", "POST"])
@allows("menu.edit")
def menu_entry(number: int) -> str | Response | tuple[str, int]:
    entry, placed = db.get_or_404(MenuEntry, number), placed_entries()
    form = EntryForm(_parents(placed, without=entry), obj=entry)
    if form.validate_on_submit():
        with refused_at(form.label, MenuError):
            menu_editing.change(
                entry,
                label=form.label.data or "",
                parent_id=form.parent_id.chosen,
                actor=current_user,
                at=clock.now(),
            )
        if not form.errors:
            flash(_("Đã lưu menu."))
            return _to_list()
    page = render_template(
        "pages/menu_entry.html",
        form=form,
        entry=entry,
        name=next((other.item.label for other in placed if other.entry is entry), entry.label),
        below=sum(other.entry.parent_id == number for other in placed),
    )
    return page, 422 if form.errors else 200


@staff.post("/menu/<int:number>/move")
@allows("menu.edit")
def move_menu_entry(number: int) -> Response:
    entry, step = db.get_or_404(MenuEntry, number), requested_step()
    with refused_by_notice(MenuError):
        menu_editing.move(entry, step, actor=current_user, at=clock.now())
    return _to_list(f"muc-{number}")


@staff.post("/menu/<int:number>/remove")
@allows("menu.edit")
def remove_menu_entry(number: int) -> Response:
    entry = db.get_or_404(MenuEntry, number)
    with refused_by_notice(MenuError):
        menu_editing.remove(entry, actor=current_user, at=clock.now())
        flash(_("Đã bỏ mục khỏi menu."))
    return _to_list()


@staff.post("/menu/begin")
@allows("menu.edit")
def begin_menu() -> Response:
    with writing():
        menu_editing.begin(actor=current_user, at=clock.now())
    return _to_list()


@staff.post("/menu/reset")
@allows("menu.edit")
def reset_menu() -> Response:
    with writing():
        menu_editing.reset(actor=current_user, at=clock.now())
    flash(_("Menu nay lại gồm trang chủ và các chuyên mục."))
    return _to_list()


def _to_list(anchor: str | None = None) -> Response:
    return redirect(url_for("admin.pages.menu_entries", _anchor=anchor), 303)


def _parents(
    placed: Sequence[PlacedEntry], without: MenuEntry | None = None
) -> list[tuple[int, str]]:
    return [
        (other.entry.id, str(other.item.label))
        for other in placed
        if other.entry.parent_id is None and other.entry is not without
    ]


def _targets() -> dict[str, list[tuple[str, object]]]:
    """What an entry can lead to, in groups: (value, name)."""
    groups: dict[str, list[tuple[str, object]]] = {}
    for target in registry().menu_targets:
        choices = target.choices() if target.choices else [(None, target.items([])[0].label)]
        for number, name in choices:
            value = target.kind if number is None else f"{target.kind}-{number}"
            groups.setdefault(str(target.group), []).append((value, name))
    return groups


def _rows(placed: Sequence[PlacedEntry]) -> list[tuple[MenuEntry, object, object, bool, bool]]:
    """(entry, name, why readers do not see it, whether it is the first and the last beside it)."""
    now, entries = clock.now(), [other.entry for other in placed]
    rows = []
    for one in placed:
        note = "" if one.item.is_found(now) else one.target.hidden_note
        rows.append((one.entry, one.item.label, note, *ordering.ends(one.entry, entries)))
    return rows
