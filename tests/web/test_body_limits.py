"""How large a form may be: decided before any of it is read, so by its announced length."""

from __future__ import annotations

import io
from typing import Any

import pytest

from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.web.body_limits import STRANGERS_LIMIT
from tests import cast
from tests.admin import forms
from tests.pages import PageClient

URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=b"
PLACES = ["/admin/login", "/admin/articles/new", "/admin/link/abc", "/co-chu", "/hien-thi", "/"]


class Unread(io.BytesIO):
    """A body that must not be read."""

    def read(self, *_size: Any) -> bytes:
        raise AssertionError("the body was read")

    readinto = readline = read


def announce(browser: PageClient, address: str, length: int, kind: str = URLENCODED) -> int:
    """Post a body of that length; the status of the answer."""
    announced = {"wsgi.input": Unread(), "CONTENT_LENGTH": str(length), "CONTENT_TYPE": kind}
    answer = browser.post(address, environ_overrides=announced)
    status: int = answer.status_code
    return status


@pytest.mark.parametrize("kind", [URLENCODED, MULTIPART, "text/plain"])
@pytest.mark.parametrize("address", PLACES)
def test_a_stranger_sends_no_more_than_a_small_form(
    client: PageClient, address: str, kind: str
) -> None:
    assert announce(client, address, STRANGERS_LIMIT + 1, kind) == 413


def test_a_forged_session_is_a_stranger(client: PageClient) -> None:
    client.set_cookie("staff", "eyJfdXNlcl9pZCI6IjEuMCJ9.aaaa.bbbb")
    client.set_cookie("browser", "WyJhIixbMV1d.aaaa.bbbb")
    assert announce(client, "/admin/articles/new", STRANGERS_LIMIT + 1) == 413
    assert client.get("/admin/large-form").status_code == 403


def test_a_small_form_of_a_stranger_is_read(client: PageClient) -> None:
    assert client.post("/admin/login", data={"email": "a" * 60_000}).status_code == 400


def test_without_an_announced_length_the_bound_holds_while_reading(client: PageClient) -> None:
    answer = client.post(
        "/admin/login",
        input_stream=io.BytesIO(b"a=1&" * 20_000),
        content_type=URLENCODED,
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert answer.status_code == 413


def test_staff_send_files_but_no_endless_text(editor: User, sign_in: cast.SignIn) -> None:
    browser = sign_in(editor)
    limit = browser.application.config["MAX_FORM_MEMORY_SIZE"]
    assert announce(browser, "/admin/articles/new", limit + 1) == 413
    limit = browser.application.config["MAX_CONTENT_LENGTH"]
    assert announce(browser, "/admin/articles/new", limit + 1, MULTIPART) == 413
    assert browser.get("/admin/large-form").status_code == 204
    long = b"a=1&" * 100_000
    assert (
        browser.post("/admin/articles/new", data=long, content_type=URLENCODED).status_code == 400
    )


@pytest.mark.parts
def test_a_long_text_is_kept_where_the_session_has_ended(
    editor: User, news: Category, sign_in: cast.SignIn
) -> None:
    browser = sign_in(editor)
    page = browser.get("/admin/articles/new")
    token = forms.form_token_of(page)
    browser.delete_cookie("staff")
    body = f"<p>{'Một câu dài. ' * 8000}</p>"
    sent = forms.typed(news, title="Bài dài", body=body, form_token=token, action="save")
    answer = browser.send("/admin/articles/new", sent, form_at="/admin/login")
    assert answer.status_code == 303
    assert "/admin/login?next=/admin/articles/new" in answer.location
    again = browser.send(answer.location, {"email": editor.email, "password": cast.PASSWORD})
    kept = browser.get(again.location)
    assert forms.value_of(kept, "title") == "Bài dài"
