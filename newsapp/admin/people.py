"""The staff: who they are, inviting, roles, disabling, one-time links to set a password."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts import membership, second_factor, users
from newsapp.accounts.membership import HandedOver
from newsapp.accounts.models import Role, User
from newsapp.accounts.permissions import require
from newsapp.accounts.users import AccountError
from newsapp.admin import admin
from newsapp.admin.forms.people import ROLES, InvitationForm, RoleForm
from newsapp.database import writing

Page = str | Response | tuple[str, int]


@admin.route("/people", methods=["GET", "POST"])
def people() -> Page:
    require(current_user, "user.manage")
    form = InvitationForm()
    if form.validate_on_submit():
        given = (form.email.data or "", form.name.data or "", Role(form.role.data))
        try:
            with writing():
                handed = membership.invite(*given, actor=current_user, at=clock.now())
        except AccountError as reason:
            form.email.errors = [str(reason)]
        else:
            return _link_page(handed)
    page = render_template(
        "admin/people/list.html", form=form, people=users.everyone(), roles=ROLES, protected=second_factor.protected()
    )
    return page, 422 if form.errors else 200


@admin.route("/people/<int:number>", methods=["GET", "POST"])
def person(number: int) -> Page:
    """The person's page; posting changes the role."""
    someone = _get(number)
    form = RoleForm(role=someone.role)
    if form.validate_on_submit():
        role = Role(form.role.data)
        return _done(
            someone,
            lambda at: membership.set_role(someone, role, actor=current_user, at=at),
            _("%(name)s bây giờ là %(role)s.", name=someone.name, role=ROLES[role]),
        )
    page = render_template(
        "admin/people/person.html", form=form, someone=someone, roles=ROLES, is_protected=second_factor.is_on(someone)
    )
    return page, 422 if form.errors else 200


@admin.post("/people/<int:number>/invite")
def invite_again(number: int) -> Page:
    someone = _get(number)
    return _handed_over(someone, lambda at: membership.invite_again(someone, actor=current_user, at=at))


@admin.post("/people/<int:number>/password")
def offer_password(number: int) -> Page:
    someone = _get(number)
    return _handed_over(someone, lambda at: membership.offer_password(someone, actor=current_user, at=at))


@admin.post("/people/<int:number>/disable")
def disable_person(number: int) -> Response:
    someone = _get(number)
    return _done(
        someone,
        lambda at: membership.disable(someone, actor=current_user, at=at),
        _("Đã khóa tài khoản của %(name)s và kết thúc mọi phiên đăng nhập.", name=someone.name),
    )


@admin.post("/people/<int:number>/enable")
def enable_person(number: int) -> Response:
    someone = _get(number)
    return _done(
        someone,
        lambda at: membership.enable(someone, actor=current_user, at=at),
        _("Đã mở lại tài khoản của %(name)s.", name=someone.name),
    )


@admin.post("/people/<int:number>/second-factor")
def reset_second_factor(number: int) -> Response:
    someone = _get(number)
    return _done(
        someone,
        lambda at: membership.reset_second_factor(someone, actor=current_user, at=at),
        _("%(name)s bây giờ đăng nhập chỉ bằng mật khẩu.", name=someone.name),
    )


def _get(number: int) -> User:
    require(current_user, "user.manage")
    return users.with_number(number) or abort(404)


def _done(someone: User, verb: Callable[[datetime], object], said: str) -> Response:
    """Do it and say so, or say why not; back to the person's page either way."""
    try:
        with writing():
            verb(clock.now())
    except AccountError as reason:
        said = str(reason)
    flash(said)
    return redirect(url_for("admin.person", number=someone.id), 303)


def _handed_over(someone: User, verb: Callable[[datetime], HandedOver]) -> Page:
    try:
        with writing():
            handed = verb(clock.now())
    except AccountError as reason:
        flash(str(reason))
        return redirect(url_for("admin.person", number=someone.id), 303)
    return _link_page(handed)


def _link_page(handed: HandedOver) -> str:
    """The only page that ever shows the link: it is not kept, so it is no address that could be opened again."""
    address = url_for("admin.use_link", token=handed.token, _external=True)
    return render_template("admin/people/link.html", handed=handed, address=address)
