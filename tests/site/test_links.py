from __future__ import annotations

import pytest
from flask import Flask

from newsapp.site import links


def test_links_are_read_line_by_line_and_written_back(app: Flask) -> None:
    text = " Cổng tỉnh | https://hunglac.example \n\nA | B|http://b.example:8080/x?y=1#z"
    read = links.parse(text)
    assert [(link["name"], link["url"]) for link in read] == [
        ("Cổng tỉnh", "https://hunglac.example"),
        ("A | B", "http://b.example:8080/x?y=1#z"),
    ]
    assert links.parse(links.written(read)) == read
    assert links.parse("") == []


@pytest.mark.parametrize(
    "line",
    [
        "không có địa chỉ",
        "| https://a.example",
        "A |",
        "A | javascript:alert(1)",
        "A | //evil.example",
        "A | ftp://a.example",
        "A | https://",
        "A | https://user:pw@a.example",
        "A | https://a.example/ x",
        'A | https://a.example/"onclick=x',
        "A | http://[::1",
        "A | http://a.example:99999",
        "A | https://a.example/" + "x" * 500,
    ],
)
def test_what_is_no_link_is_refused(app: Flask, line: str) -> None:
    with pytest.raises(links.LinkError, match="Dòng"):
        links.parse(f"Tốt | https://tot.example\n{line}")


def test_there_may_not_be_too_many(app: Flask) -> None:
    with pytest.raises(links.LinkError):
        links.parse("A | https://a.example\n" * (links.MOST_LINKS + 1))
