"""Where a one-time link leads: the person sets a password, and is signed in. Opening the page uses nothing up."""

from __future__ import annotations

from flask import abort, flash, make_response, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts import links, membership, passwords
from newsapp.accounts.models import LinkPurpose
from newsapp.admin import admin
from newsapp.admin.forms.people import AcceptanceForm, NewPasswordForm
from newsapp.admin.sign_in import welcome
from newsapp.database import writing


@admin.route("/link/<token>", methods=["GET", "POST"])
def use_link(token: str) -> Response:
    try:
        response = make_response(_use(token))
    except links.LinkOver as reason:
        response = make_response(render_template("admin/people/link_over.html", reason=str(reason)), 410)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _use(token: str) -> Response | tuple[str, int]:
    link, user = links.find(token, at=clock.now()) or abort(404)
    is_invitation = link.purpose == LinkPurpose.INVITATION
    form = AcceptanceForm(name=user.name) if is_invitation else NewPasswordForm()
    if form.validate_on_submit():
        try:
            password_hash = passwords.hash_password(form.password.data or "")
        except passwords.WeakPassword as reason:
            form.password.errors = [str(reason)]
        else:
            name = form.name.data or "" if is_invitation else ""
            with writing():
                user = membership.use_link(token, password_hash, name=name, at=clock.now()) or abort(404)
            flash(_("Đã đặt mật khẩu. Từ nay bạn đăng nhập bằng %(email)s.", email=user.email))
            return welcome(user)
    page = render_template("admin/people/new_password.html", form=form, user=user, is_invitation=is_invitation)
    return page, 422 if form.errors else 200
