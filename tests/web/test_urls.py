from __future__ import annotations

import flask
import pytest
from flask import Flask

from newsapp.web.urls import own_path, url_for


@pytest.mark.parametrize(
    "own", ["/", "/tin-tuc/1/a?x=1&y=2", "/chuyen-muc/đ", "/a//b", "/?next=//evil.example"]
)
def test_own_paths_are_kept(own: str) -> None:
    assert own_path(own) == own


def test_the_fragment_is_dropped() -> None:
    assert own_path("/a#b") == "/a"


@pytest.mark.parametrize(
    "hostile",
    [
        None,
        "",
        "a",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n/evil.example",
        "/a\r\nSet-Cookie: x=1",
        " //evil.example",
        "/\u2028x",
        "#",
    ],
)
def test_ways_to_elsewhere_are_not(hostile: str | None) -> None:
    assert own_path(hostile) is None


@pytest.mark.parametrize("slug", ["mua-lu", "đường & chợ", "", "50%", "a/b"])
def test_addresses_are_those_that_flask_builds(app: Flask, slug: str) -> None:
    app.config["TRUSTED_HOSTS"] = ["so.example"]
    with app.test_request_context("/", base_url="https://so.example"):
        for values in ({"slug": slug}, {"slug": slug, "page": 3}, {"slug": slug, "page": None}):
            for _again in range(2):
                assert url_for("public.category", **values) == flask.url_for(
                    "public.category", **values
                )


def test_whole_addresses_are_those_of_the_host_that_was_asked(app: Flask) -> None:
    app.config["TRUSTED_HOSTS"] = ["so.example", "localhost"]
    for host in ("https://so.example", "http://localhost:8000"):
        with app.test_request_context("/", base_url=host):
            assert url_for("public.home", _external=True) == f"{host}/"
