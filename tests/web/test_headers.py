from __future__ import annotations

from pathlib import Path

import pytest

from newsapp import create_app
from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.web.headers import CONTENT_SECURITY_POLICY, HEADERS
from tests import cast
from tests.pages import PageClient


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/chuyen-muc/hoat-dong-so-nganh", 200),
        ("/khong-co", 404),
        ("/chuyen-muc/hoat-dong-so-nganh?page=9", 404),
        ("/dem.gif", 200),
        ("/admin/", 303),
        ("/admin/login", 200),
        ("/admin/khong-co", 404),
        ("/admin/logout", 405),
        ("/static/khong-co.css", 404),
    ],
)
def test_every_answer_carries_them(
    client: PageClient, news: Category, address: str, status: int
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    for name, value in HEADERS.items():
        assert answer.headers[name] == value, name


def test_served_files_carry_them_too(client: PageClient) -> None:
    answer = client.get(client.application.jinja_env.globals["asset"]("public.css"))
    assert answer.status_code == 200
    for name, value in HEADERS.items():
        assert answer.headers[name] == value, name


def test_the_policy_allows_nothing_unsafe_and_nobody_else() -> None:
    assert CONTENT_SECURITY_POLICY.startswith("default-src 'none'")
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "*" not in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY
    said = dict(directive.split(" ", 1) for directive in CONTENT_SECURITY_POLICY.split("; "))
    assert {name for name, value in said.items() if value == "'none'"} == {
        "default-src",
        "base-uri",
        "frame-ancestors",
    }
    assert {value for value in said.values() if value != "'none'"} == {"'self'"}


def test_the_other_headers_are_these() -> None:
    assert {
        name: value for name, value in HEADERS.items() if name != "Content-Security-Policy"
    } == {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    }


def test_staff_pages_are_kept_by_nobody(
    client: PageClient, editor: User, sign_in: cast.SignIn
) -> None:
    for answer in (
        client.get("/admin/login"),
        client.get("/admin/khong-co"),
        sign_in(editor).get("/admin/articles"),
    ):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex"


def test_readers_pages_are_asked_for_again(client: PageClient) -> None:
    assert client.get("/").headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("https", "subdomains", "stated"),
    [
        ("0", "1", None),
        ("1", "0", "max-age=31536000"),
        ("1", "1", "max-age=31536000; includeSubDomains"),
    ],
)
def test_https_is_insisted_on_where_it_is_there(
    instance: Path, https: str, subdomains: str, stated: str | None
) -> None:
    app = create_app(
        {
            "NEWSAPP_INSTANCE": str(instance),
            "NEWSAPP_HTTPS": https,
            "NEWSAPP_HSTS_SUBDOMAINS": subdomains,
        }
    )
    browser = PageClient(app)
    answer = browser.get("/")
    assert ("Secure" in answer.headers["Set-Cookie"]) is (https == "1")
    script = browser.get(app.jinja_env.globals["asset"]("js/reader.js"))
    for sent in (answer, script):
        assert sent.headers.get("Strict-Transport-Security") == stated


@pytest.mark.parametrize("name", ["public.css", "js/reader.js"])
def test_texts_say_how_they_are_written(client: PageClient, name: str) -> None:
    answer = client.get(client.application.jinja_env.globals["asset"](name))
    assert answer.content_type.endswith('charset="utf-8"')
