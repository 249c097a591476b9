"""The pages that turn a second factor on and off, and its reset by an administrator."""

from __future__ import annotations

import io

import click
import segno
from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.cli import with_appcontext
from flask_babel import gettext as _
from flask_login import current_user, login_user
from werkzeug.wrappers import Response as BaseResponse

from newsapp import clock
from newsapp.accounts import sessions
from newsapp.accounts.commands import change, get_account
from newsapp.admin.access import allows
from newsapp.admin.people import carry_out, get_user
from newsapp.admin.reauthentication import is_own_password, needs_recent_password
from newsapp.database import writing
from newsapp.parts.second_factor import factors, requirement, staff
from newsapp.parts.second_factor.forms import CodeForm, OwnPasswordForm
from newsapp.parts.second_factor.models import SecondFactor
from newsapp.site import identity

Page = str | BaseResponse | tuple[str, int]


@staff.route("/account/second-factor", methods=["GET", "POST"])
@allows("account.own")
def second_factor() -> Page:
    """Show the state; with the right password begin, turn off, or make new recovery codes."""
    form = OwnPasswordForm()
    if not form.validate_on_submit() or not is_own_password(form.password):
        return _page(form, CodeForm(formdata=None))
    step, now = request.form.get("step"), clock.now()
    with writing():
        if step == "codes" and factors.is_on(current_user):
            codes = factors.renew_codes(current_user, at=now)
            return render_template("second_factor/recovery_codes.html", codes=codes)
        if step == "off":
            factors.turn_off(current_user, at=now)
            if requirement.is_required(current_user):
                requirement.note_due(current_user, at=now)
            flash(_("Đã tắt xác thực hai bước."))
        else:
            factors.begin(current_user, at=now)
    return redirect(url_for("admin.second_factor.second_factor"), 303)


@staff.post("/account/second-factor/confirm")
@allows("account.own")
def confirm_second_factor() -> Page:
    """Turn it on with the first code, and show the recovery codes."""
    form = CodeForm()
    if not form.validate_on_submit():
        return _page(OwnPasswordForm(formdata=None), form)
    now = clock.now()
    with writing():
        codes = factors.confirm(current_user, form.code.data, at=now)
        if codes is not None:
            sessions.start(current_user, request.user_agent.string, at=now)
    if codes is None:
        form.code.errors = [
            _("Mã không đúng. Hãy xem đồng hồ điện thoại có đúng giờ không, rồi nhập mã đang hiện.")
        ]
        return _page(OwnPasswordForm(formdata=None), form)
    login_user(current_user._get_current_object())  # confirm() has ended this session too
    return render_template("second_factor/recovery_codes.html", codes=codes)


@staff.get("/account/second-factor.svg")
@allows("account.own")
def second_factor_picture() -> Response:
    """The QR code with the secret, until the first code is confirmed."""
    factor = _unconfirmed() or abort(404)
    agency = identity.read().name
    uri = factors.provisioning_uri(factor, email=current_user.email, agency=agency)
    svg = io.BytesIO()
    qr_code = segno.make(uri, error="m", micro=False)
    qr_code.save(svg, kind="svg", light="#fff", border=4, scale=5, nl=False)
    return Response(svg.getvalue(), content_type="image/svg+xml")


def _page(password: OwnPasswordForm, code: CodeForm) -> tuple[str, int]:
    factor = _unconfirmed()
    page = render_template(
        "second_factor/account.html",
        password=password,
        code=code,
        is_on=factors.is_on(current_user),
        is_due=requirement.is_overdue(),
        codes_left=factors.codes_left(current_user),
        key=factors.secret(factor) if factor else "",
    )
    return page, 422 if password.errors or code.errors else 200


def _unconfirmed() -> SecondFactor | None:
    factor = factors.get(current_user)
    return factor if factor is not None and factor.confirmed_at is None else None


@staff.post("/people/<int:number>/second-factor")
@allows("user.manage")
@needs_recent_password
def reset_second_factor(number: int) -> Page:
    user = get_user(number)
    return carry_out(
        user,
        lambda at: factors.reset(user, actor=current_user, at=at),
        _("%(name)s bây giờ đăng nhập chỉ bằng mật khẩu.", name=user.name),
    )


@click.command("reset-second-factor")
@click.argument("email")
@with_appcontext
def reset_command(email: str) -> None:
    """Let somebody who lost their phone and codes sign in with the password alone."""
    account = get_account(email)
    change(lambda at: factors.reset(account, actor=None, at=at))
    click.echo(f"{account.email} signs in with the password alone now")
