from __future__ import annotations

import pytest

from newsapp.web.addresses import own_path


@pytest.mark.parametrize("own", ["/", "/tin-tuc/1/a?x=1&y=2", "/chuyen-muc/đ", "/a//b", "/?next=//evil.example"])
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
