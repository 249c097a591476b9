from __future__ import annotations

from pathlib import Path

import pytest
from flask import request

from newsapp import create_app

FORWARDED = {
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "tin.example",
}


@pytest.mark.parametrize(
    ("proxies", "seen"),
    [("0", ("127.0.0.1", "http://localhost/")), ("1", ("203.0.113.9", "https://tin.example/"))],
)
def test_only_the_proxies_that_are_there_are_believed(
    instance: Path, proxies: str, seen: tuple[str, str]
) -> None:
    settings = {"PROXIES": proxies, "HOSTS": "localhost,tin.example"}
    environ = {f"NEWSAPP_{name}": value for name, value in settings.items()}
    app = create_app(environ | {"NEWSAPP_INSTANCE": str(instance)})
    found: list[tuple[str | None, str]] = []
    app.before_request(lambda: found.append((request.remote_addr, request.host_url)))
    app.test_client().get("/admin/login", headers=FORWARDED)
    assert found == [seen]
