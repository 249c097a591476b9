from __future__ import annotations

import pytest
from flask import Flask

from newsapp import clock
from newsapp.accounts import membership, users
from newsapp.accounts.models import User
from newsapp.database import writing
from tests import cast
from tests.cast import PASSWORD
from tests.pages import PageClient

PEOPLE = "/admin/people"
INVITED = {"email": "linh@hunglac.example", "name": "Trần Thùy Linh", "role": "writer"}
STEPS = ("invite", "password", "disable", "enable")


def handed_over(answer: object) -> str:
    """The path of the one-time link that a page shows."""
    address: str = answer.words("#address")[0]
    assert address.startswith("http://localhost/admin/link/")
    return address.removeprefix("http://localhost")


def test_inviting_shows_the_link_once(sign_in: cast.SignIn, administrator: User) -> None:
    browser = sign_in(administrator)
    answer = browser.send(PEOPLE, INVITED)
    link = handed_over(answer)
    assert answer.status_code == 200
    invited = users.by_email(INVITED["email"])
    assert invited is not None
    pages = [browser.get(PEOPLE).text, browser.get(f"{PEOPLE}/{invited.id}").text]
    assert all(link.rpartition("/")[2] not in page for page in pages)
    assert "Đã mời, chưa nhận" in pages[0]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": "không có"}, "#email-error"),
        ({"name": ""}, "#name-error"),
        ({"role": "king"}, ""),
    ],
)
def test_a_wrong_invitation_is_said(
    sign_in: cast.SignIn, administrator: User, wrong: dict[str, str], field: str
) -> None:
    answer = sign_in(administrator).send(PEOPLE, INVITED | wrong)
    assert answer.status_code == 422
    assert answer.words(field or ".field-error")
    assert len(users.everyone()) == 1


def test_the_role_changes_at_once(sign_in: cast.SignIn, administrator: User, writer: User) -> None:
    theirs = sign_in(writer)
    assert theirs.get("/admin/categories").status_code == 403
    answer = sign_in(administrator).send(f"{PEOPLE}/{writer.id}", {"role": "editor"})
    assert answer.status_code == 303
    assert theirs.get("/admin/categories").status_code == 200


def test_who_is_disabled_is_out_at_the_next_click(
    sign_in: cast.SignIn, administrator: User, writer: User, client: PageClient
) -> None:
    theirs, browser = sign_in(writer), sign_in(administrator)
    assert theirs.get("/admin/articles").status_code == 200
    here = f"{PEOPLE}/{writer.id}"
    assert browser.send(f"{here}/disable", {}, form_at=here).status_code == 303
    assert theirs.get("/admin/articles").status_code == 303
    answer = client.send("/admin/login", {"email": writer.email, "password": PASSWORD})
    assert answer.words("#email-error") == ["Tài khoản này đã bị khóa. Hãy liên hệ quản trị viên."]
    wrong = client.send("/admin/login", {"email": writer.email, "password": "sai"})
    assert wrong.words("#email-error") == ["Email hoặc mật khẩu không đúng."]
    assert browser.send(f"{here}/enable", {}, form_at=here).status_code == 303
    assert theirs.get("/admin/articles").status_code == 303
    assert sign_in(writer).get("/admin/articles").status_code == 200


def test_nobody_is_offered_to_lock_themselves_out(
    sign_in: cast.SignIn, administrator: User
) -> None:
    cast.person("administrator", "other")
    browser, here = sign_in(administrator), f"{PEOPLE}/{administrator.id}"
    assert "/disable" not in browser.get(here).text
    answer = browser.send(f"{here}/disable", {}, form_at=PEOPLE)
    assert "nhờ một quản trị viên khác" in browser.get(answer.location).text
    assert browser.get(PEOPLE).status_code == 200


@pytest.mark.parametrize("role", ["writer", "editor"])
def test_it_requires_an_administrator(sign_in: cast.SignIn, administrator: User, role: str) -> None:
    browser, here = sign_in(cast.person(role)), f"{PEOPLE}/{administrator.id}"
    assert browser.get(PEOPLE).status_code == browser.get(here).status_code == 403
    for address, fields in [
        (PEOPLE, INVITED | {"role": "administrator"}),
        (here, {"role": "writer"}),
        *((f"{here}/{step}", {}) for step in STEPS),
    ]:
        assert browser.send(address, fields, form_at="/admin/account").status_code == 403, address
    assert users.by_email(INVITED["email"]) is None
    assert users.by_session_id(administrator.get_id()) is not None


def test_nobody_of_that_number(sign_in: cast.SignIn, administrator: User) -> None:
    browser = sign_in(administrator)
    for number in ("99", "99999999999999999999"):
        assert browser.get(f"{PEOPLE}/{number}").status_code == 404
        assert browser.send(f"{PEOPLE}/{number}/disable", {}, form_at=PEOPLE).status_code == 404


NEW = {"password": "một câu rất dài khác", "again": "một câu rất dài khác"}


def test_the_link_leads_in(sign_in: cast.SignIn, administrator: User, client: PageClient) -> None:
    link = handed_over(sign_in(administrator).send(PEOPLE, INVITED))
    page = client.get(link)
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    assert client.get(link).status_code == 200, "opening it uses nothing up"
    answer = client.send(link, NEW | {"name": "Thùy Linh"})
    assert (answer.status_code, answer.location) == (303, "/admin/")
    assert client.get("/admin/articles").status_code == 200
    assert PageClient(client.application).get(link).status_code == 410
    assert "đã được dùng rồi" in client.get(link).text
    again = PageClient(client.application).send(
        "/admin/login", {"email": INVITED["email"], "password": NEW["password"]}
    )
    assert again.status_code == 303


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"password": "ngắn", "again": "ngắn"}, "#password-error"),
        ({"again": "không giống"}, "#again-error"),
        ({"name": ""}, "#name-error"),
        ({"name": "x" * 101}, "#name-error"),
    ],
)
def test_a_refused_password_leaves_the_link_open(
    sign_in: cast.SignIn, administrator: User, client: PageClient, wrong: dict[str, str], field: str
) -> None:
    link = handed_over(sign_in(administrator).send(PEOPLE, INVITED))
    answer = client.send(link, NEW | {"name": "Linh"} | wrong)
    assert (answer.status_code, len(answer.words(field))) == (422, 1)
    assert client.send(link, NEW | {"name": "Linh"}).status_code == 303


def test_a_forgotten_password_is_set_by_a_link(
    sign_in: cast.SignIn, administrator: User, writer: User, client: PageClient
) -> None:
    theirs, browser, here = sign_in(writer), sign_in(administrator), f"{PEOPLE}/{writer.id}"
    link = handed_over(browser.send(f"{here}/password", {}, form_at=here))
    assert theirs.get("/admin/articles").status_code == 200
    assert client.send(link, NEW).status_code == 303
    assert theirs.get("/admin/articles").status_code == 303
    assert client.get("/admin/articles").status_code == 200


def test_a_link_of_somebody_disabled_since_is_over(
    sign_in: cast.SignIn, administrator: User, writer: User, client: PageClient
) -> None:
    browser, here = sign_in(administrator), f"{PEOPLE}/{writer.id}"
    link = handed_over(browser.send(f"{here}/password", {}, form_at=here))
    client.get(link)
    token = client.get(link).page.xpath("//input[@name='csrf_token']/@value")[0]
    with writing():
        membership.disable(writer, actor=administrator, at=clock.now())
    answer = client.post(link, data={"csrf_token": token, **NEW})
    assert answer.status_code == 410
    assert client.get("/admin/articles").status_code == 303


@pytest.mark.parametrize("guess", ["x", "0" * 43, "%00", "ế" * 43, "a" * 5000])
def test_a_guessed_link_is_a_page_that_is_not_there(client: PageClient, guess: str) -> None:
    assert client.get(f"/admin/link/{guess}").status_code == 404


def test_a_link_needs_its_own_form(
    app: Flask, sign_in: cast.SignIn, administrator: User, client: PageClient
) -> None:
    link = handed_over(sign_in(administrator).send(PEOPLE, INVITED))
    assert client.post(link, data=NEW | {"name": "Linh"}).status_code == 400
    invited = users.by_email(INVITED["email"])
    assert invited is not None
    assert invited.is_invited
