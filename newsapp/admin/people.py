"""The staff: inviting, roles, disabling, one-time links to set a password."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts import membership, users
from newsapp.accounts.links import NewLink
from newsapp.accounts.models import Role, User
from newsapp.accounts.users import AccountError
from newsapp.admin import admin
from newsapp.admin.access import allows
from newsapp.admin.forms.accounts import ROLES, InvitationForm, RoleForm
from newsapp.admin.reauthentication import needs_recent_password
from newsapp.database import writing
from newsapp.registry import registry

Page = str | Response | tuple[str, int]


@admin.route("/people", methods=["GET", "POST"])
@allows("user.manage")
@needs_recent_password
def people() -> Page:
    form = InvitationForm()
    if form.validate_on_submit():
        email, name, role = form.email.data, form.name.data, Role(form.role.data)
        try:
            with writing():
                link = membership.invite(email, name, role, actor=current_user, at=clock.now())
            return _link_page(link)
        except AccountError as error:
            form.email.errors = [str(error)]
    values = registry().values("people")
    page = render_template(
        "admin/people/list.html", form=form, people=users.everyone(), roles=ROLES, **values
    )
    return page, 422 if form.errors else 200


@admin.route("/people/<int:number>", methods=["GET", "POST"])
@allows("user.manage")
@needs_recent_password
def person(number: int) -> Page:
    """The page of a user. Posting the form changes the role."""
    user = get_user(number)
    form = RoleForm(role=user.role)
    if form.validate_on_submit():
        role = Role(form.role.data)
        return carry_out(
            user,
            lambda at: membership.set_role(user, role, actor=current_user, at=at),
            _("%(name)s bây giờ là %(role)s.", name=user.name, role=ROLES[role]),
        )
    values = registry().values("person", user)
    page = render_template("admin/people/person.html", form=form, user=user, roles=ROLES, **values)
    return page, 422 if form.errors else 200


@admin.post("/people/<int:number>/invite")
@allows("user.manage")
@needs_recent_password
def invite_again(number: int) -> Page:
    user = get_user(number)
    return carry_out(user, lambda at: membership.invite_again(user, actor=current_user, at=at))


@admin.post("/people/<int:number>/password")
@allows("user.manage")
@needs_recent_password
def offer_password(number: int) -> Page:
    user = get_user(number)
    return carry_out(user, lambda at: membership.offer_password(user, actor=current_user, at=at))


@admin.post("/people/<int:number>/disable")
@allows("user.manage")
def disable_person(number: int) -> Page:
    user = get_user(number)
    return carry_out(
        user,
        lambda at: membership.disable(user, actor=current_user, at=at),
        _("Đã khóa tài khoản của %(name)s và kết thúc mọi phiên đăng nhập.", name=user.name),
    )


@admin.post("/people/<int:number>/enable")
@allows("user.manage")
def enable_person(number: int) -> Page:
    user = get_user(number)
    return carry_out(
        user,
        lambda at: membership.enable(user, actor=current_user, at=at),
        _("Đã mở lại tài khoản của %(name)s.", name=user.name),
    )


def get_user(number: int) -> User:
    return users.by_id(number) or abort(404)


def carry_out(user: User, change: Callable[[datetime], NewLink | None], message: str = "") -> Page:
    """Change the user. Show the new link, or the user's page with `message` or the error."""
    try:
        with writing():
            link = change(clock.now())
        if link is not None:
            return _link_page(link)
    except AccountError as error:
        message = str(error)
    flash(message)
    return redirect(url_for("admin.person", number=user.id), 303)


def _link_page(link: NewLink) -> str:
    """The only page that shows the link, because only its hash is stored."""
    address = url_for("admin.use_link", token=link.token, _external=True)
    return render_template("admin/people/link.html", link=link, address=address)
