from __future__ import annotations

from newsapp.accounts.models import User
from newsapp.site import identity
from tests import cast
from tests.pages import PageClient

IDENTITY = "/admin/identity"


def test_it_works(administrator: User, client: PageClient, sign_in: cast.SignIn) -> None:
    fields = {name: f"Giá trị {name}" for name in identity.FIELDS}
    assert sign_in(administrator).send(IDENTITY, fields).status_code == 303
    page = client.get("/")
    assert page.words("h1") == ["Giá trị name"]
    assert all(f"Giá trị {name}" in page.text for name in identity.FIELDS)


def test_it_keeps_what_was_typed(administrator: User, sign_in: cast.SignIn) -> None:
    answer = sign_in(administrator).send(IDENTITY, {"name": "", "address": "Số 18 & <b>"})
    assert answer.status_code == 422
    assert answer.words("#name-error") == ["Hãy nhập tên cơ quan."]
    assert answer.page.xpath("//input[@name='address']/@value") == ["Số 18 & <b>"]


def test_it_refuses_what_is_too_long(administrator: User, sign_in: cast.SignIn) -> None:
    answer = sign_in(administrator).send(IDENTITY, {"name": "Sở", "phone": "0" * 101})
    assert answer.words("#phone-error") != []


def test_it_checks_the_role(editor: User, sign_in: cast.SignIn) -> None:
    browser = sign_in(editor)
    assert browser.get(IDENTITY).status_code == 403
    assert browser.send(IDENTITY, {"name": "x"}, form_at="/admin/account").status_code == 403
