"""The page of a one-time link: the person sets a password, and is signed in."""

from __future__ import annotations

from flask import abort, flash, make_response, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts import links, membership, passwords
from newsapp.accounts.models import LinkPurpose
from newsapp.admin import admin
from newsapp.admin.access import open_to_strangers
from newsapp.admin.forms.accounts import AcceptanceForm, NewPasswordForm
from newsapp.admin.sign_in import finish_sign_in
from newsapp.database import writing


@admin.route("/link/<token>", methods=["GET", "POST"])
@open_to_strangers
def use_link(token: str) -> Response:
    """The link can be opened several times; it stops working once the password is set."""
    try:
        response = make_response(_use(token))
    except links.LinkExpired as error:
        page = render_template("admin/people/link_expired.html", reason=str(error))
        response = make_response(page, 410)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _use(token: str) -> Response | tuple[str, int]:
    link, user = links.find(token, at=clock.now()) or abort(404)
    is_invitation = link.purpose == LinkPurpose.INVITATION
    form = (
        AcceptanceForm(user=user, name=user.name) if is_invitation else NewPasswordForm(user=user)
    )
    if not form.validate_on_submit():
        page = render_template(
            "admin/people/new_password.html", form=form, user=user, is_invitation=is_invitation
        )
        return page, 422 if form.errors else 200
    password_hash = passwords.hash_password(form.password.data)
    name = form.name.data if isinstance(form, AcceptanceForm) else ""
    with writing():
        user = membership.use_link(token, password_hash, name=name, at=clock.now()) or abort(404)
    flash(_("Đã đặt mật khẩu. Từ nay bạn đăng nhập bằng %(email)s.", email=user.email))
    return finish_sign_in(user)
