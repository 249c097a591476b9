"""One's own second factor: turning it on with an app, its recovery codes, turning it off."""

from __future__ import annotations

import io

import segno
from flask import Response, abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user, login_user
from werkzeug.wrappers import Response as BaseResponse

from newsapp import clock
from newsapp.accounts import second_factor as factors
from newsapp.accounts.models import SecondFactor
from newsapp.admin import admin
from newsapp.admin.confirming import is_own_password
from newsapp.admin.forms.sign_in import CodeForm, OwnPasswordForm
from newsapp.database import writing
from newsapp.site import identity

Page = str | BaseResponse | tuple[str, int]


@admin.route("/account/second-factor", methods=["GET", "POST"])
def second_factor() -> Page:
    """What is done here needs the password: to begin, to make new recovery codes, to turn it off."""
    form = OwnPasswordForm()
    if not form.validate_on_submit() or not is_own_password(form.password):
        return _page(form, CodeForm(formdata=None))
    step, at = request.form.get("step"), clock.now()
    if step == "codes" and factors.is_on(current_user):
        with writing():
            codes = factors.renew_codes(current_user, at=at)
        return render_template("admin/second_factor_codes.html", codes=codes)
    with writing():
        if step == "off":
            factors.turn_off(current_user, at=at)
            flash(_("Đã tắt xác thực hai bước."))
        else:
            factors.begin(current_user, at=at)
    return redirect(url_for("admin.second_factor"), 303)


@admin.post("/account/second-factor/confirm")
def confirm_second_factor() -> Page:
    form = CodeForm()
    if form.validate_on_submit():
        with writing():
            codes = factors.confirm(current_user, form.code.data or "", site_key=_site_key(), at=clock.now())
        if codes is not None:
            login_user(current_user._get_current_object())  # the page below asks who is signed in
            return render_template("admin/second_factor_codes.html", codes=codes)
        form.code.errors = [_("Mã không đúng. Hãy xem đồng hồ điện thoại có đúng giờ không, rồi nhập mã đang hiện.")]
    return _page(OwnPasswordForm(formdata=None), form)


@admin.get("/account/second-factor.svg")
def second_factor_picture() -> Response:
    """The QR code, for the app to read, while it is being turned on and no longer."""
    factor = _begun() or abort(404)
    address = factors.address(factor, _site_key(), email=current_user.email, agency=identity.read().name)
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="svg", light="#fff", border=4, scale=5, nl=False)
    return Response(picture.getvalue(), content_type="image/svg+xml")


def _page(password: OwnPasswordForm, code: CodeForm) -> tuple[str, int]:
    factor = _begun()
    page = render_template(
        "admin/second_factor.html",
        password=password,
        code=code,
        is_on=factors.is_on(current_user),
        codes_left=factors.codes_left(current_user),
        key=_in_fours(factors.secret(factor, _site_key())) if factor else "",
    )
    return page, 422 if password.errors or code.errors else 200


def _begun() -> SecondFactor | None:
    """One's own second factor while it waits for its first code."""
    factor = factors.of(current_user)
    return factor if factor is not None and factor.confirmed_at is None else None


def _in_fours(key: str) -> str:
    return " ".join(key[place : place + 4] for place in range(0, len(key), 4))


def _site_key() -> str:
    key: str = current_app.config["SECRET_KEY"]
    return key
